"""A cleaned clipping laid open: all its blocks in order, and beside each one that was removed the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from copydesk.model import Block, Document, Gap, Metadata, Removal
from copydesk.terminal import DIM, END, STRUCK, columns, harmless, wrap

MARGIN = 34
"""Columns for the reasons: enough for four or five words a line."""
NARROW = 72
"""On a terminal with fewer columns the reason stands below its block, since no room is left beside it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block, what was found of it if anything was, and whether it is still in the text."""

    block: Block
    found: Removal | None
    is_kept: bool


def plain_lines(document: Document, is_numbered: bool = False) -> Iterator[str]:
    """A line for each block: kept ones behind two spaces, removed ones as `- [label] text  (rule: reason)`.

    A `+` in place of the `-` marks what was found but stays, because people say so. With `is_numbered` each line begins
    with the block's number, by which `restore` and `remove` know it.
    """
    for shown in in_order(document):
        number = f"{shown.block.position:>5} " if is_numbered else ""
        yield number + _plain_line(shown)
    yield from _closing(document)


def _plain_line(shown: Shown) -> str:
    block, found = shown.block, shown.found
    if not found:
        return harmless(f"  {block.indent}{block.text}")
    sign = "+" if shown.is_kept else "-"
    return harmless(f"{sign} [{found.label}] {block.text}  ({found.rule}: {found.reason})")


def styled_lines(document: Document, width: int) -> Iterator[str]:
    """The clipping as it stood, wrapped to `width`: what was removed is struck out, its reason in the margin."""
    for number, shown in enumerate(in_order(document)):
        if number and shown.block.gap is Gap.BLANK:
            yield ""
        yield from _below(shown, width) if width < NARROW else _beside(shown, width)
    yield ""
    yield from (line for text in _closing(document) for line in wrap(text, width))


def in_order(document: Document) -> list[Shown]:
    """Kept and removed blocks as they stood in the clipping."""
    marked = {removal.block.position: removal for removal in document.marked}
    kept = [Shown(block, marked.get(block.position), True) for block in document.blocks]
    removed = [Shown(removal.block, removal, False) for removal in document.removals]
    return sorted([*kept, *removed], key=lambda shown: shown.block.position)


def _beside(shown: Shown, width: int) -> Iterator[str]:
    left = width - MARGIN
    reasons = wrap(_reason(shown), MARGIN - 3) if shown.found else []
    for line, reason in zip_longest(_text(shown, left if reasons else width), reasons, fillvalue=""):
        gap = " " * (left - columns(line))
        yield f"{_struck(shown, line)}{gap} {DIM}│{END} {reason}" if reason else _struck(shown, line)


def _below(shown: Shown, width: int) -> Iterator[str]:
    yield from (_struck(shown, line) for line in _text(shown, width))
    if shown.found:
        yield from (f"  {DIM}│{END} {line}" for line in wrap(_reason(shown), width - 4))


def _text(shown: Shown, width: int) -> list[str]:
    indent = harmless(shown.block.indent)[: width // 2]
    return [indent + line for line in wrap(harmless(shown.block.text), width - columns(indent))]


def _struck(shown: Shown, line: str) -> str:
    return line if shown.is_kept or not line else f"{DIM}{STRUCK}{line}{END}"


def _reason(shown: Shown) -> str:
    found = shown.found
    return (
        harmless(f"{'kept: ' * shown.is_kept}{found.label}: {found.reason} ({found.rule})") if found else ""
    )


def _closing(document: Document) -> Iterator[str]:
    """How much was removed, what to look at, and what is known of the clipping now."""
    kept = len(document.blocks)
    yield f"{kept} {'block' if kept == 1 else 'blocks'} kept, {len(document.removals)} removed"
    if document.doubtful:
        yield harmless(f"doubtful: {document.doubtful}")
    if document.duplicate_of:
        yield harmless(f"most of it was copied from {document.duplicate_of}")
    if document.version_of:
        yield harmless(f"a version of {document.version_of}, from the same address")
    for one in document.look_alikes:
        yield harmless(f"block {one.position} is like {one.of}, but: {one.difference}")
    yield from (harmless(f"{name}: {value}") for name, value in _known(document.metadata) if value)


def _known(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Where bylines, dates and captions went."""
    yield "title", metadata.title
    yield "authors", ", ".join(metadata.authors)
    yield "published", metadata.published
    yield "modified", metadata.modified
    yield "site", metadata.site
    for caption in metadata.captions:
        yield "caption", f"{caption.text} ({caption.credit})" if caption.credit else caption.text
