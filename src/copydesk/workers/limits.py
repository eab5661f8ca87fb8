"""What one task may take of its process: CPU time and memory, held by the system, so that no library can get around it.

Where the system has no such limits, the time by the clock still ends a task (`WALL_PER_CPU`): Windows has neither,
macOS does not hold the one on memory.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

MIB = 1 << 20
WALL_PER_CPU = 15
"""Seconds by the clock for each of CPU time: where the machine is busy, a task that works gets its turn."""
OUT_OF_MEMORY = 77
"""The exit status of a process that had a task for which its memory does not suffice."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds of CPU time, and how much memory above what its process has already, one task may take.

    The slowest of 5,000 real clippings takes 2 s, and less than 200 MiB.
    """

    cpu_seconds: float = 20.0
    memory_mib: int = 1024


class Meter:
    """Holds the process it is made in to limits, task by task: so many bytes above what it has, so much CPU time."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._first_peak = _peak()

    def start(self, cpu_seconds: float) -> None:
        """A task begins: count from now."""
        if sys.platform == "win32":
            return
        limit = _private_bytes() + self._memory
        with suppress(ValueError, OSError):  # A lower limit was set from outside: then that holds.
            resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)

    def stop(self) -> None:
        """The task is done."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)

    def has_grown(self) -> bool:
        """Whether so much memory was taken that a fresh process should do what comes next: not all is given back."""
        return _peak() - self._first_peak > self._memory / 4


def _peak() -> int:
    """The most memory that this process has had at a time, in bytes; 0 where nobody counts it."""
    with suppress(OSError, IndexError):  # On Linux the other count begins with what the parent had.
        return int(Path("/proc/self/status").read_bytes().split(b"VmHWM:")[1].split()[0]) * 1024
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _private_bytes() -> int:
    """What counts towards `RLIMIT_DATA` now; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[5]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0
