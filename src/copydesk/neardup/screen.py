"""Whether any of a few texts may be a copy of another: most clippings have none, and this tells it in one pass.

A copy has at least `threshold` of an earlier text's shingles, so it lacks no more than the rest of any of them: if that
is a fifth, it has four of the first fifth and four. Few texts have so many by chance, and only those are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS

Words = Sequence[str]
Shingle = tuple[str, str, str]
MORE = 4
"""Two texts rarely have so many shingles of a beginning in common by chance."""
MAX_LOOKED = 20_000
"""So many shingles in common are looked at. Of a text with more, made from one template, buckets tell sooner."""
MAX_ROUNDS = 16
"""So often what is left is looked at again: clippings need no more, a chain of texts could need as many as it has."""
ROUNDING = 1e-9
"""A similarity this little below the threshold is looked into."""


def may_be_copies(texts: Sequence[str], threshold: float) -> list[int]:
    """The indexes of texts of which some are so similar to one before that they are copies, or look-alikes.

    All others resemble none. Hardly any text holds copies of itself: then there are none.

    >>> rain, snow = "Rain is expected in the north today.", "Snow is expected in the south of the country."
    >>> may_be_copies((rain, snow), 0.8), may_be_copies((rain, snow, rain.upper()), 0.8)
    ([], [0, 2])
    """
    if _unlike.are_among(texts, threshold):
        return []
    each = list(map(words_of, texts))
    near = _not_unlike(each, threshold)
    if _are_some_alike([each[index] for index in near], threshold):
        return near
    _unlike.remember(texts, threshold)
    return []


class _Unlike:
    """The last texts of which none resembles another: in a clipping that is looked at again, they or fewer stand."""

    def __init__(self) -> None:
        self._last: tuple[frozenset[str], float] = frozenset(), 0.0

    def remember(self, texts: Sequence[str], threshold: float) -> None:
        self._last = frozenset(texts), threshold

    def are_among(self, texts: Sequence[str], threshold: float) -> bool:
        known, least = self._last
        return threshold == least and len(set(texts)) == len(texts) and known.issuperset(texts)


_unlike = _Unlike()


def _are_some_alike(texts: Iterable[Words], threshold: float) -> bool:
    firsts: dict[Shingle, list[int]] = {}
    earlier: list[_Earlier] = []
    looked = 0
    for words in texts:
        met = set(filter(firsts.__contains__, _shingles(words)))
        times = Counter(index for shingle in met for index in firsts[shingle])
        looked += times.total()
        if looked > MAX_LOOKED:
            return True
        near = (earlier[index] for index, count in times.items() if count >= earlier[index].least)
        if any(_similarity(one.words, words) >= threshold - ROUNDING for one in near):
            return True
        one = _earlier(words, threshold)
        for shingle in one.first:
            firsts.setdefault(shingle, []).append(len(earlier))
        earlier.append(one)
    return False


def _not_unlike(texts: Sequence[Words], threshold: float) -> list[int]:
    """The indexes of those texts that have not too many words of their own to be a copy, or to have one.

    Of a word that no other text has, the shingle that begins with its first place is in no other text either, but for
    the last two places, where none begins. And a copy lacks at most the rest to the threshold of its own shingles.
    What a text that is out had in common with another is then that one's own.
    """
    most_own = {
        index: (1 - threshold) * (len(words) - 2) + 2 + ROUNDING
        for index, words in enumerate(texts)
        if len(words) >= MIN_WORDS
    }
    different = {index: set(texts[index]) for index in most_own}
    for _ in range(MAX_ROUNDS):
        before, shared = len(different), _shared(different.values())
        different = {i: some for i, some in different.items() if len(some - shared) <= most_own[i]}
        if len(different) == before:
            break
    return list(different)


def _shared(texts: Iterable[set[str]]) -> set[str]:
    """The words that several texts have."""
    met: set[str] = set()
    shared: set[str] = set()
    for words in texts:
        shared |= met & words
        met |= words
    return shared


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
