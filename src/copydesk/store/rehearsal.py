"""Output that is only rehearsed: held against what stands in the output folder, and not written."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.store.writing import is_written


def rehearse_file(clean: Path, name: str, content: bytes) -> bool:
    """Whether `write_file` would change anything."""
    return not is_written(clean, name, content)


class Rehearsal:
    """What would be appended to an output file, compared with what stands there."""

    def __init__(self, standing: BinaryIO | None) -> None:
        self._standing = standing
        self.has_changed = standing is None

    def append(self, row: bytes) -> None:
        """Compare the bytes that come next."""
        if self._standing is None or self.has_changed:
            return
        self.has_changed = self._next(self._standing, len(row)) != row

    def complete(self) -> None:
        """Nothing may follow in the file that stands there."""
        self.append(b"")
        if self._standing is not None and not self.has_changed:
            self.has_changed = self._next(self._standing, 1) != b""

    def _next(self, standing: BinaryIO, size: int) -> bytes | None:
        """The next bytes of the standing file, or None if it is no file that copydesk wrote whole."""
        try:
            return standing.read(size)
        except (OSError, EOFError):
            return None


@contextmanager
def rehearse_container(clean: Path, name: str) -> Iterator[Rehearsal]:
    """Whether `write_container` would change anything: `has_changed` says so at the end."""
    standing: BinaryIO | None = None
    with suppress(OSError):
        standing = cast(BinaryIO, (gzip.open if name.endswith(".gz") else open)(clean / name, "rb"))
    try:
        rehearsal = Rehearsal(standing)
        yield rehearsal
        rehearsal.complete()
    finally:
        if standing is not None:
            standing.close()
