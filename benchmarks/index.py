"""What the index on disk costs as it grows: CPU seconds a batch of 20,000 new paragraphs, looked up and taken in.

usage: python -m benchmarks.index [--held N ...] [--write]

Beside it, SQLite and DuckDB (where it is installed) do the same: find which held paragraphs share a band, and add the
new ones. Keys are random, as those of paragraphs that resemble nothing are; one batch in twenty repeats held ones. Only
time relative to the others in one run counts. `--write` draws docs/index-cost.svg and writes docs/index-cost.json.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from copydesk.index import Index, Lookup
from copydesk.neardup.banding import banding_for
from copydesk.store.catalogue import open_catalogue
from copydesk.store.lock import hold

BATCH = 20_000
BATCHES = 5
"""Batches that are timed at each size; the median counts."""
REPEATED = 0.05
"""Share of the batch that has a band in common with a held paragraph."""
BANDS = banding_for(0.8).bands
DOCS = Path(__file__).parent.parent / "docs"

Keys = NDArray[np.uint32]


class Store(Protocol):
    """What is compared: finds what shares a band, and takes in."""

    name: str

    def batch(self, keys: Keys, first: int) -> int: ...

    def size(self) -> int: ...


class Ours:
    """copydesk's index, with its segments on disk."""

    name = "copydesk"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = hold(folder, "benchmark")
        self._lock.__enter__()
        self._open = open_catalogue(folder)
        self._index = Index(folder, self._open.__enter__(), BANDS)

    def batch(self, keys: Keys, first: int) -> int:
        rows = np.arange(first, first + len(keys))
        lookup = Lookup(self._index, keys, rows.tolist())
        found = sum(bool(lookup.held(place)) for place in range(len(keys)))
        nothing = (np.empty(0, np.uint32), np.empty(0, np.int64))
        self._index.add([(keys[:, 0], rows), nothing, *((keys[:, band], rows) for band in range(BANDS))])
        self._index.flush_if_full()
        return found

    def size(self) -> int:
        self._index.flush(least=1)
        return sum(path.stat().st_size for path in (self._folder / ".copydesk/index").iterdir())


class Sqlite:
    """A table of (band and key, row) in SQLite, clustered by key."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bands.sqlite"
        self._open = sqlite3.connect(self._path, isolation_level=None)
        self._open.execute("PRAGMA journal_mode = WAL")
        self._open.execute("PRAGMA cache_size = -262144")
        self._open.execute(
            "CREATE TABLE entry (key INTEGER, row INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID"
        )

    def batch(self, keys: Keys, first: int) -> int:
        pairs = list(zip(*(column.tolist() for column in _columns(keys, first)), strict=True))
        self._open.execute("BEGIN")
        self._open.execute("CREATE TEMP TABLE asked (key INTEGER, row INTEGER)")
        self._open.executemany("INSERT INTO asked VALUES (?, ?)", pairs)
        query = "SELECT count(DISTINCT asked.row) FROM asked JOIN entry ON entry.key = asked.key"
        (found,) = self._open.execute(query).fetchone()
        self._open.execute("INSERT INTO entry SELECT key, row FROM asked ORDER BY key")
        self._open.execute("DROP TABLE asked")
        self._open.execute("COMMIT")
        return int(found)

    def size(self) -> int:
        self._open.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._path.stat().st_size


class Duckdb:
    """The same table in DuckDB."""

    name = "DuckDB"

    def __init__(self, folder: Path) -> None:
        import duckdb

        self._path = folder / "bands.duckdb"
        self._open = duckdb.connect(str(self._path))
        self._open.execute("SET threads = 1")
        self._open.execute("CREATE TABLE entry (key BIGINT, row BIGINT)")

    def batch(self, keys: Keys, first: int) -> int:
        key, row = _columns(keys, first)
        asked = {"key": key, "row": row}  # DuckDB reads it by its name.
        assert asked
        query = "SELECT count(DISTINCT asked.row) FROM asked JOIN entry ON entry.key = asked.key"
        (found,) = self._open.execute(query).fetchone() or (0,)
        self._open.execute("INSERT INTO entry SELECT key, row FROM asked")
        return int(found)

    def size(self) -> int:
        self._open.execute("CHECKPOINT")
        return self._path.stat().st_size


def _columns(keys: Keys, first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The keys of all bands as one column, the band in the upper half, and beside it the rows."""
    bands = np.arange(keys.shape[1], dtype=np.int64) << 32
    return (keys.astype(np.int64) + bands).ravel(), np.repeat(
        np.arange(first, first + len(keys)), keys.shape[1]
    )


