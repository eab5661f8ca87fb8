"""Features of the elements that hold a line: what else stands in them, and how many others look like them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.counting import ONE, logarithm, share
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.pagemodel.frame import LEVELS, Frame

MAIN_PERCENTS = (30, 60, 85)
"""Of a page's prose: the innermost element that holds so much of it may be the article's."""
GROUPS = ("element", "parent", "tag", "look", "look of three", "look around")
WITHIN = ("words", "prose", "link share", "lines", "of page")
CONTAINERS = (
    *(f"{name} at {level}" for level in range(LEVELS) for name in WITHIN),
    *(f"{name} {percent}" for percent in MAIN_PERCENTS for name in ("main", "above main", "main child", "main prose")),
    *(f"{group} {name}" for group in GROUPS for name in ("lines", "words", "prose", "link share")),
    *(f"alike at {level}" for level in range(LEVELS - 1)),
)  # fmt: skip


def container_features(frame: Frame) -> Sequence[Numbers]:
    """The columns of `CONTAINERS`."""
    return (*_within(frame), *_main(frame), *_groups(frame), *_alike(frame))


def _within(frame: Frame) -> Sequence[Numbers]:
    holds, all_prose = frame.holds, max(int(frame.holds.prose[0]), 1)
    columns = np.stack(
        (
            logarithm(holds.words),
            share(holds.prose, holds.words),
            share(holds.linked, holds.characters),
            logarithm(frame.end - frame.first),
            holds.prose * ONE // all_prose,
        ),
        1,
    )
    return [columns[elements] for elements in frame.around]


def _main(frame: Frame) -> Sequence[Numbers]:
    """For each share of the prose: does the line stand in the main element, how deep, right below it, how much
    prose?"""
    lines = np.arange(len(frame.own.words))
    depth = frame.depth[frame.around[0]]
    columns: list[Numbers] = []
    for percent in MAIN_PERCENTS:
        enough = np.flatnonzero(frame.holds.prose * 100 >= percent * max(int(frame.holds.prose[0]), 1))
        main = int(enough[np.argmax(frame.depth[enough])]) if len(enough) else 0
        prose = share(frame.holds.prose[main : main + 1], frame.holds.words[main : main + 1])
        columns += [
            ONE * ((lines >= frame.first[main]) & (lines < frame.end[main])),
            8 * np.clip(depth - frame.depth[main], -8, 8),
            ONE * (frame.around[1] == main),
            np.repeat(prose, len(lines)),
        ]
    return columns


def _groups(frame: Frame) -> Sequence[Numbers]:
    """Lines in one element, below one parent, in the same tag, or in elements that look alike: what are they like?"""
    around, own = frame.around, frame.own
    keys = (
        around[0], around[1], frame.alike(0, 1), frame.alike(0, 2), frame.alike(0, 3), frame.alike(1, 4),
    )  # fmt: skip
    columns: list[Numbers] = []
    for key in keys:
        group = np.unique(key, return_inverse=True)[1]
        words, prose, characters, linked = (
            np.bincount(group, weights=counts).astype(np.int64)
            for counts in (own.words, own.prose, own.characters, own.linked)
        )
        columns += [
            logarithm(np.bincount(group))[group],
            logarithm(words)[group],
            share(prose, words)[group],
            share(linked, characters)[group],
        ]
    return columns


def _alike(frame: Frame) -> Sequence[Numbers]:
    """How many siblings of the elements around a line look like them: cards, teasers, entries."""
    many = int(frame.look.max()) + 1
    kin, counts = np.unique(frame.parent * many + frame.look, return_inverse=True, return_counts=True)[1:]
    alike = logarithm(counts)[kin]
    alike[0] = 0
    return [alike[elements] for elements in frame.around[: LEVELS - 1]]
