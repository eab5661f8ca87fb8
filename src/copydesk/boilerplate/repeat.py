"""Repeats of what was removed.

Drops a line that says word for word what a removed line said (it takes that line's label), and one that says what a
caption says in nearly the same words.

Keeps short lines, lists and repeats of menu entries, which may have the words of a heading in the text; a heading
right above prose that an alt text repeats; and prose amid the text, which a list of other stories may quote.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.zones import MAX_HEADING_WORDS, Prose
from copydesk.language.alike import AlikeLines
from copydesk.language.credits import split_credit

MIN_WORDS = 6
NOT_TAKEN = ("navigation", "other")
CAPTIONS = ("caption", "credit")


def find(draft: Draft) -> Iterator[Finding]:
    """Open lines that repeat a removed one, or a caption in nearly the same words."""
    removed: dict[str, str] = {}
    for index in sorted(draft.found):
        if draft.label(index) not in NOT_TAKEN:
            removed.setdefault(draft.forms[index].normal, draft.label(index))
    captions = AlikeLines(
        split_credit(form.text)[0] for i, form in enumerate(draft.forms) if draft.label(i) in CAPTIONS
    )
    if not draft.found:
        return
    word_counts = {draft.forms[index].words for index in draft.found}
    has_captions = any(draft.label(index) in CAPTIONS for index in draft.found)
    prose = Prose(draft)
    for index in draft.open():
        form = draft.forms[index]
        in_text = form.is_prose and prose.start <= index < prose.end
        if form.words < MIN_WORDS or form.is_listed or in_text or _is_heading_said_above(draft, index):
            continue
        if form.words in word_counts and form.normal in removed:
            yield Finding(index, removed[form.normal], "the line repeats one that was removed")
        elif has_captions and form.is_short_enough and captions.find(form.text) is not None:
            yield Finding(index, "caption", "the line says what a caption says, in nearly the same words")


def _is_heading_said_above(draft: Draft, index: int) -> bool:
    """Is it a heading above prose, which the alt text of the picture above it repeats?"""
    form = draft.forms[index]
    if (
        form.is_sentence
        or form.words > MAX_HEADING_WORDS
        or ": " in form.text
        or not draft.heads_prose(index)
    ):
        return False
    return draft.label(index - 1) in CAPTIONS and draft.forms[index - 1].normal == form.normal
