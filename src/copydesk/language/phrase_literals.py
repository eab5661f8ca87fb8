"""Letters that every match of a phrase holds: a text without them need not be searched for the phrase."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from copydesk.language.phrase_shape import AROUND, TIMES, TOKEN, bars_of

LONG_ENOUGH = 6
"""Letters; longer ones are hardly rarer, and fewer different ones are better then."""
WORTH_OF_BRACKET = 4
"""A bracket is about as rare as a word of so many letters."""


class Literals(NamedTuple):
    """Parts of phrases, and those among them that are ASCII."""

    all: tuple[str, ...]
    ascii: tuple[str, ...]

    @classmethod
    def of(cls, literals: Iterable[str]) -> Literals:
        """Each once."""
        every = tuple(sorted(set(literals)))
        return cls(every, tuple(literal for literal in every if literal.isascii()))


BRACKETS = {r"\(": frozenset("("), r"[(\[]": frozenset("([")}
BY_NUMBER = frozenset((r"\x", r"\u", r"\U", r"\N"))
"""What stands before a character's number or name."""
ODD = {"ı": "i", "İ": "i", **dict.fromkeys("“”„‘’–—…•", "'")}
"""Letters that a pattern matches without regard to case, and that `casefold` leaves apart. The usual marks beyond
Latin-1 are one: most texts are Latin-1 without them, which is searched in half the time."""


def folded(text: str) -> str:
    """The text as literals are looked for in it; its lines stay lines.

    >>> folded("NEWSLETTER, İNBOX, Straße")
    'newsletter, inbox, strasse'
    """
    if text.isascii():
        return text.lower()
    for odd, letter in ODD.items():
        text = text.replace(odd, letter)
    return text.casefold()


def holds_any(text: str, literals: Literals) -> bool:
    """Has the text any of some literals? A text in ASCII is not searched for others."""
    some = literals.ascii if text.isascii() else literals.all
    if not some:
        return False
    text = folded(text)
    for literal in some:  # noqa: SIM110  # any(…) takes thrice as long
        if literal in text:
            return True
    return False


def literals_of(phrase: str) -> frozenset[str]:
    """Texts of which the folded form of each match has one; none if that cannot be told.

    >>> sorted(literals_of("(?:our|my) (?:free )*newsletters?")), literals_of(".{3}")
    (['newsletter'], frozenset())
    """
    tokens = TOKEN.findall(phrase)
    bars = bars_of(tokens) if BY_NUMBER.isdisjoint(tokens) else None
    return _of_group(tokens, bars, -1) if bars else frozenset()


def _of_group(tokens: list[str], bars: dict[int, list[int]], place: int) -> frozenset[str]:
    """One text of each alternative; none if an alternative has none."""
    each = [_of_sequence(tokens, bars, start + 1, end) for start, end in pairwise(bars[place])]
    return frozenset().union(*each) if all(each) else frozenset()


def _of_sequence(tokens: list[str], bars: dict[int, list[int]], place: int, end: int) -> frozenset[str]:
    """The texts of the part that tells most."""
    best: frozenset[str] = frozenset()
    while place < end:
        after = bars[place][-1] + 1 if place in bars else place + 1
        times = TIMES.match(tokens[after]) if after < end else None
        if times is None or times["sign"] == "+" or times["least"] not in (None, "", "0"):
            best = max(best, _of_atom(tokens, bars, place), key=_worth)
        place = after + (times is not None)
    return best


def _of_atom(tokens: list[str], bars: dict[int, list[int]], place: int) -> frozenset[str]:
    token = tokens[place]
    if token[0] == "(":
        return frozenset() if token in AROUND or token == "(?" else _of_group(tokens, bars, place)
    if token in BRACKETS:
        return BRACKETS[token]
    literal = folded(token)
    is_telling = len(literal) > 1 or not literal.isascii()
    return frozenset((literal,)) if token[0] not in "\\[.^$" and is_telling else frozenset()


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    """How rare the texts are: by the shortest of them. A sign of a script without capitals is worth several letters."""
    lengths = (
        WORTH_OF_BRACKET
        if one in "(["
        else min(len(one.encode()) if one.isalpha() else len(one), LONG_ENOUGH)
        for one in literals
    )
    return min(lengths, default=0), -len(literals)
