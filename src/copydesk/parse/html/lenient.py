"""All that a reader sees of a page, block by block, for pages whose main text nobody finds."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from copydesk.model import Block, Role
from copydesk.parse.tags import BLOCKS, UNREAD, visible_lines, without_tags

REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))(?:;|(?![0-9a-f]))", re.IGNORECASE)
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML does not know: one of them, and other parsers give up the whole page."""


def visible_blocks(content: str) -> list[Block]:
    """The visible lines of the page as paragraphs: from its tree, or from its source where the tree lost most of it."""
    content = readable(content)
    from_source = without_tags(content)
    from_tree = _lines_of_tree(content)
    is_lost = 2 * sum(map(len, from_tree)) < sum(map(len, from_source))
    return _paragraphs(from_source if is_lost else from_tree)


def stripped_blocks(content: str) -> list[Block]:
    """What is left of the source without its tags, for pages that no parser makes a tree of."""
    return _paragraphs(without_tags(readable(content)))


def _paragraphs(lines: list[str]) -> list[Block]:
    return [Block(0, Role.PARAGRAPH, line) for line in lines]


def _lines_of_tree(content: str) -> list[str]:
    try:
        soup = BeautifulSoup(content, "lxml")
        for element in soup.find_all(sorted(UNREAD - {"button", "textarea"})):
            element.decompose()
        return visible_lines(_text(soup))
    except RecursionError:
        return []


def _text(soup: BeautifulSoup) -> str:
    """The text of the tree, with a line break around each element that a browser starts a new line for."""
    preformatted = {id(text) for element in soup.find_all("pre") for text in element.find_all(string=True)}
    for text in soup.find_all(string=True):
        if isinstance(text, PreformattedString):
            text.extract()
        elif id(text) not in preformatted:
            text.replace_with(NavigableString(text.replace("\n", " ").replace("\r", " ")))
    for element in soup.find_all(sorted(BLOCKS)):
        element.insert_before("\n")
        element.insert_after("\n")
    return soup.get_text()


def readable(content: str) -> str:
    """The source without characters that are none.

    >>> readable("A&#27; fine&#146;s text&#x2026;")
    'A fine’s text&#x2026;'
    """
    return NO_TEXT.sub("", REFERENCE.sub(_checked, content))


def _checked(reference: re.Match[str]) -> str:
    """The reference as it stands, or what browsers show where it names no character (128 to 159: Windows-1252)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code in (9, 10, 13):
        return reference[0]
    if 128 <= code < 160:
        return bytes((code,)).decode("cp1252", "ignore")
    return reference[0] if 0x10000 <= code <= 0x10FFFF else ""
