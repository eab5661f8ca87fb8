"""Objects over a pipe: pickled, each behind its length. Both ends are ours, and nobody else writes to the pipe."""

from __future__ import annotations

import copyreg
import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, BinaryIO

LENGTH = struct.Struct("<Q")

Reducer = Callable[[Any], Any]


class _Reducers(dict[type, Reducer]):
    """How objects of each class are pickled. What `dataclasses` itself does for frozen records takes four times as
    long, and a clipping has a hundred of them."""

    def __missing__(self, kind: type) -> Reducer:
        if not is_dataclass(kind) or not hasattr(kind, "__slots__") or len(fields(kind)) < 2:
            return copyreg.dispatch_table[kind]
        values = attrgetter(*(one.name for one in fields(kind)))
        self[kind] = reducer = lambda record: (_record, (kind, values(record)))
        return reducer


def _record(kind: type, values: tuple[object, ...]) -> object:
    """A record as it was, without the checks that it has passed before."""
    record: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(record, value)
    return record


@cache
def _setters(kind: type) -> tuple[Callable[[object, object], None], ...]:
    return tuple(getattr(kind, one.name).__set__ for one in fields(kind))


_REDUCERS = _Reducers()


def send(stream: BinaryIO, thing: object) -> None:
    """Write an object. Raises an `OSError` where nobody reads any more."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    content = buffer.getbuffer()
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
