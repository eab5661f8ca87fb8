"""The source of an HTML page as a tree, whatever the source is like."""

from __future__ import annotations

import re

from lxml import etree, html

HUGE_TAG = re.compile(r"<([a-zA-Z][^\s/<>]{0,50})[^<>]{20000,}>")
MAX_TAG_WORDS = 2_000
"""Words in one tag above which its attributes are cut: libxml2 takes quadratic time for them (20,000: 0.3 s)."""
REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))(?:;|(?![0-9a-f]))", re.IGNORECASE)
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML does not know: one of them, and trafilatura gives up the whole page."""


def tree_of(content: str) -> html.HtmlElement | None:
    """The page as a tree; none where it is nested so deeply that the parser would lose text, or is no page at all."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(readable(content).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return None if any("depth" in error.message for error in parser.error_log) else tree


def readable(content: str) -> str:
    """The source without what makes parsers give up: characters that are none, and tags of endless attributes.

    >>> readable("A&#27; fine&#146;s text&#x2026;")
    'A fine’s text&#x2026;'
    """
    return HUGE_TAG.sub(_lightened, NO_TEXT.sub("", REFERENCE.sub(_checked, content)))


def _lightened(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[0].split()) <= MAX_TAG_WORDS else f"<{tag[1]}>"


def _checked(reference: re.Match[str]) -> str:
    """The reference as it stands, or what browsers show where it names no character (128 to 159: Windows-1252)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code in (9, 10, 13):
        return reference[0]
    if 128 <= code < 160:
        return bytes((code,)).decode("cp1252", "ignore")
    return reference[0] if 0x10000 <= code <= 0x10FFFF else ""
