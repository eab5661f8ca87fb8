"""Menus: runs of short lines before the text and after it.

Drops runs of at least five entries (a few words, no full stop) before the first prose or after the last.

Keeps lists of the article: with prose on both sides, with bullets or numbers, or in tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.zones import prose_end, prose_start

MIN_RUN = 5


def find(draft: Draft) -> Iterator[Finding]:
    """Runs of entries outside of the prose."""
    order = draft.open()
    start, end = prose_start(draft), prose_end(draft)
    if start >= len(draft):
        return
    head = [index for index in order if index < start]
    tail = [index for index in order if index >= end]
    for zone, where in ((head, "before"), (tail, "after")):
        for run in _runs(draft, zone):
            for index in run:
                yield Finding(index, "navigation", f"one of {len(run)} short lines running, {where} the text")


def _runs(draft: Draft, zone: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for index in zone:
        if draft.forms[index].is_menu:
            runs[-1].append(index)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= MIN_RUN]
