"""Comment prompts, forms, and the readers' comments below the text.

Drops the prompts (“Leave a Reply”, “Please enter your name here”), the form's fields, and, where a prompt or a heading
of comments comes after most of the prose, what follows it to the end or to three long paragraphs running.

Keeps everything below a comments link that stands at the head of a text, and “Comments” as the heading of a section
early in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading, saying
from copydesk.boilerplate.zones import Prose

MIN_SHARE_BEFORE = 0.6
"""Share of the prose that must stand before a heading of comments for all behind it to be comments."""


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


def _heads_section(draft: Draft, prose: Prose, index: int) -> bool:
    """Is it the one word “Comments” between the first prose and the most of it, right above more?"""
    is_early = prose.start < index and prose.share_before(index) < MIN_SHARE_BEFORE
    return is_early and draft.forms[index].words == 1 and prose.next_line(index) == index + 1


def _below(draft: Draft, heading: int, end: int) -> Iterator[Finding]:
    said = draft.forms[heading].bare
    for index in draft.open():
        if heading < index < end:
            yield Finding(index, "comments", f"below “{said}”, after the text")
