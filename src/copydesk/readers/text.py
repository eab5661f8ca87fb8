"""Plain text: the characters are the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from copydesk.model import Page, Source
from copydesk.readers.decode import decode
from copydesk.readers.streams import read_whole


def read(stream: BinaryIO, source: Source, _fields: object) -> Iterator[Page]:
    """The one page that a text file is."""
    decoded = decode(read_whole(stream))
    yield Page(source, decoded.text, "text/plain", decoded.encoding)
