"""Files of rows, a line each, that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from copydesk.store.writing import plain_errors, sync_folder


def write_rows(path: Path, temporary: Path, rows: Iterable[str]) -> None:
    """Put rows in the place of what stands at `path`, by way of a file in the same folder.

    Raises what `plain_errors` makes of a disk's trouble.
    """
    with plain_errors(path):
        with temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{row}\n" for row in rows)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
