"""A line of a page with its links, emphasis, pictures and footnotes, as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urljoin

from copydesk.language.visible import UNSEEN, collapse
from copydesk.model import CELL_BREAK, Block, Document
from copydesk.parse.html.captions import alternative
from copydesk.parse.html.footnotes import Footnotes, footnotes_of
from copydesk.parse.markup import PLAIN, Run, Style, rendered, unstyled
from copydesk.webpage.outline import Outline, opened
from copydesk.webpage.page import PICTURE, WebPage

HREF, SRC = re.compile(r'\shref="([^"]*)"'), re.compile(r'\ssrc="([^"]*)"')
LEADS_WITHIN = re.compile(r'<a\s(?:[^>]*\s)?href="#')
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
CELLS = ("td", "th")
NOTE = Style(is_note=True)
STYLED = BOLD | ITALIC | CODE | {"a"}
SAFE = ("http://", "https://", "mailto:", "/")
URL_ESCAPES = {code: quote(chr(code)) for code in (*UNSEEN, *map(ord, " ()<>"))} | dict.fromkeys(
    map(ord, "\n\r\t"), ""
)
IN_FULL = re.compile(r"https?://[\w.-]+/[\w./%~-]*(?:\?[\w.%&=+-]+)?", re.ASCII)
"""An address that means the same on every page, as most do."""


def with_markup(document: Document, page: WebPage) -> Document:
    """The document with the links, emphasis, pictures and footnotes of the blocks in its text."""
    url = document.source.url or document.metadata.url
    notes = footnotes_of(
        page.outline, {page.line_of[block.position] for block in document.blocks} - {PICTURE}
    )
    blocks = (_dressed(block, page, notes, url) for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _dressed(block: Block, page: WebPage, notes: Footnotes, url: str) -> Block:
    lines, line = page.outline.lines, page.line_of[block.position]
    if line == PICTURE or line in lines.raw:
        return block
    is_bare = lines.end[line] - lines.start[line] == 1 and not opened(lines.within[line])
    if is_bare and line not in notes.texts:
        return block  # a text without a tag in it
    runs = _runs_of(page.outline, line, notes, url)
    markup = rendered(runs)
    if mark := notes.texts.get(line):
        text = markup or unstyled(collapse("".join(run.text for run in runs)))
        return replace(block, markup=f"{mark}: {text}")
    marker = block.text[: len(block.text) - len(lines.text[line])]
    if not markup:
        return block
    return replace(block, markup=marker + markup)


def _runs_of(outline: Outline, line: int, notes: Footnotes, url: str) -> list[Run]:
    """The line in runs of one style each, with marks in place of the links to footnotes, and without their way back."""
    start, end = outline.lines.start[line], outline.lines.end[line]
    styles = [OUTSIDE]
    for tag in opened(outline.lines.within[line]):
        styles.append(_inside(styles[-1], tag, url))
    runs: list[Run] = []
    note = notes.links.get(start - 1, "")  # the line may begin with the link
    runs += [Run(note, NOTE)] if note else []
    for place, token in enumerate(outline.tokens[start:end], start):
        here = styles[-1]
        if token[0] != "<":
            is_back = line in notes.texts and here.leads_within
            runs += [] if note or is_back else [Run(unescape(token), here.style)]
        elif token[1] == "/":
            if token[2:-1] == here.name:
                styles.pop()
                note = "" if here.name == "a" else note
        elif (name := _name(token)) in STYLED:
            styles.append(_inside(here, token, url))
            note = note or notes.links.get(place, "")
            runs += [Run(note, NOTE)] if place in notes.links else []
        elif name in CELLS and runs:
            runs.append(Run(CELL_BREAK))
        elif name == "img" and (alt := alternative(token)) and (address := _address(SRC, token, url)):
            runs.append(Run(alt, here.style._replace(image=address)))
    return runs


class _Open(NamedTuple):
    """The innermost open style or link, with the style of all around it; does a link lead to a place on the page?"""

    name: str
    style: Style
    leads_within: bool


OUTSIDE = _Open("", PLAIN, False)


def _inside(around: _Open, tag: str, url: str) -> _Open:
    """What is open behind the start tag of a link or style."""
    name, style = _name(tag), around.style
    if name == "a":
        style = style._replace(href=_address(HREF, tag, url))
    elif name in BOLD:
        style = style._replace(bold=True)
    elif name in ITALIC:
        style = style._replace(italic=True)
    elif name in CODE:
        style = style._replace(code=True)
    return _Open(name, style, around.leads_within or bool(LEADS_WITHIN.match(tag)))


def _name(tag: str) -> str:
    end = tag.find(" ")
    return tag[1:-1] if end < 0 else tag[1:end]


def _address(attribute: re.Pattern[str], tag: str, url: str) -> str:
    """The target of a link or picture in full, fit for Markdown; empty for one that leads nowhere."""
    found = attribute.search(tag)
    href = unescape(found[1]).strip() if found else ""
    if IN_FULL.fullmatch(href):
        return href
    try:
        address = urljoin(url, href)
    except ValueError:
        return ""
    if not href or not address.startswith(SAFE):
        return ""
    return address.translate(URL_ESCAPES)
