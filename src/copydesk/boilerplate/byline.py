"""Bylines.

Drops lines that say who wrote (“By Jane Doe”, “Von Jana Doe, Berlin”, “Jane Doe, Staff Writer”), a bare name or role
next to such a line or to a dateline, and “Written by” with the name below it. The names become `authors`.

Keeps sentences that begin with “By”, and names that stand alone anywhere else (a speaker in an interview, a heading).
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import is_heading, says
from copydesk.boilerplate.zones import Prose
from copydesk.language.bylines import is_role
from copydesk.language.names import is_name, split_names
from copydesk.language.phrases import is_phrase

MAX_WORDS = 18
OTHERS = ("related", "tags", "share", "navigation", "comments", "newsletter", "advert", "legal", "caption")
"""Two words with capitals that head a list or stand in a menu are no name."""
LEAD = 3
"""A byline stands before the prose, behind its first lines, or after it; inside, “by A. Person” is about a book."""


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say by whom, then names and roles beside them."""
    prose = Prose(draft)
    start, end = prose.start, prose.end
    said: set[int] = set()
    for index in draft.open():
        form = draft.forms[index]
        if (
            form.words > MAX_WORDS
            or not form.is_short_enough
            or form.is_listed
            or start + LEAD <= index < end
            or form.text.endswith(":")
        ):
            continue
        if form.wording.byline_names:
            said.add(index)
            yield Finding(index, "byline", "the line says who wrote it")
        elif is_heading(form, "byline") and index + 1 < len(draft) and is_name(draft.forms[index + 1].text):
            said |= {index, index + 1}
            yield Finding(index, "byline", "the line announces a name")
            yield Finding(index + 1, "byline", "a name below “written by”")
        elif index < start and is_role(form.bare):
            said.add(index)
            yield Finding(index, "byline", "the line names a role in the newsroom")
    yield from _names_beside(draft, said, start)


def _names_beside(draft: Draft, said: set[int], start: int) -> Iterator[Finding]:
    """Names alone on a line before the first prose, next to a byline or a dateline."""
    for index in range(min(start, len(draft))):
        beside = (index - 1, index + 1)
        form = draft.forms[index]
        if index in said or not draft.is_open(index):
            continue
        if not any(other in said or draft.label(other) == "dateline" for other in beside):
            continue
        is_caption = any(draft.label(other) == "credit" for other in beside)
        are_names = not form.text.isupper() and bool(split_names(form.text)) and not _is_menu_talk(form)
        if are_names and not is_caption:
            yield Finding(index, "byline", "a name next to a byline or a date")


def _is_menu_talk(form: Form) -> bool:
    """Does the line head a list, or is its first word one of a menu (“Share Print Save”)?"""
    if any(is_heading(form, label) or says(form, label, ("whole", "among")) for label in OTHERS):
        return True
    words = form.bare.split()[:1]
    return all(any(is_phrase("share", kind, word) for kind in ("whole", "among")) for word in words)
