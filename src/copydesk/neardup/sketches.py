"""Sketches: what of texts is compared, as arrays, a row a text.

`sketch` is the way from texts to arrays; everything that seeks copies begins with it. There are two ways to compute
it, and one meaning, which a test holds them to: numpy does a few texts at once, and nothing has to be loaded for it;
compiled loops (numba) do many, at a fifth of the time a text, once they are loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.banding import Banding
from copydesk.neardup.permutations import SCHEME, SEED
from copydesk.neardup.shingles import MIN_WORDS, SHINGLE_WORDS

VERSION = 1
"""Goes up when the same text would get other words, hashes, digests or bands."""

MANY_CHARACTERS = 1_000_000
"""From where on the compiled loops are loaded (0.5 s): whoever has so much text, as an index made anew, has more."""


def fingerprint(banding: Banding, min_words: int = MIN_WORDS) -> str:
    """What sketches depend on. Stored ones may only be compared with new ones whose fingerprint is the same.

    >>> fingerprint(Banding(24, 5))
    'copydesk-1/word-3/min-5/affine32/seed-1/24x5'
    """
    size = f"{banding.bands}x{banding.rows}"
    return f"copydesk-{VERSION}/word-{SHINGLE_WORDS}/min-{min_words}/{SCHEME}/seed-{SEED}/{size}"


@dataclass(frozen=True, slots=True)
class Sketches:
    """n texts as arrays. A text of too few words takes no part: its `words` is 0, and so are its digests and bands."""

    words: NDArray[np.int32]
    """n: how many words each has."""
    digests: NDArray[np.uint64]
    """n: equal where the words are. An exact repeat, if nothing but similarity counts."""
    signed: NDArray[np.uint64]
    """n: equal where the words are and the signs that may tell them apart. An exact repeat for the guard."""
    bands: NDArray[np.uint64]
    """n × bands: a key each. Two texts are candidates if they have the same key in the same band."""
    signatures: NDArray[np.uint32] | None = None
    """n × permutations: the MinHash values, if they were asked for."""

    def __len__(self) -> int:
        return len(self.digests)


@dataclass(frozen=True, slots=True)
class ShingleSets:
    """The sets of shingles of n texts: those of text i are `hashes[ends[i - 1] : ends[i]]`, each once, in the order
    in which they first stand in the text."""

    hashes: NDArray[np.uint64]
    ends: NDArray[np.int64]

    def __getitem__(self, index: int) -> NDArray[np.uint64]:
        start = int(self.ends[index - 1]) if index else 0
        return self.hashes[start : int(self.ends[index])]


class Engine(Protocol):
    """A way to compute sketches."""

    def sketch(
        self, texts: Sequence[str], banding: Banding, min_words: int, with_signatures: bool
    ) -> Sketches: ...

    def shingle_sets(self, texts: Sequence[str], min_words: int) -> ShingleSets: ...


def sketch(
    texts: Sequence[str], banding: Banding, min_words: int = MIN_WORDS, *, with_signatures: bool = False
) -> Sketches:
    """The sketches of texts, for the bands of `banding_for(threshold)`.

    >>> from copydesk.neardup.banding import banding_for
    >>> made = sketch(["Rain is on its way.", "RAIN is on its way!", "Rain!"], banding_for(0.8))
    >>> made.words.tolist(), made.bands.shape, bool(made.digests[0] == made.digests[1])
    ([5, 5, 0], (3, 24), True)
    """
    return engine_for(texts).sketch(texts, banding, max(MIN_WORDS, min_words), with_signatures)


def shingle_sets(texts: Sequence[str], min_words: int = MIN_WORDS) -> ShingleSets:
    """The sets of shingles of texts, from which their true similarity follows."""
    return engine_for(texts).shingle_sets(texts, max(MIN_WORDS, min_words))


def engine_for(texts: Sequence[str]) -> Engine:
    """numpy for a few texts, compiled loops for many."""
    if sum(map(len, texts)) < MANY_CHARACTERS:
        from copydesk.neardup import plain

        return plain
    from copydesk.neardup import compiled

    return compiled
