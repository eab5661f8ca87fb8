"""Plain text to blocks: a line a block, whatever shape the scraper gave the text.

Three shapes come in: a block a line; paragraphs with blank lines between them, some of them groups of lines (captions,
verse, lists) that are blocks of their own; and hard-wrapped paragraphs, which are joined first (`unwrap`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.model import Block, Gap, Page, Role
from copydesk.parse.blocks import Parsed
from copydesk.parse.lines import Line
from copydesk.parse.unwrap import unwrap

BLANK, LINE = Gap.BLANK, Gap.LINE
BULLET = re.compile(r"(?:[-*+•‣◦▪●○–]|\(?\d{1,3}[.)])\s+\S")
CELLS = re.compile(r"\S\s\|\s\S|\S\t+\S|^\|.*\|$")


def parse_text(page: Page) -> Parsed:
    """The blocks of a plain text."""
    return Parsed(blocks_of(unwrap(lines_of(page.content))))


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, each with its indent and whether a blank line stood before it."""
    lines: list[Line] = []
    blank = False
    for raw in text.splitlines():
        line = raw.strip()
        if line:
            lines.append(Line(line, blank, raw[: len(raw) - len(raw.lstrip())] if raw[0].isspace() else ""))
        blank = not line
    return lines


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """A block for each line, with the role that its form gives away."""
    roles = roles_of(lines)
    return tuple(
        Block(position, role, line.text, BLANK if line.blank_before else LINE, line.indent)
        for position, (line, role) in enumerate(zip(lines, roles, strict=True))
    )


def roles_of(lines: Sequence[Line]) -> list[Role]:
    """The role that the form of each line gives away."""
    return _without_lone_rows([role_of(line.text) for line in lines])


def as_read(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks with the roles and gaps that they have when their lines are read again; their positions stay."""
    parts = zip(blocks, lines, roles_of(lines), strict=True)
    return tuple(_as_read(block, line, role) for block, line, role in parts)


def _as_read(block: Block, line: Line, role: Role) -> Block:
    gap = BLANK if line.blank_before else LINE
    if block.role is role and block.gap is gap and block.indent == line.indent and not block.markup:
        return block
    return Block(block.position, role, line.text, gap, line.indent)


def _without_lone_rows(roles: Sequence[Role]) -> list[Role]:
    """The roles, where a row without another beside it is no table: “By Jane Doe | 6 May”, “Home | News | Sport”."""
    if Role.TABLE not in roles:
        return list(roles)
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
