"""Versions: of clippings from one web address, the first to arrive is the page, and each that says otherwise a version
of it.

An address arrives as a paragraph does: a clipping that comes again keeps its place. When the first one changes or goes,
those whose page is another now are written anew.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from copydesk.model import Document
from copydesk.store.addresses import Addresses, Page
from copydesk.store.blocks import Blocks
from copydesk.store.catalogue import Catalogue, packed

SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)
TRACKING = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|mc_[ce]id|ref|cmpid|ito|smid|at_[a-z]+)=", re.IGNORECASE)
"""What campaigns and share buttons put behind an address: the page is the same."""


def page_at(address: str) -> str:
    """An address as it is compared: without scheme, “www.”, what tracks readers, the place in the page, and a slash at
    the end. Empty for the front page of a site, which is another page every hour.

    >>> page_at("https://www.Example.com/a/1/?utm_source=x#top"), page_at("http://example.com/")
    ('example.com/a/1', '')
    """
    bare, _, query = SCHEME.sub("", address.strip()).split("#")[0].partition("?")
    asked = "&".join(one for one in query.split("&") if one and not TRACKING.match(one))
    host, slash, path = (f"{bare}?{asked}" if asked else bare.rstrip("/")).partition("/")
    return f"{host.lower()}/{path}" if slash and path else ""


class Versions:
    """Tells of which other each clipping is a version. To be called within the catalogue's changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._addresses = Addresses(catalogue)
        self._blocks = Blocks(catalogue)

    def take(self, number: int, whole: Document) -> str:
        """The id of the document that this one is a version of, empty if none. `whole` has its copies in the text.

        Documents that are a version of another one from now on, or of none, are marked as stale.
        """
        address = _address_of(whole)
        if self._addresses.of(number) != address:
            self.forget(number)
            self.adopt(number, whole)
        first, page = self._addresses.first(address), Page(number, _said(whole))
        if first and first.document == number and first.said != page.said:
            self._addresses.say(page)
            self._tell(address, first)
        elif first and first.document != number:
            self._addresses.say(page)
            return self._blocks.names([first.document])[first.document] if first.said != page.said else ""
        return ""

    def adopt(self, number: int, whole: Document) -> None:
        """A document arrives from its address, if it has one."""
        address = _address_of(whole)
        if address:
            self._addresses.add(address, Page(number, _said(whole)))

    def put_first(self, number: int) -> None:
        """Let a document have arrived before all others."""
        self._addresses.put_first(number)

    def forget(self, number: int) -> None:
        """Forget from where a document came."""
        address = self._addresses.of(number)
        first = self._addresses.first(address)
        self._addresses.remove(number)
        if first and first.document == number:
            self._tell(address, first)

    def begin_anew(self) -> None:
        """Forget all pages."""
        self._addresses.remove_all()

    def _tell(self, address: bytes, before: Page) -> None:
        """Mark as stale what is a version of another now than when `before` was the first from the address."""
        first, *others = self._addresses.pages(address) or [before]
        cited = ((page.document, _version(page, before), _version(page, first)) for page in (first, *others))
        self._blocks.make_stale(
            document for document, old, new in cited if old != new and document != before.document
        )


def _version(page: Page, first: Page) -> int | None:
    """The document that a page is a version of."""
    return first.document if page.said != first.said else None


def _address_of(whole: Document) -> bytes:
    """Where a document came from, as it is compared; nothing for one that says nothing: it is no page's first text."""
    return packed(page_at(whole.metadata.url or whole.source.url)) if whole.blocks else b""


def _said(whole: Document) -> bytes:
    """A digest of all that a document says, each thing once."""
    said = dict.fromkeys(block.text for block in whole.blocks)
    return blake2b(packed(" ".join(said)), digest_size=16).digest()
