"""Tag lists.

Drops “Tags: city, cameras”, and “Tags” or “Topics” with the short entries below it.

Keeps lists of the article: entries are dropped only below such a heading, and only while they are short.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading


def find(draft: Draft) -> Iterator[Finding]:
    """Lines of tags, and headings of tags with the entries that hang on them."""
    yield from find_phrases(draft, "tags", ("start",))
    covered = 0
    for index in draft.open():
        form = draft.forms[index]
        if index >= covered and is_heading(form, "tags") and (entries := list(_entries(draft, index))):
            covered = entries[-1] + 1
            yield Finding(index, "tags", f"“{form.bare}” heads {len(entries)} short entries")
            yield from (Finding(entry, "tags", f"short entry below “{form.bare}”") for entry in entries)


def _entries(draft: Draft, heading: int) -> Iterator[int]:
    for index in range(heading + 1, len(draft)):
        form = draft.forms[index]
        if not form.is_menu or (index + 1 < len(draft) and draft.forms[index + 1].is_prose):
            return
        yield index
