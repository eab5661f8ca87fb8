"""What a reader may do with a binary stream: look at its head, look inside gzip, and read only so much of it."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, NoReturn, cast

from copydesk.errors import ReadError

HEAD_BYTES = 65536
"""How much is looked at to tell what a file is."""
MAX_BYTES = 64 * 1024 * 1024
"""The longest page, or row of a container, that is read. The longest articles have some 100 kB."""
MAX_RATIO = 250
"""Bytes that a gzip may unpack to for each of its own, once they are more than a page has. Rows of text come to 20,
pages made from one template to 100; a gzip made to exhaust who unpacks it, to 1,000."""
MAX_UNPACKED = 64 * 1024**3
"""Bytes that a gzip may unpack to in all."""
BROKEN = (OSError, EOFError, zlib.error)
"""What a stream raises that cannot be read further; of these, the last two are gzip's."""


class Rejoined(io.RawIOBase):
    """A stream whose head was read already, from its start again. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest
        self._read = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer of bytes is all we are given
        # One read at most: what a gzip that breaks off gives before its error must not get lost with it.
        read_rest = getattr(self._rest, "read1", self._rest.read)
        found: bytes = self._head.read(len(buffer)) or read_rest(len(buffer))
        self._read += len(found)
        buffer[: len(found)] = found
        return len(found)


class Unpacked(io.RawIOBase):
    """What is in a gzip. What stands behind its end and is no gzip is passed over, as gzip itself does."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._inside = gzip.GzipFile(fileobj=packed)
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        try:
            found = self._inside.read1(len(buffer))
        except gzip.BadGzipFile as error:
            if self._unpacked and str(error).startswith("Not a gzip"):
                return 0
            raise
        self._unpacked += len(found)
        self._check_size()
        buffer[: len(found)] = found
        return len(found)

    def _check_size(self) -> None:
        if self._unpacked > MAX_UNPACKED:
            raise ReadError(f"unpacks to more than {MAX_UNPACKED // 1024**3} GiB; split it")
        if self._unpacked > MAX_BYTES and self._unpacked > MAX_RATIO * self._packed.tell():
            raise ReadError(f"unpacks to more than {MAX_RATIO} times its size, which no clippings do")


def is_gzip(head: bytes) -> bool:
    """Whether it starts as gzip does."""
    return head.startswith(b"\x1f\x8b")


def inside(head: bytes) -> bytes:
    """The head of what is in a gzip, as far as it can be unpacked; any other head as it is."""
    if not is_gzip(head):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except zlib.error:
        return b""


def opened(head: bytes, rest: BinaryIO) -> BinaryIO:
    """The whole stream, unpacked once if it is gzip."""
    whole = cast(BinaryIO, io.BufferedReader(Rejoined(head, rest)))
    return cast(BinaryIO, io.BufferedReader(Unpacked(whole))) if is_gzip(head) else whole


def read_whole(stream: BinaryIO) -> bytes:
    """All of a stream, which must not be longer than a page can be."""
    content = stream.read(MAX_BYTES + 1)
    return content if len(content) <= MAX_BYTES else too_large()


def too_large() -> NoReturn:
    """Raise what is to be said of a page that is longer than `MAX_BYTES`."""
    raise ReadError(f"is larger than {MAX_BYTES // 1024**2} MiB, too large for one clipping; split it")
