"""Segment files: columns of sorted entries, written once, fsynced, renamed, and read through memory maps."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from copydesk.errors import RunError
from copydesk.index.marks import Entries, mark, no_marks
from copydesk.index.runs import ROW_BITS, Column, Rows, merged
from copydesk.store.writing import plain_errors, sync_folder

FORMAT = 3
"""Goes up when segments look otherwise; an index with others is made anew from the catalogue."""
MAGIC = f"copydesk index {FORMAT}".encode()
REBUILD = "`copydesk index rebuild` makes it anew"
SLICE_ENTRIES = 4_000_000
"""So many entries are merged at a time (32 MB), however long the runs are."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of the index as the catalogue knows it. `rows` are the blocks in it, `digest` its SHA-256."""

    name: str
    rows: int
    size: int
    digest: bytes


def read_segment(folder: Path, segment: Segment, columns: int) -> list[Column]:
    """The columns of a segment, mapped: only what is looked at comes into memory.

    Raises a `RunError` for a file that is not what was written.
    """
    path = folder / segment.name
    try:
        words = np.asarray(np.memmap(path, np.uint64, "r"))
    except (OSError, ValueError) as error:
        raise RunError(f"{path} of the index cannot be read: {error}; {REBUILD}", str(path)) from error
    head = len(MAGIC) // 8
    if words.nbytes != segment.size or words[:head].tobytes() != MAGIC:
        raise RunError(f"{path} of the index is damaged; {REBUILD}", str(path))
    parts = 2 * columns
    ends = head + parts + np.cumsum(words[head : head + parts]).astype(np.int64)
    found = np.split(words, [head + parts, *ends[:-1]])[1:]
    return [
        Column(entries, marks.view(np.uint8)) for entries, marks in zip(found[::2], found[1::2], strict=True)
    ]


def write_segment(
    folder: Path, name: str, runs: Sequence[Sequence[Column]], dead: Rows, rows: int
) -> Segment:
    """Write the merged columns of several runs as one segment. It is on the disk when this returns."""
    temporary, path = folder / f"{name}.part", folder / name
    columns = len(runs[0])
    with plain_errors(path):
        with temporary.open("wb") as file:
            file.write(MAGIC + bytes(16 * columns))
            lengths = [
                _write_column(file, [run[column].entries for run in runs], dead) for column in range(columns)
            ]
            file.seek(len(MAGIC))
            file.write(np.array(lengths, np.uint64).tobytes())
            file.flush()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        with temporary.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        temporary.replace(path)
        sync_folder(folder)
    return Segment(name, rows, size, digest)


def _write_column(file: BinaryIO, runs: Sequence[Entries], dead: Rows) -> tuple[int, int]:
    """Write the merged entries of a column and its marks; how many words of 64 bits each takes."""
    marks, written = no_marks(sum(map(len, runs))), 0
    for part in _slices(runs, dead):
        file.write(part.tobytes())
        mark(marks, part)
        written += len(part)
    file.write(marks.tobytes())
    return written, len(marks) // 8


def _slices(runs: Sequence[Entries], dead: Rows) -> Iterator[Entries]:
    """The merged entries of a column, a range of keys at a time. Keys are hashes: equal ranges hold about as many."""
    parts = 1 + sum(map(len, runs)) // SLICE_ENTRIES
    edges = np.array([part * 2**32 // parts for part in range(parts)], np.uint64) << ROW_BITS
    cuts = [[*np.searchsorted(run, edges).tolist(), len(run)] for run in runs]
    for part in range(parts):
        yield merged([run[cut[part] : cut[part + 1]] for run, cut in zip(runs, cuts, strict=True)], dead)