def batches(held: int, seed: int) -> Iterator[Keys]:
    """Batches of random keys; some rows repeat a band of the row that stands 1,000 places before."""
    random = np.random.default_rng(seed)
    for _ in range(0, held, BATCH):
        keys = random.integers(0, 2**32, (BATCH, BANDS), np.uint32)
        again = random.random(BATCH) < REPEATED
        again[:1000] = False
        keys[again, 3] = np.roll(keys, 1000, axis=0)[again, 3]
        yield keys


def measure(store: Store, held: int) -> dict[str, float]:
    """Fill a store, then time batches."""
    first = 1
    for keys in batches(held, seed=1):
        store.batch(keys, first)
        first += len(keys)
    times = []
    for keys in batches(BATCHES * BATCH, seed=2):
        began = time.process_time()
        store.batch(keys, first)
        times.append(time.process_time() - began)
        first += len(keys)
    return {"seconds": float(np.median(times)), "worst": max(times), "bytes": store.size() / (first - 1)}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held", type=int, nargs="+", default=[100_000, 1_000_000, 5_000_000])
    parser.add_argument("--others-up-to", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    rows: list[dict[str, object]] = []
    print("store        held        CPU s a batch   worst   bytes a paragraph")
    for held in given.held:
        for kind in (Ours, Sqlite, Duckdb) if held <= given.others_up_to else (Ours,):
            with tempfile.TemporaryDirectory() as name:
                try:
                    found = measure(kind(Path(name)), held)
                except ImportError as error:
                    print(f"{kind.name:10} skipped: {error}", file=sys.stderr)
                    continue
            rows.append({"store": kind.name, "held": held, **found})
            shown = f"{found['seconds']:>12.3f} {found['worst']:>10.3f} {found['bytes']:>12.0f}"
            print(f"{kind.name:10} {held:>10,} {shown}", flush=True)
    if given.write:
        (DOCS / "index-cost.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (DOCS / "index-cost.svg").write_text(picture(rows), encoding="utf-8")


def across(held: float) -> float:
    """Where so many paragraphs stand in the picture."""
    return float(70 + 150 * (np.log10(held) - 5))


def down(seconds: float) -> float:
    """Where so many seconds stand in the picture."""
    return float(210 - 70 * (np.log10(seconds) + 2))


def picture(rows: list[dict[str, object]]) -> str:
    """CPU seconds a batch against paragraphs held, both axes logarithmic, as SVG."""
    colours = {"copydesk": "#1a7f5a", "SQLite": "#b0413e", "DuckDB": "#3b6fb6"}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 260" font-family="sans-serif" font-size="11">',
        '<rect width="480" height="260" fill="white"/>',
        '<text x="70" y="16">CPU seconds a batch of 20,000 paragraphs, by paragraphs held</text>',
    ]
    for seconds in (0.01, 0.1, 1, 10):
        parts.append(
            f'<path d="M70 {down(seconds):.0f}H430" stroke="#ddd"/>'
            f'<text x="30" y="{down(seconds) + 4:.0f}">{seconds}</text>'
        )
    for held in (100_000, 1_000_000, 5_000_000):
        parts.append(f'<text x="{across(held) - 25:.0f}" y="245">{held:,}</text>')
    for name, colour in colours.items():
        mine = [row for row in rows if row["store"] == name]
        points = [(across(float(str(row["held"]))), down(float(str(row["seconds"])))) for row in mine]
        if points:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
            parts.append(
                f'<text x="{points[-1][0] + 6:.0f}" y="{points[-1][1] - 6:.0f}" fill="{colour}">{name}</text>'
            )
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
