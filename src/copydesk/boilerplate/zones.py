"""Where the prose of a document stands: its first and its last run, and where it goes on behind a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from copydesk.boilerplate.draft import Draft
from copydesk.language.once import once

REACH = 3
"""Prose lines are near each other if at most so many lines (headings, captions) stand between them. A prose line
with none near it may be a teaser, a blurb or a notice."""
MAX_HEADING_WORDS = 12
PARAGRAPH_WORDS = 35
"""A sentence or more of so many words is a paragraph of an article by itself: teasers are shorter."""
ARTICLE_RUN = 3
"""So many paragraphs running are an article: readers' comments have names, dates and short lines between them."""


class Prose:
    """The prose among a draft's open lines; each question costs no more than its answer needs."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @once
    def _open(self) -> Sequence[int]:
        return self._draft.open()

    @once
    def _prose(self) -> list[int]:
        return [index for index in self._draft.forms.prose if index not in self._draft.found]

    @once
    def _sums(self) -> list[int]:
        return [0, *accumulate(self._draft.forms[index].words for index in self._prose)]

    @property
    def lines(self) -> int:
        """How many lines of prose there are."""
        return len(self._prose)

    @property
    def first(self) -> int:
        """The index of the first prose line; 0 where there is none."""
        return self._prose[0] if self._prose else 0

    @once
    def start(self) -> int:
        """The index of the first prose line that has another near it; of the first where none has; else the end."""
        near = (first for first, second in pairwise(self._prose) if second - first <= REACH)
        return next(near, self._prose[0] if self._prose else len(self._draft))

    @once
    def end(self) -> int:
        """The index behind the last prose line that has another near it; behind the last where none has; else 0."""
        near = (later for later, earlier in pairwise(self._prose[::-1]) if later - earlier <= REACH)
        return next(near, self._prose[-1] if self._prose else -1) + 1

    def share_before(self, index: int) -> float:
        """The share of the words of prose that stand before a line."""
        return self._sums[bisect_left(self._prose, index)] / self._sums[-1] if self._sums[-1] else 0.0

    def next_line(self, index: int) -> int:
        """The index of the first prose line from here on; the document's length where there is none."""
        place = bisect_left(self._prose, index)
        return self._prose[place] if place < len(self._prose) else len(self._draft)

    def next_run(self, index: int) -> int:
        """The index from which article text goes on: two prose lines running, at most a heading between them."""
        places = range(bisect_left(self._open, index), len(self._open))
        return next((self._open[place] for place in places if self._goes_on(place)), len(self._draft))

    def next_article(self, index: int) -> int:
        """The index from which so many paragraphs stand together that they must be the article's."""
        run = 0
        for place in range(bisect_left(self._open, index), len(self._open)):
            form = self._draft.forms[self._open[place]]
            run = run + 1 if form.is_sentence and form.words >= PARAGRAPH_WORDS else 0
            if run == ARTICLE_RUN:
                return self._open[place - ARTICLE_RUN + 1]
        return len(self._draft)

    def _goes_on(self, place: int) -> bool:
        ahead = [self._draft.forms[index] for index in self._open[place : place + 3]]
        if ahead[0].is_sentence and ahead[0].words >= PARAGRAPH_WORDS:
            return True
        if not ahead[0].is_prose or len(ahead) == 1:
            return False
        behind_heading = len(ahead) > 2 and ahead[1].words <= MAX_HEADING_WORDS and ahead[2].is_prose
        return ahead[1].is_prose or behind_heading
