"""How loops are compiled: numba does it when they are first called, and keeps the machine code on the disk.

That takes some seconds, once, and is said. The code is kept beside the source, or in the user's cache folder where
that may not be written (`NUMBA_CACHE_DIR` names another). Where neither may, it is compiled each time.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit
from numba.core import event

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """The loop as machine code that lets go of Python's lock."""
    try:
        return cast(Loop, njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # There is no folder to keep it in.
        return cast(Loop, njit(nogil=True)(loop))


class _Announcement(event.Listener):
    """Says once, as a warning of the log (so on standard error, unless the program sends it elsewhere), that people
    have to wait."""

    _is_said = False

    def on_start(self, started: event.Event) -> None:
        loop = started.data["dispatcher"]
        # Other people's functions are told as well, of whatever kind they are.
        module = getattr(getattr(loop, "py_func", None), "__module__", None)
        if self._is_said or not str(module).startswith("copydesk."):
            return
        self._is_said = True
        folder = loop.stats.cache_path
        kept = (
            f"once; the result is kept in {folder}"
            if folder
            else "each time, since it can be kept nowhere (NUMBA_CACHE_DIR names a folder)"
        )
        logging.getLogger(__name__).warning(
            "copydesk compiles its loops for many texts, some seconds, %s", kept
        )

    def on_end(self, ended: event.Event) -> None:
        pass


class _Pause(event.Listener):
    """Stops the clock that holds a worker to its CPU time: compiling is no part of the clipping that came first. One
    that is ended while its loops are compiled would leave that to the next."""

    _depth = 0
    _left = (0.0, 0.0)

    def on_start(self, started: event.Event) -> None:
        if not self._depth:
            self._left = signal.setitimer(signal.ITIMER_PROF, 0)
        self._depth += 1

    def on_end(self, ended: event.Event) -> None:
        self._depth -= 1
        if not self._depth:
            signal.setitimer(signal.ITIMER_PROF, *self._left)


event.register("numba:compile", _Announcement())  # type: ignore[no-untyped-call]
if sys.platform != "win32":
    event.register("numba:compile", _Pause())  # type: ignore[no-untyped-call]
