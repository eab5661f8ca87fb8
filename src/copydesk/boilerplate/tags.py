"""Tag lists.

Drops “Tags: city, cameras”, and “Tags” or “Topics” with the short entries below it.

Keeps lists of the article: entries are dropped only below such a heading, and only while they are short.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading, saying

OTHER_LISTS = ("related", "comments", "bio")
"""Headings of these end a list of tags."""


def find(draft: Draft) -> Iterator[Finding]:
    """Lines of tags, and headings of tags with the entries that hang on them."""
    yield from find_phrases(draft, "tags", ("start",))
    covered = 0
    for index in saying(draft, "tags", ("heading",)):
        form = draft.forms[index]
        if index < covered or not is_heading(form, "tags"):
            continue
        entries = list(_entries(draft, index))
        if entries and not _is_headline(draft, entries[-1] + 1):
            covered = entries[-1] + 1
            yield Finding(index, "tags", f"“{form.bare}” heads a list of short entries")
            yield from (Finding(entry, "tags", f"short entry below “{form.bare}”") for entry in entries)


def _entries(draft: Draft, heading: int) -> Iterator[int]:
    for index in range(heading + 1, len(draft)):
        form = draft.forms[index]
        heads = any(is_heading(form, label) for label in OTHER_LISTS)
        heads_prose = index + 1 < len(draft) and draft.forms[index + 1].is_prose
        if heads or not form.is_menu or (heads_prose and not draft.is_one_group(heading, index + 1)):
            return
        yield index


def _is_headline(draft: Draft, index: int) -> bool:
    """Does a longer line without a full stop follow? Then “More on this” heads a list of stories, not of tags."""
    if index >= len(draft) or not draft.is_open(index):
        return False
    form = draft.forms[index]
    return (
        not form.is_menu and not form.is_prose and not any(is_heading(form, label) for label in OTHER_LISTS)
    )
