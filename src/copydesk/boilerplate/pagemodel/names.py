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
    least, most, mean = own.T
    paths = _paths(own, frame)
    element = frame.around[0]
    along = paths[element, 0]
    sums = np.concatenate(([0], np.cumsum(along)))
    place = np.arange(len(along))
    low, high = np.maximum(place - NEAR, 0), np.minimum(place + NEAR + 1, len(along))
    inline = [
        0 if look is None else sum(odds.get(word, 0) for word in look.words) for look in outline.lines.inline
    ]
    page = np.array([int(along.sum()) // len(along), int(along.max())])
    return (
        *(column[elements] for elements in frame.around[:LEVELS] for column in (least, most, mean)),
        paths[element],
        np.clip(np.array(inline), -200, 200),
        (sums[high] - sums[low]) // (high - low),
        np.tile(page, (len(along), 1)),
    )


def _own(outline: Outline, frame: Frame, odds: Odds) -> Numbers:
    """The least, the most and the mean odds of each element's names."""
    names = dict(zip(frame.look.tolist(), (look.words for look in outline.elements.look), strict=True))
    rows = np.zeros((len(names), 3), np.int64)
    for look, words in names.items():
        if found := [known for known in map(odds.get, words) if known is not None]:
            rows[look] = min(0, *found), max(0, *found), sum(found) // len(found)
    return rows[frame.look]


def _paths(own: Numbers, frame: Frame) -> Numbers:
    """Along the way down to each element: the mean odds, those further away for less; the least; the most; their
    sum."""
    of_own = own.tolist()
    least, most, mean = of_own[0]
    rows = [(mean, least, most, mean)]
    for parent, (least, most, mean) in zip(frame.parent[1:].tolist(), of_own[1:], strict=True):
        far, lowest, highest, total = rows[parent]
        rows.append((
            mean + far * 3 // 4,
            least if least < lowest else lowest,
            most if most > highest else highest,
            min(max(mean + total, -400), 400),
        ))  # fmt: skip
    return np.array(rows)
