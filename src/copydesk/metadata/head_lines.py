"""Who wrote it, out of the lines above the text and between its first paragraphs, those that stay included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from copydesk.language.bylines import has_role, unglued
from copydesk.language.dates import DIGIT, dates_in, has_time, short_years_in, without_dates
from copydesk.language.names import split_names
from copydesk.language.phrase_files import WHOLE
from copydesk.language.phrases import begin, said_by
from copydesk.language.wording import Wording, wording_of
from copydesk.language.words import bare, count_words
from copydesk.model import Removal

MAX_WORDS, MAX_LETTERS = 18, 200
MAX_WORDS_ENDED = 4
"""“Updated at 15:10h.” ends as a sentence does and says only when."""
LABELS = ("", "dateline", "byline", "crumb", "navigation", "source")
MAX_WORDS_BARE = 3
"""Beside a date that has neither a time nor a word for “published” stand at most a weekday and a place."""
PARTS = re.compile(r"\s*[|·•/–—,:()]\s*|\s-\s")
OTHERS = ("share", "related", "tags", "navigation", "comments", "newsletter", "advert", "legal", "caption")
PLACES = re.compile(
    r"(?:new|san|los|las|santa|saint|st|fort|south|north|cape|hong|tel|rio|kuala|buenos|addis)\s", re.I
)
"""How places of two words begin, which have the form of names."""
KIND_BY = re.compile(r"\w+\s(?:von|by|par|por|di|door|av|af)\s(?=[^\W\d_]+\s[^\W\d_])")
"""“Column by Jane Doe”: a noble’s name has one word behind its particle, or a second particle."""


@dataclass(frozen=True)
class Line:
    """A line of the head: what it says, where it stood, and as what it went, if it went."""

    position: int
    text: str
    label: str = ""

    @property
    def _wording(self) -> Wording:
        return wording_of(self.text)

    @cached_property
    def is_short(self) -> bool:
        """Could it say who or when, and no more?"""
        if len(self.text) > MAX_LETTERS or self._wording.words > MAX_WORDS:
            return False
        return not self._wording.is_sentence or count_words(without_dates(self.text)) <= MAX_WORDS_ENDED

    @cached_property
    def is_announced(self) -> bool:
        """Does it begin with “Published” or the like?"""
        return begin("dateline", "start", bare(self.text)) is not None

    @cached_property
    def says_when(self) -> bool:
        """Does it say when, and little else? Then its date is the page's, whatever the language."""
        if self.label not in LABELS or not DIGIT.search(self.text) or not self.is_short:
            return False
        is_told = self.is_announced or has_time(self.text)
        if not dates_in(self.text) and not (is_told and short_years_in(self.text)):
            return False
        is_found = self.label in ("dateline", "byline", "crumb")
        return is_told or is_found or count_words(without_dates(self.text)) <= MAX_WORDS_BARE


def lines_of(kept: Iterable[tuple[int, str]], removed: Iterable[Removal], end: int) -> list[Line]:
    """The lines of a text up to a position, in order."""
    lines = [Line(position, text) for position, text in kept if position < end]
    lines += [Line(r.block.position, r.block.text, r.label) for r in removed if r.block.position < end]
    return sorted(lines, key=lambda line: line.position)


def authors_in(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names in bylines that stayed, in lines that say when, and alone beside those."""
    names: dict[str, None] = {}
    for index, line in enumerate(lines):
        if not line.is_short or line.label not in ("", "dateline", "navigation"):
            continue
        found = wording_of(line.text).byline_names
        if not found and line.says_when:
            found = names_beside_date(line.text)
        if not found and _stands_beside_date(lines, index):
            found = _names_alone(line.text)
        names.update(dict.fromkeys(found))
    return tuple(names)


def _stands_beside_date(lines: Sequence[Line], index: int) -> bool:
    """Does a line that says when stand beside it, at most another name between? Beside a credit it is a caption."""
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    if any(line.label in ("credit", "caption") for line in beside):
        return False
    if any(line.says_when for line in beside):
        return True
    further = [(index + 1, index + 2), (index - 1, index - 2)]
    return any(
        0 <= far < len(lines) and lines[far].says_when and _names_alone(lines[near].text)
        for near, far in further
    )


def names_beside_date(text: str) -> tuple[str, ...]:
    """The names in a line that says when; a place in it is none.

    >>> names_beside_date("6 May 2025, 10:30 | Jane Doe"), names_beside_date("New York, 6 May 2025")
    (('Jane Doe',), ())
    """
    parts = (bare(part) for part in PARTS.split(without_dates(text)))
    return tuple(name for part in parts for name in _names_alone(part))


def _names_alone(text: str) -> tuple[str, ...]:
    said = bare(unglued(text))
    announced = begin("byline", "start", said) or KIND_BY.match(said)
    if announced and not said[announced.end() :][:1].isalnum():
        said = said[announced.end() :].strip()
    elif announced and announced.re is KIND_BY:
        said = said[announced.end() :]
    if said.isupper() or PLACES.match(said) or text.endswith(":") or _is_menu_talk(said) or has_role(said):
        return ()
    return split_names(said)


def _is_menu_talk(said: str) -> bool:
    """Does the line, or its first word, stand in menus and share bars?"""
    first = said.split(" ", 1)[0]
    return any(label in OTHERS and kind in WHOLE for text in (said, first) for label, kind in said_by(text))
