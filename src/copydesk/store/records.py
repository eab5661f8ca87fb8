"""What an earlier run wrote of its clippings, read back: the JSON of each, and the rows of containers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from copydesk.errors import ReadError, RunError
from copydesk.model import Json
from copydesk.readers.streams import BROKEN
from copydesk.store.walking import written_files

ROWS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


def read_records(clean: Path, unread: list[ReadError]) -> Iterator[dict[str, Json]]:
    """The JSON objects of all clippings below the output folder, by path; what cannot be read is added to `unread`.

    Other files are passed over, and so are hidden ones. Raises a `RunError` if there is no such folder.
    """
    if not clean.is_dir():
        raise RunError(f"there is no folder {clean}; name the one that `copydesk run` wrote into", str(clean))
    for path in sorted(written_files(clean)):
        try:
            for text in _texts(path):
                yield from _record(text, path, unread)
        except (*BROKEN, ValueError) as error:
            unread.append(_unread(path, error))


def _texts(path: Path) -> Iterator[str]:
    if path.name.endswith(ROWS):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
            yield from (line for line in stream if line.strip())
    elif path.suffix == ".json":
        yield path.read_text(encoding="utf-8")


def _record(text: str, path: Path, unread: list[ReadError]) -> Iterator[dict[str, Json]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        unread.append(_unread(path, error))
        return
    if isinstance(found, dict) and "schema" in found:
        yield found


def _unread(path: Path, error: Exception) -> ReadError:
    return ReadError(f"{path} cannot be read, and is passed over: {error}", str(path))
