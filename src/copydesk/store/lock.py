"""The lock on an output folder: one night at a time, and who holds it since when."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from copydesk.errors import RunError
from copydesk.store.catalogue import FOLDER
from copydesk.store.writing import make_folder

NAME = "lock"


@contextmanager
def hold(clean: Path, task: str) -> Iterator[None]:
    """Hold the folder while the block runs. Raises a `RunError` that says who does, if it is not to be had.

    The system ties the lock to the process: when that is gone, however it ended, the folder is free again.
    """
    folder = clean / FOLDER
    make_folder(folder)
    try:
        file = (folder / NAME).open("a+b")
    except OSError as error:
        raise RunError(f"{folder} cannot be locked: {error.strerror or error}", str(folder)) from error
    with file:
        if not _take(file):
            raise RunError(f"{clean} is in use: {_holder(file)}; wait for it, or stop it", str(clean))
        since = datetime.now(UTC).isoformat(timespec="seconds")
        _note(file, f"process {os.getpid()} on {socket.gethostname()} since {since} ({task})")
        try:
            yield
        finally:
            _note(file, "")


def _note(file: BinaryIO, who: str) -> None:
    """Say who holds it. It only informs: a full disk must not stop what follows."""
    try:
        file.truncate(0)
        file.write(who.encode())
        file.flush()
    except OSError:
        return


def _holder(file: BinaryIO) -> str:
    file.seek(0)
    return file.read(500).decode("utf-8", "replace") or "another copydesk"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """The byte that is locked: where nothing is written, since Windows lets nobody read a locked one."""

    def _take(file: BinaryIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
