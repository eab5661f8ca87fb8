"""Whether any of a few texts may be a copy of another: most clippings have none, and this tells it in one pass.

A copy has at least `threshold` of an earlier text's shingles, so it lacks no more than the rest of any of them: if that
is a fifth, it has four of the first fifth and four. Few texts have so many by chance, and only those are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS

Words = Sequence[str]
Shingle = tuple[str, str, str]
MORE = 4
"""Two texts rarely have so many shingles of a beginning in common by chance."""
REMEMBERED = 2
"""Clippings whose answer is remembered: each is looked at twice. It bounds memory and changes no result."""
ROUNDING = 1e-9
"""A similarity this little below the threshold is looked into."""


@lru_cache(REMEMBERED)
def may_hold_copies(texts: tuple[str, ...], threshold: float) -> bool:
    """Is any text so similar to one before it that it is a copy, or a look-alike?

    >>> rain, snow = "Rain is expected in the north today.", "Snow is expected in the south of the country."
    >>> may_hold_copies((rain, snow), 0.8), may_hold_copies((rain, snow, rain.upper()), 0.8)
    (False, True)
    """
    firsts: dict[Shingle, list[int]] = {}
    earlier: list[_Earlier] = []
    for words in map(words_of, texts):
        if len(words) < MIN_WORDS:
            continue
        met = set(filter(firsts.__contains__, _shingles(words)))
        times = Counter(index for shingle in met for index in firsts[shingle])
        near = (earlier[index] for index, count in times.items() if count >= earlier[index].least)
        if any(_similarity(one.words, words) >= threshold - ROUNDING for one in near):
            return True
        one = _earlier(words, threshold)
        for shingle in one.first:
            firsts.setdefault(shingle, []).append(len(earlier))
        earlier.append(one)
    return False


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A text, different shingles from its beginning, and how many of them a text similar enough has at least."""

    words: Words
    first: set[Shingle]
    least: int


def _earlier(words: Words, threshold: float) -> _Earlier:
    most_missing = int((1 - threshold) * (len(words) - 2) + ROUNDING)
    first = set(islice(_shingles(words), most_missing + MORE))
    return _Earlier(words, first, max(1, len(first) - most_missing))


def _shingles(words: Words) -> Iterator[Shingle]:
    return zip(words, words[1:], words[2:], strict=False)


def _similarity(one: Words, other: Words) -> float:
    first, second = set(_shingles(one)), set(_shingles(other))
    common = len(first & second)
    return common / (len(first) + len(second) - common)
