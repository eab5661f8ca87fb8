"""Objects over a pipe: pickled, each behind its length. Both ends are ours, and nobody else writes to the pipe."""

from __future__ import annotations

import pickle
import struct
from typing import BinaryIO

LENGTH = struct.Struct("<Q")


def send(stream: BinaryIO, thing: object) -> None:
    """Write an object. Raises an `OSError` where nobody reads any more."""
    content = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> object:
    """Read an object. Raises an `EOFError` where the other end is closed."""
    return pickle.loads(receive_bytes(stream))


def receive_bytes(stream: BinaryIO) -> bytes:
    """Read an object that is still pickled."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError("the other end of the pipe is closed")
    return content
