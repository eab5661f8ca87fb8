"""Sketches by numpy: for a few texts, for which nothing has to be compiled or loaded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.banding import Banding
from copydesk.neardup.hashing import GOLDEN, MIX_1, MIX_2, digest, hash_word
from copydesk.neardup.normalise import words_of
from copydesk.neardup.permutations import permutations
from copydesk.neardup.shingles import MIN_WORDS
from copydesk.neardup.signs import signs_of
from copydesk.neardup.sketches import ShingleSets, Sketches

BASE = np.uint64(GOLDEN)
HALF = np.uint64(32)

Hashes = NDArray[np.uint64]


class WordHashes(dict[str, int]):
    """The hashes of words, each computed once."""

    def __missing__(self, word: str) -> int:
        self[word] = value = hash_word(word)
        return value


def sketch(texts: Sequence[str], banding: Banding, min_words: int, with_signatures: bool) -> Sketches:
    """As `sketches.sketch`."""
    count, known = len(texts), WordHashes()
    words = np.zeros(count, np.int32)
    digests, signed = np.zeros(count, np.uint64), np.zeros(count, np.uint64)
    signatures = np.zeros((count, banding.permutations), np.uint32)
    for index, text in enumerate(texts):
        hashes = [known[word] for word in words_of(text)]
        if len(hashes) < min_words:
            continue
        words[index] = len(hashes)
        digests[index] = said = digest(hashes)
        signed[index] = digest([said, digest(map(ord, signs_of(text)))])
        signatures[index] = _signature(_shingles(hashes), banding.permutations)
    bands = _bands(signatures, banding)
    bands[words == 0] = 0
    return Sketches(words, digests, signed, bands, signatures if with_signatures else None)


def bands_of(texts: Sequence[str], banding: Banding) -> list[list[int]]:
    """The keys of the bands of each text."""
    keys: list[list[int]] = sketch(texts, banding, MIN_WORDS, False).bands.tolist()
    return keys


def shingle_sets(texts: Sequence[str], min_words: int) -> ShingleSets:
    """As `sketches.shingle_sets`."""
    known = WordHashes()
    sets = []
    for text in texts:
        words = words_of(text)
        hashes = [known[word] for word in words] if len(words) >= min_words else []
        shingles = _shingles(hashes)
        first = np.unique(shingles, return_index=True)[1]
        sets.append(shingles[np.sort(first)])
    ends = np.cumsum([len(one) for one in sets], dtype=np.int64)
    return ShingleSets(np.concatenate(sets) if sets else np.empty(0, np.uint64), ends)


def _shingles(hashes: Sequence[int]) -> Hashes:
    words = np.array(hashes, np.uint64)
    return _mix((words[:-2] * BASE + words[1:-1]) * BASE + words[2:])


def _mix(values: Hashes) -> Hashes:
    """As `hashing.mix`."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(MIX_1)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(MIX_2)
    return values ^ (values >> np.uint64(33))


def _mix_32(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """MurmurHash3's 32-bit finaliser, by which datasketch mixes hashes before it permutes them."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


SHINGLES_AT_ONCE = 4096
"""Bounds the memory that a huge text takes: there is a table of shingles by permutations."""


def _signature(shingles: Hashes, count: int) -> NDArray[np.uint32]:
    factors, summands = permutations(count)
    mixed = _mix_32(shingles.astype(np.uint32))
    least = np.full(count, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(mixed), SHINGLES_AT_ONCE):
        permuted = mixed[start : start + SHINGLES_AT_ONCE, None] * factors + summands
        least = np.minimum(least, permuted.min(axis=0))
    return least


def _bands(signatures: NDArray[np.uint32], banding: Banding) -> Hashes:
    """A key for each band of each signature."""
    rows = signatures.reshape(len(signatures), banding.bands, banding.rows).astype(np.uint64)
    keys = np.broadcast_to(np.arange(banding.bands, dtype=np.uint64), rows.shape[:2])
    for row in range(banding.rows):
        keys = (keys ^ rows[:, :, row]) * BASE
    return keys ^ (keys >> HALF)
