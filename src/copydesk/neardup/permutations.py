"""The permutations of MinHash: datasketch's scheme "affine32", so that signatures are the same as its own."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

SEED = 1
SCHEME = "affine32"
"""A shingle's 32-bit hash is mixed by MurmurHash3's finaliser and then permuted: a · h + b modulo 2^32, a odd."""


@cache
def permutations(count: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The factors and the summands of the first `count` permutations.

    numpy promises that this generator, the one that datasketch uses, gives the same numbers in all versions.
    """
    random = np.random.RandomState(SEED)
    factors = random.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, count, dtype=np.uint32)
