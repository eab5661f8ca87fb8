"""Repeats of what was removed.

Drops a line that says word for word what a removed line said (it takes that line's label), and one that says what a
caption says in nearly the same words.

Keeps short lines, lists and repeats of menu entries, which may have the words of a heading in the text; and prose
amid the text, which a list of other stories may quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.zones import Prose
from copydesk.language.credits import split_credit
from copydesk.language.words import ALIKE, are_alike, normal

MIN_WORDS = 6
NOT_TAKEN = ("navigation", "other")
MAX_BUCKET = 20
"""A word that more captions have than this tells nothing; looking at all of them would cost their square."""
CAPTIONS = ("caption", "credit")


def find(draft: Draft) -> Iterator[Finding]:
    """Open lines that repeat a removed one, or a caption in nearly the same words."""
    removed: dict[str, str] = {}
    for index in sorted(draft.found):
        if draft.label(index) not in NOT_TAKEN:
            removed.setdefault(draft.forms[index].normal, draft.label(index))
    captions = _Captions(
        split_credit(form.text)[0] for i, form in enumerate(draft.forms) if draft.label(i) in CAPTIONS
    )
    prose = Prose(draft)
    for index in draft.open():
        form = draft.forms[index]
        in_text = form.is_prose and prose.start <= index < prose.end
        if form.words < MIN_WORDS or form.is_listed or in_text:
            continue
        if form.normal in removed:
            yield Finding(index, removed[form.normal], "the line repeats one that was removed")
        elif form.is_short_enough and captions.has_like(form.text):
            yield Finding(index, "caption", "the line says what a caption says, in nearly the same words")


class _Captions:
    """The captions of a document, looked up by their rarer words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for text in texts:
            for word in dict.fromkeys(normal(text).split()):
                self._by_word.setdefault(word, []).append(text)

    def has_like(self, text: str) -> bool:
        """Does a caption say this? Two lines with four words in five in common share one of any fifth of them."""
        buckets = [self._by_word.get(word, []) for word in dict.fromkeys(normal(text).split())]
        buckets.sort(key=len)
        looked_at = buckets[: len(buckets) - ceil(ALIKE * len(buckets)) + 1]
        return any(are_alike(text, caption) for bucket in looked_at for caption in bucket[:MAX_BUCKET])
