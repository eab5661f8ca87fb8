"""Features of the names that pages give their elements: do they usually stand around articles, or around the rest?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.pagemodel.frame import Frame
from copydesk.webpage.outline import Outline

Odds = Mapping[str, int]
"""A class, id or itemprop, or a piece of one → its log-odds of standing around an article (16 is one unit)."""
NEAR = 4
LEVELS = 4
NAMES = (
    *(f"{name} name at {level}" for level in range(LEVELS) for name in ("least", "most", "mean")),
    "names around", "least name around", "most name around", "all names around", "inline names", "names near",
    "names in page", "most names in page",
)  # fmt: skip


def name_features(outline: Outline, frame: Frame, odds: Odds) -> Sequence[Numbers]:
    """The columns of `NAMES`."""
    own = _own(outline, frame, odds)
    least, most, mean = np.array(own).T[:, frame.look]
    paths = _paths(own, outline, frame)[frame.way]
    element = frame.around[0]
    along = paths[element, 0]
    sums = np.concatenate(([0], np.cumsum(along)))
    place = np.arange(len(along))
    low, high = np.maximum(place - NEAR, 0), np.minimum(place + NEAR + 1, len(along))
    looks = {id(look): look for look in outline.lines.inline if look}
    of_look = {name: sum([odds.get(word, 0) for word in look.words]) for name, look in looks.items()}
    inline = [of_look.get(id(look), 0) for look in outline.lines.inline]
    page = np.array([int(along.sum()) // len(along), int(along.max())])
    return (
        *(column[elements] for elements in frame.around[:LEVELS] for column in (least, most, mean)),
        paths[element],
        np.clip(np.array(inline), -200, 200),
        (sums[high] - sums[low]) // (high - low),
        np.tile(page, (len(along), 1)),
    )


def _own(outline: Outline, frame: Frame, odds: Odds) -> list[tuple[int, int, int]]:
    """The least, the most and the mean odds of each look's names."""
    names = dict(zip(frame.looks.tolist(), (way.look.words for way in outline.elements.ways), strict=True))
    own = [(0, 0, 0)] * len(names)
    for look, words in names.items():
        if found := [known for known in map(odds.get, words) if known is not None]:
            own[look] = min(0, *found), max(0, *found), sum(found) // len(found)
    return own


def _paths(own: Sequence[tuple[int, int, int]], outline: Outline, frame: Frame) -> Numbers:
    """Along each way down: the mean odds, those further away for less; the least; the most; their sum."""
    rows: list[tuple[int, int, int, int]] = []
    for way, look in zip(outline.elements.ways, frame.looks.tolist(), strict=True):
        least, most, mean = own[look]
        far, lowest, highest, total = rows[way.parent] if rows else (0, 0, 0, 0)
        all_names = min(max(mean + total, -400), 400) if rows else mean
        rows.append((mean + far * 3 // 4, min(least, lowest), max(most, highest), all_names))
    return np.array(rows)
