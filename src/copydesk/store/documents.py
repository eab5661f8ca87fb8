"""The documents of sources: a file's one, or the records of a container, and whether their output is stale."""

from __future__ import annotations

from copydesk.model import sources_of
from copydesk.store.catalogue import Catalogue, as_key, packed, unpacked


class Documents:
    """Reads and changes the table of documents. Changes belong into `Catalogue.changes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def number(self, source: int, record: str) -> int:
        """The number of a source's document, which it gets the first time."""
        query = "SELECT number FROM document WHERE source = ? AND record = ?"
        found = self._catalogue.first(query, (source, packed(record)))
        if found:
            return int(found[0])
        return self._catalogue.change(
            "INSERT INTO document (source, record) VALUES (?, ?)", (source, packed(record))
        )

    def of_source(self, source: int) -> dict[str, int]:
        """The documents of a source: record → number."""
        found = self._catalogue.rows("SELECT record, number FROM document WHERE source = ?", (source,))
        return {unpacked(record): number for record, number in found}

    def named(self, document: str) -> int | None:
        """The number of a document by its id, which is a path, or a path and a record behind a `#`."""
        for source in sources_of(document):
            query = (
                "SELECT document.number FROM document JOIN source ON source.number = source "
                "WHERE path = ? AND record = ?"
            )
            found = self._catalogue.first(query, (as_key(source.path), packed(source.record)))
            if found:
                return int(found[0])
        return None

    def source_of(self, document: str) -> int | None:
        """The number of the source of a document, by its id."""
        number = self.named(document)
        found = number and self._catalogue.first("SELECT source FROM document WHERE number = ?", (number,))
        return int(found[0]) if found else None

    def drop(self, numbers: list[int]) -> None:
        self._catalogue.change_all("DELETE FROM document WHERE number = ?", [(one,) for one in numbers])

    def next_stale(self) -> tuple[int, list[tuple[int, str]]] | None:
        """The first source to arrive of which documents are stale, and these: number and record of each."""
        query = (
            "SELECT source.number FROM document JOIN source ON source.number = document.source "
            "WHERE stale ORDER BY night, path LIMIT 1"
        )
        found = self._catalogue.first(query)
        if not found:
            return None
        query = "SELECT number, record FROM document WHERE source = ? AND stale ORDER BY number"
        stale = self._catalogue.rows(query, found)
        return int(found[0]), [(number, unpacked(record)) for number, record in stale]

    def refresh(self, documents: list[int]) -> None:
        """These documents are stale no more."""
        rows = [(number,) for number in documents]
        self._catalogue.change_all("UPDATE document SET stale = NULL WHERE number = ?", rows)

    def make_stale(self, source: int) -> None:
        self._catalogue.change("UPDATE document SET stale = 1 WHERE source = ?", (source,))
