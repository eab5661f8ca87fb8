"""HTML: the markup is the page; what encoding it declares is read from its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from copydesk.model import Page, Source
from copydesk.readers.decode import characters
from copydesk.readers.streams import read_whole

_HEAD_BYTES = 4096
"""Browsers look at 1,024; many pages have more than that before they say it."""
_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2})\b", re.I)
_DECLARED = (
    re.compile(rb"<meta\b[^>]{1,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I),
    re.compile(rb"^\s*<\?xml\b[^>]{1,500}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})", re.I),
)


def read(stream: BinaryIO, source: Source, _fields: object) -> Iterator[Page]:
    """The one page that an HTML file is."""
    content = read_whole(stream)
    # Not tidied: the parser of pages reads what browsers read, and takes three times less than that.
    decoded = characters(content, declared_encoding(content), stated_language(content))
    yield Page(source, decoded.text.removeprefix("\ufeff"), "text/html", decoded.encoding)


def declared_encoding(content: bytes) -> str:
    """The label in the first `meta` element that has one, else in the XML declaration, else `""`."""
    head = content[:_HEAD_BYTES]
    found = next((match for pattern in _DECLARED if (match := pattern.search(head))), None)
    return found[1].decode("ascii", "ignore") if found else ""


def stated_language(content: bytes) -> str:
    """The code of the language in the `html` element, without a region; else `""`."""
    found = _LANGUAGE.search(content[:_HEAD_BYTES])
    return found[1].decode("ascii").lower() if found else ""
