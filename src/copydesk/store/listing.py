"""What lies in the input folder: its files, what is passed over, and what cannot be listed."""

from __future__ import annotations

import fnmatch
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from copydesk.errors import ReadError, RunError
from copydesk.model import Failure, Source
from copydesk.store.catalogue import FOLDER as OWN_FOLDER
from copydesk.store.stat import Stat

NO_FILE = "a pipe, socket or device, not a file"
ANOTHER_OUTPUT = "a folder that copydesk wrote into"
LEADS_OUT = "a symbolic link that leads out of the input folder"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the input folder that no clipping can be read from, and why."""

    path: str
    reason: str


class File(NamedTuple):
    """A file that a clipping may be read from, and by what it is known again, if that can be looked up."""

    path: str
    stat: Stat | None


class Folder(NamedTuple):
    """A folder that is to be looked into."""

    path: str


Found = File | Skipped | Failure


def list_sources(
    raw: Path, clean: Path, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Iterator[Found]:
    """What lies below `raw`: files, what is passed over, and what cannot be listed, in the order of their paths.

    That is the order of bytes, which is the same on every machine. One folder is read after the other, so it takes
    little memory. Hidden files and folders and the output folder are passed over in silence; links that lead out of
    `raw` or to folders, other folders that copydesk wrote into, and what is no file (a pipe, a device), with their
    reason. The patterns are those of a shell, `*` also matches `/`; each is held against the path below `raw` and
    against every folder above it.
    """
    check_folders(raw, clean)
    found = _walk(raw, clean)
    return (one for one in found if _is_wanted(one, include, exclude)) if include or exclude else found


def check_folders(raw: Path, clean: Path) -> None:
    """Raise a `RunError` if a run from `raw` to `clean` cannot start, or would write into its own input."""
    if not raw.exists():
        raise RunError(
            f"the input folder {raw} does not exist; name the folder with your clippings", str(raw)
        )
    if not raw.is_dir():
        raise RunError(f"{raw} is not a folder; `copydesk clean` cleans a single file", str(raw))
    if not os.access(raw, os.R_OK | os.X_OK):
        raise RunError(f"the input folder {raw} cannot be read; there is no permission", str(raw))
    if clean.exists() and not clean.is_dir():
        raise RunError(f"the output folder {clean} is a file; name a folder", str(clean))
    inside, outside = raw.resolve(), clean.resolve()
    if inside == outside or _identity(raw) == _identity(clean):
        raise RunError(f"input and output are the same folder {raw}; name another for the output", str(raw))
    if inside.is_relative_to(outside):
        raise RunError(
            f"the input folder {raw} lies in the output folder {clean}; name another output", str(clean)
        )


def open_source(raw: Path, source: Source) -> BinaryIO:
    """The bytes of a source. Raises `ReadError` for a file that is gone or may not be read.

    What stands there may be another thing than when it was listed: a link that leads out of `raw`, or a pipe, which is
    not waited for.
    """
    try:
        real = os.path.realpath(raw / source.path, strict=True)
        if not Path(real).is_relative_to(os.path.realpath(raw)):
            raise ReadError(f"is {LEADS_OUT}", source.path)
        stream = open(real, "rb", opener=_open_at_once)  # noqa: SIM115 (a Path takes no opener)
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror or error}", source.path) from error
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise ReadError(f"is {NO_FILE}", source.path)
    return stream


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def _walk(raw: Path, clean: Path) -> Iterator[Found]:
    root, output = raw.resolve(), clean.resolve()
    waiting: list[Found | Folder] = [Folder("")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Folder):
            waiting += sorted(_look_into(root, output, one.path), key=_place, reverse=True)
        else:
            yield one


def _look_into(root: Path, output: Path, folder: str) -> Iterator[Found | Folder]:
    """What lies in a folder."""
    above, now = f"{folder}/" if folder else "", time.time_ns()
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = above + entry.name
                if entry.name.startswith("."):
                    continue
                if _is_plain(entry):
                    yield File(path, _stat(entry, now))
                elif (root / path) != output:
                    yield _look(root, output, path, now)
    except OSError as error:
        yield _unlistable(folder, error)


def _place(found: Found | Folder) -> bytes:
    """By what it is ordered: a folder stands where the first of what lies in it does."""
    return os.fsencode(f"{found.path}/" if isinstance(found, Folder) else _path(found))


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether it is a regular file, which the folder itself tells of most: then nothing has to be looked up."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _stat(place: os.DirEntry[str] | Path, now: int) -> Stat | None:
    try:
        return Stat.of(place.stat(), now)
    except OSError:
        return None


def _look(root: Path, output: Path, path: str, now: int) -> Found | Folder:
    """What stands at a path."""
    place = root / path
    try:
        mode = place.lstat().st_mode
        if stat.S_ISLNK(mode):
            return _look_behind(root, output, path, now)
        if stat.S_ISDIR(mode):
            if _identity(place) == _identity(output):
                return Skipped(path, "the output folder")
            return Skipped(path, ANOTHER_OUTPUT) if (place / OWN_FOLDER).is_dir() else Folder(path)
    except OSError as error:
        return _unlistable(path, error)
    if stat.S_ISREG(mode):
        return File(path, _stat(place, now))
    return Skipped(path, NO_FILE)


def _look_behind(root: Path, output: Path, path: str, now: int) -> Found:
    """A symbolic link is followed to a file of the input folder, and nowhere else."""
    try:
        target = (root / path).resolve(strict=True)
    except (OSError, RuntimeError):  # A loop is a RuntimeError until Python 3.12.
        return Skipped(path, "a symbolic link that leads nowhere")
    if not target.is_relative_to(root) or target.is_relative_to(output):
        return Skipped(path, LEADS_OUT)
    if target.is_file():
        return File(path, _stat(target, now))
    return Skipped(path, "a symbolic link to something that is no file")


def _unlistable(path: str, error: OSError) -> Failure:
    return Failure(Source(path), "read", type(error).__name__, f"cannot be listed: {error.strerror or error}")


def _identity(path: Path) -> tuple[int, int] | None:
    """What is the same for two names of one folder; `None` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _path(found: Found) -> str:
    return found.source.path if isinstance(found, Failure) else found.path


def _is_wanted(found: Found, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether the patterns let it through. What a folder that can't be listed holds, nobody knows: it is reported."""
    path = _path(found)
    if any(_matches(path, pattern) for pattern in exclude):
        return False
    return isinstance(found, Failure) or not include or any(_matches(path, pattern) for pattern in include)


def _matches(path: str, pattern: str) -> bool:
    above = (str(folder) for folder in PurePosixPath(path).parents if folder.name)
    return any(fnmatch.fnmatchcase(name, pattern.rstrip("/")) for name in (path, *above))
