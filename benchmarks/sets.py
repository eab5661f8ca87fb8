"""The rows of a labelled set, for the benchmarks that are run as scripts."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, or none, with a word about it, where there is no such file."""
    if not path.exists():
        print(f"skipped: {path}; let COPYDESK_BENCH name the folder that has it", file=sys.stderr)
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
