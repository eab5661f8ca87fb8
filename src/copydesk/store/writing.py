"""Output files: written whole or not at all, only where their bytes change, and only below the output folder."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import RunError, WriteError
from copydesk.store.catalogue import FOLDER

TEMPORARY = "temporary"
_COMPARED_BYTES = 1024 * 1024
_GZIP_LEVEL = 6
FEW_FILES = 16
"""Fewer are brought to the disk one after the other; more at a time, so that they share the journal's commits."""
SYNC_THREADS = 16

_WRITE_TROUBLES = {
    errno.ENOSPC: "the disk is full; make room, then run again",
    errno.EDQUOT: "your share of the disk is used up; make room, then run again",
    errno.EROFS: "the file system is read-only; choose another output folder",
    errno.EIO: "the disk reports an error; look after it, then run again",
    errno.EMFILE: "too many files are open; raise the limit (`ulimit -n`), then run again",
    errno.ENFILE: "too many files are open on this machine; close some, then run again",
    errno.EACCES: "there is no permission to write there; change it, or choose another output folder",
    errno.EPERM: "there is no permission to write there; change it, or choose another output folder",
    errno.ENAMETOOLONG: "the name is too long for the file system; shorten the name of the input file",
    errno.EISDIR: "a folder has that name; move it away",
    errno.ENOTDIR: "a file stands where a folder must be; move it away",
    errno.EEXIST: "a file stands where a folder must be; move it away",
    errno.ENOENT: "the folder went away meanwhile; run again",
    errno.EXDEV: "it lies on another file system than the output folder; make them one",
}
_OF_ONE_FILE = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EACCES, errno.EPERM}
"""Troubles that may be those of a single file. With any other, every file would fail the same way."""


def digest_of_file(path: Path) -> bytes:
    """The SHA-256 of what stands in a file; empty if no file stands there that can be read."""
    try:
        if path.is_symlink():
            return b""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def check_place(clean: Path, name: str) -> None:
    """Make the folder of an output file. Raises `WriteError` if the file could not be written there.

    Raises a `RunError` where the trouble is not this file's alone.
    """
    path = clean / name
    with plain_errors(path):
        folder = _output_folder(clean, path)
        make_folder(folder)
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(errno.EISDIR, "")
        with suppress(FileNotFoundError):
            path.lstat()
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")


@dataclass(frozen=True, slots=True)
class Move:
    """A file that is complete, and where it belongs."""

    temporary: Path
    path: Path


class Staging:
    """Files on their way: they are made complete beside the output, then take their places.

    What lies in its folder when it is opened was left by a run that did not end, and is removed.
    """

    def __init__(self, clean: Path) -> None:
        self._clean = clean
        self._folder = clean / FOLDER / TEMPORARY
        self._number = 0
        with plain_errors(self._folder):
            make_folder(self._folder)
            for left in self._folder.iterdir():
                left.unlink()

    def place(self, contents: Sequence[tuple[str, bytes]]) -> None:
        """Write files, name and content of each, so that at every moment each is the old one or the new one."""
        moves = []
        for name, content in contents:
            move = self.next(name)
            with plain_errors(move.path):
                move.temporary.write_bytes(content)
            moves.append(move)
        self.settle(moves)

    def next(self, name: str) -> Move:
        """A place for a new file on its way to `name`."""
        self._number += 1
        return Move(self._folder / f"{self._number}", self._clean / name)

    def settle(self, moves: Sequence[Move]) -> None:
        """Bring complete files to the disk and to their places."""
        _sync_files(moves)
        for move in moves:
            with plain_errors(move.path):
                move.temporary.replace(move.path)
        for folder in sorted({move.path.parent for move in moves}):
            with plain_errors(folder):
                sync_folder(folder)

    def remove(self, name: str) -> None:
        """Remove an output file, and the folders that hold nothing any more."""
        path = self._clean / name
        with plain_errors(path):
            path.unlink(missing_ok=True)
            for folder in path.relative_to(self._clean).parents[:-1]:
                try:
                    (self._clean / folder).rmdir()
                except OSError:  # It holds something, or is gone.
                    break
            sync_folder(next(above for above in path.parents if above.is_dir()))


def _sync_files(moves: Sequence[Move]) -> None:
    if len(moves) <= FEW_FILES:
        for move in moves:
            _sync_file(move)
        return
    with ThreadPoolExecutor(SYNC_THREADS) as threads:
        list(threads.map(_sync_file, moves))


def _sync_file(move: Move) -> None:
    with plain_errors(move.path):
        descriptor = os.open(move.temporary, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Container:
    """An output file that grows row by row beside its place (`move`). Without one, in a dry run, it is only hashed."""

    def __init__(self, move: Move | None, path: Path) -> None:
        self.move = move
        self._path = path
        with plain_errors(path):
            self._file = _Hashing(move.temporary.open("wb") if move else None)
        # Neither the time nor the name stands in the gzip: the same rows are the same bytes.
        self._rows = cast(BinaryIO, self._file)
        if path.name.endswith(".gz"):
            self._rows = cast(BinaryIO, gzip.GzipFile("", "wb", _GZIP_LEVEL, self._rows, mtime=0))

    def append(self, row: bytes) -> None:
        """Add the bytes at the end."""
        with plain_errors(self._path):
            self._rows.write(row)

    def complete(self) -> bytes:
        """Write what is still in memory; the SHA-256 of the whole file."""
        with plain_errors(self._path):
            self._rows.close()
            self._file.close()
        return self._file.digest.digest()

    def abandon(self) -> None:
        """Leave nothing behind. That it can't be completed is no error then; the one that led here is known."""
        for stream in (self._rows, self._file):
            with suppress(OSError, ValueError):
                stream.close()
        with suppress(OSError):
            if self.move:
                self.move.temporary.unlink(missing_ok=True)


class _Hashing:
    """Hashes what is written to a file, if there is one."""

    def __init__(self, file: BinaryIO | None) -> None:
        self.digest = hashlib.sha256()
        self._file = file

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        return self._file.write(content) if self._file else len(content)

    def flush(self) -> None:
        if self._file:
            self._file.flush()

    def close(self) -> None:
        if self._file:
            self._file.close()


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns what the system reports into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        trouble = _WRITE_TROUBLES.get(error.errno or 0, error.strerror or str(error))
        kind = WriteError if error.errno in _OF_ONE_FILE else RunError
        raise kind(f"{path} cannot be written: {trouble}", str(path)) from error


def _output_folder(clean: Path, path: Path) -> Path:
    """The folder of an output file. Raises `WriteError` where a link leads out of `clean`."""
    try:
        inside = path.parent.resolve().is_relative_to(clean.resolve())
    except RuntimeError:  # A loop of links, until Python 3.12.
        inside = False
    if not inside or path.name in ("", "..") or path == clean:
        raise WriteError(f"{path} cannot be written: it lies outside of the output folder {clean}", str(path))
    return path.parent


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each recorded on the disk in the one that holds it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with plain_errors(folder):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Record on the disk which files a folder holds."""
    if os.name == "nt":  # Windows has no handle to a folder, and needs none.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
