"""Which document is a newer version of an earlier one: from the same address, with other words."""

from __future__ import annotations

import hashlib
import re

from copydesk.model import Document
from copydesk.neardup.normalise import words_of

SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)
TRACKING = re.compile(
    r"[?&](?:utm_[a-z]+|fbclid|gclid|mc_[ce]id|ref|cmpid|ito|smid|at_[a-z]+)=[^&#]*", re.IGNORECASE
)
"""What campaigns and share buttons put behind an address: the page is the same."""


def page_of(address: str) -> str:
    """An address as it is compared: without scheme, “www.”, what tracks readers, the place in the page, and a slash at
    the end. Empty for the front page of a site, which is another page every hour.

    >>> page_of("https://www.Example.com/a/1/?utm_source=x#top"), page_of("http://example.com/")
    ('example.com/a/1', '')
    """
    bare = TRACKING.sub("", SCHEME.sub("", address.strip()).split("#")[0]).replace("?&", "?").rstrip("?/")
    host, slash, path = bare.partition("/")
    return f"{host.lower()}/{path}" if slash and path else ""


class Versions:
    """The first document that arrived from each address."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, bytes]] = {}

    def __len__(self) -> int:
        return len(self._first)

    def arrive(self, document: Document) -> str:
        """The id of the first document from the same address, if that said something else; else nothing."""
        page = page_of(document.metadata.url or document.source.url)
        if not page:
            return ""
        said = hashlib.blake2b(" ".join(words_of(document.text)).encode("utf-8", "surrogatepass")).digest()
        first, said_first = self._first.setdefault(page, (document.id, said))
        return first if said != said_first else ""

    def forget_since(self, length: int) -> None:
        """Leave out what arrived after there were so many addresses."""
        while len(self._first) > length:
            self._first.popitem()
