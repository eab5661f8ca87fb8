"""The end of a line, and what of a picture credit it may hold: most lines are told by it to have none."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from copydesk.language.once import once
from copydesk.language.phrase_files import AGENCIES, CREDIT, Told
from copydesk.language.phrase_literals import Literals, folded, holds_any
from copydesk.language.phrase_shape import HEAD, head_of
from copydesk.language.phrases import compiled, first_letters, phrases, phrases_at, told_of

BEHIND_SENTENCE = re.compile(r"[.!?…”\"’)»|]\s?(?=\S)")
JOINED, JOINED_BY_WORD = re.compile(r"[/|,;]\s?"), re.compile(r"(?:\bvia|\bfor)\b\s?")
SPACE = re.compile(r"\s\|?\s?(?=\S)")
CAPITAL = r"(?![a-zß-öø-ÿ\d_])\w"
PERSON = rf"{CAPITAL}[\w.'’-]*(?: [\w.'’-]+){{0,4}}"
HAS_CAPITAL, NO_NAME = re.compile(CAPITAL), re.compile(r"[^\w.'’-]")
WORD_START, SMALL_START = re.compile(r"(?<![^\W_])(?=\S)"), re.compile(r"(?<![^\W_])(?=[a-zà-ÿ])")
BEHIND_BRACKET = re.compile(r"[(\[]")
REMEMBERED = 16384
"""Beginnings of words that are remembered. It bounds memory, and changes no result."""
LONGEST_WORD = 60
"""Characters; a longer word is not looked into."""
JOINED_PERSON = re.compile(rf"\s?{PERSON}$")
PERSON_JOINED_BY_WORD = re.compile(rf"(?:\bvia|\bfor)\b\s?{PERSON}$")
OPENING = ("©", "ⓒ", "(", "（", "[")
"""The marks with which a phrase of credits may begin; all others begin with a letter or digit."""
NEVER = "(?!)"
NO_KINDS: frozenset[str] = frozenset()
MAX_WORDS = 14
"""The longest credits name a photographer, an agency and a licence."""


class Held(NamedTuple):
    """The agencies that a text may have in it, as alternatives of a pattern; all there are would take long."""

    agency: str
    short: str

    @classmethod
    def of(cls, text: str, place: re.Pattern[str]) -> Held:
        """The agencies that stand at such places."""
        return cls(*(alternatives_at(text, place, kind) for kind in AGENCIES))

    def __bool__(self) -> bool:
        return self.agency != NEVER or self.short != NEVER

    @property
    def by(self) -> str:
        """An agency."""
        return rf"(?:(?i:{self.agency})|{self.short})"


def alternatives_at(text: str, place: re.Pattern[str], kind: str) -> str:
    """The phrases of a kind that stand behind such places, in their order; what never matches if none does."""
    found: set[str] = set()
    for begin in place.finditer(text):
        at = begin.end()
        beginning = text[at : at + HEAD]
        if kind in kinds_at(beginning):
            may_be = phrases_at(beginning)[CREDIT, kind]
            found.update(one for one in may_be if one not in found and compiled(one).match(text, at))
    return _alternatives(kind, frozenset(found)) if found else NEVER


@lru_cache(REMEMBERED)
def _alternatives(kind: str, some: frozenset[str]) -> str:
    return "|".join(phrase for phrase in phrases(CREDIT, kind) if phrase in some)


@cache
def _glued() -> list[tuple[str, list[str]]]:
    """Phrases that may stand behind a word without a space, with parts of which a text must have one."""
    return [(told.phrase, told.literals.split("|")) for told in told_of(CREDIT, "glued")]


class Tail:
    """The end of a line, and what of a credit it may hold."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def agencies(self) -> Held:
        """All agencies in it."""
        return Held.of(self.text, WORD_START)

    @once
    def small_agencies(self) -> Held:
        """Those that are written in small letters."""
        return Held.of(self.text, SMALL_START)

    @once
    def glued(self) -> str:
        """What announces a credit behind a word without a space."""
        said = folded(self.text)
        return "|".join(one for one, parts in _glued() if any(part in said for part in parts)) or NEVER

    @once
    def in_brackets(self) -> str:
        """What announces a credit behind a bracket."""
        return alternatives_at(self.text, BEHIND_BRACKET, "start")

    @once
    def after_sentences(self) -> str:
        """What announces a credit behind a sentence."""
        return alternatives_at(self.text, BEHIND_SENTENCE, "start")

    @once
    def after_spaces(self) -> str:
        """What announces a credit behind a space."""
        return alternatives_at(self.text, SPACE, "start")

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


@lru_cache(REMEMBERED)
def kinds_at(beginning: str) -> frozenset[str]:
    """The kinds of phrases of credits that may begin so."""
    if not (beginning[:1].isalnum() or beginning[:1] in OPENING):
        return NO_KINDS
    head, first = head_of(beginning), first_letters(CREDIT)
    if head[:3] in first or head[:2] in first or head[:1] in first:
        return frozenset(kind for label, kind in phrases_at(head) if label == CREDIT)
    return NO_KINDS


@cache
def _ends() -> frozenset[str]:
    """How an agency's name may end, from its last letter on, as `head_of` has it."""
    return frozenset(end for name in _agencies() for end in name.ends.split("|")) - {""}


@cache
def _parts_of_others() -> Literals:
    """Letters of those agencies' names that may end with anything."""
    return Literals.of(part for name in _agencies() if not name.ends for part in name.literals.split("|"))


def _agencies() -> list[Told]:
    return [told for kind in AGENCIES for told in told_of(CREDIT, kind)]
