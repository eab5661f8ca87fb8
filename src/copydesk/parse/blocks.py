"""What all parsers give back, and what they need to make blocks of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from copydesk.model import Block, Gap, Role

BULLET = "- "
"""What stands before the text of an entry of a list without numbers."""
CELL_BREAK = " | "
"""What stands between two cells of a table's row."""
STEP = "  "
"""How much further a list inside a list is indented."""
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Every character that one program or another ends a line at."""

SOFT_HYPHEN = "\xad"
BYTE_ORDER_MARK = "\ufeff"
UNSEEN = {ord(SOFT_HYPHEN): None, ord(BYTE_ORDER_MARK): None} | {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()
}
"""Characters that no reader sees and that are no white space; inside a word they keep it from being found."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a page, and, where the parser is not sure of them, a sentence that says why."""

    blocks: tuple[Block, ...]
    doubtful: str = ""


def collapse(text: str) -> str:
    """The text as one line: each run of white space, line separators of every kind included, is one space.

    >>> collapse(" one\\u2028two\\t three ")
    'one two three'
    """
    return " ".join(text.translate(UNSEEN).split())


def is_visible(text: str) -> bool:
    """Whether a reader would see anything of the text."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the positions 0, 1, 2, … in the order in which they come."""
    return tuple(replace(block, position=position) for position, block in enumerate(blocks))


def code_blocks(lines: Iterable[str]) -> list[Block]:
    """A block for each line of code that holds something, with the white space that it begins with."""
    blocks: list[Block] = []
    gap = Gap.BLANK
    for line in lines:
        text = line.translate(UNSEEN).strip()
        if is_visible(text):
            blocks.append(Block(0, Role.CODE, text, gap, line[: len(line) - len(line.lstrip())]))
        gap = Gap.LINE if is_visible(text) else Gap.BLANK
    return blocks
