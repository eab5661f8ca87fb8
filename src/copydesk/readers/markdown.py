"""Markdown: front matter (YAML between two lines of `---` at the start) becomes hints, what follows is the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from copydesk.model import Page, Source
from copydesk.readers.decode import decode
from copydesk.readers.hints import hints_from
from copydesk.readers.streams import read_whole

_MAX_FRONT_MATTER = 65536
_OPENED = re.compile(r"---[ \t]*\n")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)


def read(stream: BinaryIO, source: Source, _fields: object) -> Iterator[Page]:
    """The one page that a Markdown file is."""
    decoded = decode(read_whole(stream))
    fields, body = split_front_matter(decoded.text)
    yield Page(source, body, "text/markdown", decoded.encoding, hints_from(fields))


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields of the front matter, and the text behind it.

    Front matter that is not closed within 64 kB, is no YAML, no mapping, or has aliases is no front matter: it stays
    in the text, where nothing of it is lost.
    """
    opened = _OPENED.match(text)
    closed = _CLOSED.search(text, opened.end(), opened.end() + _MAX_FRONT_MATTER) if opened else None
    if opened is None or closed is None:
        return {}, text
    from copydesk.readers.front_matter import fields_of

    fields = fields_of(text[opened.end() : closed.start()])
    return ({}, text) if fields is None else (fields, text[closed.end() :])
