"""Menus: runs of short lines before the text and after it.

Drops runs of at least five entries (a few words, no full stop) before the first prose or after the last, when words
of menus stand among them (“Home”, “Privacy policy”, “Share”, a date).

Keeps lists of the article: with prose on both sides, behind a line that ends with a colon, in tables, or without any
word of a menu near them; and rows with numbers beside the text (what a recipe needs, results), with their heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from copydesk.boilerplate.announced import announced
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
SURE_RUN, SURE_RUN_BESIDE = 20, 60
"""Before the text, a run this long is a menu whatever its words are: if the text does not follow at once (measured:
99.7 % of the words), and if it does (from 20 lines on only 89 %)."""
MIN_ROWS, MIN_SHARE_NUMBERED = 4, 0.5
"""So many lines between the text and the nearest word of a menu, so many of them with a number, are the text's own."""
MIN_HEADLINE_WORDS = 2
"""Right above a byline stands the headline, even if it is as short as a menu's entry."""
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
    for run in _runs(draft, range(start)):
        is_long = len(run) >= (SURE_RUN if run and run[-1] + 1 < start else SURE_RUN_BESIDE)
        if is_long or _is_menu(draft, run):
            own = _own_rows(draft, run[::-1])
            yield from _entries(
                draft, run, "before", own | {i for i in run if _may_be_headline(draft, i, start)}
            )
    own = {index for one in announced(draft, range(len(draft))) for index in one.lines}
    for run in _runs(draft, range(end, len(draft))):
        if _is_menu(draft, run):
            yield from _entries(draft, run, "after", _own_rows(draft, run) | own)


def _entries(draft: Draft, run: Sequence[int], where: str, kept: set[int]) -> Iterator[Finding]:
    for index in run:
        if draft.is_open(index) and index not in kept:
            yield Finding(index, "navigation", f"one of {len(run)} short lines running, {where} the text")


def _own_rows(draft: Draft, run: Sequence[int]) -> set[int]:
    """The lines of a run, from the text on, before the first that a rule found, if they are rows with numbers."""
    rows = list(takewhile(draft.is_open, run))
    numbered = sum(any(map(str.isdigit, draft.forms[index].text)) for index in rows)
    return set(rows) if len(rows) >= MIN_ROWS and numbered >= MIN_SHARE_NUMBERED * len(rows) else set()


def _may_be_headline(draft: Draft, index: int, start: int) -> bool:
    form = draft.forms[index]
    if draft.label(index + 1) != "byline":
        is_like_one = index >= start - HEAD and form.words >= HEAD_WORDS
    else:
        is_like_one = form.words >= MIN_HEADLINE_WORDS
    below = (draft.forms[other] for other in range(index + 1, len(draft)))
    return is_like_one and not any(
        other.words == form.words and other.normal == form.normal for other in below
    )


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
