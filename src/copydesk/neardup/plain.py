"""Sketches by numpy: for a few thousand texts, for which nothing has to be compiled or loaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.banding import Banding
from copydesk.neardup.folding import Values, folded
from copydesk.neardup.hashing import FNV_OFFSET, FNV_PRIME, GOLDEN, MIX_1, MIX_2, TURN
from copydesk.neardup.normalise import spaced_words
from copydesk.neardup.permutations import permutations
from copydesk.neardup.shingles import MIN_WORDS, SHINGLE_WORDS
from copydesk.neardup.signs import signs_of
from copydesk.neardup.sketches import ShingleSets, Sketches

BASE = np.uint64(GOLDEN)
HALF = np.uint64(32)
SHINGLES_AT_ONCE = 1024
"""Bounds the memory: there is a table of shingles by permutations (500 kB), which stays in the processor's cache."""

SPACE = ord(" ")
FNV = FNV_OFFSET, 0, FNV_PRIME

Hashes = NDArray[np.uint64]
Codes = NDArray[np.uint32]
Counts = NDArray[np.int64]


class Runs(NamedTuple):
    """Hashes of all texts, one text behind the other, and how many each text has."""

    hashes: Hashes
    counts: Counts


def sketch(texts: Sequence[str], banding: Banding, min_words: int, with_signatures: bool) -> Sketches:
    """As `sketches.sketch`."""
    words = read(texts, min_words)
    takes_part = words.counts > 0
    digests = _digests(words.hashes, words.counts)
    signs = [signs_of(text) if has_words else () for text, has_words in zip(texts, takes_part, strict=True)]
    sign_digests = _digests(_codes("".join(chain(*signs))), _lengths(signs))
    both = np.stack([digests, sign_digests], axis=1).ravel()
    signed = _digests(both, np.full(len(texts), 2))
    signed[~takes_part] = 0
    signatures = _signatures(_shingles(words), banding.permutations)
    return Sketches(
        words.counts.astype(np.int32),
        digests,
        signed,
        _bands(signatures, takes_part, banding),
        signatures if with_signatures else None,
    )


def bands_of(texts: Sequence[str], banding: Banding) -> Hashes:
    """The keys of the bands of each text, a row a text; 0 for one that takes no part."""
    words = read(texts, MIN_WORDS)
    return _bands(_signatures(_shingles(words), banding.permutations), words.counts > 0, banding)


def sharing_a_band(texts: Sequence[str], banding: Banding) -> list[int]:
    """Which of the texts share a band with another: only they can be copies, or have some."""
    bands = bands_of(texts, banding)
    numbers = np.flatnonzero(bands.any(axis=1))
    shares = np.zeros(len(texts), np.bool_)
    for keys in bands[numbers].T:
        order = np.argsort(keys)
        is_next = np.diff(keys[order]) == 0
        shares[numbers[order[:-1][is_next]]] = shares[numbers[order[1:][is_next]]] = True
    found: list[int] = np.flatnonzero(shares).tolist()
    return found


def shingle_sets(texts: Sequence[str], min_words: int) -> ShingleSets:
    """As `sketches.shingle_sets`."""
    shingles = _shingles(read(texts, min_words))
    owners = np.repeat(np.arange(len(texts)), shingles.counts)
    order = np.lexsort((shingles.hashes, owners))
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = np.diff(shingles.hashes[order]).astype(np.bool_) | np.diff(owners[order]).astype(np.bool_)
    first = np.sort(order[is_first])
    return ShingleSets(shingles.hashes[first], np.cumsum(np.bincount(owners[first], minlength=len(texts))))


def read(texts: Sequence[str], min_words: int) -> Runs:
    """The hashes of the words of texts; none of a text that has fewer than `min_words`."""
    spaced = list(map(spaced_words, texts))
    codes = _codes(f" {' '.join(spaced)} ")
    edges = np.flatnonzero(np.diff(codes == SPACE)) + 1
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    ends = np.cumsum(_lengths(spaced) + 1)
    counts = np.diff(np.searchsorted(starts, ends), prepend=0)
    if min(counts, default=min_words) < min_words:
        takes_part = counts >= min_words
        in_play = np.repeat(takes_part, counts)
        starts, lengths, counts = starts[in_play], lengths[in_play], counts * takes_part
    return Runs(folded(codes, starts, lengths, *FNV), counts)


def hash_words(words: Sequence[str]) -> Hashes:
    """As `hashing.hash_word` of each."""
    lengths = _lengths(words)
    return folded(_codes("".join(words)), np.cumsum(lengths) - lengths, lengths, *FNV)


def _digests(values: Values, counts: Counts) -> Hashes:
    """As `hashing.digest` of so many values each."""
    return _mix(folded(values, np.cumsum(counts) - counts, counts, 0, TURN, GOLDEN))


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _lengths(sequences: Sequence[Sequence[object]]) -> Counts:
    return np.fromiter(map(len, sequences), np.int64, len(sequences))


def _shingles(words: Runs) -> Runs:
    """The hashes of all shingles. They are made of all words in a row, and those across two texts left out."""
    hashes, rest = words.hashes, SHINGLE_WORDS - 1
    if not len(hashes):
        return words
    made = _mix((hashes[:-2] * BASE + hashes[1:-1]) * BASE + hashes[2:])
    ends = np.cumsum(words.counts)[words.counts > 0][:-1]
    across = (ends[:, None] - np.arange(1, rest + 1)).ravel()
    return Runs(np.delete(made, across), np.maximum(words.counts - rest, 0))


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


def _signatures(shingles: Runs, permuted: int) -> NDArray[np.uint32]:
    """The least of each permutation for each text; 0 for one without shingles."""
    factors, summands = permutations(permuted)
    made = np.full((len(shingles.counts), permuted), np.iinfo(np.uint32).max, np.uint32)
    made[shingles.counts == 0] = 0
    owners = np.flatnonzero(shingles.counts)
    starts = (np.cumsum(shingles.counts) - shingles.counts)[owners]
    mixed = _mix_32(shingles.hashes.astype(np.uint32))
    table = np.empty((SHINGLES_AT_ONCE, permuted), np.uint32)
    for start in range(0, len(mixed), SHINGLES_AT_ONCE):
        some = mixed[start : start + SHINGLES_AT_ONCE, None]
        mine = np.add(np.multiply(some, factors, out=table[: len(some)]), summands, out=table[: len(some)])
        first, behind = np.searchsorted(starts, [start, start + SHINGLES_AT_ONCE])
        begun = first if first < behind and starts[first] == start else first - 1
        least = np.minimum.reduceat(mine, np.maximum(starts[begun:behind] - start, 0))
        made[owners[begun:behind]] = np.minimum(made[owners[begun:behind]], least)
    return made


def _bands(signatures: NDArray[np.uint32], takes_part: NDArray[np.bool_], banding: Banding) -> Hashes:
    """A key for each band of each signature."""
    rows = signatures.reshape(len(signatures), banding.bands, banding.rows).astype(np.uint64)
    keys = np.broadcast_to(np.arange(banding.bands, dtype=np.uint64), rows.shape[:2])
    for row in range(banding.rows):
        keys = (keys ^ rows[:, :, row]) * BASE
    keys = keys ^ (keys >> HALF)
    keys[~takes_part] = 0
    return keys
