"""One clipping as it was written, found by its id."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import ReadError, RunError
from copydesk.model import Document, sources_of
from copydesk.readers.streams import BROKEN
from copydesk.store.records import ROWS
from copydesk.writers import output_names, stored


def read_written(clean: Path, name: str) -> Document:
    """The document with an id: its path below the input folder, with the record behind `#` if it is one of many.

    Raises a `RunError` where nothing was written of it.
    """
    for source in sources_of(name):
        *_, file = output_names(source)
        if (clean / file).resolve().is_relative_to(clean.resolve()):
            for document in documents_in(clean / file):
                if document.id == name:
                    return document
    raise RunError(
        f"nothing in {clean} was written of {name}; name a clipping by its path below the input folder",
        name,
    )


def documents_in(path: Path) -> Iterator[Document]:
    """The documents that a file holds, if copydesk wrote it."""
    try:
        with cast(BinaryIO, (gzip.open if path.name.endswith(".gz") else open)(path, "rb")) as file:
            rows: Iterable[bytes] = file if path.name.endswith(ROWS) else [file.read()]
            for row in rows:
                yield stored.read(row)
    except (*BROKEN, ReadError):
        return
