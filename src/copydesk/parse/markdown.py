"""Markdown to blocks: what a reader of the rendered note would see, with its links and emphasis as markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from copydesk.language.visible import collapse, is_visible
from copydesk.model import CELL_BREAK, Block, Gap, Page, Role
from copydesk.parse.blocks import BULLET, LINE_BREAK, STEP, Parsed, code_blocks, numbered
from copydesk.parse.markdown_inline import lines_of, markups_of, pictures_of
from copydesk.parse.markup import Run
from copydesk.parse.tags import without_tags
from copydesk.parse.text import parse_text

MAX_NESTING = 50
"""How deeply lists and quotes may be nested; markdown-it leaves out what is nested more deeply."""
MAX_BRACKETS = 2_000
"""In one paragraph; each is sought an end for, and in that the others (150,000 take minutes)."""
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
NOT_MARKDOWN = "the Markdown could not be taken apart, so its lines were read as plain text"

ROLES = {
    "heading": Role.HEADING,
    "blockquote": Role.QUOTE,
    "list_item": Role.LIST_ITEM,
    "table": Role.TABLE,
}


def parse_markdown(page: Page) -> Parsed:
    """The blocks of a Markdown text. A heading of the first level at its beginning is its headline."""
    if any(paragraph.count("[") > MAX_BRACKETS for paragraph in page.content.split("\n\n")):
        return _as_plain_text(page)
    try:
        tokens = _parser().parse(page.content)
    except (RecursionError, ValueError, IndexError):
        return _as_plain_text(page)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        return _as_plain_text(page)
    writer = _Writer()
    for token in tokens:
        writer.read(token)
    return Parsed(numbered(writer.blocks))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.before("paragraph", "footnote", _footnote, {"alt": ["paragraph"]})
    return parser


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link's definition, which readers don't see. A footnote of one word (“[^1]: https://…”) is none."""
    return not _is_footnote(state, start) and reference(state, start, end, silent)


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote ends the paragraph before it, and is one itself."""
    return silent and _is_footnote(state, start)


def _is_footnote(state: StateBlock, line: int) -> bool:
    return bool(FOOTNOTE.match(state.src, state.bMarks[line] + state.tShift[line]))


def _as_plain_text(page: Page) -> Parsed:
    return replace(parse_text(page), doubtful=NOT_MARKDOWN)


def _code(token: Token) -> list[Block]:
    """The lines of code, between its fences where it has some: bare, “Home” would be a menu's when read again."""
    code = code_blocks(LINE_BREAK.split(token.content))
    if not code or token.type != "fence":
        return code
    fence = Block(0, Role.CODE, token.markup)
    first = replace(code[0], gap=Gap.LINE)
    return [
        replace(fence, text=token.markup + token.info.strip()),
        first,
        *code[1:],
        replace(fence, gap=Gap.LINE),
    ]


@dataclass(slots=True)
class _Writer:
    """The blocks made so far, and what is open around the next one. Lives for one note."""

    blocks: list[Block] = field(default_factory=list)
    roles: list[Role] = field(default_factory=lambda: [Role.PARAGRAPH])
    entries: list[int] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    marker: str = ""
    gap: Gap = Gap.BLANK

    def read(self, token: Token) -> None:
        """Take in the next token of the note."""
        name, _, event = token.type.rpartition("_")
        if name in ROLES and event == "open":
            self.roles.append(Role.TITLE if token.tag == "h1" and not self.blocks else ROLES[name])
        elif name in ROLES and event == "close":
            self.roles.pop()
        if name in ("bullet_list", "ordered_list"):
            self._turn_list(event)
        elif token.type == "list_item_open":
            self.entries[-1] += 1
            self.marker = f"{token.info}. " if token.info else BULLET
        elif token.type == "paragraph_open":
            self._set_gap(token.hidden)
        elif token.type == "tr_close":
            self._write_row()
        else:
            self._read_content(token)

    def _turn_list(self, event: str) -> None:
        if event == "open":
            self.entries.append(0)
        else:
            self.entries.pop()

    def _set_gap(self, is_tight: bool) -> None:
        """In a list without blank lines an entry follows on the next line; its first one stands apart from prose."""
        follows = bool(self.entries) and (len(self.entries) > 1 or self.entries[-1] > 1)
        self.gap = Gap.LINE if is_tight and self.marker and follows else Gap.BLANK

    def _read_content(self, token: Token) -> None:
        if token.type == "inline" and self.roles[-1] is Role.TABLE:
            self.cells.append(collapse(" ".join(run.text for line in lines_of(token) for run in line)))
        elif token.type == "inline":
            self._write_lines(lines_of(token), markups_of(token))
            self._write_pictures(pictures_of(token))
        elif token.type in ("fence", "code_block"):
            self.marker = ""
            self.blocks += _code(token)
        elif token.type == "html_block":
            lines = [[Run(line)] for line in without_tags(token.content)]
            self._write_lines(lines, [""] * len(lines))

    def _write_lines(self, lines: Sequence[Sequence[Run]], markups: Sequence[str]) -> None:
        for line, markup in zip(lines, markups, strict=True):
            text, marker = collapse("".join(run.text for run in line)), self.marker
            if not is_visible(text):
                continue
            role = Role.PARAGRAPH if self.roles[-1] is Role.LIST_ITEM and not marker else self.roles[-1]
            indent = STEP * (len(self.entries) - 1) if marker else ""
            self.blocks.append(
                Block(0, role, marker + text, self.gap, indent, marker + markup if markup else "")
            )
            self.marker, self.gap = "", Gap.LINE
        self.gap = Gap.BLANK

    def _write_pictures(self, texts: Sequence[str]) -> None:
        self.blocks += [Block(0, Role.CAPTION, text) for text in map(collapse, texts) if is_visible(text)]

    def _write_row(self) -> None:
        text = CELL_BREAK.join(self.cells).strip(CELL_BREAK)
        self.gap = Gap.LINE if self.blocks and self.blocks[-1].role is Role.TABLE else Gap.BLANK
        if is_visible(text):
            self.blocks.append(Block(0, Role.TABLE, text, self.gap))
        self.cells, self.gap = [], Gap.BLANK
