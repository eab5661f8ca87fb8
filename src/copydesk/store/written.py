"""One clipping as it was written, found by its id."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import ReadError, RunError
from copydesk.model import Document, Source
from copydesk.writers import output_names, stored


def read_written(clean: Path, name: str) -> Document:
    """The document with an id: its path below the input folder, with the record behind `#` if it is one of many.

    Raises a `RunError` where nothing was written of it.
    """
    for source in _sources(name):
        *_, file = output_names(source)
        if (clean / file).resolve().is_relative_to(clean.resolve()):
            for document in _documents(clean / file, source.record):
                if document.id == name:
                    return document
    raise RunError(
        f"nothing in {clean} was written of {name}; name a clipping by its path below the input folder",
        name,
    )


def _sources(name: str) -> Iterator[Source]:
    yield Source(name)
    for place, sign in enumerate(name):
        if sign == "#":
            yield Source(name[:place], name[place + 1 :])


def _documents(path: Path, record: str) -> Iterator[Document]:
    """What stands in a file, as far as copydesk wrote it."""
    try:
        if not record:
            yield stored.read(path.read_bytes())
            return
        with cast(BinaryIO, (gzip.open if path.suffix == ".gz" else open)(path, "rb")) as rows:
            yield from map(stored.read, rows)
    except (OSError, EOFError, ReadError):
        return
