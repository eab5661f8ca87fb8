"""Captions and alt texts.

Drops, and hands to `metadata.captions`, lines told by form (“Photo: …”, “Aerial view of …”, “CITY - MAY 6: …”), by
place (a line without a full stop between captions, or in a group of lines with one) and by repetition (the same line
twice running, as alt text and as caption). The same line twice running far from any prose is a picture's and a
headline's that lead elsewhere: it goes as `related`.

Keeps prose between captions, headings, and questions that stand twice above their answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import saying, says
from copydesk.boilerplate.times import Times
from copydesk.language.words import are_alike, share_words
from copydesk.model import Gap, Role

MAX_WORDS = 80
"""Captions of news agencies run to 60 words and more; a longer line is prose with a credit in it."""
MIN_WORDS_ALONE = 8
"""A line without a full stop next to a caption is one too if it has so many words: headings have fewer."""
MAX_WORDS_BETWEEN = 30
MIN_WORDS_TWICE, MIN_WORDS_PAIR = 3, 5
"""From three words on the first of two equal lines goes; from five on both, unless they head prose."""
MAX_WORDS_TWICE = 30
"""A longer sentence that stands twice is a paragraph of the article; of 87 pairs of shorter ones, none was."""
MIN_PROSE_LINES = 2
MAX_TIMES = 3
"""What stands more often is a button or a notice."""
NEAR = 3
"""So many lines from a picture, the text that it belongs to goes on."""
UNENDED = "the line stands next to an alt text with its caption and does not end as a sentence does"
KINDS = ("whole", "start", "contains")
NO_CAPTION = (Role.HEADING, Role.QUOTE, Role.CODE)
LETTERS = re.compile(r"[^\W\d_]{2}")
CAPTION_LABELS = ("caption", "credit")
ASKS = ("?", "？", "؟")
TWICE = "the same line stands twice running, as a picture’s alt text and caption do"
TWICE_ELSEWHERE = (
    "the same line stands twice running far from the text, as a picture and a headline that lead elsewhere do"
)
IN_GROUP = "the line stands in one group with captions"
PLACE_HEAD = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:,\s[A-ZÀ-Þ][\w .'’-]{1,40})?\s[-–—]\s"
    r"(?:[A-Z]{3,}|\d{1,2})\W{0,2}\s?\w{1,9}[.,]?(?:\s\d{4})?:\s"
)


def find(draft: Draft) -> Iterator[Finding]:
    """Captions by form, then by repetition, then by place."""
    phrased = set(saying(draft, "caption", KINDS))
    forms = draft.forms
    may_be = sorted(phrased.union(i for i in draft.open() if _is_marked(forms[i])))
    reasons = {index: reason for index in may_be if (reason := by_form(forms[index]))}
    _add_repeated(draft, reasons)
    _add_neighbours(draft, reasons)
    for index in sorted(reasons):
        yield Finding(index, _label(draft.forms[index], reasons[index]), reasons[index])


def _label(form: Form, reason: str) -> str:
    """A caption, or, among captions that end as sentences or with a credit, a headline that led elsewhere."""
    is_headline = reason is IN_GROUP and not form.is_sentence and form.words >= MIN_WORDS_ALONE
    return "related" if is_headline or reason is TWICE_ELSEWHERE else "caption"


def by_form(form: Form) -> str:
    """Why a line is a caption by its form alone, or nothing."""
    if form.block.role is Role.CAPTION and form.is_short_enough:
        return "the page marks it as a caption"
    if form.words > MAX_WORDS or not form.is_short_enough or form.block.role in NO_CAPTION:
        return ""
    if form.is_listed:
        return ""
    if _is_marked(form):
        return "the line begins with the place and day of a photo"
    if form.tells or form.text.endswith(ASKS):
        return ""
    return says(form, "caption", KINDS)


def _is_marked(form: Form) -> bool:
    """Does its page, or the way it begins, mark it as a caption?"""
    return form.block.role is Role.CAPTION or (":" in form.text and PLACE_HEAD.match(form.text) is not None)


def _add_repeated(draft: Draft, reasons: dict[int, str]) -> None:
    """A line that stands twice running: alt text and caption of one picture, or alt text and the heading behind it."""
    order = draft.open()
    forms = draft.forms
    pairs = [
        (a, b)
        for a, b in pairwise(order)
        if (forms[a].words == forms[b].words or forms[a].words >= MIN_WORDS_ALONE)
        and _stands_twice(forms[a], forms[b])
    ]
    if not pairs:
        return
    times = Times(draft.forms[index] for index in order)
    prose = [i for i in order if draft.forms[i].is_prose and times.of(draft.forms[i]) == 1]
    if len(prose) < MIN_PROSE_LINES:  # a song says things twice
        return
    after = dict(pairwise(order))
    for first, second in pairs:
        one = draft.forms[first]
        is_near = bisect_left(prose, first - NEAR) < bisect_left(prose, second + NEAR + 1)
        reason = TWICE if is_near and times.of(one) <= MAX_TIMES else TWICE_ELSEWHERE
        reasons.setdefault(first, reason)
        heads_prose = second in after and draft.forms[after[second]].is_prose
        if one.words >= MIN_WORDS_PAIR and (not heads_prose or _is_told(one)):
            reasons.setdefault(second, reason)


def _stands_twice(one: Form, two: Form) -> bool:
    if one.is_listed:
        return False
    if one.is_prose and one.is_sentence:
        is_said = one.words < MAX_WORDS_TWICE and _is_repeated(one, two)
    else:
        is_said = one.words >= MIN_WORDS_TWICE and (_is_repeated(one, two) or _is_nearly_repeated(one, two))
    return is_said and len(LETTERS.findall(one.text)) >= MIN_WORDS_TWICE


def _is_repeated(one: Form, two: Form) -> bool:
    return one.words == two.words and one.normal == two.normal


def _is_nearly_repeated(one: Form, two: Form) -> bool:
    if one.words < MIN_WORDS_ALONE or not share_words(
        one.wording.different_words, two.wording.different_words
    ):
        return False
    return are_alike(one.text, two.text)


def _is_told(form: Form) -> bool:
    """Is it a sentence that tells something? A caption may be, a heading is at most a question."""
    return form.is_prose and form.is_sentence and "?" not in form.text[-2:]


def _add_neighbours(draft: Draft, reasons: dict[int, str]) -> None:
    """Lines between captions that have no full stop, and what stands in one group of lines with captions.

    One sweep down and one up, so that a caption's neighbours are found on both sides.
    """
    order = draft.open()
    captions = {index for index, reason in reasons.items() if reason is not TWICE_ELSEWHERE}
    captions |= draft.labelled(CAPTION_LABELS)
    if not captions and not reasons:
        return
    has_blank_lines = _has_blank_lines(draft)
    for index in (*order, *reversed(order)):
        near = (index - 1, index + 1)
        if index in reasons or not any(other in captions or other in reasons for other in near):
            continue
        why = _by_place(draft, has_blank_lines, index, captions)
        if not why and has_blank_lines and _is_unended(draft, index, reasons):
            why = UNENDED
        if why:
            reasons[index] = why
            captions.add(index)


def _has_blank_lines(draft: Draft) -> bool:
    """Are the text's paragraphs parted by blank lines?"""
    gaps = [form.block.gap for form in draft.forms[1:]]
    return gaps.count(Gap.BLANK) * 3 >= len(gaps)


def _by_place(draft: Draft, has_blank_lines: bool, index: int, captions: set[int]) -> str:
    form = draft.forms[index]
    if form.words > MAX_WORDS or form.is_listed or form.block.role in NO_CAPTION:
        return ""
    before, after = index - 1 in captions, index + 1 in captions
    glued_before = before and form.block.gap is Gap.LINE
    glued_after = after and index + 1 < len(draft) and draft.forms[index + 1].block.gap is Gap.LINE
    if (glued_before or glued_after) and has_blank_lines:
        return IN_GROUP
    if before and after and form.words <= MAX_WORDS_BETWEEN and not form.is_prose:
        return "the line stands between two captions"
    return ""


def _is_unended(draft: Draft, index: int, reasons: dict[int, str]) -> bool:
    """Is it a long line without a full stop that stands beside an alt text with its caption and heads no prose?"""
    form = draft.forms[index]
    if form.is_listed or form.block.role in NO_CAPTION or form.is_sentence or not form.text[-1:].isalnum():
        return False
    fits = MIN_WORDS_ALONE <= form.words <= MAX_WORDS_BETWEEN and ": " not in form.text
    beside = TWICE in (reasons.get(index - 1), reasons.get(index + 1))
    return fits and beside and not draft.heads_prose(index)
