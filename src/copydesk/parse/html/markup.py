"""A line of a page with its links and emphasis, as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

from copydesk.model import Block, Document, Role
from copydesk.parse.markup import Run, Style, rendered
from copydesk.webpage.outline import Outline, opened
from copydesk.webpage.page import PICTURE, WebPage

HREF = re.compile(r'\shref="([^"]*)"')
NAME = re.compile(r"</?([^\s/>]+)")
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
STYLED = BOLD | ITALIC | CODE | {"a"}
SAFE = ("http://", "https://", "mailto:", "/")
URL_ESCAPES = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "", "\r": "", "\t": ""}


def with_markup(document: Document, page: WebPage) -> Document:
    """The document with the links and the emphasis of the blocks in its text."""
    url = document.source.url or document.metadata.url
    blocks = (_dressed(block, page.outline, page.line_of[block.position], url) for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _dressed(block: Block, outline: Outline, line: int, url: str) -> Block:
    lines = outline.lines
    if line == PICTURE or line in lines.raw or block.role is Role.TABLE:
        return block
    if lines.end[line] - lines.start[line] == 1 and not opened(lines.within[line]):
        return block  # a text without a tag in it
    markup = markup_of(outline, line, url)
    marker = block.text[: len(block.text) - len(lines.text[line])]
    if not markup:
        return block
    return Block(block.position, block.role, block.text, block.gap, block.indent, marker + markup)


def markup_of(outline: Outline, line: int, url: str) -> str:
    """The line as Markdown; nothing where it has neither links nor emphasis."""
    start, end = outline.lines.start[line], outline.lines.end[line]
    styles = [(_name(tag), tag) for tag in opened(outline.lines.within[line])]
    runs: list[Run] = []
    for token in outline.tokens[start:end]:
        if token[0] != "<":
            runs.append(Run(unescape(token), _style(styles, url)))
            continue
        name = _name(token)
        if name not in STYLED:
            continue
        if token[1] != "/":
            styles.append((name, token))
        elif styles and styles[-1][0] == name:
            styles.pop()
    return rendered(runs)


def _name(tag: str) -> str:
    found = NAME.match(tag)
    return found[1] if found else ""


def _style(opened: list[tuple[str, str]], url: str) -> Style:
    names = {name for name, _ in opened}
    links = [tag for name, tag in opened if name == "a"]
    return Style(
        bool(names & BOLD),
        bool(names & ITALIC),
        bool(names & CODE),
        _address(links[-1], url) if links else "",
    )


def _address(tag: str, url: str) -> str:
    """The link's target in full, fit for Markdown; empty for one that leads nowhere."""
    found = HREF.search(tag)
    href = unescape(found[1]).strip() if found else ""
    try:
        address = urljoin(url, href)
    except ValueError:
        return ""
    if not href or not address.startswith(SAFE):
        return ""
    return "".join(URL_ESCAPES.get(character, character) for character in address)
