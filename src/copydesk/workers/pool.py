"""A pool of worker processes. Each has a thread that hands it one task after the other, so none waits for another.

Processes are started anew (no fork), so that a worker inherits neither the lock nor an open catalogue, and the pool
works alike on all systems, whatever program runs it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import IO, BinaryIO, cast

from copydesk.errors import RunError
from copydesk.workers.frames import receive, send

TIME_LIMIT_SECONDS = 300.0
"""How long one task may take. The slowest of 5,000 real clippings takes 2 s; what takes so much longer never ends."""


@dataclass(frozen=True, slots=True)
class Death:
    """The result of a task whose process was ended by it: `error` and `detail` say by what."""

    error: str
    detail: str


@dataclass(slots=True)
class Ticket:
    """A task on its way; its result is there when `done` is set."""

    task: object
    done: threading.Event
    result: object = None


class Pool:
    """So many processes that do the same work. To be used as a context: at its end no process is left."""

    def __init__(self, work: object, workers: int, time_limit: float = TIME_LIMIT_SECONDS) -> None:
        self.workers = workers
        self._work = work
        self._time_limit = time_limit
        self._tickets: SimpleQueue[Ticket | None] = SimpleQueue()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._is_closed = False
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        for process in list(self._processes):
            process.kill()
        for _thread in self._threads:
            self._tickets.put(None)
        for thread in self._threads:
            thread.join()

    def submit(self, task: object) -> Ticket:
        """Give a task to the pool. The caller bounds how many there are at a time."""
        ticket = Ticket(task, threading.Event())
        self._tickets.put(ticket)
        return ticket

    def result(self, ticket: Ticket) -> object:
        """The result of a task, waited for; a `Death` if its process did not survive it.

        Where there can be no process, for want of memory or handles, an `OSError` or `RunError` is raised.
        """
        ticket.done.wait()
        if isinstance(ticket.result, OSError | RunError):
            raise ticket.result
        return ticket.result

    def _attend(self) -> None:
        """Start a worker when there is a task, and another one after a death."""
        worker: _Worker | None = None
        while (ticket := self._tickets.get()) is not None and not self._is_closed:
            try:
                worker = worker or _Worker(self._work, self._processes)
                ticket.result = worker.do(ticket.task, self._time_limit)
                worker = None if isinstance(ticket.result, Death) else worker
            except (OSError, RunError) as error:
                ticket.result = error
            ticket.done.set()
        if worker:
            worker.close()


class _Worker:
    """A worker process and the pipes to it."""

    def __init__(self, work: object, processes: set[subprocess.Popen[bytes]]) -> None:
        self._processes = processes
        self._is_late = False
        # In a group of its own: Ctrl-C is for the run, which then ends its workers.
        own_group = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "copydesk.workers.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **own_group,  # type: ignore[call-overload]
        )
        processes.add(self._process)
        self._tasks = cast(BinaryIO, cast(IO[bytes], self._process.stdin))
        self._results = cast(BinaryIO, cast(IO[bytes], self._process.stdout))
        self._greet(work)

    def _greet(self, work: object) -> None:
        """Say what the work is, and wait until the process is ready: that is no part of the first task's time."""
        try:
            send(self._tasks, sys.path)
            send(self._tasks, work)
            receive(self._results)
        except (EOFError, BrokenPipeError, ConnectionError) as error:
            self.close()
            raise RunError("no worker process can be started; `--workers 1` does without") from error

    def do(self, task: object, time_limit: float) -> object:
        """The result of a task, or the death of the process."""
        alarm = threading.Timer(time_limit, self._be_late)
        alarm.start()
        try:
            send(self._tasks, task)
            return receive(self._results)
        except (EOFError, BrokenPipeError, ConnectionError):
            return self._death(time_limit)
        finally:
            alarm.cancel()

    def _be_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _death(self, time_limit: float) -> Death:
        status = self._process.wait()
        self.close()
        if self._is_late:
            return Death(
                "TimeLimit", f"took longer than {time_limit:.0f} seconds; it is tried again on later nights"
            )
        how = f"ended with status {status}"
        if status < 0:
            how = f"was ended by {signal.Signals(-status).name}"
        return Death("WorkerDied", f"the process that cleaned it {how}; it is tried again on later nights")

    def close(self) -> None:
        """End the process, if it has not ended."""
        self._process.kill()
        self._process.wait()
        self._processes.discard(self._process)
        self._tasks.close()
        self._results.close()
