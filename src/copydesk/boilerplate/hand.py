"""What a person removed from a clipping, or put back.

Drops the lines that `copydesk remove` names, in that clipping: wherever they stand in it, and whatever else changes.

Keeps the lines that `copydesk restore` names: no rule removes those, nor are they copies. What the rules say of other
lines stays the same. This one cannot be switched off, only decided otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from copydesk.model import Block, Document, Removal, in_order
from copydesk.settings import Settings

NAME = "hand"
REMOVED, RESTORED = "removed by hand", "restored by hand"


def removed_by_hand(document: Document, settings: Settings) -> tuple[Removal, ...]:
    """The blocks of a document that a person removed."""
    if document.id not in settings.by_hand.removed:
        return ()
    gone = (block for block in document.blocks if settings.by_hand.removes(document.id, block.text))
    return tuple(Removal(block, NAME, "other", REMOVED) for block in gone)


def kept_lines(document: Document, settings: Settings) -> set[int]:
    """The positions of the lines of a document that a person put back."""
    if document.id not in settings.by_hand.kept:
        return set()
    blocks = [*document.blocks, *(removal.block for removal in document.removals)]
    return {block.position for block in blocks if settings.by_hand.keeps(document.id, block.text)}


def with_marks(document: Document, settings: Settings) -> Document:
    """The document that says of its kept lines which a person put back."""
    kept = kept_lines(document, settings)
    if not kept:
        return document
    restored = (_mark(block) for block in document.blocks if block.position in kept)
    others = (mark for mark in document.marked if mark.block.position not in kept)
    return replace(document, marked=in_order((*others, *restored)))


def _mark(block: Block) -> Removal:
    return Removal(block, NAME, "other", RESTORED)


def decided_by_hand(document: Document, settings: Settings) -> Document:
    """A document that was written earlier, with what a person decided of its lines since then, or of its site's rules.

    For a clipping that is not there any more: otherwise it is cleaned anew, since lines are judged by their company.
    """
    off = settings.for_site(document.site_names).off
    kept = kept_lines(document, settings)
    back = {one.block.position for one in document.removals if one.block.position in kept or one.rule in off}
    by_hand = removed_by_hand(document, settings)
    gone = {removal.block.position for removal in by_hand}
    blocks = [b for b in document.blocks if b.position not in gone]
    blocks += [one.block for one in document.removals if one.block.position in back]
    removals = [one for one in document.removals if one.block.position not in back]
    removals += by_hand
    changed = replace(
        document,
        blocks=tuple(sorted(blocks, key=lambda block: block.position)),
        removals=in_order(removals),
        marked=tuple(
            mark for mark in document.marked if mark.block.position not in gone and mark.rule != NAME
        ),
    )
    return with_marks(changed, settings)
