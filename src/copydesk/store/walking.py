"""The files that stand in the output folder, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ENDINGS = (".json", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
"""Of files in which documents stand."""


def written_files(clean: Path) -> Iterator[Path]:
    """The files below the output folder that may hold documents; hidden ones and those in hidden folders do not."""
    for folder, folders, files in os.walk(clean):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield Path(folder, name)
