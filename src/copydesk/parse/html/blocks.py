"""The lines of a page as blocks: their roles, the gaps between them, markers of lists, lines of code, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from copydesk.model import Block, Gap, Role
from copydesk.parse.blocks import BULLET, STEP
from copydesk.parse.html.captions import caption_lines, shown_pictures
from copydesk.parse.html.preformatted import preformatted_blocks
from copydesk.parse.tags import HEADINGS
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import Outline
from copydesk.webpage.page import PICTURE

QUOTE, CODE, CREDIT = int(Around.QUOTE), int(Around.CODE), int(Around.CREDIT)
REACH = 4
"""An entry of a list holds its own line this many elements deep, at most."""


def blocks_of(outline: Outline) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """The blocks of the page in order, and for each the line that it is."""
    pictures = {
        line: [text for _, text in texts]
        for line, texts in groupby(shown_pictures(outline), lambda picture: picture[0])
    }
    writer = _Writer(outline, caption_lines(outline))
    for line in range(len(outline.lines.text)):
        if line in pictures:
            writer.add_pictures(pictures[line])
        writer.add(line)
    writer.add_pictures(pictures.get(len(outline.lines.text), ()))
    return tuple(writer.written), tuple(writer.line_of)


class _Writer:
    """Makes blocks of lines, one after the other; knows what stood before."""

    def __init__(self, outline: Outline, captions: frozenset[int]) -> None:
        self._lines, self._elements = outline.lines, outline.elements
        self._captions = captions
        self._depth = [0]  # of each element, in entries of lists
        for parent, look in zip(self._elements.parent[1:], self._elements.look[1:], strict=True):
            self._depth.append(self._depth[parent] + (look.tag == "li"))
        self.written: list[Block] = []
        self.line_of: list[int] = []
        self._headline = next(
            (
                n
                for n, element in enumerate(outline.lines.element)
                if outline.elements.look[element].tag == "h1"
            ),
            -1,
        )
        self._last: Role | None = None
        self._table = -1

    def add(self, line: int) -> None:
        """Write the block of a line, or the blocks of a preformatted one."""
        raw = self._lines.raw.get(line)
        if raw is not None:
            for block in preformatted_blocks(raw):
                self._write(replace(block, position=len(self.written)), line)
            self._last = Role.CODE
            return
        entry, depth = self._entry(line)
        role = self._role(line, entry)
        marker = self._marker(line, entry) if role is Role.LIST_ITEM else ""
        indent = STEP * (depth - 1) if marker else ""
        text = marker + self._lines.text[line]
        self._write(Block(len(self.written), role, text, self._gap(line, role, entry), indent), line)
        self._last = role

    def add_pictures(self, texts: Sequence[str]) -> None:
        """Write the alternative texts of pictures."""
        for text in texts:
            self._write(Block(len(self.written), Role.CAPTION, text), PICTURE)

    def _write(self, block: Block, line: int) -> None:
        self.written.append(block)
        self.line_of.append(line)

    def _role(self, line: int, entry: int) -> Role:
        tag = self._elements.look[self._lines.element[line]].tag
        if tag in HEADINGS:
            return Role.TITLE if line == self._headline else Role.HEADING
        if self._lines.cells[line]:
            return Role.TABLE
        if line in self._captions:
            return Role.CAPTION
        around = self._lines.around[line]
        if around & CODE:
            return Role.CODE
        if entry:
            return Role.LIST_ITEM
        return Role.QUOTE if around & QUOTE else Role.PARAGRAPH

    def _entry(self, line: int) -> tuple[int, int]:
        """The entry of a list whose first line this is (0: none), and how many lists it is in."""
        elements, element = self._elements, self._lines.element[line]
        for _ in range(REACH):
            if elements.look[element].tag == "li" and elements.first[element] == line:
                return element, self._depth[element]
            element = elements.parent[element]
        return 0, 0

    def _marker(self, line: int, entry: int) -> str:
        is_ordered = self._elements.look[self._elements.parent[entry]].tag == "ol"
        has_number = self._lines.text[line][0].isdigit()
        return f"{self._elements.entry[entry]}. " if is_ordered and not has_number else BULLET

    def _gap(self, line: int, role: Role, entry: int) -> Gap:
        lines = self._lines
        if role is Role.TABLE:
            table = self._elements.parent[self._elements.parent[lines.element[line]]]
            follows, self._table = self._last is Role.TABLE and table == self._table, table
            return Gap.LINE if follows else Gap.BLANK
        if role is Role.LIST_ITEM:
            is_first = self._elements.entry[entry] == 1 and self._depth[entry] == 1
            return Gap.BLANK if is_first or self._last is not Role.LIST_ITEM else Gap.LINE
        if role is Role.CAPTION and lines.around[line] & CREDIT:
            return Gap.LINE if self._last is Role.CAPTION else Gap.BLANK
        is_same = line > 0 and lines.element[line] == lines.element[line - 1]
        return Gap.LINE if is_same and lines.breaks[line] == 1 else Gap.BLANK
