"""Who does the work of a night that needs no other clipping: worker processes, held to limits, one or many.

Results come in the order of the tasks, whoever is done first; and only so many tasks are out at a time that memory
stays the same however many there are.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar, cast

from copydesk.model import Failure, Page, Source
from copydesk.night.intake import FileTask, Intake, ReadTask, Taken
from copydesk.night.signing import Signed
from copydesk.store.sources import Known, Task
from copydesk.store.stat import Stat
from copydesk.workers import Death, Limits, Pool, Ticket, open_pool

AHEAD = 64
"""Tasks a worker that are out at a time: as many as are cleaned while a batch is decided and written."""
AHEAD_CHARACTERS = 64_000_000
"""Characters of the pages that are out at a time."""
POOL_BYTES = 1_500_000
"""Less to clean is done by one process: so much takes two seconds, and starting several takes one of them."""

Result = TypeVar("Result")


class Crew:
    """Takes files and pages, and gives back what became of each, in their order."""

    def __init__(self, intake: Intake, pool: Pool) -> None:
        self._intake = intake
        self._pool = pool

    def take(self, planned: Iterable[Known]) -> Iterator[tuple[Known, Taken]]:
        """What each planned file is, cleaned if it is a clipping."""
        for known, result in self._in_order((known, task_for(known)) for known in planned):
            yield (
                known,
                self._died_on_file(known, result) if isinstance(result, Death) else cast(Taken, result),
            )

    def read(self, source: Source) -> Iterator[Page | Failure]:
        """The clippings of a container. What ends who reads it ends the reading, which one more failure says."""
        for page in self._pool.stream(ReadTask(source)):
            yield page.failure(source, "read") if isinstance(page, Death) else cast(Page | Failure, page)

    def take_pages(self, pages: Iterable[Page | Failure]) -> Iterator[Signed | Failure]:
        """What each page is, cleaned."""
        tasks = ((page, None if isinstance(page, Failure) else page) for page in pages)
        for page, result in self._in_order(tasks):
            if isinstance(page, Failure):
                yield page
            elif isinstance(result, Death):
                yield result.failure(page.source, "clean")
            else:
                yield cast(Signed | Failure, result)

    def _in_order(self, tasks: Iterable[tuple[Result, object]]) -> Iterator[tuple[Result, object]]:
        """The results of tasks; what stands beside each comes back beside its result. A task may be None."""
        out: deque[tuple[Result, Ticket | None, int]] = deque()
        waiting, characters = iter(tasks), 0
        while True:
            for beside, task in waiting:
                size = len(task.content) if isinstance(task, Page) else 0
                out.append((beside, self._pool.submit(task) if task is not None else None, size))
                characters += size
                if len(out) >= AHEAD * self._pool.workers or characters >= AHEAD_CHARACTERS:
                    break
            if not out:
                return
            beside, ticket, size = out.popleft()
            characters -= size
            yield beside, self._pool.result(ticket) if ticket else None

    def _died_on_file(self, known: Known, death: Death) -> Taken:
        stat = None
        with suppress(OSError):
            stat = Stat.of((self._intake.raw / known.path).stat(), time.time_ns())
        return Taken(known.source, stat, b"", death.failure(known.source, "clean"))


def task_for(known: Known) -> FileTask:
    """What is to be done with a planned file."""
    return FileTask(known.source, known.digest if known.task is Task.LOOK else b"")


@contextmanager
def open_crew(intake: Intake, size: int, workers: int | None) -> Iterator[Crew]:
    """Who does work of so many bytes. `workers` is None for as many as there are cores."""
    count = workers or os.cpu_count() or 1
    settings = intake.settings
    limits = Limits(settings.max_cpu_seconds, settings.max_memory_mib)
    with open_pool(intake, count, limits, is_small=count == 1 or size < POOL_BYTES) as pool:
        yield Crew(intake, pool)
