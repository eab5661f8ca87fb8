"""All that a reader sees of a page, block by block, for pages whose main text nobody finds."""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from copydesk.model import Block, Role
from copydesk.parse.blocks import collapse, is_visible
from copydesk.parse.html_lines import BLOCKS, UNREAD
from copydesk.parse.html_source import readable

RAW = ("script", "style", "template", "title", "svg")
"""Elements whose content is not for readers."""
RAW_START = re.compile(rf"<({'|'.join(RAW)})\b[^<>]*>|<!--", re.IGNORECASE)
RAW_END = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in RAW} | {None: re.compile("-->")}
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?][^<>]*>")


def visible_blocks(content: str) -> list[Block]:
    """The visible lines of the page as paragraphs: from its tree, or from its source where the tree lost most of it."""
    content = readable(content)
    from_source = _lines_of_source(content)
    from_tree = _lines_of_tree(content)
    is_lost = 2 * sum(map(len, from_tree)) < sum(map(len, from_source))
    return _paragraphs(from_source if is_lost else from_tree)


def stripped_blocks(content: str) -> list[Block]:
    """What is left of the source without its tags, for pages that no parser makes a tree of."""
    return _paragraphs(_lines_of_source(readable(content)))


def _paragraphs(lines: list[str]) -> list[Block]:
    return [Block(0, Role.PARAGRAPH, line) for line in lines]


def _lines_of_tree(content: str) -> list[str]:
    try:
        soup = BeautifulSoup(content, "lxml")
        for element in soup.find_all(sorted(UNREAD - {"button", "textarea"})):
            element.decompose()
        return _lines_of(_text(soup))
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


def _lines_of_source(content: str) -> list[str]:
    text = TAG.sub(_break, _without_raw(content).replace("\r", " ").replace("\n", " "))
    return _lines_of(unescape(text))


def _break(tag: re.Match[str]) -> str:
    return "\n" if (tag[1] or "").lower() in BLOCKS else ""


def _without_raw(content: str) -> str:
    """The source without scripts, styles and comments, in one pass even where none of them ends."""
    parts: list[str] = []
    start = 0
    while found := RAW_START.search(content, start):
        parts.append(content[start : found.start()])
        ending = RAW_END[found[1] and found[1].lower()].search(content, found.end())
        if ending is None:
            return "".join(parts)
        start = ending.end()
    return "".join((*parts, content[start:]))


def _lines_of(text: str) -> list[str]:
    return [line for line in map(collapse, text.split("\n")) if is_visible(line)]
