"""Manifests of the nights: a file each in `.copydesk/nights/`, with what came in and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from copydesk.errors import RunError
from copydesk.model import Json
from copydesk.store.catalogue import FOLDER, Catalogue, as_path, unpacked
from copydesk.store.quarantine import Quarantine
from copydesk.store.rows import write_rows
from copydesk.store.writing import make_folder

NIGHTS = "nights"


def write_manifest(clean: Path, catalogue: Catalogue, number: int, told: Mapping[str, Json]) -> None:
    """Write the manifest of a night: what is told of it, and then what became of each clipping, a line each."""
    folder = clean / FOLDER / NIGHTS
    make_folder(folder)
    rows = (
        {"path": path, "outcome": outcome, "detail": detail}
        for path, outcome, detail in _outcomes(catalogue, number)
    )
    write_rows(
        folder / f"{number:06}.jsonl",
        folder / f"{number:06}.part",
        (json.dumps(row, ensure_ascii=False) for row in chain([told], rows)),
    )


def _outcomes(catalogue: Catalogue, number: int) -> Iterator[tuple[str, str, str]]:
    query = (
        "SELECT path, outcome, outcome.detail FROM outcome JOIN source ON source.number = source "
        "WHERE outcome.night = ? ORDER BY path, outcome.rowid"
    )
    for path, outcome, detail in catalogue.rows(query, (number,)):
        yield as_path(path), outcome, unpacked(detail)


def new_failures(catalogue: Catalogue, number: int) -> list[Json]:
    """What came into quarantine in a night and is there at its end."""
    return [case.as_json() for case in Quarantine(catalogue).cases() if case.since == number]


def last_night(clean: Path) -> int:
    """The number of the last night that has a manifest; 0 if none has."""
    found = (path.stem for path in (clean / FOLDER / NIGHTS).glob("*.jsonl"))
    return max((int(stem) for stem in found if stem.isdecimal()), default=0)


def manifests(clean: Path) -> Iterator[dict[str, Json]]:
    """What is told of each night, in their order. Raises a `RunError` where there has been none."""
    paths = sorted((clean / FOLDER / NIGHTS).glob("*.jsonl"))
    if not paths:
        raise RunError(f"there has been no night in {clean} yet; `copydesk run` begins one", str(clean))
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield json.loads(file.readline())


def manifest(clean: Path, number: int) -> Iterator[dict[str, Json]]:
    """What is told of a night, and then what became of each clipping. Raises a `RunError` for one that is not known."""
    path = clean / FOLDER / NIGHTS / f"{number:06}.jsonl"
    if not path.is_file():
        raise RunError(f"there is no night {number}; `copydesk nights` lists them", str(path))
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
