"""Lines between two of one kind.

Drops what stands between two lines of a newsletter's prompt or of a site's legal lines: a few lines that no phrase
gives away (“The best of the week” between “Our newsletter” and “No spam”).

Keeps paragraphs, and more than one sentence: a prompt may stand above a piece of the text and again below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.zones import PARAGRAPH_WORDS

MAX_LINES = {"newsletter": 3, "legal": 4}
"""Of the words in so many lines between two of the kind, all were boilerplate (150 lines of 60 sites)."""
MAX_PROSE = 1


def find(draft: Draft) -> Iterator[Finding]:
    """The open lines of each short gap between two lines with the same of these labels."""
    for above, below in pairwise(sorted(draft.found)):
        label = draft.label(above)
        gap = range(above + 1, below)
        if len(gap) > MAX_LINES.get(label, 0) or draft.label(below) != label:
            continue
        prose = [form for form in (draft.forms[index] for index in gap) if form.is_prose]
        if len(prose) <= MAX_PROSE and all(form.words < PARAGRAPH_WORDS for form in prose):
            yield from (Finding(index, label, f"between two lines of the kind {label}") for index in gap)
