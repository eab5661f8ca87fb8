"""What words, pairs of words and whole lines usually stand in: articles, or what surrounds them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Hashes, Numbers

SLOTS = 1 << 17
SLOT_SHIFT = np.uint64(32 - 17)
"""The first 17 of a hash's 32 bits: four times as many slots as there are words."""
NO_HASH = np.uint64(1 << 63)

Odds = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entries:
    """Sorted hashes, and for each the log-odds of standing in an article (16 is one unit; index 0 is “unknown”).

    A hash is sought among those with the same first bits: `slots` says where these begin, `deepest` how many they are
    at most. That takes a third of the time of a binary search.
    """

    hashes: Hashes
    odds: Odds
    slots: Numbers
    deepest: int

    @classmethod
    def of(cls, hashes: Hashes, odds: Odds) -> Entries:
        """The entries for sorted hashes; `odds` has one more, for what is unknown, in front."""
        in_slot = np.bincount((hashes >> SLOT_SHIFT).astype(np.int64), minlength=SLOTS)
        padded = np.concatenate((hashes, np.full(int(in_slot.max()) + 1, NO_HASH)))
        return cls(padded, odds, np.concatenate(([0], np.cumsum(in_slot[:-1]))), int(in_slot.max()))

    def find(self, hashes: Hashes) -> Numbers:
        """The index of each hash, from 1; 0 for what is unknown."""
        places = self.slots.take((hashes >> SLOT_SHIFT).astype(np.int64))
        found = np.zeros(len(hashes), np.int64)
        for _ in range(self.deepest):
            found += (self.hashes.take(places) == hashes) * (places + 1)
            places += 1
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries for words, for pairs of neighbouring words, and for whole lines."""

    words: Entries
    pairs: Entries
    lines: Entries


@dataclass(frozen=True, slots=True)
class Found:
    """The entries of a text: the indexes of its words and pairs, the lines of the pairs, the indexes of its lines."""

    words: Numbers
    pairs: Numbers
    pair_line: Numbers
    lines: Numbers
