"""Whether any of a few texts may be a copy of another: most clippings have none, and this tells it in one pass.

A copy has at least `threshold` of an earlier text's shingles, so it cannot lack all of any part of them that is larger
than the rest. A text that holds none of the first fifth and one more of any earlier text's shingles is a copy of none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS

Words = Sequence[str]
Shingle = tuple[str, str, str]
ROUNDING = 1e-9
"""A similarity this little below the threshold is looked into."""


def may_hold_copies(texts: Iterable[str], threshold: float) -> bool:
    """Is any text so similar to one before it that it is a copy, or a look-alike?

    >>> rain, snow = "Rain is expected in the north today.", "Snow is expected in the south of the country."
    >>> may_hold_copies([rain, snow], 0.8), may_hold_copies([rain, snow, rain.upper()], 0.8)
    (False, True)
    """
    earlier: list[Words] = []
    firsts: dict[Shingle, list[int]] = {}
    for words in map(words_of, texts):
        if len(words) < MIN_WORDS:
            continue
        if not firsts.keys().isdisjoint(_shingles(words)):
            near = {index for shingle in _shingles(words) for index in firsts.get(shingle, ())}
            if any(_similarity(earlier[index], words) >= threshold - ROUNDING for index in near):
                return True
        for shingle in _first(words, threshold):
            firsts.setdefault(shingle, []).append(len(earlier))
        earlier.append(words)
    return False


def _shingles(words: Words) -> Iterator[Shingle]:
    return zip(words, words[1:], words[2:], strict=False)


def _first(words: Words, threshold: float) -> set[Shingle]:
    """So many different shingles from the beginning that no text similar enough lacks them all."""
    count = int((1 - threshold) * (len(words) - 2) + ROUNDING) + 1
    first = set(islice(_shingles(words), count))
    return first if len(first) == count else set(_shingles(words))


def _similarity(one: Words, other: Words) -> float:
    first, second = set(_shingles(one)), set(_shingles(other))
    common = len(first & second)
    return common / (len(first) + len(second) - common)
