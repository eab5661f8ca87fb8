"""Sorted runs of entries. An entry is a number of 64 bits: the key in its upper half, the row of the block below.

So an array that is sorted by number is sorted by key and, of equal keys, by arrival; and one search finds both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.index.marks import Entries, Marks, mark, may_hold, no_marks

Keys = NDArray[np.uint32]
Rows = NDArray[np.int64]

ROW_BITS = np.uint64(32)
MAX_ROW = 2**32 - 1
"""More blocks than one index can number; see docs/scale.md for what then."""


class Column(NamedTuple):
    """Sorted entries, and marks that tell which keys may be among them."""

    entries: Entries
    marks: Marks


def column_of(entries: Entries) -> Column:
    """Sorted entries with their marks."""
    marks = no_marks(len(entries))
    mark(marks, entries)
    return Column(entries, marks)


def entries_of(keys: Keys, rows: Rows) -> Entries:
    """The sorted entries of as many keys and rows.

    >>> entries_of(np.array([7, 2], np.uint32), np.array([1, 5])) >> ROW_BITS
    array([2, 7], dtype=uint64)
    """
    return np.sort((keys.astype(np.uint64) << ROW_BITS) | rows.astype(np.uint64))


def keys_in(entries: Entries) -> Keys:
    return (entries >> ROW_BITS).astype(np.uint32)


def rows_in(entries: Entries) -> Rows:
    return (entries & np.uint64(MAX_ROW)).astype(np.int64)


def find(column: Column, asked: Entries, limit: int) -> Entries:
    """Which rows are held under the keys that are asked for: entries of (asked row, held row), the first `limit` each.

    Both are sorted, so each search begins where the last one ended.

    >>> held = column_of(entries_of(np.array([2, 2, 9], np.uint32), np.array([4, 6, 8])))
    >>> asked = entries_of(np.array([2, 3], np.uint32), np.array([0, 1]))
    >>> rows_in(find(held, asked, 32))
    array([4, 6])
    """
    held = column.entries
    asked = asked[may_hold(column.marks, asked)]
    if not len(held) or not len(asked):
        return np.empty(0, np.uint64)
    wanted = (asked >> ROW_BITS) << ROW_BITS
    starts = np.searchsorted(held, wanted)
    hits = np.flatnonzero(held[np.minimum(starts, len(held) - 1)] >> ROW_BITS == asked >> ROW_BITS)
    hits = hits[starts[hits] < len(held)]
    starts = starts[hits]
    ends = np.searchsorted(held, wanted[hits] | np.uint64(MAX_ROW), side="right")
    counts = np.minimum(ends - starts, limit)
    places = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    rows = held[places + np.arange(len(places))] & np.uint64(MAX_ROW)
    askers = np.repeat(asked[hits] & np.uint64(MAX_ROW), counts)
    pairs: Entries = (askers << ROW_BITS) | rows
    return pairs


def merged(runs: Sequence[Entries], dead: Rows) -> Entries:
    """The entries of several runs as one, without those of dead rows."""
    whole = np.sort(np.concatenate(runs)) if len(runs) > 1 else np.asarray(runs[0])
    return whole[~np.isin(rows_in(whole), dead)] if len(dead) else whole


def first_of_each(pairs: Entries, most: int) -> Entries:
    """Of pairs that are sorted, the first `most` of each asker."""
    askers = pairs >> ROW_BITS
    begins = np.searchsorted(askers, askers)
    return pairs[np.arange(len(pairs)) - begins < most]
