"""Plain text to blocks: a line a block, whatever shape the scraper gave the text.

Three shapes come in: a block a line; paragraphs with blank lines between them, some of them groups of lines (captions,
verse, lists) that are blocks of their own; and hard-wrapped paragraphs, which are joined first (`unwrap`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.model import Block, Gap, Page, Role
from copydesk.parse.blocks import LINE_BREAK, Parsed
from copydesk.parse.lines import Line
from copydesk.parse.unwrap import unwrap

BULLET = re.compile(r"(?:[-*+•‣◦▪●○–]|\(?\d{1,3}[.)])\s+\S")
CELLS = re.compile(r"\S\s\|\s\S|\S\t+\S|^\|.*\|$")


def parse_text(page: Page) -> Parsed:
    """The blocks of a plain text."""
    return Parsed(blocks_of(unwrap(lines_of(page.content))))


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, each with its indent and whether a blank line stood before it."""
    lines: list[Line] = []
    blank = False
    for raw in LINE_BREAK.split(text):
        line = raw.strip()
        if line:
            lines.append(Line(line, blank, raw[: len(raw) - len(raw.lstrip())] if raw[0].isspace() else ""))
        blank = not line
    return lines


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """A block for each line, with the role that its form gives away."""
    roles = _without_lone_rows([role_of(line.text) for line in lines])
    return tuple(
        Block(position, role, line.text, Gap.BLANK if line.blank_before else Gap.LINE, line.indent)
        for position, (line, role) in enumerate(zip(lines, roles, strict=True))
    )


def _without_lone_rows(roles: Sequence[Role]) -> list[Role]:
    """The roles, where a row without another beside it is no table: “By Jane Doe | 6 May”, “Home | News | Sport”."""
    beside = zip((None, *roles), (*roles[1:], None), strict=False)
    return [
        Role.PARAGRAPH if role is Role.TABLE and Role.TABLE not in near else role
        for role, near in zip(roles, beside, strict=False)
    ]


def role_of(line: str) -> Role:
    """What a line is by its form alone: list item, table row, quote, else paragraph."""
    if BULLET.match(line):
        return Role.LIST_ITEM
    if ("|" in line or "\t" in line) and CELLS.search(line):
        return Role.TABLE
    if line.startswith(">"):
        return Role.QUOTE
    return Role.PARAGRAPH
