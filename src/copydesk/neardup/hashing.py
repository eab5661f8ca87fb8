"""The hashes of words and shingles, in plain Python: what they are, whatever computes them.

A word's hash is 64-bit FNV-1a (Fowler, Noll and Vo), taking a code point at a time in place of a byte; for ASCII that
is the same. A shingle's hash is its three words' hashes, put together as the digits of a number and mixed by
MurmurHash3's 64-bit finaliser (Appleby). All arithmetic is modulo 2^64. They are not meant to withstand somebody who
seeks collisions: such a person can only have a text of their own taken for another of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

MASK = 2**64 - 1
FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
GOLDEN = 0x9E3779B97F4A7C15
"""2^64 divided by the golden ratio, an odd number without pattern: the base in which hashes are put together."""
MIX_1, MIX_2 = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53
"""The multipliers of MurmurHash3's finaliser."""
TURN = 5
"""Bits by which a digest is turned for each word, so that the order of words counts (as in Firefox's FxHash)."""


def hash_word(word: str) -> int:
    """A word's hash.

    >>> hex(hash_word("council"))
    '0xe704ab73c530b2cc'
    """
    value = FNV_OFFSET
    for code in map(ord, word):
        value = (value ^ code) * FNV_PRIME & MASK
    return value


def mix(value: int) -> int:
    """Every bit of the result depends on every bit of the value, and no two values have the same result."""
    value = (value ^ value >> 33) * MIX_1 & MASK
    value = (value ^ value >> 33) * MIX_2 & MASK
    return value ^ value >> 33


def hash_shingle(shingle: str | bytes) -> int:
    """A shingle's hash: three words with spaces between them, or more or fewer of them.

    Its lower 32 bits are what signatures are made from, so `hash_shingle_32` makes datasketch compute the same ones.
    """
    text = shingle.decode("utf-8", "surrogatepass") if isinstance(shingle, bytes) else shingle
    value = 0
    for word in text.split(" "):
        value = (value * GOLDEN + hash_word(word)) & MASK
    return mix(value)


def hash_shingle_32(shingle: str | bytes) -> int:
    """The lower 32 bits of a shingle's hash: the `hashfunc` for a `datasketch.MinHash` like ours."""
    return hash_shingle(shingle) & 0xFFFFFFFF


def digest(hashes: Iterable[int]) -> int:
    """One number for a sequence of hashes, in their order."""
    value = 0
    for one in hashes:
        value = ((value << TURN | value >> 64 - TURN) ^ one) * GOLDEN & MASK
    return mix(value)
