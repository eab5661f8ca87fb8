"""HTML to blocks: the main text as trafilatura chooses it, with the captions, links and emphasis of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from copydesk.html_tree import tree_of
from copydesk.language.words import key_of
from copydesk.model import Block, Gap, Page, Role
from copydesk.parse.blocks import Parsed, numbered
from copydesk.parse.html_align import MARKER, align, key_of_block
from copydesk.parse.html_captions import marked, with_captions
from copydesk.parse.html_lines import read_lines
from copydesk.parse.html_main import main_blocks
from copydesk.parse.html_source import Kind, SourceLine
from copydesk.parse.html_standfirst import with_standfirst
from copydesk.parse.html_visible import stripped_blocks, visible_blocks

MAX_BOXED = 0.1
"""Share of the main text above which boxes with pictures hold the text itself (cards), not captions.

Measured on 337 pages: .05 finds fewer captions, .2 loses text.
"""
NO_TREE = "the page is nested too deeply for a parser, so all of its text was read"
NO_MAIN_TEXT = "no main text was found, so the whole page was read as text"


def parse_html(page: Page) -> Parsed:
    """The blocks of the page's article: a headline, its text, and its captions where the pictures stand.

    Where no main text is found, all visible text of the page, and a word of doubt.
    """
    tree = tree_of(page.content)
    if tree is None:
        return _in_doubt(stripped_blocks(page.content), NO_TREE)
    try:
        blocks = _article(tree, page.source.url)
    except RecursionError:
        return _in_doubt(stripped_blocks(page.content), NO_TREE)
    return Parsed(numbered(blocks)) if blocks else _in_doubt(visible_blocks(page.content), NO_MAIN_TEXT)


def _in_doubt(blocks: list[Block], doubt: str) -> Parsed:
    return Parsed(numbered(blocks), doubt if blocks else "")


def _article(tree: HtmlElement, url: str) -> list[Block]:
    blocks = main_blocks(tree, url)
    lines = marked(*read_lines(tree, url))
    if not lines:
        return []
    keys = [key_of_block(block) for block in blocks]
    places = align(keys, lines)
    dressed = _dressed(blocks, keys, places, lines)
    whole, places = with_standfirst(dressed, places, lines, tree)
    return with_captions(whole, places, lines) if blocks else []


def _dressed(
    blocks: Sequence[Block], keys: Sequence[str], places: Sequence[int | None], lines: Sequence[SourceLine]
) -> list[Block]:
    """The blocks with what their lines in the source add: headline, caption, links and emphasis."""
    sources = [
        lines[place] if place is not None and key_of(lines[place].text) == key else None
        for key, place in zip(keys, places, strict=True)
    ]
    kinds = _caption_kinds(blocks, sources)
    headline = next((source for source in sources if source and source.place.tag == "h1"), None)
    return [
        block
        if source is None
        else _as_in_source(block, source, _role(block, source, kinds, source is headline))
        for block, source in zip(blocks, sources, strict=True)
    ]


def _caption_kinds(blocks: Sequence[Block], sources: Sequence[SourceLine | None]) -> frozenset[Kind]:
    """Which kinds of lines are captions here. Where boxes with pictures hold much of the text, they are the text."""
    boxed = sum(len(source.text) for source in sources if source and source.kind is Kind.BOXED)
    few = boxed <= MAX_BOXED * sum(len(block.text) for block in blocks)
    return frozenset((Kind.CAPTION, Kind.BOXED)) if few else frozenset((Kind.CAPTION,))


def _role(block: Block, source: SourceLine, captions: frozenset[Kind], is_headline: bool) -> Role:
    if source.kind in captions:
        return Role.CAPTION
    return Role.TITLE if is_headline else block.role


def _as_in_source(block: Block, source: SourceLine, role: Role) -> Block:
    marker = MARKER.match(block.text) if role is Role.LIST_ITEM else None
    markup = (marker[0] if marker else "") + source.markup if source.markup else ""
    gap = Gap.BLANK if source.is_apart else block.gap
    return replace(block, role=role, gap=gap, markup=markup)
