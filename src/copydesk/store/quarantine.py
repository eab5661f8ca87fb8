"""Quarantine: the clippings that failed, at which stage and why, since which night, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.errors import RunError
from copydesk.model import Failure, Json, Source, sources_of
from copydesk.store.catalogue import Catalogue, as_key, as_path, packed, unpacked

RETRIES = 3
"""Nights on which a clipping is tried again that a signal or a time limit ended: that may have been the machine."""
PASSING = ("WorkerDied", "TimeLimit", "CpuLimit")
"""Errors that may not come again, though clipping and copydesk are the same."""


@dataclass(frozen=True, slots=True)
class Case:
    """A clipping in quarantine: what went wrong, the night of its first failure, and how often it has failed."""

    failure: Failure
    since: int
    times: int

    def as_json(self) -> dict[str, Json]:
        """The case as a JSON object."""
        source = self.failure.source
        return {
            "path": source.path,
            "record": source.record,
            "stage": self.failure.stage,
            "error": self.failure.error,
            "detail": self.failure.detail,
            "since": self.since,
            "times": self.times,
        }


class Quarantine:
    """Reads and changes the table of failures. Changes belong into `Catalogue.changes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def named(self, name: str) -> list[Case]:
        """What is in quarantine under a name: a file's path, or the id of a record. Raises a `RunError` for none."""
        for source in sources_of(name):
            found = [
                case for case in self.cases(source.path) if source.record in ("", case.failure.source.record)
            ]
            if found:
                return found
        raise RunError(f"{name} is not in quarantine; `copydesk quarantine list` shows what is")

    def cases(self, path: str = "") -> Iterator[Case]:
        """What is in quarantine, of one file or of all, by path."""
        where, values = ("WHERE path = ?", (as_key(path),)) if path else ("", ())
        query = f"SELECT path, record, stage, error, detail, since, times FROM failure {where} ORDER BY path, record"
        for key, record, stage, error, detail, since, times in self._catalogue.rows(query, values):
            source = Source(as_path(key), unpacked(record))
            yield Case(Failure(source, stage, error, unpacked(detail)), since, times)

    def renew(self, path: str, failures: Iterable[Failure], night: int) -> list[Failure]:
        """Put what failed now of a file in the place of what failed before. Those of them that are new."""
        before = {case.failure.source.record: case for case in self.cases(path)}
        self.release(path)
        new: list[Failure] = []
        for failure in failures:
            earlier = before.get(failure.source.record)
            new += [] if earlier else [failure]
            values = (
                as_key(path),
                packed(failure.source.record),
                failure.stage,
                failure.error,
                packed(failure.detail),
                earlier.since if earlier else night,
                earlier.times + 1 if earlier else 1,
            )
            self._catalogue.change("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        return new

    def release(self, path: str) -> None:
        self._catalogue.change("DELETE FROM failure WHERE path = ?", (as_key(path),))

    def is_due(self, path: str) -> bool:
        """Whether a file that has not changed is to be tried again."""
        return any(
            case.failure.stage == "write" or (case.failure.error in PASSING and case.times <= RETRIES)
            for case in self.cases(path)
        )
