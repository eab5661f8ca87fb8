"""Repeats of what was removed.

Drops a line that says word for word what a removed line said; it takes that line's label.

Keeps short lines, lists and repeats of menu entries: they may have the words of a heading in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding

MIN_WORDS = 6
NOT_TAKEN = ("navigation", "other")


def find(draft: Draft) -> Iterator[Finding]:
    """Open lines that repeat a removed one."""
    removed: dict[str, str] = {}
    for index in sorted(draft.found):
        if draft.label(index) not in NOT_TAKEN:
            removed.setdefault(draft.forms[index].normal, draft.label(index))
    for index in draft.open():
        form = draft.forms[index]
        if form.words >= MIN_WORDS and not form.is_listed and form.normal in removed:
            yield Finding(index, removed[form.normal], "the line repeats one that was removed")
