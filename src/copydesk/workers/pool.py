"""Pools of worker processes: what is submitted is done in its order, and a process that dies takes one task with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Protocol

from copydesk.workers.forking import can_fork, fork
from copydesk.workers.limits import MIB, Limits
from copydesk.workers.serve import Work
from copydesk.workers.worker import Start, Worker, spawn

WAITING_BYTES = 256 * MIB
"""Results that wait to be asked for; while there are more, no task is begun. So memory stays the same whatever came."""


@dataclass(slots=True)
class Ticket:
    """A task on its way; its result is there when `done` is set."""

    task: object
    done: threading.Event = field(default_factory=threading.Event)
    result: object = None
    size: int = 0


class Pool(Protocol):
    """Processes that do the same work."""

    workers: int

    def submit(self, task: object) -> Ticket:
        """Give a task to the pool. The caller bounds how many there are at a time."""

    def result(self, ticket: Ticket) -> object:
        """The result of a task, waited for, each once; a `Death` if its process did not survive it.

        Raises the error that the work raised, and an `OSError` or `RunError` where there can be no process.
        """

    def stream(self, task: object) -> Iterator[object]:
        """The results of a task that has many, as they come, beside those that were submitted."""


class Streams:
    """A worker for tasks with many results, which is started with the first of them."""

    def __init__(self, work: Work, limits: Limits, start: Start) -> None:
        self._work = work
        self._limits = limits
        self._start = start
        self._worker: Worker | None = None

    def stream(self, task: object) -> Iterator[object]:
        """The results of a task. Who stops listening to them ends the worker."""
        if self._worker is None or self._worker.is_gone:
            self._worker = self._start(self._work, self._limits)
        worker, is_done = self._worker, False
        try:
            yield from worker.stream(task)
            is_done = True
        finally:
            if not is_done:
                worker.close()

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._worker:
            self._worker.close()


class Single:
    """One process beside this one, and no thread: a task is done when its result is asked for."""

    workers = 1

    def __init__(self, work: Work, limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._worker: Worker | None = None
        self._streams = Streams(work, limits, fork)

    def submit(self, task: object) -> Ticket:
        return Ticket(task)

    def result(self, ticket: Ticket) -> object:
        if self._worker is None or self._worker.is_gone:
            self._worker = fork(self._work, self._limits)
        return self._worker.do(ticket.task)

    def stream(self, task: object) -> Iterator[object]:
        return self._streams.stream(task)

    def close(self) -> None:
        """End the processes."""
        self._streams.close()
        if self._worker:
            self._worker.close()


class Crowd:
    """So many processes. Each has a thread that hands it one task after the other, so none waits for another."""

    def __init__(self, work: Work, workers: int, limits: Limits) -> None:
        self.workers = workers
        self._work = work
        self._limits = limits
        self._streams = Streams(work, limits, spawn)
        self._tickets: SimpleQueue[Ticket | None] = SimpleQueue()
        self._busy: set[Worker] = set()
        self._waiting_bytes = 0
        self._has_room = threading.Condition()
        self._is_closed = False
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, task: object) -> Ticket:
        ticket = Ticket(task)
        self._tickets.put(ticket)
        return ticket

    def result(self, ticket: Ticket) -> object:
        ticket.done.wait()
        self._count_waiting(-ticket.size)
        if isinstance(ticket.result, Exception):
            raise ticket.result
        return ticket.result

    def stream(self, task: object) -> Iterator[object]:
        return self._streams.stream(task)

    def _attend(self) -> None:
        """Start a worker when there is a task, and another one after a death."""
        worker: Worker | None = None
        while ticket := self._next():
            try:
                if worker is None or worker.is_gone:
                    worker = spawn(self._work, self._limits)
                    self._busy.add(worker)
                if self._is_closed:
                    break
                ticket.result = worker.do(ticket.task)
                ticket.size = worker.received_bytes
            except Exception as error:  # It is raised where the result is asked for.
                ticket.result = error
            if worker and worker.is_gone:
                self._busy.discard(worker)
            self._count_waiting(ticket.size)
            ticket.done.set()
        if worker:
            worker.close()

    def _next(self) -> Ticket | None:
        """The next task, when there is room for its result; None at the end."""
        with self._has_room:
            self._has_room.wait_for(lambda: self._waiting_bytes < WAITING_BYTES or self._is_closed)
        return None if self._is_closed else self._tickets.get()

    def _count_waiting(self, size: int) -> None:
        with self._has_room:
            self._waiting_bytes += size
            self._has_room.notify_all()

    def close(self) -> None:
        """End the processes, whatever they do, and their threads."""
        with self._has_room:
            self._is_closed = True
            self._has_room.notify_all()
        self._streams.close()
        for worker in list(self._busy):
            worker.kill()
        for _thread in self._threads:
            self._tickets.put(None)
        for thread in self._threads:
            thread.join()


@contextmanager
def open_pool(work: Work, workers: int, limits: Limits, is_small: bool = False) -> Iterator[Pool]:
    """A pool of so many processes; none is left at the end. A small one has one, and starts faster where it can."""
    pool = (
        Single(work, limits) if is_small and can_fork() else Crowd(work, 1 if is_small else workers, limits)
    )
    try:
        yield pool
    finally:
        pool.close()
