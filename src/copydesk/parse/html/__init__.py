"""HTML to blocks: all lines of the page that a reader sees, in the role that the page gives them, in their order."""

from __future__ import annotations

from copydesk.model import Block, Page
from copydesk.parse.blocks import Parsed, numbered
from copydesk.parse.html.blocks import blocks_of
from copydesk.parse.html.lenient import stripped_blocks, visible_blocks
from copydesk.webpage.page import WebPage
from copydesk.webpage.source import tokens_of, tree_of
from copydesk.webpage.stated_text import stated_article
from copydesk.webpage.statements import statements_of
from copydesk.webpage.walk import outline_of

NO_TREE = "the page is nested too deeply for a parser, so all of its text was read"
STATED = "the page shows no text without its scripts, so the text is the body that its JSON-LD states"
NO_LINES = "the parser found nothing to read, so the page was read without it"


def parse_html(page: Page) -> Parsed:
    """The blocks of the page, and the page as the block model needs it.

    Where no parser makes a tree of it, or no text comes of the tree: what is left without tags, and a word of doubt.
    Where only JSON-LD has the text: that, behind the lines of the page.
    """
    tree = tree_of(page.content)
    if tree is None:
        return _in_doubt(stripped_blocks(page.content), NO_TREE)
    statements = statements_of(tree)
    tokens = tokens_of(tree)
    outline = outline_of(tokens)
    doubt = ""
    if article := stated_article(statements, outline):
        outline, doubt = outline_of(_with_article(tokens, article)), STATED
    blocks, line_of = blocks_of(outline)
    web = WebPage(page.content, outline, statements, line_of)
    if not outline.lines.text:
        return _in_doubt(visible_blocks(page.content), NO_LINES, web)
    return Parsed(blocks, doubt, web)


def _with_article(tokens: list[str], source: str) -> list[str]:
    """The tokens of the page with those of the article at the end of its body."""
    tree = tree_of(source)
    return [*tokens[:-1], *tokens_of(tree)[1:-1], *tokens[-1:]] if tree else tokens


def _in_doubt(blocks: list[Block], doubt: str, web: WebPage | None = None) -> Parsed:
    return Parsed(numbered(blocks), doubt if blocks else "", web)
