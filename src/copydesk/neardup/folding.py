"""Hashes of many sequences at once: numpy takes a step of all of them together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.hashing import MASK

ABREAST = 32
"""As long as so many sequences go on, a step of all costs less than a step of each in Python."""

Hashes = NDArray[np.uint64]
Values = NDArray[np.uint64] | NDArray[np.uint32]
Counts = NDArray[np.int64]


def folded(values: Values, starts: Counts, counts: Counts, begin: int, turn: int, factor: int) -> Hashes:
    """One number for each sequence of values, told by where it starts and how many it has.

    It is `begin`; for each value it is turned by bits, xored with the value and multiplied, modulo 2^64. With the
    right numbers that is `hashing.hash_word`, or `hashing.digest` before it is mixed.

    >>> folded(np.array([7, 1, 2], np.uint64), np.array([0, 1]), np.array([1, 2]), 0, 5, 3)
    array([ 21, 294], dtype=uint64)
    """
    order = np.argsort(-counts, kind="stable")
    starts, lengths = starts[order], counts[order]
    found = np.full(len(counts), begin, np.uint64)
    going_on = np.searchsorted(-lengths, -np.arange(lengths[0] if len(lengths) else 0)).tolist()
    done = next((step for step, abreast in enumerate(going_on) if abreast < ABREAST), len(going_on))
    for step, abreast in enumerate(going_on[:done]):
        turned = _turned(found[:abreast], turn) if turn else found[:abreast]
        found[:abreast] = (turned ^ values[starts[:abreast] + step]) * np.uint64(factor)
    for place in range(going_on[done] if done < len(going_on) else 0):
        value = int(found[place])
        for one in values[starts[place] + done : starts[place] + lengths[place]].tolist():
            value = ((value << turn | value >> 64 - turn) ^ one) * factor & MASK
        found[place] = value
    made = np.empty_like(found)
    made[order] = found
    return made


def _turned(values: Hashes, turn: int) -> Hashes:
    return (values << np.uint64(turn)) | (values >> np.uint64(64 - turn))
