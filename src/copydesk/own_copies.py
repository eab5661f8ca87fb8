"""Copies within one document: most have none, which a screen tells without the search for near-duplicates."""

from __future__ import annotations

from copydesk.copies import RULE, prose_of
from copydesk.model import Document
from copydesk.neardup.screen import may_be_copies
from copydesk.settings import Settings


def drop_copies(document: Document, settings: Settings) -> Document:
    """The document without paragraphs that near-repeat an earlier one of its own."""
    has_some = any(removal.rule == RULE for removal in (*document.removals, *document.marked))
    near = None if has_some or document.duplicate_of else _near(document, settings)
    if near is not None and not near:
        return document
    from copydesk.copy_pass import CopyPass  # loads what most texts do not need

    return CopyPass(settings).decide(document, near)


def _near(document: Document, settings: Settings) -> set[int]:
    """The positions of the paragraphs that may be or have copies."""
    prose = prose_of(document)
    near = may_be_copies([block.text for block in prose], settings.threshold)
    return {prose[index].position for index in near}
