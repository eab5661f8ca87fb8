"""What all parsers give back, and what they need to make blocks of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.language.visible import UNSEEN, is_visible
from copydesk.model import Block, Gap, Role

if TYPE_CHECKING:
    from copydesk.webpage.page import WebPage

BULLET = "- "
"""What stands before the text of an entry of a list without numbers."""
STEP = "  "
"""How much further a list inside a list is indented."""
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Every character that one program or another ends a line at."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a page, and, where the parser is not sure of them, a sentence that says why.

    `web` has what stands around the blocks of an HTML page.
    """

    blocks: tuple[Block, ...]
    doubtful: str = ""
    web: WebPage | None = None


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the positions 0, 1, 2, … in the order in which they come."""
    return tuple(replace(block, position=position) for position, block in enumerate(blocks))


def code_blocks(lines: Iterable[str]) -> list[Block]:
    """A block for each line of code that holds something, with the white space that it begins with."""
    blocks: list[Block] = []
    gap = Gap.BLANK
    for line in lines:
        seen = line.translate(UNSEEN)
        text = seen.strip()
        if is_visible(text):
            blocks.append(Block(0, Role.CODE, text, gap, seen[: len(seen) - len(seen.lstrip())]))
        gap = Gap.LINE if is_visible(text) else Gap.BLANK
    return blocks
