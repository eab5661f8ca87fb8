"""Captions, alt texts and picture credits.

Drops, and hands to `metadata.captions`, lines told by form (“… Credit: AFP”, “(Photo by …)”, “Photo: …”, “Aerial view
of …”, “CITY, COUNTRY - MAY 6: …”), by place (a line without a full stop between captions, or in a group of lines with
one) and by repetition (the same line twice running, as alt text and as caption).

Keeps prose between captions, headings, and sentences that quote an agency (“…, Reuters reported.”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import says
from copydesk.boilerplate.zones import Prose
from copydesk.language.credits import is_credit, split_credit
from copydesk.language.words import are_alike
from copydesk.model import Gap, Role

MAX_WORDS = 80
"""Captions of news agencies run to 60 words and more; a longer line is prose with a credit in it."""
MIN_WORDS_ALONE = 8
"""A line without a full stop next to a caption is one too if it has so many words: headings have fewer."""
MAX_WORDS_BETWEEN = 30
MIN_SHARE_ENDED = 0.6
MIN_WORDS_TWICE, MIN_WORDS_PAIR = 3, 5
"""From three words on the first of two equal lines goes; from five on both, unless they head prose."""
MIN_PROSE_LINES = 2
TWICE = "the same line stands twice running, as a picture’s alt text and caption do"
IN_GROUP = "the line stands in one group with captions"
PLACE_HEAD = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:,\s[A-ZÀ-Þ][\w .'’-]{1,40})?\s[-–—]\s"
    r"(?:[A-Z]{3,}|\d{1,2})\W{0,2}\s?\w{1,9}[.,]?(?:\s\d{4})?:\s"
)


def find(draft: Draft) -> Iterator[Finding]:
    """Captions by form, then by repetition, then by place."""
    reasons: dict[int, str] = {}
    for index in draft.open():
        form = draft.forms[index]
        if reason := by_form(form):
            reasons[index] = reason
    _add_repeated(draft, reasons)
    _add_neighbours(draft, reasons)
    for index in sorted(reasons):
        yield Finding(index, _label(draft.forms[index], reasons[index]), reasons[index])


def _label(form: Form, reason: str) -> str:
    """A credit, a caption, or, among captions that end as sentences or with a credit, a headline that led elsewhere."""
    if is_credit(form.text):
        return "credit"
    return (
        "related"
        if reason is IN_GROUP and not form.is_sentence and form.words >= MIN_WORDS_ALONE
        else "caption"
    )


def by_form(form: Form) -> str:
    """Why a line is a caption or a credit by its form alone, or nothing."""
    if form.block.role is Role.CAPTION and form.is_short_enough:
        return "the page marks it as a caption"
    if (
        form.words > MAX_WORDS
        or not form.is_short_enough
        or form.block.role in (Role.HEADING, Role.QUOTE, Role.CODE)
    ):
        return ""
    if is_credit(form.text):
        return "the line is a picture’s credit"
    if form.is_listed:
        return ""
    if split_credit(form.text)[1]:
        return "the line ends with a picture’s credit"
    if PLACE_HEAD.match(form.text):
        return "the line begins with the place and day of a photo"
    return "" if form.tells else says(form, "caption", ("whole", "start", "contains"))


def _add_repeated(draft: Draft, reasons: dict[int, str]) -> None:
    """A line that stands twice running: alt text and caption of one picture, or alt text and the heading behind it."""
    order = draft.open()
    if Prose(draft).lines < MIN_PROSE_LINES:  # a song says things twice
        return
    for place, (first, second) in enumerate(pairwise(order)):
        one, two = draft.forms[first], draft.forms[second]
        if one.is_listed or (one.is_prose and one.is_sentence) or not _say_the_same(one, two):
            continue
        reasons.setdefault(first, TWICE)
        heads_prose = place + 2 < len(order) and draft.forms[order[place + 2]].is_prose
        if one.words >= MIN_WORDS_PAIR and not heads_prose:
            reasons.setdefault(second, TWICE)


def _say_the_same(one: Form, two: Form) -> bool:
    """The same words, or, in lines long enough to tell, nearly the same."""
    if one.words < MIN_WORDS_TWICE:
        return False
    return one.normal == two.normal or (one.words >= MIN_WORDS_ALONE and are_alike(one.text, two.text))


def _add_neighbours(draft: Draft, reasons: dict[int, str]) -> None:
    """Lines between or beside captions that have no full stop, and what stands in one group of lines with captions.

    One sweep down and one up, so that a caption's neighbours are found on both sides.
    """
    text = _TextShape(draft)
    order = draft.open()
    for index in (*order, *reversed(order)):
        if index not in reasons and (why := _by_place(draft, text, index, reasons)):
            reasons[index] = why


class _TextShape:
    """Two habits of a text: are paragraphs parted by blank lines, and do its long lines end as sentences do?"""

    def __init__(self, draft: Draft) -> None:
        gaps = [form.block.gap for form in draft.forms[1:]]
        self.has_blank_lines = gaps.count(Gap.BLANK) * 3 >= len(gaps)
        long = [form.is_sentence for form in draft.forms if form.words >= MIN_WORDS_ALONE]
        self.ends_sentences = sum(long) >= MIN_SHARE_ENDED * len(long)


def _by_place(draft: Draft, text: _TextShape, index: int, reasons: dict[int, str]) -> str:
    form = draft.forms[index]
    if form.words > MAX_WORDS or form.is_listed or form.block.role in (Role.HEADING, Role.QUOTE, Role.CODE):
        return ""
    before, after = index - 1 in reasons, index + 1 in reasons
    glued_before = before and form.block.gap is Gap.LINE
    glued_after = after and index + 1 < len(draft) and draft.forms[index + 1].block.gap is Gap.LINE
    if (glued_before or glued_after) and text.has_blank_lines:
        return IN_GROUP
    if before and after and form.words <= MAX_WORDS_BETWEEN and not form.is_prose:
        return "the line stands between two captions"
    if (before or after) and text.ends_sentences and _is_unended(draft, index):
        return "the line stands next to a caption and, unlike the text, does not end as a sentence does"
    return ""


def _is_unended(draft: Draft, index: int) -> bool:
    """Is it a long line without a full stop that heads no prose?"""
    form = draft.forms[index]
    if (
        not MIN_WORDS_ALONE <= form.words <= MAX_WORDS_BETWEEN
        or form.is_sentence
        or form.text[-1] in ":?!"
        or ": " in form.text
    ):
        return False
    return not draft.heads_prose(index)
