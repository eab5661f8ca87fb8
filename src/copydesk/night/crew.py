"""Who does the work of a night that needs no other clipping: this process, or a crew of worker processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from copydesk.model import Failure, Page
from copydesk.night.intake import FileTask, Intake, Taken
from copydesk.night.signing import Signed
from copydesk.store.sources import Known, Task


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


def task_for(known: Known) -> FileTask:
    """What is to be done with a planned file."""
    return FileTask(known.source, known.digest if known.task is Task.LOOK else b"")


@contextmanager
def open_crew(intake: Intake, files: int, workers: int | None) -> Iterator[Crew]:
    yield Alone(intake)
