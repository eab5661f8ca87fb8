"""Who does the work of a night that needs no other clipping: this process, or a crew of worker processes.

Results come in the order of the tasks, whoever is done first; and only so many tasks are out at a time that memory
stays the same however many there are.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol, TypeVar, cast

from copydesk.model import Failure, Page, Source
from copydesk.night.intake import FileTask, Intake, Taken
from copydesk.night.signing import Signed
from copydesk.store.sources import Known, Task
from copydesk.store.stat import Stat
from copydesk.workers import Death, Pool, Ticket

AHEAD = 64
"""Tasks a worker that are out at a time: as many as are cleaned while a batch is decided and written."""
POOL_BYTES = 1_500_000
"""Less to clean is done by this process alone: so much takes two seconds, and starting workers takes one of them."""

Result = TypeVar("Result")


class Crew(Protocol):
    """Takes files and pages, and gives back what became of each, in their order."""

    def take(self, planned: Iterable[Known]) -> Iterator[tuple[Known, Taken]]: ...

    def take_pages(self, pages: Iterable[Page | Failure]) -> Iterator[Signed | Failure]: ...


class Alone:
    """No crew: each task is done when its result is asked for."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def take(self, planned: Iterable[Known]) -> Iterator[tuple[Known, Taken]]:
        for known in planned:
            yield known, cast(Taken, self._intake.take(task_for(known)))

    def take_pages(self, pages: Iterable[Page | Failure]) -> Iterator[Signed | Failure]:
        for page in pages:
            yield page if isinstance(page, Failure) else cast(Signed | Failure, self._intake.take(page))


class Team:
    """Worker processes."""

    def __init__(self, intake: Intake, pool: Pool) -> None:
        self._intake = intake
        self._pool = pool

    def take(self, planned: Iterable[Known]) -> Iterator[tuple[Known, Taken]]:
        for known, result in self._in_order((known, task_for(known)) for known in planned):
            yield (
                known,
                self._died_on_file(known, result) if isinstance(result, Death) else cast(Taken, result),
            )

    def take_pages(self, pages: Iterable[Page | Failure]) -> Iterator[Signed | Failure]:
        tasks = ((page, None if isinstance(page, Failure) else page) for page in pages)
        for page, result in self._in_order(tasks):
            if isinstance(page, Failure):
                yield page
            elif isinstance(result, Death):
                yield _failure(page.source, result)
            else:
                yield cast(Signed | Failure, result)

    def _in_order(self, tasks: Iterable[tuple[Result, object]]) -> Iterator[tuple[Result, object]]:
        """The results of tasks; what stands beside each comes back beside its result. A task may be None."""
        out: deque[tuple[Result, Ticket | None]] = deque()
        waiting = iter(tasks)
        while True:
            for beside, task in waiting:
                out.append((beside, self._pool.submit(task) if task is not None else None))
                if len(out) >= AHEAD * self._pool.workers:
                    break
            if not out:
                return
            beside, ticket = out.popleft()
            yield beside, self._pool.result(ticket) if ticket else None

    def _died_on_file(self, known: Known, death: Death) -> Taken:
        stat = None
        with suppress(OSError):
            stat = Stat.of((self._intake.raw / known.path).stat(), time.time_ns())
        return Taken(known.source, stat, b"", _failure(known.source, death))


def _failure(source: Source, death: Death) -> Failure:
    return Failure(source, "clean", death.error, death.detail)


def task_for(known: Known) -> FileTask:
    """What is to be done with a planned file."""
    return FileTask(known.source, known.digest if known.task is Task.LOOK else b"")


@contextmanager
def open_crew(intake: Intake, size: int, workers: int | None, was_cut_off: bool) -> Iterator[Crew]:
    """Who does work of so many bytes. `workers` is None for as many as there are cores.

    After a night that was cut off there always are workers: a clipping may have ended that process, and must not end
    this one.
    """
    count = workers or os.cpu_count() or 1
    if not was_cut_off and (count == 1 or size < POOL_BYTES):
        yield Alone(intake)
        return
    with Pool(intake, count) as pool:
        yield Team(intake, pool)
