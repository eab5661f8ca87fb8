"""The safety gate: a clipping that may have lost much of its article is doubtful, and a person should look."""

from __future__ import annotations

from copydesk.boilerplate.page import NAME as PAGE
from copydesk.language.words import ends_sentence
from copydesk.model import Document, Removal

COPY = "copy"
NO_PROSE = frozenset(("caption", "credit", "title"))
"""Labels whose lines may well be sentences."""
MIN_CHARACTERS = 60
UNJUDGED = 10
"""Of the sentences that a rule found and the model does not hold for article text, so many hundredths may be (measured:
2 to 11, by rule)."""


def doubt(document: Document, max_lost_article: float) -> str:
    """Why a person should look at the document, or nothing.

    A removed line of the probability p has lost (1 − p) of its characters to the article, on average. Their share of
    what is kept and what may be lost is the expected loss; copies count as kept. What stood around the text of an HTML
    page does not count: the page model has doubts of its own.
    """
    lost = sum(_expected_loss(removal) for removal in document.removals)
    kept = 100 * sum(len(block.text) for block in document.blocks)
    kept += 100 * sum(len(removal.block.text) for removal in document.removals if removal.label == COPY)
    if lost and lost > max_lost_article * (lost + kept):
        share = lost / (lost + kept)
        return (
            f"about {share:.0%} of the article may be among what was removed (limit {max_lost_article:.0%})"
        )
    return ""


def _expected_loss(removal: Removal) -> int:
    """In hundredths of a character: whole numbers add up to the same in any order."""
    text = removal.block.text
    if removal.label == COPY or removal.rule == PAGE:
        return 0
    if removal.score < 1:
        return len(text) * (100 - round(100 * removal.score))
    is_prose = len(text) >= MIN_CHARACTERS and ends_sentence(text) and removal.label not in NO_PROSE
    return len(text) * UNJUDGED if is_prose else 0
