"""The files of the input folder as the catalogue knows them: when they came, what they were, what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from copydesk.model import Source
from copydesk.store.catalogue import Catalogue, as_key, as_path, packed, unpacked
from copydesk.store.stat import Stat

PAGE = 1000


class Task(IntEnum):
    """What is planned with a source."""

    LOOK = 1
    """Clean it if its content is another."""
    CLEAN = 2
    """Clean it anew whatever its content is."""


class State(StrEnum):
    """What a source was found to be."""

    NEW = "new"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the clippings of a source: written or as they were, empty, failed."""

    written: int = 0
    empty: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A source in the catalogue. `made_with` is the version and settings that made its output."""

    number: int
    path: str
    night: int
    state: State
    task: Task | None
    stat: Stat | None
    digest: bytes
    made_with: str
    detail: str
    count: Count

    @property
    def source(self) -> Source:
        return Source(self.path)


class Glance(NamedTuple):
    """As much of a source as tells of most that nothing is to be done. `is_settled`: nothing is planned with it, and
    nothing of it failed."""

    path: bytes
    size: int | None
    mtime: int | None
    inode: int | None
    number: int
    is_settled: int
    state: str
    written: int
    empty: int
    made_with: str

    @property
    def stat(self) -> tuple[int | None, int | None, int | None]:
        return self[1:4]


class Sources:
    """Reads and changes the table of sources. Changes belong into `Catalogue.changes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def known(self, path: str) -> Known | None:
        """What is known of a path."""
        found = self._catalogue.first(f"SELECT {_FIELDS} FROM source WHERE path = ?", (as_key(path),))
        return _known(found) if found else None

    def numbered(self, number: int) -> Known | None:
        found = self._catalogue.first(f"SELECT {_FIELDS} FROM source WHERE number = ?", (number,))
        return _known(found) if found else None

    def arrive(self, path: str, night: int) -> int:
        """Take a new source into the plan of a night; its number."""
        query = "INSERT INTO source (path, night, state, planned) VALUES (?, ?, 'new', ?)"
        return self._catalogue.change(query, (as_key(path), night, Task.CLEAN))

    def plan(self, number: int, task: Task) -> None:
        """Take a known source into the plan; its place in the order of arrival stays."""
        query = "UPDATE source SET planned = max(coalesce(planned, 0), ?) WHERE number = ?"
        self._catalogue.change(query, (task, number))

    def plan_all(self) -> None:
        """Take all sources into the plan, to be cleaned anew."""
        self._catalogue.change("UPDATE source SET planned = ?", (Task.CLEAN,))

    def planned(self) -> Iterator[Known]:
        """What is planned, in the order of arrival. Sources may be finished while this goes on."""
        night, path = 0, b""
        query = (
            f"SELECT {_FIELDS} FROM source WHERE planned IS NOT NULL AND (night, path) > (?, ?) "
            f"ORDER BY night, path LIMIT {PAGE}"
        )
        while page := [_known(row) for row in self._catalogue.rows(query, (night, path))]:
            yield from page
            night, path = page[-1].night, as_key(page[-1].path)

    def glances(self) -> Iterator[Glance]:
        """All sources by path. They may be changed while this goes on."""
        path = b""
        query = f"SELECT {_GLANCE} FROM source WHERE path > ? ORDER BY path LIMIT {PAGE}"
        while page := list(map(Glance._make, self._catalogue.rows(query, (path,)))):
            yield from page
            path = page[-1].path

    def count_planned(self) -> int:
        found = self._catalogue.first("SELECT count(*) FROM source WHERE planned IS NOT NULL")
        return int(found[0]) if found else 0

    def finish(self, known: Known) -> None:
        """Write down what became of a source."""
        stat = known.stat
        values = (
            known.state.value,
            *((stat.size, stat.mtime, stat.inode) if stat else (None, None, None)),
            known.digest,
            known.made_with,
            packed(known.detail),
            known.count.written,
            known.count.empty,
            known.count.failed,
            known.number,
        )
        query = (
            "UPDATE source SET planned = NULL, state = ?, size = ?, mtime = ?, inode = ?, digest = ?, "
            "made_with = ?, detail = ?, written = ?, empty = ?, failed = ? WHERE number = ?"
        )
        self._catalogue.change(query, values)

    def count_written(self, number: int) -> None:
        """One more clipping of a source was written."""
        self._catalogue.change("UPDATE source SET written = written + 1 WHERE number = ?", (number,))

    def drop(self, number: int) -> None:
        self._catalogue.change("DELETE FROM source WHERE number = ?", (number,))

    def below(self, path: str) -> list[Known]:
        """The source with this path, and those in the folder of this name."""
        key = as_key(path.rstrip("/"))
        query = f"SELECT {_FIELDS} FROM source WHERE path = ? OR (path > ? AND path < ?) ORDER BY night, path"
        return [_known(row) for row in self._catalogue.rows(query, (key, key + b"/", key + b"0"))]


_GLANCE = (
    "path, size, mtime, inode, number, planned IS NULL AND failed = 0 AND state IN ('done', 'skipped'), "
    "state, written, empty, made_with"
)
_FIELDS = (
    "number, path, night, state, planned, size, mtime, inode, coalesce(digest, x''), made_with, detail, "
    "written, empty, failed"
)


def _known(row: tuple) -> Known:  # type: ignore[type-arg]
    number, path, night, state, task, size, mtime, inode, digest, made_with, detail, *count = row
    stat = None if size is None else Stat(size, mtime, inode)
    return Known(
        number,
        as_path(path),
        night,
        State(state),
        None if task is None else Task(task),
        stat,
        digest,
        made_with,
        unpacked(detail),
        Count(*count),
    )
