"""An article's own lists: what a line of the text announces with a colon at its end."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from copydesk.boilerplate.draft import Draft

COLONS = (":", "：")
MIN_WORDS = 5
"""Shorter lines with a colon head a site's lists as well (“Tags:”). Below longer ones that stay in the text, 96 % of
the words of such lists are the article's (2,500 flattened pages)."""
MIN_WORDS_APART = 8
REACH = 3
"""A shorter line has prose among so many lines above it."""
MAX_LINES = 24


class Announced(NamedTuple):
    """A list, and whether the text goes on behind it."""

    lines: range
    heads_prose: bool


def announced(draft: Draft, lines: range, gone: Container[int] = ()) -> Iterator[Announced]:
    """The short lines behind each colon of a line that stays, to the prose or to what a rule found.

    All lists that reach into `lines`. `gone` has the lines that are to leave the text beside those that rules found.
    """
    for index in range(max(lines.start - MAX_LINES, 0), lines.stop):
        if draft.is_open(index) and index not in gone and _announces(draft, index):
            end = _end_of_list(draft, index + 1)
            yield Announced(range(index + 1, end), end < len(draft) and draft.forms[end].is_prose)


def _announces(draft: Draft, index: int) -> bool:
    form = draft.forms[index]
    if not form.text.endswith(COLONS) or form.words < MIN_WORDS or form.wording.said:
        return False
    above = draft.forms[max(0, index - REACH) : index]
    return form.words >= MIN_WORDS_APART or any(other.is_prose for other in above)


def _end_of_list(draft: Draft, first: int) -> int:
    """The index behind the list; that of its first line where it would be too long."""
    last = min(first + MAX_LINES, len(draft) - 1)
    ends = (i for i in range(first, last + 1) if draft.forms[i].is_prose or not draft.is_open(i))
    return next(ends, len(draft) if last < first + MAX_LINES else first)
