"""Output files: written whole or not at all, only where their bytes change, and only below the output folder."""

from __future__ import annotations

import errno
import gzip
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import WriteError

_COMPARED_BYTES = 1024 * 1024
_GZIP_LEVEL = 6

_WRITE_TROUBLES = {
    errno.ENOSPC: "the disk is full; make room, then run again",
    errno.EDQUOT: "your share of the disk is used up; make room, then run again",
    errno.EROFS: "the file system is read-only; choose another output folder",
    errno.EACCES: "there is no permission to write there; change it, or choose another output folder",
    errno.EPERM: "there is no permission to write there; change it, or choose another output folder",
    errno.ENAMETOOLONG: "the name is too long for the file system; shorten the name of the input file",
    errno.EISDIR: "a folder has that name; move it away",
    errno.ENOTDIR: "a file stands where a folder must be; move it away",
    errno.EEXIST: "a file stands where a folder must be; move it away",
    errno.ENOENT: "the folder went away meanwhile; run again",
}


def is_written(clean: Path, name: str, content: bytes) -> bool:
    """Whether the output file exists and is exactly this."""
    path = clean / name
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def write_file(clean: Path, name: str, content: bytes) -> bool:
    """Write an output file below `clean`, unless it is this already. Whether anything changed.

    At every moment the file is whole: the old one or the new one. Raises `WriteError` with what to do about it.
    """
    if is_written(clean, name, content):
        return False
    with write_container(clean, name, zipped=False) as container:
        container.append(content)
    return container.has_changed


class Container:
    """An output file that grows row by row, and takes its place when it is complete."""

    def __init__(self, path: Path, file: BinaryIO, zipped: bool) -> None:
        self.has_changed = False
        self._path = path
        self._file = file
        # Neither the time nor the name stands in the gzip: the same rows are the same bytes.
        packed = gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) if zipped else None
        self._rows = cast(BinaryIO, packed) if packed else file

    def append(self, row: bytes) -> None:
        """Add the bytes at the end."""
        with _plain_errors(self._path):
            self._rows.write(row)

    def complete(self) -> None:
        """Bring everything to the disk."""
        if self._rows is not self._file:
            self._rows.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close what is open. That it can't be completed is no error then; the one that led here is known."""
        for stream in (self._rows, self._file):
            with suppress(OSError, ValueError):
                stream.close()


@contextmanager
def write_container(clean: Path, name: str, zipped: bool | None = None) -> Iterator[Container]:
    """An output file below `clean` to which rows are appended; by default packed if its name ends in `.gz`.

    The file takes its place at the end, if its bytes differ from what is there (`has_changed` says so then). If the
    block is left by an exception, nothing is changed and nothing left behind.
    """
    path = clean / name
    with _plain_errors(path):
        _make_folder(_output_folder(clean, path))
        temporary = path.parent / f".copydesk-{secrets.token_hex(8)}.part"
        file = os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb")
    container = Container(path, file, name.endswith(".gz") if zipped is None else zipped)
    try:
        yield container
        with _plain_errors(path):
            container.complete()
            container.has_changed = _take_place(temporary, path)
    finally:
        container.abandon()
        temporary.unlink(missing_ok=True)


def _take_place(temporary: Path, path: Path) -> bool:
    if _is_same(temporary, path):
        return False
    temporary.replace(path)
    _sync_folder(path.parent)
    return True


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        trouble = _WRITE_TROUBLES.get(error.errno or 0, error.strerror or str(error))
        raise WriteError(f"{path} cannot be written: {trouble}", str(path)) from error


def _output_folder(clean: Path, path: Path) -> Path:
    """The folder of an output file. Raises `WriteError` where a link leads out of `clean`."""
    try:
        inside = path.parent.resolve().is_relative_to(clean.resolve())
    except RuntimeError:  # A loop of links, until Python 3.12.
        inside = False
    if not inside or path.name in ("", "..") or path == clean:
        raise WriteError(f"{path} cannot be written: it lies outside of the output folder {clean}", str(path))
    return path.parent


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each recorded on the disk in the one that holds it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle to a folder, and needs none.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are files with the same bytes. A link is never the same: it is replaced, not followed."""
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        while part := left.read(_COMPARED_BYTES):
            if part != right.read(_COMPARED_BYTES):
                return False
    return True
