"""What one file of the input folder is: a clipping, cleaned and signed; a container of many; or nothing to clean.

This is the part of a night that any worker can do: it depends on nothing but the file and the settings.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import ReadError, RunError
from copydesk.model import Failure, Page, Source
from copydesk.night.signing import Signed, sign
from copydesk.pipeline import attempt, clean_page
from copydesk.readers import HEAD_BYTES, MAX_BYTES, Fields, media_type_of, read, too_large
from copydesk.settings import Settings
from copydesk.store import open_source
from copydesk.store.stat import Stat
from copydesk.writers import is_container

HASHED_BYTES = 100_000_000
"""Of which the SHA-256 is made in a second on a slow machine; with the instructions for it, ten times as many."""
CHANGED = "changed while it was read; it is read again on later nights"
NO_CLIPPING = "not a kind of file that copydesk reads"


@dataclass(frozen=True, slots=True)
class Skipping:
    """A file that no clipping can be read from, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that holds what it held when it was read last."""


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such file any more."""


@dataclass(frozen=True, slots=True)
class Records:
    """A file of many clippings, which are read and cleaned one by one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was looked at: its source with its media type, by what it is known again, and what it is."""

    source: Source
    stat: Stat | None
    digest: bytes
    found: Signed | Failure | Skipping | Unchanged | Missing | Records


def take_in(raw: Path, source: Source, known_digest: bytes, settings: Settings) -> Taken:
    """Read a file and clean what is in it, unless its SHA-256 is the known one. What goes wrong is a `Failure`."""
    if _is_gone(raw / source.path):
        return Taken(source, None, b"", Missing())
    opened = attempt("read", source, lambda: open_source(raw, source))
    _check_open_files(opened)
    if isinstance(opened, Failure):
        return Taken(source, None, b"", Missing() if _is_gone(raw / source.path) else opened)
    with opened as stream:
        found = attempt("read", source, lambda: _look_at(stream, source, known_digest, settings))
        return Taken(source, None, b"", found) if isinstance(found, Failure) else found


def _is_gone(path: Path) -> bool:
    """Whether a file is not there, which is another thing than that it can't be reached."""
    try:
        os.lstat(path)
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def _check_open_files(opened: BinaryIO | Failure) -> None:
    """Raise a `RunError` where a file could not be opened for want of handles: then no other could."""
    for number in (errno.EMFILE, errno.ENFILE):
        if isinstance(opened, Failure) and os.strerror(number) in opened.detail:
            raise RunError(f"{opened.detail}; raise the limit (`ulimit -n`), then run again")


def _look_at(stream: BinaryIO, source: Source, known_digest: bytes, settings: Settings) -> Taken:
    before = _content_of(stream)
    stat = Stat.of(os.fstat(stream.fileno()), time.time_ns())
    known = replace(source, media_type=media_type_of(stream.read(HEAD_BYTES), source.path))
    stream.seek(0)
    if known.media_type and not is_container(known) and stat.size > MAX_BYTES:
        return Taken(
            known, stat, b"", attempt("read", known, too_large)
        )  # A sparse file has no end that is worth it.
    digest = hashlib.file_digest(cast(io.BufferedReader, stream), "sha256").digest()
    stream.seek(0)
    if digest == known_digest:
        return Taken(known, stat, digest, Unchanged())
    if not known.media_type:
        return Taken(source, stat, digest, Skipping(NO_CLIPPING))
    if is_container(known):
        return Taken(known, stat, digest, Records())
    page = next(read(stream, known, fields_of(settings)))
    if _content_of(stream) != before:
        raise ReadError(CHANGED, source.path)
    return Taken(known, stat, digest, page if isinstance(page, Failure) else take_page(page, settings))


def _content_of(stream: BinaryIO) -> tuple[int, int]:
    """What is another after the file was written to: its size and time."""
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def fields_of(settings: Settings) -> Fields:
    """How the rows of a container name what they hold."""
    return Fields(settings.text_field, settings.id_field)


def records(raw: Path, source: Source, settings: Settings) -> Iterator[Page | Failure]:
    """The clippings of a container, one by one; what can't be read is a `Failure`, and reading goes on behind it."""
    opened = attempt("read", source, lambda: open_source(raw, source))
    _check_open_files(opened)
    if isinstance(opened, Failure):
        yield opened
        return
    with opened as stream:
        before = _content_of(stream)
        pages = read(stream, source, fields_of(settings))
        while (page := attempt("read", source, lambda: next(pages, None))) is not None:
            yield page
        if _content_of(stream) != before:
            yield Failure(source, "read", ReadError.__name__, CHANGED)


def take_page(page: Page, settings: Settings) -> Signed | Failure:
    """Clean and sign a clipping that was read."""
    return attempt("clean", page.source, lambda: sign(clean_page(page, settings), settings))


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to be looked at, unless it holds what has this SHA-256."""

    source: Source
    known_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A container to be read."""

    source: Source


@dataclass(frozen=True, slots=True)
class Intake:
    """What a worker does with a task, for one input folder and its settings."""

    raw: Path
    settings: Settings

    def allowance(self, task: object) -> float:
        """Seconds for what takes no more than its time: to read a container for its SHA-256, however large it is."""
        if not isinstance(task, FileTask):
            return 0.0
        with suppress(OSError):
            return (self.raw / task.source.path).stat().st_size / HASHED_BYTES
        return 0.0

    def take(self, task: object) -> Taken | Signed | Failure | Iterator[Page | Failure]:
        """A file that was looked at; the records of a container; or one of them, cleaned and signed."""
        if isinstance(task, FileTask):
            return take_in(self.raw, task.source, task.known_digest, self.settings)
        if isinstance(task, ReadTask):
            return records(self.raw, task.source, self.settings)
        return take_page(cast(Page, task), self.settings)
