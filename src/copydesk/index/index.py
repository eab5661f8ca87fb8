"""The index of an output folder: which blocks are held under a key, in segments on disk and in what came tonight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from copydesk.index.marks import Entries
from copydesk.index.runs import (
    Column,
    Keys,
    Rows,
    column_of,
    entries_of,
    find,
    first_of_each,
    merged,
    rows_in,
)
from copydesk.index.segments import Segment, read_segment, write_segment
from copydesk.neardup.kept import MAX_IN_BUCKET
from copydesk.store.catalogue import FOLDER, Catalogue
from copydesk.store.writing import make_folder

INDEX_FOLDER = "index"
EXACT, LINES, FIRST_BAND = 0, 1, 2
"""The columns: paragraphs by what they say, other lines by what they say, and then a column for each band."""

FLUSH_ROWS = 200_000
"""Blocks that wait in memory (40 MB) before they become a segment. The catalogue has them, so none is lost with it."""
MIN_FLUSH_ROWS = 2_000
"""Fewer are left waiting at the end of a night, and are signed anew at the next: some hundredths of a second."""
FAN_IN = 4
"""Segments of about one size that are merged into one: so many are searched at most of each size."""
MAX_DEAD = 10_000
"""Rows of blocks that are gone and still stand in segments, before all are merged without them."""


def begin_anew(catalogue: Catalogue) -> None:
    """Let no segment count any more: an index that is opened next is made from the catalogue's blocks."""
    for table in ("segment", "promoted", "dead"):
        catalogue.change(f"DELETE FROM {table}")
    catalogue.set_fact("indexed", 0)


