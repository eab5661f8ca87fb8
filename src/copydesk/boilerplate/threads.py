"""Comments and other short pieces that are signed one like the other, below the text.

Drops what stands below a name and “May 6, 2025 at 10:17 am” or “8 hours ago”, where behind some paragraphs several
follow each other, signed by several names; and what stands below “Jane says”, where many say something and some come
back. Where most pieces have a sentence, only if a heading of comments stands right above or in most pieces a button to
reply, or if a crowd signs.

Keeps programmes, whose times are round; diaries; tickers, whether reporters sign them or nobody; and interviews and
round tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import says_any
from copydesk.language.dates import has_time
from copydesk.language.phrases import is_phrase
from copydesk.language.words import count_words

MAX_STAMP_WORDS, MAX_WORDS_BESIDE, MAX_NAME_WORDS = 14, 3, 4
MAX_LINES = 20
"""Between two names stand at most so many lines."""
MIN_SIGNED, MIN_NAMES = 4, 3
MIN_SAID, MIN_SAYING = 6, 4
"""So many “Jane says”, by so many, of whom some come back. (16 threads of the development clippings, 25,000 words: none
has a word of an article in it.)"""
MIN_BELOW = 3
"""At least so many lines below a name are looked at for a sentence: the name may stand there twice."""
ABOVE = 6
"""So many lines above a thread may hold the heading of comments, with “Oldest” and “Newest” behind it."""
MIN_CROWD = 20
"""So many names, most of which sign once, are no newsroom's. (14 threads of the development clippings, 22,000 words, of
which none is an article's: eight have sentences, seven of them a heading, one a crowd of 71.)"""
MIN_PARAGRAPHS = 3
"""So many sentences running on stand above: otherwise the signed pieces may be the text."""
CLOCK = re.compile(r"\d{1,2}[:.h](\d\d)")
ROUND = frozenset(("00", "15", "30", "45"))
BUTTONS = ("share", "comments", "navigation")


@dataclass(frozen=True, slots=True)
class Signed:
    """Where a signed piece begins, with its name, and whether a time stands below that."""

    start: int
    name: str
    is_timed: bool


def find(draft: Draft) -> Iterator[Finding]:
    """The pieces of each thread, with their names."""
    for thread, lines in _below_text(draft):
        is_spoken = _is_spoken(draft, thread, lines)
        if not (is_spoken and _may_be_text(draft, thread, lines)):
            label = "comments" if is_spoken else "related"
            reason = f"one of {len(thread)} pieces that are signed one like the other, below the text"
            yield from (Finding(index, label, reason) for index in lines)


def reported(draft: Draft) -> Iterator[int]:
    """The lines of pieces with sentences that are signed as comments are, and which nothing says to be comments."""
    for thread, lines in _below_text(draft):
        if _is_spoken(draft, thread, lines) and _may_be_text(draft, thread, lines):
            yield from lines


def _below_text(draft: Draft) -> Iterator[tuple[Sequence[Signed], range]]:
    """The threads, with their lines."""
    for thread in _threads(list(_signed(draft))):
        if _is_thread(thread) and _is_behind_text(draft, thread[0].start):
            yield thread, range(thread[0].start, _end(draft, thread))


def _signed(draft: Draft) -> Iterator[Signed]:
    for index, form in enumerate(draft.forms):
        words = form.bare.split() if form.words <= MAX_STAMP_WORDS else []
        if 1 < len(words) <= MAX_NAME_WORDS + 1 and is_phrase("comments", "verb", words[-1]):
            if not form.text.endswith(":"):
                yield Signed(index, " ".join(words[:-1]).casefold(), False)
        elif index and _is_stamp(form):
            above = index - 1 - (index > 1 and says_any(draft.forms[index - 1], BUTTONS, ("whole",)))
            if _may_be_name(draft.forms[above]):
                yield Signed(above, draft.forms[above].normal, True)


def _is_stamp(form: Form) -> bool:
    """Does the line say when, to the minute, and no more? A programme has round times."""
    if form.words > MAX_STAMP_WORDS or form.is_prose:
        return False
    clock = CLOCK.search(form.text)
    if clock is None:
        return form.text[:1].isdigit() and ("dateline", "whole") in form.wording.said
    is_dated = bool(form.wording.dates) and has_time(form.text)
    return is_dated and clock[1] not in ROUND and count_words(form.wording.undated) <= MAX_WORDS_BESIDE


def _may_be_name(form: Form) -> bool:
    return 0 < form.words <= MAX_NAME_WORDS and not form.is_sentence and not form.text.endswith(":")


def _threads(signed: Sequence[Signed]) -> Iterator[Sequence[Signed]]:
    first = 0
    for place in range(1, len(signed) + 1):
        if place == len(signed) or signed[place].start - signed[place - 1].start > MAX_LINES:
            yield signed[first:place]
            first = place


def _is_thread(thread: Sequence[Signed]) -> bool:
    names = len({one.name for one in thread})
    if sum(one.is_timed for one in thread) >= MIN_SIGNED:
        return names >= MIN_NAMES
    return len(thread) >= MIN_SAID and MIN_SAYING <= names < len(thread)


def _is_behind_text(draft: Draft, start: int) -> bool:
    run = 0
    for index in range(start):
        run = run + 1 if draft.is_open(index) and draft.forms[index].is_prose else 0
        if run == MIN_PARAGRAPHS:
            return True
    return False


def _is_spoken(draft: Draft, thread: Sequence[Signed], lines: range) -> bool:
    """Has most of the pieces a sentence? Teasers of other stories have none, or it is cut."""
    bounds = pairwise((*(one.start for one in thread), lines.stop))
    pieces = (draft.forms[start + 1 : max(end, start + 1 + MIN_BELOW)] for start, end in bounds)
    return 2 * sum(any(form.is_sentence for form in piece) for piece in pieces) > len(thread)


def _may_be_text(draft: Draft, thread: Sequence[Signed], lines: range) -> bool:
    """Reporters sign a ticker as readers sign comments, but no crowd of them, and nothing says “Comments”."""
    return not _is_crowd(thread) and not _is_marked(draft, thread, lines)


def _is_crowd(thread: Sequence[Signed]) -> bool:
    """Do more sign than a newsroom or a round table has, most of them once?"""
    names = len({one.name for one in thread})
    return names >= MIN_CROWD and 2 * names > len(thread)


def _is_marked(draft: Draft, thread: Sequence[Signed], lines: range) -> bool:
    """Does a line right above, or one in most pieces, say that these are comments?"""
    above = range(max(lines.start - ABOVE, 0), lines.start)
    if any(draft.label(index) == "comments" for index in above):
        return True
    return 2 * sum(draft.label(index) == "comments" for index in lines) > len(thread)


def _end(draft: Draft, thread: Sequence[Signed]) -> int:
    """Behind the last piece: it is taken to be as long as the longest, and ends at what another rule found."""
    longest = max(later.start - one.start for one, later in pairwise(thread))
    start = thread[-1].start
    end = min(start + longest, len(draft))
    body = start + 1 + thread[-1].is_timed
    return next((index for index in range(body, end) if not draft.is_open(index)), end)
