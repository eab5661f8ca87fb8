"""A worker that is forked: a copy of this process, where that is safe."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from copydesk.workers.limits import Limits
from copydesk.workers.serve import Work, serve, settle_in
from copydesk.workers.worker import Worker


def can_fork() -> bool:
    """Whether this process may be copied: elsewhere than on Linux, or beside other threads, a copy may not work."""
    return sys.platform == "linux" and threading.active_count() == 1


def fork(work: Work, limits: Limits) -> Worker:
    """A worker that is a copy of this process: it has loaded what this one has, and starts within milliseconds."""
    tasks_out, tasks_in = _pipe()
    results_out, results_in = _pipe()
    with warnings.catch_warnings():
        # Python counts the threads of numpy's library for linear algebra as well, which knows how to be copied.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if not pid:
        _be_worker(work, limits, tasks_out, results_in)
    os.close(tasks_out)
    os.close(results_in)
    worker = Worker(_Child(pid), os.fdopen(tasks_in, "wb"), os.fdopen(results_out, "rb"), work, limits)
    worker.greet()
    return worker


def _pipe() -> list[int]:
    """A pipe with no standard number, which it would get where the caller has closed one of the standard files."""
    import fcntl

    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in ends]
    for end in ends:
        os.close(end)
    return moved


def _be_worker(work: Work, limits: Limits, tasks: int, results: int) -> None:
    """Serve, then end without any of the clean-up that is the other process's to do."""
    status = 1
    try:
        gc.freeze()
        _keep_open(tasks, results)
        serve(os.fdopen(tasks, "rb"), settle_in(results), work, limits)
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _keep_open(*kept: int) -> None:
    """Close all files but standard ones and these: the lock, for one, must not outlive the run. Printing goes nowhere
    but to standard error."""
    ends = sorted((2, *kept, os.sysconf("SC_OPEN_MAX")))
    for first, last in pairwise(ends):
        os.closerange(first + 1, last)
    sys.stdout = sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


@dataclass(slots=True)
class _Child:
    """A forked process."""

    pid: int
    status: int | None = None

    def kill(self) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """The status as `subprocess` has it: negative for the signal that ended the process."""
        if self.status is None:
            try:
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:  # Who runs this does not want to know of ended children.
                self.status = 0
        return self.status
