"""A cleaned clipping laid open: all its blocks in order, and beside each one that was removed the reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from copydesk.model import Block, Document, Gap, Removal
from copydesk.terminal import DIM, END, STRUCK, columns, harmless, wrap

MARGIN = 34
"""Columns for the reasons: enough for four or five words a line."""
NARROW = 72
"""On a terminal with fewer columns the reason stands below its block, since no room is left beside it."""


def plain_lines(document: Document) -> Iterator[str]:
    """A line for each block: kept ones behind two spaces, removed ones as `- [label] text  (rule: reason)`."""
    for block in in_order(document):
        if isinstance(block, Removal):
            yield f"- [{block.label}] {harmless(block.block.text)}  {harmless(f'({block.rule}: {block.reason})')}"
        else:
            yield f"  {harmless(block.indent + block.text)}"
    yield from _closing(document)


def styled_lines(document: Document, width: int) -> Iterator[str]:
    """The clipping as it stood, wrapped to `width`: what was removed is struck out, its reason in the margin."""
    for number, block in enumerate(in_order(document)):
        if number and _of(block).gap is Gap.BLANK:
            yield ""
        if isinstance(block, Removal):
            yield from _below(block, width) if width < NARROW else _beside(block, width)
        else:
            yield from _kept(block, width)
    yield ""
    yield from (line for text in _closing(document) for line in wrap(text, width))


def in_order(document: Document) -> list[Block | Removal]:
    """Kept and removed blocks as they stood in the clipping."""
    return sorted([*document.blocks, *document.removals], key=lambda block: _of(block).position)


def _of(block: Block | Removal) -> Block:
    return block.block if isinstance(block, Removal) else block


def _kept(block: Block, width: int) -> Iterator[str]:
    indent = harmless(block.indent)[: width // 2]
    left = width if width < NARROW else width - MARGIN
    yield from (indent + line for line in wrap(harmless(block.text), left - columns(indent)))


def _beside(removal: Removal, width: int) -> Iterator[str]:
    left = width - MARGIN
    text = wrap(harmless(removal.block.text), left)
    for line, reason in zip_longest(text, wrap(_reason(removal), MARGIN - 3), fillvalue=""):
        struck = f"{DIM}{STRUCK}{line}{END}" if line else ""
        yield f"{struck}{' ' * (left - columns(line))} {DIM}│{END} {reason}".rstrip()


def _below(removal: Removal, width: int) -> Iterator[str]:
    yield from (f"{DIM}{STRUCK}{line}{END}" for line in wrap(harmless(removal.block.text), width))
    yield from (f"  {DIM}│{END} {line}" for line in wrap(_reason(removal), width - 4))


def _reason(removal: Removal) -> str:
    return harmless(f"{removal.label}: {removal.reason} ({removal.rule})")


def _closing(document: Document) -> Iterator[str]:
    yield f"{len(document.blocks)} blocks kept, {len(document.removals)} removed"
    if document.doubtful:
        yield harmless(f"doubtful: {document.doubtful}")
    if document.duplicate_of:
        yield harmless(f"all of it was copied from {document.duplicate_of}")
