"""The end of a line, and what of a picture credit it may hold: most lines are told by it to have none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from copydesk.language.joined_lines import JoinedLines
from copydesk.language.once import once
from copydesk.language.phrase_files import AGENCIES, Told
from copydesk.language.phrase_literals import Literals, holds_any
from copydesk.language.phrase_shape import HEAD, head_of
from copydesk.language.phrases import FIRST_LETTERS, first_letters, phrases_at, told_of

BEHIND_SENTENCE = re.compile(r"[.!?…”\"’)»|]\s?(?=\S)")
BEGINNING = re.compile(r"[.!?…”\"’)»|/,;(\[][^\S\n]?(?=(\S.{0,5}))")
BEHIND_WORD = re.compile(r"[fv](?:or|ia)\b[^\S\n]?(?=(\S.{0,5}))")
"""The first characters, `HEAD` of them, behind every mark, or word, that may stand before a phrase of credits."""
JOINED, JOINED_BY_WORD = re.compile(r"[/|,;]\s?"), re.compile(r"(?:\bvia|\bfor)\b\s?")
SPACE = re.compile(r"\s\|?\s?(?=\S)")
BRACKETS = "()[] "
TAIL = 240
"""Characters at the end of a line in which its credit begins: fourteen words, and the mark before them."""
CAPITAL = r"(?![a-zß-öø-ÿ\d_])\w"
PERSON = rf"{CAPITAL}[\w.'’-]*(?: [\w.'’-]+){{0,4}}"
HAS_CAPITAL, NO_NAME = re.compile(CAPITAL), re.compile(r"[^\w.'’-]")
REMEMBERED = 16384
"""Beginnings of words that are remembered. It bounds memory, and changes no result."""
OPENING = ("©", "ⓒ", "(", "（", "[")
"""The marks with which a phrase of credits may begin; all others begin with a letter or digit."""
LONGEST_WORD = 60
"""Characters; a longer word is not looked into."""
JOINED_PERSON = re.compile(rf"\s?{PERSON}$")
PERSON_JOINED_BY_WORD = re.compile(rf"(?:\bvia|\bfor)\b\s?{PERSON}$")
NO_KINDS: frozenset[str] = frozenset()
MAX_WORDS = 14
"""The longest credits name a photographer, an agency and a licence."""


def has_beginning(text: str) -> bool:
    """Does a phrase of credits begin the text, or stand behind a mark or word that may be before one?"""
    if kinds_at(text[:HEAD]) or kinds_at(text.lstrip(BRACKETS)[:HEAD]):
        return True
    if any(map(kinds_at, BEGINNING.findall(text[-TAIL:]))):
        return True
    return bool(("via" in text or "for" in text) and Tail(text[-TAIL:]).kinds_behind(JOINED_BY_WORD))


def lines_with_beginnings(lines: Sequence[str]) -> set[int]:
    """The indexes of the lines that may have a beginning, as `has_beginning` says: of few that have none."""
    tails = JoinedLines([line[-TAIL:] for line in lines])
    behind = {*BEGINNING.findall(tails.text), *BEHIND_WORD.findall(tails.text)}
    found = tails.holding([beginning for beginning in behind if kinds_at(beginning)])
    for index, line in enumerate(lines):
        if kinds_at(line[:HEAD]) or (line[:1] in BRACKETS and kinds_at(line.lstrip(BRACKETS)[:HEAD])):
            found.add(index)
    return found


class Tail:
    """The end of a line, and what of a credit it may hold."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def behind_sentences(self) -> set[str]:
        """The kinds of phrases that may begin behind a mark at which sentences end."""
        return self.kinds_behind(BEHIND_SENTENCE)

    @once
    def behind_joints(self) -> set[str]:
        """The kinds of phrases that may begin behind what joins names."""
        kinds = self.kinds_behind(JOINED)
        if "via" in self.text or "for" in self.text:
            kinds |= self.kinds_behind(JOINED_BY_WORD)
        return kinds

    @once
    def is_named(self) -> bool:
        """Does it end with a capitalised word, an agency, or a person whom a mark or word joins to one?"""
        last = NO_NAME.split(self.text[-LONGEST_WORD:])[-1]
        has_capital = HAS_CAPITAL.search(last) is not None or len(last) == LONGEST_WORD
        return has_capital or self._ends_with_agency or self._ends_with_person

    @property
    def _ends_with_agency(self) -> bool:
        ends = _ends()
        for text in {self.text, self.text.removesuffix(".")}:
            last = head_of(text[: -HEAD - 1 : -1])
            if any(last[:length] in ends for length in range(1, HEAD + 1)):
                return True
        return holds_any(self.text, _parts_of_others())

    @property
    def _ends_with_person(self) -> bool:
        joint = max(map(self.text.rfind, "/|,;"))  # a name has none in it: only the last may be before one
        if joint >= 0 and JOINED_PERSON.match(self.text, joint + 1):
            return True
        is_joined = "via" in self.text or "for" in self.text
        return is_joined and PERSON_JOINED_BY_WORD.search(self.text) is not None

    @once
    def behind_mark(self) -> str:
        """The text behind the last colon or ©, if that has no more words than a credit."""
        place = max(self.text.rfind(":"), self.text.rfind("©")) + 1
        behind = self.text[place:] if place else ""
        return behind if len(behind.split()) <= MAX_WORDS else ""

    def kinds_behind(self, mark: re.Pattern[str]) -> set[str]:
        """The kinds of phrases that may begin behind a mark."""
        kinds: set[str] = set()
        for place in mark.finditer(self.text):
            kinds |= kinds_at(self.text[place.end() : place.end() + HEAD])
        return kinds


def kinds_at(beginning: str) -> frozenset[str]:
    """The kinds of phrases of credits that may begin so."""
    return _kinds_at(beginning) if _may_begin(beginning[:FIRST_LETTERS]) else NO_KINDS


@lru_cache(REMEMBERED)
def _may_begin(letters: str) -> bool:
    """May a phrase of credits begin with the letters?"""
    first, head = first_letters("credit"), head_of(letters)
    begins = letters[:1].isalnum() or letters[:1] in OPENING
    return begins and any(head[:length] in first for length in range(1, FIRST_LETTERS + 1))


@lru_cache(REMEMBERED)
def _kinds_at(beginning: str) -> frozenset[str]:
    return frozenset(kind for label, kind in phrases_at(beginning) if label == "credit")


@cache
def _ends() -> frozenset[str]:
    """How an agency's name may end, from its last letter on, as `head_of` has it."""
    return frozenset(end for name in _agencies() for end in name.ends.split("|")) - {""}


@cache
def _parts_of_others() -> Literals:
    """Letters of those agencies' names that may end with anything."""
    return Literals.of(part for name in _agencies() if not name.ends for part in name.literals.split("|"))


def _agencies() -> list[Told]:
    return [told for kind in AGENCIES for told in told_of("credit", kind)]
