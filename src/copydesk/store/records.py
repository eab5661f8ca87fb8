"""What an earlier run wrote of its clippings, read back: the JSON of each, and the rows of containers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from copydesk.errors import ReadError, RunError
from copydesk.model import Json
from copydesk.store.walking import written_files

ROWS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


def read_records(clean: Path) -> Iterator[dict[str, Json]]:
    """The JSON objects of all clippings below the output folder, by path. Other files are passed over, and so are
    hidden ones. Raises a `RunError` if there is no such folder, and a `ReadError` for a broken file."""
    if not clean.is_dir():
        raise RunError(f"there is no folder {clean}; name the one that `copydesk run` wrote into", str(clean))
    for path in sorted(written_files(clean)):
        yield from (record for record in _objects(path) if "schema" in record)


def _objects(path: Path) -> Iterator[dict[str, Json]]:
    try:
        for found in _values(path):
            if isinstance(found, dict):
                yield found
    except (ValueError, EOFError, OSError) as error:
        raise ReadError(f"{path} cannot be read: {error}", str(path)) from error


def _values(path: Path) -> Iterator[Json]:
    if path.name.endswith(ROWS):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
            yield from (json.loads(line) for line in stream if line.strip())
    elif path.suffix == ".json":
        yield json.loads(path.read_text(encoding="utf-8"))
