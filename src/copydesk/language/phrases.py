"""The phrases of every language: what a text begins with, is, or holds of them.

A language is added by adding a file to `phrases/`; every language is looked for in every clipping, because clippings
mix them and short lines do not give their language away. So that a line need not be held against thousands of phrases,
they are found by how a text begins, and compiled only when one is tried.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, chain

from copydesk.language.phrase_literals import folded, literals_of
from copydesk.language.phrase_shape import head_of, heads_of

Key = tuple[str, str]
"""A label and a kind of phrase."""

Phrase = tuple[Key, int, str]
"""A phrase's kind, its place in their order, and the phrase."""
ByKey = Mapping[Key, tuple[str, ...]]

FIRST_LETTERS = 3
NEVER = re.compile(r"(?!)")
CAPTURING = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\((?!\?)")
"""The opening bracket of a group; what is escaped, or in a class of characters, is passed over."""
WHOLE = ("whole", "heading", "among")
AT_START = (*WHOLE, "start", "role", "verb", "joint", "join", "from", "agency", "short")
"""Kinds of phrases that are looked for at the first character of a text."""
ANYWHERE = ("contains",)
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
    for key, phrases in phrases_at(line).items():
        if key[1] == "start":
            if match := _first_match(phrases, line):
                said[key] = match.group()
        elif key[1] in WHOLE and _is_one_of(phrases, line):
            said[key] = line
    return said


def phrases_at(text: str) -> ByKey:
    """Those phrases of each kind, in their order, that the text may begin with, as far as its first characters tell."""
    return _phrases_of(head_of(text))


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
    found = (phrase for language in _languages() for phrase in language.get(label, {}).get(kind, ()))
    return tuple(CAPTURING.sub(_uncaptured, phrase).replace(" ", r"\s") for phrase in found)


def _uncaptured(found: re.Match[str]) -> str:
    return found[1] or "(?:"


def keys() -> Iterator[Key]:
    """Every label with each kind of phrases that it has in some language."""
    labels = chain.from_iterable(language.items() for language in _languages())
    yield from dict.fromkeys((label, kind) for label, kinds in labels for kind in kinds)


def _first_match(phrases: Iterable[str], text: str) -> re.Match[str] | None:
    matches = (compiled(phrase).match(text) for phrase in phrases if _may_hold(phrase, text))
    return next(filter(None, matches), None)


def _is_one_of(phrases: Iterable[str], text: str) -> bool:
    return any(compiled(phrase).fullmatch(text) for phrase in phrases if _may_hold(phrase, text))


def _may_hold(phrase: str, text: str) -> bool:
    """Has the text the letters of a phrase that may begin with anything? Of others, the beginning was looked up."""
    literals = _loose().get(phrase)
    if literals is None:
        return True
    text = folded(text)
    return any(literal in text for literal in literals)


@cache
def first_letters(label: str) -> frozenset[str]:
    """The first letters, up to three, of all that a label's phrases may begin with, as `head_of` has them."""
    found = (head for head, some in _heads().items() if any(key[0] == label for key, _, _ in some))
    return frozenset(head[:FIRST_LETTERS] for head in found)


@cache
def _loose() -> Mapping[str, frozenset[str]]:
    """The phrases that may begin with anything → letters of which a match has some, where there are such."""
    found = ((phrase, literals_of(phrase)) for _, _, phrase in _heads().get("", ()))
    return {phrase: literals for phrase, literals in found if literals}


@lru_cache(REMEMBERED_HEADS)
def _phrases_of(head: str) -> ByKey:
    heads = _heads()
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
    return _indexed(AT_START, heads_of)


def _literals_for(text: str) -> Mapping[str, list[Phrase]]:
    """Those literals that may be in the text: a text without other letters than ours has none of theirs."""
    if text.isascii():
        return _plain_literals("ascii")
    return _literals() if BEYOND.search(text) else _plain_literals("latin-1")


@cache
def _plain_literals(charset: str) -> Mapping[str, list[Phrase]]:
    size = 128 if charset == "ascii" else 256
    return {one: some for one, some in _literals().items() if all(ord(letter) < size for letter in one)}


@cache
def _literals() -> Mapping[str, list[Phrase]]:
    """What a text has in it → the phrases of which it is a part; the empty text for those that have no such part."""
    return _indexed(ANYWHERE, lambda phrase: literals_of(phrase) or frozenset(("",)))


def _indexed(kinds: tuple[str, ...], signs_of: Callable[[str], frozenset[str]]) -> Mapping[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = {}
    for key in keys():
        for order, phrase in enumerate(phrases(*key) if key[1] in kinds else ()):
            for sign in signs_of(phrase):
                index.setdefault(sign, []).append((key, order, phrase))
    return index


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """The phrase as it is looked for."""
    return re.compile(phrase, re.IGNORECASE)


@cache
def _languages() -> tuple[dict[str, dict[str, list[str]]], ...]:
    folder = resources.files("copydesk.language") / "phrases"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
