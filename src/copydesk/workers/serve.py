"""What a worker process does: tasks come in, results go out. It ends when its pipe does, however that happens."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from copydesk.errors import CopydeskError
from copydesk.workers.frames import receive, send
from copydesk.workers.limits import MIB, OUT_OF_MEMORY, Limits, Meter


class Work(Protocol):
    """What is done with each task. Where that gives an iterator, each of its parts is a result. `allowance` is CPU time
    in seconds that a task, or each of its parts, may take beyond the limit."""

    def take(self, task: object) -> object: ...

    def allowance(self, task: object) -> float: ...


@dataclass(frozen=True, slots=True)
class Order:
    """A task, and the time, of the CPU and by the clock, that each of its results may take."""

    task: object
    cpu_seconds: float
    wall_seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, or at the end of many none. `is_last` says that a task is done with it, `is_leaving` that the process
    does no other."""

    results: tuple[object, ...] = ()
    error: CopydeskError | OSError | None = None
    is_last: bool = True
    is_leaving: bool = False


def serve(tasks: BinaryIO, results: BinaryIO, work: Work, limits: Limits) -> None:
    """Receive tasks, and send back what comes of each."""
    meter = Meter(limits.memory_mib * MIB)
    try:
        send(results, "ready")
        while True:
            for answer in _answers(work, cast(Order, receive(tasks)), meter):
                send(results, answer)
                if answer.is_leaving:
                    return
    except (EOFError, BrokenPipeError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _answers(work: Work, order: Order, meter: Meter) -> Iterator[Answer]:
    """What comes of a task: one result, or those of an iterator. Time and memory count anew for each."""
    meter.start(order.cpu_seconds, order.wall_seconds)
    try:
        result = work.take(order.task)
        results: tuple[object, ...] = (result,)
        if isinstance(result, Iterator):
            for part in result:
                meter.stop()
                yield Answer((part,), is_last=False)
                meter.start(order.cpu_seconds, order.wall_seconds)
            results = ()
    except (CopydeskError, OSError) as error:
        meter.stop()
        yield Answer(error=error)
        return
    meter.stop()
    yield Answer(results, is_leaving=meter.has_grown())


def settle_in(results: int) -> BinaryIO:
    """Make the process a worker that answers there. What a library prints goes to standard error, not between."""
    # Ctrl-C and SIGTERM are for the run, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        for limit in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(limit, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGPROF, signal.SIGALRM))
    # urllib3, which trafilatura loads, would open a socket to see whether there is IPv6. A worker opens none.
    socket.has_ipv6 = False
    stream = os.fdopen(os.dup(results), "wb")
    with suppress(OSError):  # The caller has closed it.
        os.dup2(2, 1)
    return stream


def main() -> None:
    """Serve on standard input and output."""
    results = settle_in(1)
    tasks = sys.stdin.buffer
    try:
        work, limits = cast(tuple[Work, Limits], receive(tasks))
    except EOFError:
        return
    serve(tasks, results, work, limits)
