"""From which web address each clipping came, in the order of arrival."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.store.catalogue import Catalogue


class Page(NamedTuple):
    """A clipping from an address: the number of its document, and a digest of all that it says."""

    document: int
    said: bytes


class Addresses:
    """Reads and changes the table of pages. Changes belong into `Catalogue.changes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, document: int) -> bytes:
        """The address that a document came from, empty if none is known."""
        found = self._catalogue.first("SELECT address FROM page WHERE document = ?", (document,))
        return found[0] if found else b""

    def first(self, address: bytes) -> Page | None:
        """What came first from an address."""
        query = "SELECT document, said FROM page WHERE address = ? ORDER BY row LIMIT 1"
        found = self._catalogue.first(query, (address,))
        return Page(*found) if found else None

    def pages(self, address: bytes) -> list[Page]:
        """What came from an address, in the order of arrival."""
        query = "SELECT document, said FROM page WHERE address = ? ORDER BY row"
        return [Page(*found) for found in self._catalogue.rows(query, (address,))]

    def add(self, address: bytes, page: Page) -> None:
        query = "INSERT INTO page (address, document, said) VALUES (?, ?, ?)"
        self._catalogue.change(query, (address, *page))

    def say(self, page: Page) -> None:
        """A document says something else now; its place in the order of arrival stays."""
        self._catalogue.change("UPDATE page SET said = ? WHERE document = ?", (page.said, page.document))

    def put_first(self, document: int) -> None:
        """Let a document have arrived before all others."""
        query = "UPDATE page SET row = (SELECT min(row) - 1 FROM page) WHERE document = ?"
        self._catalogue.change(query, (document,))

    def remove(self, document: int) -> None:
        self._catalogue.change("DELETE FROM page WHERE document = ?", (document,))

    def remove_all(self) -> None:
        self._catalogue.change("DELETE FROM page")
