"""Picture credits, and the captions that they give away.

Drops lines that are a picture's credit (“Photo: AFP”, “Ann Poe/Getty Images”, “© Ann Poe” above the end of the text)
and lines that end with one (“… Credit: AFP”, “… (Photo by …)”), and the line beside such a line that says the same
without the credit: the picture's alt text. A line that repeats its neighbour and goes on with a name
(“… at nightAnn Poe/The Courier”) shows by that where its credit begins.

Keeps sentences that quote an agency (“…, Reuters reported.”), an agency behind a report's paragraph, and the lines
above a credit that say something else. What the foot of a page says of rights is left to the rule `legal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.zones import Prose
from copydesk.language.credits import credit_behind, is_copyright
from copydesk.language.words import are_alike
from copydesk.model import Role

MAX_WORDS = 80
"""Captions of news agencies run to 60 words and more; a longer line is prose with a credit in it."""
MIN_WORDS_SAME, MIN_WORDS_ALIKE = 3, 6
"""From so many words on, a line beside a caption that says the same, or nearly the same, is its alt text."""
BEGINNING = 8
"""Characters; a line that says what another says and goes on begins with them, and has more."""
REACH = 2
"""Between a caption and its alt text stands at most one line, such as a button to enlarge the picture."""
NO_CAPTION = (Role.HEADING, Role.QUOTE, Role.CODE)
IS_CREDIT = "the line is a picture’s credit"
ENDS_WITH_CREDIT = "the line ends with a picture’s credit"
SAYS_THE_SAME = "the line says the same as the caption beside it, which has a credit"
ABOVE_BRACKETS = "a picture’s credit in brackets stands below the line"
ABOVE_CREDIT = "the same line stands twice above a picture’s credit"


def find(draft: Draft) -> Iterator[Finding]:
    """Credits, captions that end with one, then what says the same beside them."""
    end = Prose(draft).end
    credited = (index for index in draft.forms.credited if draft.is_open(index))
    reasons = {index: reason for index in credited if (reason := by_form(draft.forms[index], index < end))}
    for index, reason in list(reasons.items()):
        beside = _above(draft, index) if reason == IS_CREDIT else _same_beside(draft, index)
        for other, why in beside.items():
            reasons.setdefault(other, why)
    reasons = {**_glued(draft, reasons), **reasons}
    for index in sorted(reasons):
        yield Finding(index, "credit" if reasons[index] == IS_CREDIT else "caption", reasons[index])


def by_form(form: Form, is_above_end: bool) -> str:
    """Why a line is a credit, or a caption with one, by its form alone; or nothing."""
    if form.words > MAX_WORDS or not form.is_short_enough or form.block.role in NO_CAPTION:
        return ""
    if form.wording.is_credit:
        is_foot = is_copyright(form.text) or (form.text[:1] == "©" and not is_above_end)
        return "" if is_foot else IS_CREDIT
    if form.is_listed or form.is_spoken or not form.wording.credit[1]:
        return ""
    return ENDS_WITH_CREDIT


def _same_beside(draft: Draft, index: int) -> dict[int, str]:
    """The lines near a caption that say what it says."""
    said = draft.forms[index].wording.credit[0]
    return {
        other: SAYS_THE_SAME
        for other in range(max(0, index - REACH), min(len(draft), index + REACH + 1))
        if other != index and _may_be(draft, other) and _is_said(draft.forms[other], said)
    }


def _is_said(form: Form, said: str) -> bool:
    if form.words < MIN_WORDS_SAME:
        return False
    if form.text.rstrip(" .…") == said.rstrip(" .…"):
        return True
    return form.words >= MIN_WORDS_ALIKE and are_alike(form.text, said)


def _above(draft: Draft, index: int) -> dict[int, str]:
    """What a credit on a line of its own shows to be captions: two lines above it that say the same, the alt text and
    the caption, and the line above a credit in brackets."""
    if index < 1 or not _may_be(draft, index - 1):
        return {}
    caption = draft.forms[index - 1]
    if index > 1 and _may_be(draft, index - 2) and _is_said(draft.forms[index - 2], caption.text):
        return {index - 2: ABOVE_CREDIT, index - 1: ABOVE_CREDIT}
    return {index - 1: ABOVE_BRACKETS} if draft.forms[index].text[:1] in "([" else {}


def _glued(draft: Draft, reasons: dict[int, str]) -> dict[int, str]:
    """Lines that say what their neighbour says and go on with a credit, and those neighbours."""
    found: dict[int, str] = {}
    beginnings = [form.wording.text[:BEGINNING] for form in draft.forms]
    for index in (i for i, (one, two) in enumerate(pairwise(beginnings)) if one == two):
        for one, two in ((index, index + 1), (index + 1, index)):
            if (one in reasons and two in reasons) or not (_may_be(draft, one) and _may_be(draft, two)):
                continue
            if draft.forms[one].words >= MIN_WORDS_ALIKE and credit_behind(
                draft.forms[one].text, draft.forms[two].text
            ):
                found |= {one: SAYS_THE_SAME, two: ENDS_WITH_CREDIT}
    return found


def _may_be(draft: Draft, index: int) -> bool:
    form = draft.forms[index]
    return (
        draft.is_open(index)
        and form.words <= MAX_WORDS
        and not form.is_listed
        and form.block.role not in NO_CAPTION
    )
