"""The phrases of every language: what a text begins with, is, or holds of them.

A language is added by adding a file to `phrases/`; every language is looked for in every clipping, because clippings
mix them and short lines do not give their language away. So that a line need not be held against thousands of phrases,
they are found by how a text begins, and compiled only when one is tried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain

from copydesk.language.phrase_files import ANYWHERE, AT_START, WHOLE, Key, Told, languages
from copydesk.language.phrase_literals import Literals, folded, holds_any
from copydesk.language.phrase_shape import HEAD, head_of

Phrase = tuple[Key, int, str]
"""A phrase's kind, its place in their order, and the phrase."""
Phrases = tuple[Key, tuple[str, ...]]
ByKey = Mapping[Key, tuple[str, ...]]

FIRST_LETTERS = 3
NEVER = re.compile(r"(?!)")
BEYOND = re.compile("[^\x00-\xff]")
REMEMBERED_HEADS = 16384
"""Bounds memory, and changes no result."""


def begin(label: str, kind: str, text: str) -> re.Match[str] | None:
    """The first phrase of a kind that the text begins with.

    >>> begin("newsletter", "start", "Subscribe now and win")[0]
    'Subscribe now'
    """
    return _first_match(phrases_at(text).get((label, kind), ()), text)


def is_phrase(label: str, kind: str, text: str) -> bool:
    """Is the text one of the phrases, and nothing else?

    >>> is_phrase("comments", "heading", "Leave a Reply"), is_phrase("comments", "heading", "Leave a Reply tomorrow")
    (True, False)
    """
    return _is_one_of(phrases_at(text).get((label, kind), ()), text)


def find(label: str, kind: str, text: str, held: ByKey | None = None) -> re.Match[str] | None:
    """The first place at which the text has a phrase of a kind; of those at one place, the first phrase.

    `held` is what `phrases_in` says of the text, where that is known.

    >>> find("legal", "contains", "with all rights reserved")[0]
    'all rights reserved'
    """
    phrases = (phrases_in([text]).get(0, {}) if held is None else held).get((label, kind), ())
    found = (compiled(phrase).search(text) for phrase in phrases)
    return min(filter(None, found), key=lambda match: match.start(), default=None)


def said_by(line: str) -> dict[Key, str]:
    """All that a line is or begins with: the label and kind of a phrase → the part of the line that says it.

    >>> said_by("Subscribe now and win")
    {('newsletter', 'start'): 'Subscribe now'}
    """
    said: dict[Key, str] = {}
    starts, wholes = _sayable(line[:HEAD])
    for key, phrases in starts:
        if match := _first_match(phrases, line):
            said[key] = match.group()
    for key, phrases in wholes:
        if _is_one_of(phrases, line):
            said[key] = line
    return said


def phrases_at(text: str) -> ByKey:
    """Those phrases of each kind, in their order, that the text may begin with, as far as its first characters tell."""
    return _phrases_of(text[:HEAD])


def phrases_in(lines: Sequence[str]) -> dict[int, ByKey]:
    """The index of a line → those phrases of each kind, in their order, that it may have, as far as its letters tell.

    All lines are searched at once.
    """
    text = folded("\n".join(lines))
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    found: dict[int, set[Phrase]] = {}
    for literal, phrases in _literals_for(text).items():
        for place in _places(literal, text):
            found.setdefault(bisect_right(ends, place), set()).update(phrases)
    return {index: _by_key(some) for index, some in found.items()}


def _places(literal: str, text: str) -> Iterator[int]:
    place = text.find(literal)
    while 0 <= place < len(text):
        yield place
        place = text.find(literal, place + 1)


@cache
def pattern(label: str, kind: str) -> re.Pattern[str]:
    """What the phrases of a kind match under a label; a pattern that never matches where no language has any.

    >>> bool(pattern("comments", "heading").fullmatch("Leave a Reply"))
    True
    """
    found = phrases(label, kind)
    if not found:
        return NEVER
    alternatives = "|".join(f"(?:{phrase})" for phrase in found)
    return re.compile(alternatives, re.IGNORECASE)


def phrases(label: str, kind: str) -> tuple[str, ...]:
    """All languages' phrases of a kind, in the order of the languages' codes."""
    return tuple(told.phrase for told in told_of(label, kind))


