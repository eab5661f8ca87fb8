"""A line of a page with its links, emphasis, pictures and footnotes, as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

from copydesk.language.visible import collapse
from copydesk.model import CELL_BREAK, Block, Document
from copydesk.parse.html.captions import alternative
from copydesk.parse.html.footnotes import Footnotes, footnotes_of
from copydesk.parse.markup import Run, Style, rendered, unstyled
from copydesk.webpage.outline import Outline, opened
from copydesk.webpage.page import PICTURE, WebPage

HREF, SRC = re.compile(r'\shref="([^"]*)"'), re.compile(r'\ssrc="([^"]*)"')
LEADS_WITHIN = re.compile(r'<a\s(?:[^>]*\s)?href="#')
NAME = re.compile(r"</?([^\s/>]+)")
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
CELLS = ("td", "th")
NOTE = Style(is_note=True)
STYLED = BOLD | ITALIC | CODE | {"a"}
SAFE = ("http://", "https://", "mailto:", "/")
URL_ESCAPES = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "", "\r": "", "\t": ""}


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
    styles = [(_name(tag), tag) for tag in opened(outline.lines.within[line])]
    runs: list[Run] = []
    note = notes.links.get(start - 1, "")  # the line may begin with the link
    runs += [Run(note, NOTE)] if note else []
    for place, token in enumerate(outline.tokens[start:end], start):
        if token[0] != "<":
            is_back = line in notes.texts and any(LEADS_WITHIN.match(tag) for _, tag in styles)
            runs += [] if note or is_back else [Run(unescape(token), _style(styles, url))]
            continue
        name = _name(token)
        if name in CELLS and token[1] != "/" and runs:
            runs.append(Run(CELL_BREAK))
        elif name == "img" and (alt := alternative(token)) and (address := _address(SRC, token, url)):
            runs.append(Run(alt, replace(_style(styles, url), image=address)))
        elif name in STYLED and token[1] != "/":
            styles.append((name, token))
            note = note or notes.links.get(place, "")
            runs += [Run(note, NOTE)] if place in notes.links else []
        elif name in STYLED and styles and styles[-1][0] == name:
            styles.pop()
            note = "" if name == "a" else note
    return runs


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
        _address(HREF, links[-1], url) if links else "",
    )


def _address(attribute: re.Pattern[str], tag: str, url: str) -> str:
    """The target of a link or picture in full, fit for Markdown; empty for one that leads nowhere."""
    found = attribute.search(tag)
    href = unescape(found[1]).strip() if found else ""
    try:
        address = urljoin(url, href)
    except ValueError:
        return ""
    if not href or not address.startswith(SAFE):
        return ""
    return "".join(URL_ESCAPES.get(character, character) for character in address)
