"""What a night cleaned, clipping by clipping in numbers, until its manifest has told it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from copydesk.figures import Cleaned
from copydesk.store.catalogue import Catalogue, packed, unpacked


def note_cleaned(catalogue: Catalogue, night: int, source: int, cleaned: Iterable[Cleaned]) -> None:
    """Remember clippings of a source in numbers. To be called within the catalogue's changes."""
    rows = [
        (
            night,
            source,
            packed(one.id),
            packed(one.site),
            one.words,
            json.dumps(one.removed),
            packed(one.doubtful),
            one.said,
            packed(one.duplicate_of),
        )
        for one in cleaned
    ]
    catalogue.change_all("INSERT INTO cleaned VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def drop_cleaned(catalogue: Catalogue, night: int, source: int) -> None:
    """Forget what was noted of a source that is begun anew."""
    catalogue.change("DELETE FROM cleaned WHERE night = ? AND source = ?", (night, source))


def read_cleaned(catalogue: Catalogue, night: int) -> Iterator[Cleaned]:
    """The clippings of the sources that a night was done with, by site."""
    query = (
        "SELECT id, site, words, removed, doubtful, said, of FROM cleaned WHERE night = ?1 "
        "AND source IN (SELECT source FROM outcome WHERE night = ?1) ORDER BY site, rowid"
    )
    for name, site, words, removed, doubtful, said, of in catalogue.rows(query, (night,)):
        yield Cleaned(
            unpacked(name), unpacked(site), words, json.loads(removed), unpacked(doubtful), said, unpacked(of)
        )
