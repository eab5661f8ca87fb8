"""The kept blocks that may resemble those of one batch: those held before it, and those kept since, within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from copydesk.index.index import FIRST_BAND, Index
from copydesk.index.marks import Entries
from copydesk.index.runs import ROW_BITS, Keys, entries_of, keys_in, rows_in
from copydesk.neardup.kept import MAX_IN_BUCKET

Shared = tuple[int, int]
"""A band and a key in it that several blocks of a batch have."""


class Lookup:
    """Asks the index once for a whole batch: what a block meets is known before the first is decided.

    The result is the same as if each had been looked up and taken in by itself, with buckets of `MAX_IN_BUCKET`.
    """

    def __init__(self, index: Index, keys: Keys, rows: Sequence[int]) -> None:
        """`keys` has a line for each block and a column for each band; `rows` are the blocks' rows."""
        self._rows = rows
        self._shared: dict[int, list[Shared]] = defaultdict(list)
        self._full: set[int] = set()
        self._buckets: dict[Shared, list[int]] = {}
        found = [self._ask(index, band, keys[:, band]) for band in range(keys.shape[1])]
        pairs = np.unique(np.concatenate([np.empty(0, np.uint64), *found]))
        self._held: list[int] = rows_in(pairs).tolist()
        asked = np.arange(len(rows) + 1, dtype=np.uint64) << ROW_BITS
        self._begins: list[int] = np.searchsorted(pairs, asked).tolist()

    def _ask(self, index: Index, band: int, keys: Keys) -> Entries:
        asked = entries_of(keys, np.arange(len(keys)))
        found = index.find(FIRST_BAND + band, asked)
        met = np.bincount((found >> ROW_BITS).astype(np.int64), minlength=len(keys))
        self._full.update(np.flatnonzero(met >= MAX_IN_BUCKET).tolist())
        sorted_keys = keys_in(asked)
        is_next = sorted_keys[1:] == sorted_keys[:-1]
        is_shared = np.append(is_next, False) | np.insert(is_next, 0, False)
        shared = rows_in(asked[is_shared]).tolist()
        ends = np.cumsum(met).tolist() if shared else []
        for place in shared:
            key = int(keys[place])
            self._shared[place].append((band, key))
            if (band, key) not in self._buckets:
                mine = found[ends[place] - int(met[place]) : ends[place]]
                self._buckets[band, key] = rows_in(mine).tolist()
        return found

    def held(self, place: int) -> list[int]:
        """The rows that were held under the keys of the block at a place before the batch."""
        return self._held[self._begins[place] : self._begins[place + 1]]

    def candidates(self, place: int) -> list[int]:
        """The rows of kept blocks that the block at a place of the batch may resemble, in the order of arrival."""
        mine = self._rows[place]
        rows = set(self.held(place))
        for shared in self._shared.get(place, ()):
            rows.update(self._buckets[shared])
        return sorted(row for row in rows if row < mine)

    def keep(self, place: int) -> bool:
        """The block at a place is kept: later ones may meet it. Whether a bucket had no room for it."""
        is_full = place in self._full
        for shared in self._shared.get(place, ()):
            bucket = self._buckets[shared]
            if len(bucket) < MAX_IN_BUCKET:
                bucket.append(self._rows[place])
            else:
                is_full = True
        return is_full
