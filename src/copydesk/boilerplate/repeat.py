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

MIN_WORDS = 6
NOT_TAKEN = ("navigation", "other")
CAPTIONS = ("caption", "credit")


def find(draft: Draft) -> Iterator[Finding]:
    """Open lines that repeat a removed one, or a caption in nearly the same words."""
    forms, captions = draft.forms, sorted(draft.labelled(CAPTIONS))
    if not draft.found:
        return
    said_by_captions = AlikeLines(forms[index].wording.credit[0] for index in captions)
    lengths = {forms[index].words for index in draft.found}
    candidates = [index for index in _long_lines(draft) if captions or forms[index].words in lengths]
    removed = _removed(draft) if candidates else {}
    for index in candidates:
        form = forms[index]
        if _is_heading_said_above(draft, index):
            continue
        if form.words in lengths and form.normal in removed:
            yield Finding(index, removed[form.normal], "the line repeats one that was removed")
        elif captions and form.is_short_enough and said_by_captions.find(form.text) is not None:
            yield Finding(index, "caption", "the line says what a caption says, in nearly the same words")


def _long_lines(draft: Draft) -> Iterator[int]:
    """The open lines of several words that are no lists, nor prose amid the text."""
    prose = Prose(draft)
    for index in draft.open():
        form = draft.forms[index]
        in_text = form.is_prose and prose.start <= index < prose.end
        if form.words >= MIN_WORDS and not form.is_listed and not in_text:
            yield index


def _removed(draft: Draft) -> dict[str, str]:
    """What removed lines say → the label of the first that says it."""
    removed: dict[str, str] = {}
    for index in sorted(draft.found):
        if draft.label(index) not in NOT_TAKEN:
            removed.setdefault(draft.forms[index].normal, draft.label(index))
    return removed


def _is_heading_said_above(draft: Draft, index: int) -> bool:
    """Is it a heading above prose, which the alt text of the picture above it repeats?"""
    form = draft.forms[index]
    if draft.label(index - 1) not in CAPTIONS or form.is_sentence or form.words > MAX_HEADING_WORDS:
        return False
    is_heading = ": " not in form.text and draft.heads_prose(index)
    return is_heading and draft.forms[index - 1].normal == form.normal
