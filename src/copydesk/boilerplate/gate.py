"""The safety gate: a clipping that lost much of its prose to the rules is doubtful, and a person should look."""

from __future__ import annotations

from copydesk.boilerplate.draft import Form
from copydesk.model import Block, Document

NO_PROSE = frozenset(("caption", "credit", "copy", "title"))
"""Labels whose lines may well be sentences: losing them is no loss of article text."""


def doubt(document: Document, max_lost_prose: float) -> str:
    """Why a person should look at the document, or nothing.

    Judged on the words of lines that look like prose, before copies were dropped.
    """
    lost = sum(_prose_words(removal.block) for removal in document.removals if removal.label not in NO_PROSE)
    if not lost:
        return ""
    copied = sum(_prose_words(removal.block) for removal in document.removals if removal.label == "copy")
    kept = sum(_prose_words(block) for block in document.blocks) + copied
    if lost and lost > max_lost_prose * (lost + kept):
        share = lost / (lost + kept)
        return f"{share:.0%} of the words that look like prose were removed by rules (limit {max_lost_prose:.0%})"
    return ""


def _prose_words(block: Block) -> int:
    form = Form(block)
    return form.words if form.is_prose else 0