class Index:
    """Looks up, takes in and forgets blocks by their keys. Which block a row is, the catalogue knows."""

    def __init__(self, clean: Path, catalogue: Catalogue, bands: int, dry: bool = False) -> None:
        self.bands = bands
        self._folder = clean / FOLDER / INDEX_FOLDER
        self._catalogue = catalogue
        self._dry = dry
        self._columns = FIRST_BAND + bands
        self._segments: list[tuple[Segment, list[Column]]] = []
        self._waiting: list[list[Column]] = []
        self._waiting_rows = 0
        self._dead: set[int] = {row for (row,) in catalogue.rows("SELECT row FROM dead")}
        self._open()

    def _open(self) -> None:
        known = self._catalogue.rows("SELECT name, rows, bytes, digest FROM segment ORDER BY rows DESC, name")
        segments = [Segment(*row) for row in known]
        self._segments = [(one, read_segment(self._folder, one, self._columns)) for one in segments]

    def begin_anew(self) -> None:
        """Hold nothing, from now on. To be called within the catalogue's changes."""
        begin_anew(self._catalogue)
        self._segments, self._waiting, self._waiting_rows = [], [], 0
        self._dead.clear()

    def remove_strays(self) -> None:
        """Remove files that do not count: a run that was cut off left them, or a merge that was."""
        counted = {segment.name for segment, _ in self._segments}
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            if path.name not in counted:
                path.unlink()

    def add(self, columns: Sequence[tuple[Keys, Rows]]) -> None:
        """Take in blocks: for each column keys and as many rows."""
        self._waiting.append([column_of(entries_of(keys, rows)) for keys, rows in columns])
        self._waiting_rows += sum(len(columns[column][1]) for column in (EXACT, LINES))
        if len(self._waiting) > FAN_IN:
            self._merge_waiting()

    def _merge_waiting(self) -> None:
        """Make one run of what came lately, and of what was merged before, unless that is larger by far."""
        oldest, lately = self._waiting[0], self._waiting[1:]
        if len(oldest[EXACT].entries) <= FAN_IN * sum(len(run[EXACT].entries) for run in lately):
            oldest, lately = [], self._waiting
        nothing = np.empty(0, np.int64)
        one = [
            column_of(merged([run[column].entries for run in lately], nothing))
            for column in range(self._columns)
        ]
        self._waiting = [oldest, one] if oldest else [one]

    def forget(self, rows: Iterable[int]) -> None:
        """From now on nothing leads to these rows. To be called within the catalogue's changes."""
        gone = [row for row in rows if row not in self._dead]
        self._dead.update(gone)
        self._catalogue.change_all("INSERT OR IGNORE INTO dead VALUES (?)", [(row,) for row in gone])

    def find(self, column: int, asked: Entries, limit: int = MAX_IN_BUCKET) -> Entries:
        """What is held in a column under the keys that are asked for: pairs of (asked row, held row), sorted.

        Of each key the rows that arrived first, `limit` at most.
        """
        runs = [columns[column] for _, columns in self._segments] + [run[column] for run in self._waiting]
        found = np.concatenate(
            [np.empty(0, np.uint64), *(find(run, asked, limit + len(self._dead)) for run in runs)]
        )
        if not len(found):
            return found
        if self._dead:
            found = found[~np.isin(rows_in(found), np.fromiter(self._dead, np.int64))]
        return first_of_each(np.unique(found), limit)

    def flush(self, least: int = MIN_FLUSH_ROWS) -> None:
        """Write what waits in memory as a segment, if it is enough, and keep the number of segments small."""
        if self._dry or self._waiting_rows < least:
            return
        self._replace([], self._waiting, self._waiting_rows)
        self._waiting, self._waiting_rows = [], 0
        if len(self._dead) > MAX_DEAD:
            self.compact()
        while len(tail := self._alike()) >= FAN_IN:
            self._replace(tail, [columns for _, columns in tail], sum(one.rows for one, _ in tail))

    def flush_if_full(self) -> None:
        self.flush(FLUSH_ROWS)

    def _alike(self) -> list[tuple[Segment, list[Column]]]:
        """The smallest segments, as far as each is not larger by `FAN_IN` than all that are smaller together."""
        tail: list[tuple[Segment, list[Column]]] = []
        rows = 0
        for segment, columns in sorted(self._segments, key=lambda one: one[0].rows):
            if tail and segment.rows > FAN_IN * rows:
                break
            tail.append((segment, columns))
            rows += segment.rows
        return tail

    def compact(self) -> None:
        """Make one segment of all, without what is gone."""
        if self._segments:
            rows = sum(segment.rows for segment, _ in self._segments) - len(self._dead)
            self._replace(list(self._segments), [columns for _, columns in self._segments], max(rows, 0))

    def _replace(
        self, old: Sequence[tuple[Segment, list[Column]]], runs: Sequence[Sequence[Column]], rows: int
    ) -> None:
        """Put one new segment in the place of old ones: it counts from the commit on, and then they go."""
        make_folder(self._folder)
        number = int(self._catalogue.fact("segments") or 0) + 1
        is_all = len(old) == len(self._segments) and bool(old)
        dead = np.fromiter(self._dead, np.int64) if is_all else np.empty(0, np.int64)
        segment = write_segment(self._folder, f"{number:06}", runs, dead, rows)
        with self._catalogue.changes():
            self._catalogue.set_fact("segments", number)
            self._catalogue.change_all("DELETE FROM segment WHERE name = ?", [(one.name,) for one, _ in old])
            values = (segment.name, segment.rows, segment.size, segment.digest)
            self._catalogue.change("INSERT INTO segment VALUES (?, ?, ?, ?)", values)
            if not old:
                self._catalogue.change("DELETE FROM promoted")
                newest = self._catalogue.first("SELECT coalesce(max(row), 0) FROM block") or (0,)
                self._catalogue.set_fact("indexed", newest[0])
            if is_all and not self._waiting:
                self._catalogue.change("DELETE FROM dead")
                self._dead.clear()
        self._open()
        for one, _ in old:
            with suppress(
                PermissionError
            ):  # Windows keeps what is mapped; it is removed when the next night begins.
                (self._folder / one.name).unlink(missing_ok=True)
