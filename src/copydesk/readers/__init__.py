"""READERS: which module turns the bytes of which kind of file into pages.

A reader is a function `read(stream, source, fields) -> Iterator[Page | Failure]`. It takes a binary stream, never a
path; a record that cannot be read is a `Failure` of its own, and reading goes on behind it.
"""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import BinaryIO

from copydesk.errors import ReadError
from copydesk.model import Failure, Page, Source
from copydesk.readers import html, jsonl, markdown, text
from copydesk.readers.limits import bounded
from copydesk.readers.sniff import HTML, JSONL, MARKDOWN, TEXT, foreign_kind, media_type_of
from copydesk.readers.streams import BROKEN, HEAD_BYTES, MAX_BYTES, inside, opened, too_large

__all__ = [
    "HEAD_BYTES", "MAX_BYTES", "READERS", "Fields", "Reader", "media_type_of", "page_of", "read", "too_large",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields of a row that hold its text and its id; `""` for the usual ones."""

    text: str = ""
    id: str = ""


Reader = Callable[[BinaryIO, Source, Fields], Iterator[Page | Failure]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {TEXT: text.read, MARKDOWN: markdown.read, HTML: html.read, JSONL: jsonl.read}
)

_ALIASES = {
    "application/xhtml+xml": HTML,
    "text/x-markdown": MARKDOWN,
    "application/x-ndjson": JSONL,
    "application/x-jsonlines": JSONL,
}


def read(stream: BinaryIO, source: Source, fields: Fields = Fields()) -> Iterator[Page | Failure]:
    """The pages of a file, and a failure for each that cannot be read. A file of one page is one of the two.

    What the file is, is looked up unless `source.media_type` says so. Gzip is unpacked once; where it breaks off, the
    pages before count, and one failure says so.
    """
    try:
        yield from _pages(stream, source, fields)
    except ReadError as error:
        yield Failure(source, "read", "ReadError", str(error))
    except BROKEN as error:
        yield Failure(source, "read", type(error).__name__, f"cannot be read to its end: {error}")


def page_of(content: bytes | str, media_type: str | None = None, url: str | None = None) -> Page:
    """The one page that some content is. `media_type=None` looks at the content.

    Raises `ReadError` for content that is no text, or more than one page.

    >>> page_of("<p>Rain is expected.</p>").media_type
    'text/html'
    """
    source = Source("", media_type=_known(media_type) if media_type else "", url=url or "")
    try:
        if isinstance(content, str) and source.media_type == HTML:
            found: list[Page | Failure] = [bounded(Page(source, content, HTML))]
        else:
            # Behind a byte order mark nothing is guessed: characters are given, not bytes.
            raw = BOM_UTF8 + content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            found = list(islice(_pages(io.BytesIO(raw), source, Fields()), 2))
    except BROKEN as error:
        raise ReadError(f"cannot be read to its end: {error}") from error
    if len(found) != 1:
        raise ReadError(f"is {'more than one page' if found else 'a container without a page'}, not one")
    if isinstance(found[0], Failure):
        raise ReadError(found[0].detail)
    return found[0]


def _pages(stream: BinaryIO, source: Source, fields: Fields) -> Iterator[Page | Failure]:
    head = stream.read(HEAD_BYTES)
    media_type = source.media_type or media_type_of(head, source.path)
    kind = foreign_kind(inside(head))
    if kind or media_type not in READERS:
        raise ReadError(
            f"is {kind or 'a kind of file'} that copydesk does not read; known are {', '.join(READERS)}"
        )
    for found in READERS[media_type](opened(head, stream), replace(source, media_type=media_type), fields):
        yield found if isinstance(found, Failure) else bounded(found)


def _known(media_type: str) -> str:
    """The media type that a reader has, without its parameters."""
    name = media_type.partition(";")[0].strip().lower()
    name = _ALIASES.get(name, name)
    if name not in READERS:
        raise ReadError(f"the media type {media_type!r} is not one that copydesk reads: {', '.join(READERS)}")
    return name
