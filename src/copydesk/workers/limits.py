"""What one task may take of its process: CPU time and memory, held by the system, so that no library can get around it.

A time by the clock stands behind the CPU time (`WALL_PER_CPU`). Windows has none of these limits: there the one by the
clock is held from outside (`worker.py`). macOS does not hold the one on memory.
"""

from __future__ import annotations

import os
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
PAGE_BYTES = 4096 if sys.platform == "win32" else resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds of CPU time, and how much memory above what its process has already, one task may take.

    The slowest of 5,000 real clippings takes 2 s, and less than 200 MiB.
    """

    cpu_seconds: float = 20.0
    memory_mib: int = 1024


class Meter:
    """Holds the process it is made in to limits, task by task: so many bytes above what it has, so much time."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._most_peak = _peak() + memory // 4
        self._counts = _open_counts()

    def start(self, cpu_seconds: float, wall_seconds: float) -> None:
        """A task begins: count from now."""
        if sys.platform == "win32":
            return
        limit = self._private_bytes() + self._memory
        with suppress(ValueError, OSError):  # A lower limit was set from outside: then that holds.
            resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
        signal.setitimer(signal.ITIMER_REAL, wall_seconds)
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)

    def stop(self) -> None:
        """The task is done."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    def has_grown(self) -> bool:
        """Whether so much memory was taken that a fresh process should do what comes next: not all is given back."""
        return _upper_peak() > self._most_peak and _peak() > self._most_peak

    def _private_bytes(self) -> int:
        """What counts towards `RLIMIT_DATA` now; 0 where the system does not tell."""
        if self._counts is None:
            return 0
        return int(os.pread(self._counts, 256, 0).split()[5]) * PAGE_BYTES


def _open_counts() -> int | None:
    """The file in which Linux counts the pages of this process. It stays open: it is asked for each task."""
    try:
        return os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return None


def _peak() -> int:
    """The most memory that this process has had at a time, in bytes; 0 where nobody counts it."""
    with suppress(OSError, IndexError):  # On Linux the other count begins with what the parent had.
        return int(Path("/proc/self/status").read_bytes().split(b"VmHWM:")[1].split()[0]) * 1024
    return _upper_peak()


def _upper_peak() -> int:
    """What the peak is not above, which is quicker to find."""
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
