"""The compiled loops that find which texts say the very same, and which share a band with which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.compiling import compiled
from copydesk.neardup.join import NOBODY

Counts = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int32]

BITS = 8
"""Bits for each key in the table that tells keys that come once: with so many, one in eight is taken for a second."""
WORD_BITS, WORD_MASK, ONE = np.uint64(6), np.uint64(63), np.uint64(1)


@compiled
def first_of_each(digests: Hashes, words: Numbers) -> Counts:
    """For each text the first with the same digest, which may be itself; `NOBODY` for one that takes no part."""
    size = 4
    while size < 2 * len(digests):
        size *= 2
    mask = size - 1
    slots = np.full(size, NOBODY, np.int64)
    firsts = np.full(len(digests), NOBODY, np.int64)
    for text in range(len(digests)):
        if words[text] == 0:
            continue
        slot = np.int64(digests[text] & np.uint64(mask))
        while slots[slot] != NOBODY and digests[slots[slot]] != digests[text]:
            slot = (slot + 1) & mask
        if slots[slot] == NOBODY:
            slots[slot] = text
        firsts[text] = slots[slot]
    return firsts


@compiled
def group(keys: Hashes, firsts: Counts) -> tuple[Counts, Numbers, int]:
    """Those of the texts that share a band's key with another: who they are, and in which bucket each is. Texts that
    repeat an earlier one have no part. Most keys come once, and a small table of bits tells which."""
    bits = 64
    while bits < BITS * len(keys):
        bits *= 2
    mask = np.uint64(bits - 1)
    once, twice = np.zeros(bits // 64, np.uint64), np.zeros(bits // 64, np.uint64)
    for text in range(len(keys)):
        if firsts[text] == text:
            place = keys[text] & mask
            bit = ONE << (place & WORD_MASK)
            word = np.int64(place >> WORD_BITS)
            twice[word] |= once[word] & bit
            once[word] |= bit
    met = 0
    members = np.empty(len(keys), np.int64)
    for text in range(len(keys)):
        place = keys[text] & mask
        if firsts[text] == text and twice[np.int64(place >> WORD_BITS)] >> (place & WORD_MASK) & ONE:
            members[met] = text
            met += 1
    return bucketed(keys, members[:met])


@compiled
def bucketed(keys: Hashes, members: Counts) -> tuple[Counts, Numbers, int]:
    """The members that are not alone with their key, each one's bucket as a number, and how many buckets there are."""
    size = 4
    while size < 2 * len(members):
        size *= 2
    slots = np.full(size, NOBODY, np.int64)
    numbers = np.full(len(members), NOBODY, np.int32)
    buckets = 0
    for at in range(len(members)):
        key = keys[members[at]]
        slot = np.int64((key >> np.uint64(32)) & np.uint64(size - 1))
        while slots[slot] != NOBODY and keys[members[slots[slot]]] != key:
            slot = (slot + 1) & (size - 1)
        if slots[slot] == NOBODY:
            slots[slot] = at
            continue
        first = slots[slot]
        if numbers[first] == NOBODY:
            numbers[first] = buckets
            buckets += 1
        numbers[at] = numbers[first]
    shared = numbers != NOBODY
    return members[shared], numbers[shared], buckets
