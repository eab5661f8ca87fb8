"""A worker process, from the side of who gives it tasks: started afresh, or forked where that is safe, and ended."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, BinaryIO, Protocol, cast

from copydesk.errors import RunError
from copydesk.model import Failure, Source
from copydesk.workers.frames import receive, receive_bytes, send
from copydesk.workers.limits import OUT_OF_MEMORY, WALL_PER_CPU, Limits
from copydesk.workers.serve import Answer, Order, Work

BROKEN = (EOFError, BrokenPipeError, ConnectionError)
"""What a pipe raises whose other end is closed."""


RETRIED = "it is tried again on later nights"


@dataclass(frozen=True, slots=True)
class Death:
    """The result of a task whose process was ended by it: `error` and `detail` say by what."""

    error: str
    detail: str

    def failure(self, source: Source, stage: str) -> Failure:
        """What went wrong with the clipping that the task was."""
        return Failure(source, stage, self.error, self.detail)


class Process(Protocol):
    """A process that was started."""

    def kill(self) -> None: ...

    def wait(self) -> int: ...


Start = Callable[[Work, Limits], "Worker"]


class Worker:
    """A worker process and the pipes to it. `is_gone` says that it takes no task any more,
    `received_bytes` how large its last result was."""

    def __init__(
        self, process: Process, tasks: BinaryIO, results: BinaryIO, work: Work, limits: Limits
    ) -> None:
        self.is_gone = False
        self.received_bytes = 0
        self._process = process
        self._tasks = tasks
        self._results = results
        self._work = work
        self._limits = limits
        self._is_late = False

    def greet(self, *introduction: object) -> None:
        """Say what there is to know, and wait until the process is ready: that is no part of the first task's time."""
        try:
            for thing in introduction:
                send(self._tasks, thing)
            receive(self._results)
        except BROKEN as error:
            self.close()
            raise RunError("no worker process can be started: see above what it said of it") from error

    def do(self, task: object) -> object:
        """The result of a task, or the death of the process. Raises the error that the work raised."""
        return next(self.stream(task))

    def stream(self, task: object) -> Iterator[object]:
        """The results of a task that has many, as they come; the death of the process is the last one."""
        seconds = self._limits.cpu_seconds + self._work.allowance(task)
        wall_seconds = WALL_PER_CPU * seconds
        order: Order | None = Order(task, seconds, wall_seconds)
        while not self.is_gone:
            try:
                answer = self._answer(order, wall_seconds)
            except BROKEN:
                yield self._death(seconds)
                return
            order = None
            if answer.is_leaving:
                self.close()
            if answer.error:
                raise answer.error
            yield from answer.results
            if answer.is_last:
                return

    def _answer(self, order: Order | None, wall_seconds: float) -> Answer:
        with self._alarm(wall_seconds):
            if order:
                send(self._tasks, order)
            content = receive_bytes(self._results)
        self.received_bytes = len(content)
        return cast(Answer, pickle.loads(content))

    @contextmanager
    def _alarm(self, wall_seconds: float) -> Iterator[None]:
        """End the process when it is late, where the system does not do that."""
        if sys.platform != "win32":
            yield
            return
        alarm = threading.Timer(wall_seconds, self._be_late)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    def _be_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _death(self, seconds: float) -> Death:
        status = self._process.wait()
        self.close()
        if self._is_late or (sys.platform != "win32" and status == -signal.SIGALRM):
            return Death("TimeLimit", f"took longer than {WALL_PER_CPU * seconds:,.0f} seconds; {RETRIED}")
        if status == OUT_OF_MEMORY:
            limit = f"{self._limits.memory_mib:,} MiB of memory; the setting max_memory_mib gives it more"
            return Death("MemoryLimit", f"needs more than {limit}")
        if sys.platform != "win32" and status == -signal.SIGPROF:
            limit = f"{seconds:,.4g} seconds of CPU time (the setting max_cpu_seconds gives it more)"
            return Death("CpuLimit", f"takes more than {limit}; {RETRIED}")
        how = f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        return Death("WorkerDied", f"the process that cleaned it {how}; {RETRIED}")

    def kill(self) -> None:
        """End the process, from whatever thread."""
        self._process.kill()

    def close(self) -> None:
        """End the process, if it has not ended."""
        self.is_gone = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._tasks, self._results):
            with suppress(OSError):  # What was not sent any more is of no use.
                pipe.close()


def spawn(work: Work, limits: Limits) -> Worker:
    """A worker in a new interpreter: it inherits neither the lock nor an open catalogue, whatever program runs this."""
    # In a group of its own: Ctrl-C is for the run, which then ends its workers.
    own_group = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}
    # It finds what this process finds, and nothing more: modules in the working folder may be anybody's (-P).
    code = f"import sys; sys.path[:] = {sys.path!r}; from copydesk.workers.serve import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **own_group,  # type: ignore[call-overload]
    )
    tasks = cast(BinaryIO, cast(IO[bytes], process.stdin))
    worker = Worker(process, tasks, cast(BinaryIO, cast(IO[bytes], process.stdout)), work, limits)
    worker.greet((work, limits))
    return worker
