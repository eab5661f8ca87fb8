"""Segment files: columns of sorted entries, written once, fsynced, renamed, and read through memory maps."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copydesk.errors import RunError
from copydesk.index.runs import ROW_BITS, Entries, Rows, merged
from copydesk.store.writing import plain_errors, sync_folder

MAGIC = b"copydesk index 2"
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


def read_segment(folder: Path, segment: Segment, columns: int) -> list[Entries]:
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
    ends = np.cumsum(words[head : head + columns]) + np.uint64(head + columns)
    starts = np.concatenate(([np.uint64(head + columns)], ends[:-1]))
    return [words[int(start) : int(end)] for start, end in zip(starts, ends, strict=True)]


def write_segment(
    folder: Path, name: str, runs: Sequence[Sequence[Entries]], dead: Rows, rows: int
) -> Segment:
    """Write the merged columns of several runs as one segment. It is on the disk when this returns."""
    temporary, path = folder / f"{name}.part", folder / name
    columns = len(runs[0])
    with plain_errors(path):
        with temporary.open("wb") as file:
            file.write(MAGIC + bytes(8 * columns))
            lengths = np.zeros(columns, np.uint64)
            for column in range(columns):
                for part in _slices([run[column] for run in runs], dead):
                    file.write(part.tobytes())
                    lengths[column] += np.uint64(len(part))
            file.seek(len(MAGIC))
            file.write(lengths.tobytes())
            file.flush()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        with temporary.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        temporary.replace(path)
        sync_folder(folder)
    return Segment(name, rows, size, digest)


def _slices(runs: Sequence[Entries], dead: Rows) -> Iterator[Entries]:
    """The merged entries of a column, a range of keys at a time. Keys are hashes: equal ranges hold about as many."""
    parts = 1 + sum(map(len, runs)) // SLICE_ENTRIES
    edges = np.array([part * 2**32 // parts for part in range(parts)], np.uint64) << ROW_BITS
    cuts = [[*np.searchsorted(run, edges).tolist(), len(run)] for run in runs]
    for part in range(parts):
        yield merged([run[cut[part] : cut[part + 1]] for run, cut in zip(runs, cuts, strict=True)], dead)
