"""Marks: a small table of bits that tells of most keys that they are not held, so that few have to be searched.

A bit stands for a range of keys and is set if any key in it is held; there are eight times as many bits as entries, or
up to sixteen, so of the keys that are not held at most one in nine is searched in vain. As keys are hashes, no range
has more than its share. To look at a table is several times as quick as to search the entries: it is smaller by far.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Entries = NDArray[np.uint64]
Marks = NDArray[np.uint8]

BITS = 8
"""Bits for each entry, at least."""
MIN_BITS, MAX_BITS = 64, 2**32
"""Whole words of 64 bits, so that files can be read as such; and no more than there are keys."""
ONE = np.uint8(1)


def no_marks(entries: int) -> Marks:
    """An empty table for so many entries."""
    bits = 1 << (BITS * entries - 1).bit_length() if entries else 0
    return np.zeros(min(max(bits, MIN_BITS), MAX_BITS) // 8, np.uint8)


def mark(marks: Marks, entries: Entries) -> None:
    """Set the bits of sorted entries.

    >>> marks = no_marks(2)
    >>> mark(marks, np.array([1 << 63], np.uint64))
    >>> may_hold(marks, np.array([1 << 62, 1 << 63], np.uint64)).tolist()
    [False, True]
    """
    if not len(entries):
        return
    bytes_, bits = _places(marks, entries)
    begins = np.append(0, np.flatnonzero(bytes_[1:] != bytes_[:-1]) + 1)
    marks[bytes_[begins]] |= np.bitwise_or.reduceat(ONE << bits, begins)


def may_hold(marks: Marks, asked: Entries) -> NDArray[np.bool_]:
    """Which of the entries that are asked for have a key that may be held."""
    bytes_, bits = _places(marks, asked)
    return ((marks[bytes_] >> bits) & ONE).astype(np.bool_)


def _places(marks: Marks, entries: Entries) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """The byte of each entry, and its bit there: by the first bits of its key."""
    places = (entries >> np.uint64(65 - (8 * len(marks)).bit_length())).astype(np.intp)
    return places >> 3, (places & 7).astype(np.uint8)
