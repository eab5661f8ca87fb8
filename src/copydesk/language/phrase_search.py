"""The phrases of every language that lines have anywhere in them, all lines of a text searched together.

A phrase need be looked for only where one of its literals stands. Most words of a text stood in earlier ones, and what
literals they hold is known; only the others are searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from copydesk.language.joined_lines import FoldedLines
from copydesk.language.phrase_files import ANYWHERE
from copydesk.language.phrases import ByKey, Phrase, by_key, compiled, indexed

BEYOND = re.compile("[^\x00-\xff]")
REMEMBERED_WORDS, LONGEST_WORD = 1 << 16, 60
"""How many words are remembered, and of how many characters. It bounds memory and changes no result."""
REMEMBERED_SETS = 1 << 12


def find(label: str, kind: str, text: str, held: ByKey | None = None) -> re.Match[str] | None:
    """The first place at which the text has a phrase of a kind; of those at one place, the first phrase.

    `held` is what `phrases_in` says of the text, where that is known.

    >>> find("legal", "contains", "with all rights reserved")[0]
    'all rights reserved'
    """
    phrases = (phrases_in(FoldedLines([text])).get(0, {}) if held is None else held).get((label, kind), ())
    found = [match for phrase in phrases if (match := compiled(phrase).search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def phrases_in(lines: FoldedLines) -> dict[int, ByKey]:
    """The index of a line → those phrases of each kind, in their order, that it may have by its letters."""
    found: dict[int, set[str]] = {}
    for literal in _words().literals_in(lines.text):
        for index in lines.with_literal(literal):
            found.setdefault(index, set()).add(literal)
    return {index: _phrases_with(frozenset(some)) for index, some in found.items()}


class _Words:
    """Words that were met, and the literals of those that hold some."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._holding: dict[str, tuple[str, ...]] = {}

    def literals_in(self, text: str) -> set[str]:
        """The literals that a text has in it; none has white space in it."""
        words = set(text.split())
        new = words - self._met
        holding = {word: some for word, some in self._literals_of(new).items() if some}
        found = {literal for some in holding.values() for literal in some}
        for word in words & self._holding.keys():
            found.update(self._holding[word])
        self._remember(new, holding)
        return found

    def _literals_of(self, words: set[str]) -> dict[str, tuple[str, ...]]:
        together = "\n".join(words)
        likely = [literal for literal in _literals_for(together) if literal in together]
        return {word: tuple([literal for literal in likely if literal in word]) for word in words}

    def _remember(self, words: set[str], holding: Mapping[str, tuple[str, ...]]) -> None:
        if len(self._met) > REMEMBERED_WORDS:
            self._met, self._holding = set(), {}
        short = {word for word in words if len(word) <= LONGEST_WORD}
        self._met |= short
        self._holding.update({word: some for word, some in holding.items() if word in short})


@cache
def _words() -> _Words:
    return _Words()


@lru_cache(REMEMBERED_SETS)
def _phrases_with(literals: frozenset[str]) -> ByKey:
    return by_key(phrase for literal in literals for phrase in _literals()[literal])


@cache
def _literals() -> Mapping[str, list[Phrase]]:
    """What a text has in it → the phrases of which it is a part."""
    return indexed(ANYWHERE, lambda told: told.literals)


def _literals_for(text: str) -> Sequence[str]:
    """Those literals that may be in the text: a text without other letters than ours has none of theirs."""
    if text.isascii():
        return _plain_literals("ascii")
    return list(_literals()) if BEYOND.search(text) else _plain_literals("latin-1")


@cache
def _plain_literals(charset: str) -> Sequence[str]:
    size = 128 if charset == "ascii" else 256
    return [literal for literal in _literals() if all(ord(letter) < size for letter in literal)]
