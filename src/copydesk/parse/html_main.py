"""The main text of a page as trafilatura chooses it, made into blocks.

The only module that knows trafilatura's tree: `head`, `p`, `list` of `item`, `quote`, `table` of `row` of `cell`,
`code`, `lb` for a line break.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field

from lxml import html
from lxml.etree import _Element
from trafilatura import bare_extraction
from trafilatura.settings import Document

from copydesk.model import Block, Gap, Role
from copydesk.parse.blocks import BULLET, CELL_BREAK, LINE_BREAK, STEP, code_blocks, collapse, is_visible
from copydesk.parse.html_pre import preformatted_blocks, text_of

MAX_CELL = 300
"""Characters above which a table's cell holds prose: then the table is there for the layout, not as a table."""

ROLES = {"head": Role.HEADING, "quote": Role.QUOTE}
INLINE = frozenset(("hi", "ref", "del", "span", "a", "b", "i", "em", "strong"))
HOLDS_INLINE_CODE = INLINE | {"p", "item", "head", "cell", "quote", "div", "code"}


# What trafilatura says on its way is for its own users; ours get the result.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def main_blocks(tree: html.HtmlElement, url: str) -> list[Block]:
    """The blocks of the main text, positions all 0; none where trafilatura finds no text."""
    found = bare_extraction(copy(tree), url=url or None, include_comments=False, deduplicate=False)
    if not isinstance(found, Document) or found.body is None:
        return []
    writer = _Writer(preformatted={_without_space(text): text for text in map(text_of, _outermost(tree))})
    writer.write(found.body, Role.PARAGRAPH)
    writer.flush()
    return writer.blocks


@dataclass(slots=True)
class _Writer:
    """The blocks made so far, and the one being made. Lives for one page."""

    preformatted: Mapping[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    role: Role = Role.PARAGRAPH
    gap: Gap = Gap.BLANK
    marker: str = ""
    depth: int = 0

    def write(self, element: _Element, role: Role) -> None:
        """Write what stands in the element, in blocks of that role where it does not say otherwise."""
        self._add(element.text, role)
        for child in element:
            self._write_child(child, role)
            self._add(child.tail, role)

    def flush(self, gap: Gap = Gap.BLANK) -> None:
        """End the block that is being made; `gap` is what stands before the next one."""
        text = collapse("".join(self.parts))
        if is_visible(text):
            self._fit_marker(text)
            role = self.role if self.marker or self.role is not Role.LIST_ITEM else Role.PARAGRAPH
            indent = STEP * (self.depth - 1) if self.marker else ""
            self.blocks.append(Block(0, role, self.marker + text, self.gap, indent))
            self.marker, self.gap = "", gap
        elif not self.marker:
            self.gap = Gap.BLANK
        self.parts = []

    def _fit_marker(self, text: str) -> None:
        """A heading in a list needs no marker, and a text with a number of its own no second one."""
        if self.marker and self.role is Role.HEADING:
            self.marker = ""
        elif self.marker and text[0].isdigit():
            self.marker = BULLET

    def _add(self, text: str | None, role: Role) -> None:
        if not self.parts:
            self.role = role
        self.parts.append(text or "")

    def _write_child(self, child: _Element, role: Role) -> None:
        if child.tag == "lb":
            self._break_line(role)
        elif child.tag == "code":
            self._write_code(child, role)
        elif child.tag in INLINE:
            self.write(child, role)
        else:
            self.flush()
            self._write_block(child, role)
            self.flush()

    def _write_block(self, child: _Element, role: Role) -> None:
        if child.tag == "list":
            self._write_list(child)
        elif child.tag == "table":
            self._write_table(child, role)
        elif child.tag == "quote" and (text := self.preformatted.get(_without_space(text_of(child)))):
            self.blocks += preformatted_blocks(text)
        else:
            self.write(child, ROLES.get(child.tag, role))

    def _break_line(self, role: Role) -> None:
        if role is Role.HEADING:
            self._add(" ", role)
        else:
            self.flush(Gap.LINE)

    def _write_list(self, element: _Element) -> None:
        self.depth += 1
        for number, entry in enumerate(element, start=1):
            self.flush()
            if number > 1 or self.depth > 1:
                self.gap = Gap.LINE
            self.marker = f"{number}. " if element.get("rend") == "ol" else BULLET
            self.write(entry, Role.LIST_ITEM)
            self._add(entry.tail, Role.LIST_ITEM)
            self.flush()
            self.marker = ""
        self.depth -= 1

    def _write_table(self, element: _Element, role: Role) -> None:
        start = len(self.blocks)
        for row in element:
            self.flush()
            cells = [_flat(cell) for cell in row]
            if sum(map(bool, cells)) > 1 and max(map(len, cells)) <= MAX_CELL:
                self.gap = Gap.LINE if len(self.blocks) > start else self.gap
                self._add(CELL_BREAK.join(cells).rstrip(CELL_BREAK), Role.TABLE)
            else:
                self.write(row, role)
            self.flush()

    def _write_code(self, element: _Element, role: Role) -> None:
        text = text_of(element)
        lines, parent = LINE_BREAK.split(text), element.getparent()
        if len(lines) == 1 and parent is not None and parent.tag in HOLDS_INLINE_CODE:
            self._add(text, role)
            return
        self.flush()
        self.blocks += code_blocks(lines)


def _flat(element: _Element) -> str:
    """All text of the element in one line."""
    parts = [element.text or ""]
    for part in element.iterdescendants():
        space = "" if part.tag in INLINE or part.tag == "code" else " "
        parts += [space, part.text or "", space, part.tail or ""]
    return collapse("".join(parts))


def _outermost(tree: html.HtmlElement) -> list[_Element]:
    """The preformatted elements that are in no other: a thousand in one another would cost their square."""
    return [pre for pre in tree.iter("pre") if next(pre.iterancestors("pre"), None) is None]


def _without_space(text: str) -> str:
    return "".join(text.split())
