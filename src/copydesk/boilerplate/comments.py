"""Comment prompts, forms, and the readers' comments below the text.

Drops the prompts (“Leave a Reply”, “Please enter your name here”), the form's fields, and, where a prompt or a heading
of comments comes after most of the prose, what follows it to the end or to three long paragraphs running. Without a
heading, what stands between “Reply” and “Reply”, and below “Jane says:” with a date.

Keeps everything below a comments link that stands at the head of a text, and “Comments” as the heading of a section
early in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import find_phrases, is_heading, quoted, saying
from copydesk.boilerplate.zones import Prose
from copydesk.language.phrases import is_phrase

MIN_SHARE_BEFORE = 0.6
"""Share of the prose that must stand before a heading of comments for all behind it to be comments."""
MIN_REPLIES, MAX_REPLY_WORDS = 3, 4
"""So often a button such as “Reply” stands below comments."""
MIN_SAYINGS, MAX_NAME_WORDS = 2, 9
COLONS = (":", "：")
MAX_LINES = 20
"""A comment has at most so many lines."""


def find(draft: Draft) -> Iterator[Finding]:
    """Prompts and fields, then all behind the last heading that ends the article."""
    yield from find_phrases(draft, "comments")
    prose = Prose(draft)
    said = (
        index
        for index in saying(draft, "comments", ("heading",))
        if is_heading(draft.forms[index], "comments")
    )
    headings = [index for index in said if not _heads_section(draft, prose, index)]
    for index in headings:
        yield Finding(index, "comments", "the line heads the readers’ comments, or asks for one")
    end = next((index for index in headings if prose.share_before(index) >= MIN_SHARE_BEFORE), None)
    if end is not None:
        yield from _below(draft, end, prose.next_article(end + 1))
    for above, below in (*_replied(draft), *_said(draft)):
        yield from (Finding(i, "comments", "one of several comments of readers") for i in range(above, below))


def _replied(draft: Draft) -> Iterator[tuple[int, int]]:
    """The lines between two buttons to reply, where there are several and sentences between them."""
    buttons: dict[str, list[int]] = {}
    for index in saying(draft, "comments", ("whole",)):
        form = draft.forms[index]
        if form.words <= MAX_REPLY_WORDS and not form.text.endswith(":"):
            buttons.setdefault(form.normal, []).append(index)
    for indexes in buttons.values():
        if len(indexes) >= MIN_REPLIES:
            yield from (
                (above + 1, below)
                for above, below in pairwise(indexes)
                if below - above <= MAX_LINES and _has_sentence(draft.forms[above + 1 : below])
            )


def _said(draft: Draft) -> Iterator[tuple[int, int]]:
    """The lines from one “Jane says:” with a date below it to the next, and those two lines of the last."""
    said = [
        index
        for index, (form, below) in enumerate(pairwise(draft.forms))
        if form.text.endswith(COLONS) and _is_said_by(form) and below.wording.dates
    ]
    if len(said) >= MIN_SAYINGS:
        yield from (pair for pair in pairwise(said) if pair[1] - pair[0] <= MAX_LINES)
        yield said[-1], said[-1] + 2


def _is_said_by(form: Form) -> bool:
    """Is it “Jane Doe says:”?"""
    words = form.bare.split()
    return 1 < len(words) <= MAX_NAME_WORDS and is_phrase("comments", "verb", words[-1])


def _has_sentence(forms: Sequence[Form]) -> bool:
    return any(form.is_sentence for form in forms)


def _heads_section(draft: Draft, prose: Prose, index: int) -> bool:
    """Is it the one word “Comments” between the first prose and the most of it, right above more?"""
    is_early = prose.start < index and prose.share_before(index) < MIN_SHARE_BEFORE
    return is_early and draft.forms[index].words == 1 and prose.next_line(index) == index + 1


def _below(draft: Draft, heading: int, end: int) -> Iterator[Finding]:
    label, said = "comments", quoted(draft.forms[heading])
    for index in draft.open():
        if heading < index < end:
            if is_heading(draft.forms[index], "related"):
                label, said = "related", quoted(draft.forms[index])
                yield Finding(index, label, f"“{said}” heads a list of other stories, after the text")
            yield Finding(index, label, f"below “{said}”, after the text")
