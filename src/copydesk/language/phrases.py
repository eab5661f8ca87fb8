"""The phrases of every language: what a text begins with, or is.

A language is added by adding a file to `phrases/`; every language is looked for in every clipping, because clippings
mix them and short lines do not give their language away. So that a line need not be held against thousands of phrases,
they are found by how a text begins, and compiled only when one is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from copydesk.language.joined_lines import FoldedLines
from copydesk.language.phrase_files import AT_START, WHOLE, Key, Told, languages
from copydesk.language.phrase_literals import Literals, holds_any
from copydesk.language.phrase_shape import HEAD, head_of

Phrase = tuple[Key, int, str]
"""A phrase's kind, its place in their order, and the phrase."""
Phrases = tuple[Key, tuple[str, ...]]
ByKey = Mapping[Key, tuple[str, ...]]
Sayable = tuple[Sequence[Phrases], Sequence[Phrases]]
"""Phrases that a line may begin with, and phrases that it may be."""

NONE: Sayable = ((), ())
NOTHING: Mapping[Key, str] = {}
FIRST_LETTERS = 3
NEVER = re.compile(r"(?!)")
REMEMBERED_HEADS = 16384
"""Bounds memory, and changes no result."""


def begin(label: str, kind: str, text: str) -> re.Match[str] | None:
    """The first phrase of a kind that the text begins with.

    >>> begin("newsletter", "start", "Subscribe now and win")[0]
    'Subscribe now'
    """
    return _first_match(_at_start(label, kind, text), text)


def is_phrase(label: str, kind: str, text: str) -> bool:
    """Is the text one of the phrases, and nothing else?

    >>> is_phrase("comments", "heading", "Leave a Reply"), is_phrase("comments", "heading", "Leave a Reply tomorrow")
    (True, False)
    """
    return _is_one_of(_at_start(label, kind, text), text)


def said_by(line: str) -> Mapping[Key, str]:
    """All that a line is or begins with: the label and kind of a phrase → the part of the line that says it.

    >>> said_by("Subscribe now and win")
    {('newsletter', 'start'): 'Subscribe now'}
    """
    return said_by_each([line], FoldedLines([line]))[0]


def said_by_each(lines: Sequence[str], folded: FoldedLines) -> list[Mapping[Key, str]]:
    """What each line is or begins with, as `said_by` has it. `folded` are the lines, or what holds them."""
    loose: dict[int, tuple[str, ...]] = {}
    for phrase, literals in _loose_sayable():
        for index in folded.holding(literals.all):
            loose[index] = (*loose.get(index, ()), phrase)
    sayable = [_sayable(line[:HEAD], loose.get(index, ())) for index, line in enumerate(lines)]
    pairs = zip(lines, sayable, strict=True)
    return [NOTHING if some is NONE else _said_by(line, *some) for line, some in pairs]


def _said_by(line: str, starts: Sequence[Phrases], wholes: Sequence[Phrases]) -> dict[Key, str]:
    said = {key: match.group() for key, some in starts if (match := _first_match(some, line))}
    for key, some in wholes:
        if _is_one_of(some, line):
            said[key] = line
    return said


def phrases_at(text: str) -> ByKey:
    """Those phrases of each kind, in their order, that the text may begin with, as far as its first characters tell.

    Without the loose ones, which may begin with anything.
    """
    return _phrases_of(text[:HEAD])


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


def _at_start(label: str, kind: str, text: str) -> tuple[str, ...]:
    """The phrases of a kind that the text may begin with, as far as its first characters tell."""
    loose = _loose().get((label, kind))
    held = _held_of(loose, text) if loose else ()
    found = _phrases_with(_heads_at(text[:HEAD]), held) if held else _phrases_of(text[:HEAD])
    return found.get((label, kind), ())


def _held_of(loose: Iterable[tuple[str, Literals]], text: str) -> tuple[str, ...]:
    """Those loose phrases of which the text has a literal in it: hardly ever one."""
    return tuple([phrase for phrase, literals in loose if holds_any(text, literals)])


def _first_match(phrases: Iterable[str], text: str) -> re.Match[str] | None:
    for phrase in phrases:
        if match := compiled(phrase).match(text):
            return match
    return None


def _is_one_of(phrases: Iterable[str], text: str) -> bool:
    for phrase in phrases:  # noqa: SIM110  # any(…) takes thrice as long
        if compiled(phrase).fullmatch(text):
            return True
    return False


@cache
def first_letters(label: str) -> frozenset[str]:
    """The first letters, up to three, of all that a label's phrases may begin with, as `head_of` has them."""
    told = chain.from_iterable(told_of(*key) for key in keys() if key[0] == label and key[1] in AT_START)
    return frozenset(head[:FIRST_LETTERS] for one in told for head in one.heads.split("|"))


@cache
def _loose() -> Mapping[Key, list[tuple[str, Literals]]]:
    """The phrases that may begin with anything, each with letters of which a match has some, by kind: a handful."""
    loose: dict[Key, list[tuple[str, Literals]]] = {}
    for key, _, phrase in _heads()[""]:
        told = next(one for one in told_of(*key) if one.phrase == phrase)
        loose.setdefault(key, []).append((phrase, Literals.of(told.literals.split("|"))))
    return loose


@cache
def _loose_sayable() -> list[tuple[str, Literals]]:
    return [one for (_, kind), some in _loose().items() if kind == "start" or kind in WHOLE for one in some]


@lru_cache(REMEMBERED_HEADS)
def _sayable(beginning: str, loose: tuple[str, ...]) -> Sayable:
    """What a line with such a beginning may begin with, and what it may be; of the loose phrases, these."""
    heads = _heads_at(beginning)
    return _sayable_with(heads, loose) if heads or loose else NONE


@cache
def _sayable_with(heads: tuple[str, ...], loose: tuple[str, ...]) -> Sayable:
    phrases = _phrases_with(heads, loose).items()
    starts = [(key, some) for key, some in phrases if key[1] == "start"]
    return starts, [(key, some) for key, some in phrases if key[1] in WHOLE]


@lru_cache(REMEMBERED_HEADS)
def _phrases_of(beginning: str) -> ByKey:
    return _phrases_with(_heads_at(beginning), ())


@cache
def _phrases_with(heads: tuple[str, ...], loose: tuple[str, ...]) -> ByKey:
    """The phrases with these heads, and these loose ones."""
    found = [phrase for head in heads for phrase in _heads()[head]]
    return by_key([*found, *(phrase for phrase in _heads()[""] if phrase[2] in loose)])


def _heads_at(beginning: str) -> tuple[str, ...]:
    """Those heads of phrases that are a text's beginning, or begin it."""
    heads, head = _heads(), head_of(beginning)
    return tuple([head[:length] for length in range(1, len(head) + 1) if head[:length] in heads])


def by_key(found: Iterable[Phrase]) -> ByKey:
    """The phrases by kind, in their order."""
    phrases: dict[Key, list[str]] = {}
    for key, _, phrase in sorted(set(found)):
        phrases.setdefault(key, []).append(phrase)
    return {key: tuple(some) for key, some in phrases.items()}


@cache
def _heads() -> Mapping[str, list[Phrase]]:
    """How a text begins → the phrases that may begin so."""
    return indexed(AT_START, lambda told: told.heads)


def indexed(kinds: tuple[str, ...], signs_of: Callable[[Told], str]) -> Mapping[str, list[Phrase]]:
    """What is told of the phrases of some kinds → the phrases of which it is told."""
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
