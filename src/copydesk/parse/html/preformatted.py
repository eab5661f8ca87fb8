"""What stands in `pre`, where line breaks and spaces count: code, or prose that was wrapped by hand."""

from __future__ import annotations

from dataclasses import replace

from copydesk.language.visible import collapse
from copydesk.language.words import ends_sentence
from copydesk.model import Block, Role
from copydesk.parse.blocks import LINE_BREAK, code_blocks
from copydesk.parse.lines import Line
from copydesk.parse.text import blocks_of, lines_of
from copydesk.parse.unwrap import MIN_WIDTH, unwrap


def preformatted_blocks(text: str) -> list[Block]:
    """A block for each line of code, or for each paragraph where the text is prose."""
    lines = lines_of(text)
    joined = unwrap(lines)
    if len(joined) < len(lines):
        return [replace(block, position=0) for block in blocks_of(joined)]
    if lines and _is_one_paragraph(lines):
        return [Block(0, Role.PARAGRAPH, collapse(text))]
    return code_blocks(LINE_BREAK.split(text))


def _is_one_paragraph(lines: list[Line]) -> bool:
    """Is it prose in too few lines to see where they were wrapped?"""
    is_loose = any(line.blank_before or line.indent or len(line.text) < MIN_WIDTH for line in lines[:-1])
    return not is_loose and not lines[-1].indent and ends_sentence(lines[-1].text)