def told_of(label: str, kind: str) -> Iterator[Told]:
    """All languages' phrases of a kind, each with what is told of it."""
    return chain.from_iterable(language.get((label, kind), ()) for language in languages())


def keys() -> Iterator[Key]:
    """Every label with each kind of phrases that it has in some language."""
    yield from dict.fromkeys(chain.from_iterable(languages()))


def _first_match(phrases: Iterable[str], text: str) -> re.Match[str] | None:
    loose = _loose()
    for phrase in phrases:
        if phrase in loose and not holds_any(text, loose[phrase]):
            continue
        if match := compiled(phrase).match(text):
            return match
    return None


def _is_one_of(phrases: Iterable[str], text: str) -> bool:
    loose = _loose()
    for phrase in phrases:
        if phrase in loose and not holds_any(text, loose[phrase]):
            continue
        if compiled(phrase).fullmatch(text):
            return True
    return False


@cache
def first_letters(label: str) -> frozenset[str]:
    """The first letters, up to three, of all that a label's phrases may begin with, as `head_of` has them."""
    told = chain.from_iterable(told_of(*key) for key in keys() if key[0] == label and key[1] in AT_START)
    return frozenset(head[:FIRST_LETTERS] for one in told for head in one.heads.split("|"))


@cache
def _loose() -> Mapping[str, Literals]:
    """The phrases that may begin with anything → letters of which a match has some, where there are such."""
    told = chain.from_iterable(told_of(*key) for key in keys() if key[1] in AT_START)
    return {
        one.phrase: Literals.of(one.literals.split("|")) for one in told if not one.heads and one.literals
    }


@lru_cache(REMEMBERED_HEADS)
def _sayable(beginning: str) -> tuple[list[Phrases], list[Phrases]]:
    """What a line with such a beginning may begin with, and what it may be, as far as that tells."""
    phrases = _phrases_of(beginning).items()
    starts = [(key, some) for key, some in phrases if key[1] == "start"]
    return starts, [(key, some) for key, some in phrases if key[1] in WHOLE]


@lru_cache(REMEMBERED_HEADS)
def _phrases_of(beginning: str) -> ByKey:
    heads, head = _heads(), head_of(beginning)
    beginnings = (head[:length] for length in range(len(head) + 1))
    return _phrases_of_all(tuple(beginning for beginning in beginnings if beginning in heads))


@cache
def _phrases_of_all(heads: tuple[str, ...]) -> ByKey:
    return _by_key(chain.from_iterable(map(_heads().__getitem__, heads)))


def _by_key(found: Iterable[Phrase]) -> ByKey:
    """The phrases by kind, in their order."""
    phrases: dict[Key, list[str]] = {}
    for key, _, phrase in sorted(set(found)):
        phrases.setdefault(key, []).append(phrase)
    return {key: tuple(some) for key, some in phrases.items()}


@cache
def _heads() -> Mapping[str, list[Phrase]]:
    """How a text begins → the phrases that may begin so."""
    return _indexed(AT_START, lambda told: told.heads)


@cache
def _literals() -> Mapping[str, list[Phrase]]:
    """What a text has in it → the phrases of which it is a part; the empty text for those that have no such part."""
    return _indexed(ANYWHERE, lambda told: told.literals)


def _literals_for(text: str) -> Mapping[str, list[Phrase]]:
    """Those literals that may be in the text: a text without other letters than ours has none of theirs."""
    if text.isascii():
        return _plain_literals("ascii")
    return _literals() if BEYOND.search(text) else _plain_literals("latin-1")


@cache
def _plain_literals(charset: str) -> Mapping[str, list[Phrase]]:
    size = 128 if charset == "ascii" else 256
    return {one: some for one, some in _literals().items() if all(ord(letter) < size for letter in one)}


def _indexed(kinds: tuple[str, ...], signs_of: Callable[[Told], str]) -> Mapping[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = {}
    for key in keys():
        for order, told in enumerate(told_of(*key) if key[1] in kinds else ()):
            for sign in signs_of(told).split("|"):
                index.setdefault(sign, []).append((key, order, told.phrase))
    return index


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """The phrase as it is looked for."""
    return re.compile(phrase, re.IGNORECASE)
