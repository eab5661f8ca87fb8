"""Menus: runs of short lines before the text and after it.

Drops runs of at least five entries (a few words, no full stop) before the first prose or after the last, when words
of menus stand among them (“Home”, “Privacy policy”, “Share”, a date).

Keeps lists of the article: with prose on both sides, in tables, or without any word of a menu near them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.shelter import is_field
from copydesk.boilerplate.zones import Prose
from copydesk.model import Role

MIN_RUN = 5
MIN_SHARE = 0.02
"""Among the lines of a menu, so many at least are ones that stand in every menu (one in fifty; measured: of the words
in such runs 99 % are menus, of those in runs without any 60 %)."""
HEAD, HEAD_WORDS = 3, 4
"""Among the last three lines before the text, one of four words or more may be its headline."""
SURE_RUN = 20
"""Before the text, a run this long is a menu whatever its words are (measured: 98 % of the words)."""
NO_MENU = (Role.TABLE, Role.HEADING, Role.QUOTE, Role.CODE)
MENU_LABELS = frozenset(
    ("navigation", "legal", "share", "newsletter", "comments", "crumb", "advert", "contact")
)


def find(draft: Draft) -> Iterator[Finding]:
    """Runs of entries outside of the prose, found lines among them counting as evidence."""
    prose = Prose(draft)
    start, end = prose.start, prose.end
    if start >= len(draft):
        return
    for zone, where in ((range(start), "before"), (range(end, len(draft)), "after")):
        for run in _runs(draft, zone):
            entries = [index for index in run if draft.is_open(index)]
            if _is_menu(draft, run) or (where == "before" and len(run) >= SURE_RUN):
                for index in entries:
                    if where == "before" and _may_be_headline(draft, index, start):
                        continue
                    yield Finding(
                        index, "navigation", f"one of {len(run)} short lines running, {where} the text"
                    )


def _may_be_headline(draft: Draft, index: int, start: int) -> bool:
    form = draft.forms[index]
    if index < start - HEAD or form.words < HEAD_WORDS:
        return False
    return not any(other.normal == form.normal for other in draft.forms[index + 1 :])


def _is_menu(draft: Draft, run: Sequence[int]) -> bool:
    """Is the run long enough, and has it lines in it that only menus have? A table of “Key: value” lines is none."""
    if 2 * sum(is_field(draft.forms[index]) for index in run) >= len(run):
        return False
    sure = sum(draft.label(index) in MENU_LABELS for index in run)
    return len(run) >= MIN_RUN and sure > 0 and sure >= MIN_SHARE * len(run)


def _runs(draft: Draft, zone: Sequence[int]) -> list[list[int]]:
    """Stretches of entries and of lines already found to be boilerplate."""
    runs: list[list[int]] = [[]]
    for index in zone:
        form = draft.forms[index]
        is_entry = form.is_menu and form.block.role not in NO_MENU and index not in draft.protected
        if not draft.is_open(index) or is_entry:
            runs[-1].append(index)
        elif runs[-1]:
            runs.append([])
    return runs
