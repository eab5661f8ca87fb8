"""Where the prose of a document stands: what comes before its first and after its last run."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.boilerplate.draft import Draft

RUN = 2
"""So many lines of prose near each other are a run: a single one may be a teaser, a blurb or a notice."""
REACH = 3
"""Prose lines are near each other if at most so many lines (headings, captions) stand between them."""


def prose_start(draft: Draft) -> int:
    """The index of the first prose line that has another close behind it; the first prose line where none has.

    A document without prose starts at its end.
    """
    prose = [index for index in draft.open() if draft.forms[index].is_prose]
    for first, second in zip(prose, prose[1:], strict=False):
        if second - first <= REACH:
            return first
    return prose[0] if prose else len(draft)


def prose_end(draft: Draft) -> int:
    """The index behind the last prose line that has another close before it; 0 where there is no prose."""
    prose = [index for index in draft.open() if draft.forms[index].is_prose]
    for first, second in zip(reversed(prose[:-1]), reversed(prose), strict=False):
        if second - first <= REACH:
            return second + 1
    return prose[-1] + 1 if prose else 0


def is_prose_again(draft: Draft, indexes: Sequence[int], start: int) -> bool:
    """Does article text go on at `indexes[start]`: two prose lines running, a heading between them or before at most?"""
    ahead = [draft.forms[index] for index in indexes[start : start + 3]]
    if not ahead or not ahead[0].is_prose:
        return False
    return len(ahead) > 1 and (ahead[1].is_prose or (len(ahead) > 2 and ahead[2].is_prose and ahead[1].words <= 12))


def share_of_prose_before(draft: Draft, index: int) -> float:
    """The share of the words of prose that stand before a line."""
    prose = [(other, draft.forms[other].words) for other in draft.open() if draft.forms[other].is_prose]
    total = sum(words for _, words in prose)
    return sum(words for other, words in prose if other < index) / total if total else 0.0
