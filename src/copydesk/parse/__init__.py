"""PARSERS: which module takes pages of which kind apart into blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from copydesk.errors import ParseError
from copydesk.model import Document, Page
from copydesk.parse.blocks import Parsed

if TYPE_CHECKING:
    from copydesk.webpage.page import WebPage

Parser = Callable[[Page], Parsed]

PARSERS: Mapping[str, str] = {
    "text/plain": "copydesk.parse.text:parse_text",
    "text/markdown": "copydesk.parse.markdown:parse_markdown",
    "text/html": "copydesk.parse.html:parse_html",
}
"""Media type → `module:function`; a module is imported with the first page that needs it."""


def parse(page: Page) -> Parsed:
    """The blocks of a page. Raises `ParseError` for a media type that no parser knows."""
    if page.media_type not in PARSERS:
        raise ParseError(
            f"there is no parser for {page.media_type!r}; known are {', '.join(PARSERS)}", page.source.path
        )
    module, name = PARSERS[page.media_type].split(":")
    parser: Parser = getattr(import_module(module), name)
    return parser(page)


def with_markup(document: Document, page: WebPage) -> Document:
    """The document with the links and the emphasis of the blocks in its text."""
    from copydesk.parse.html import markup  # loads what only HTML needs

    return markup.with_markup(document, page)
