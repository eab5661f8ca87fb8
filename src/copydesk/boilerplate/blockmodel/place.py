"""Features of a line’s place: where it stands in the text, and how near the next prose is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.counting import ONE, logarithm
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Flags, Lines

FAR = 200
"""Lines; what is further away is as far."""
PLACE = (
    "prose", "strong", "from start", "to end", "place", "words before", "prose before",
    *(f"{name} {kind}" for kind in ("prose", "strong") for name in ("since", "till", "before first", "after last")),
    "between prose", "prose near", "odds near", "rank",
)  # fmt: skip


def place_features(lines: Lines, known_words: Numbers, line_odds: Numbers) -> Sequence[Numbers]:
    """The columns of `PLACE`."""
    count = len(lines.words)
    index = np.arange(count)
    words = np.concatenate(([0], np.cumsum(lines.words)))
    prose = np.concatenate(([0], np.cumsum(lines.words * lines.is_prose)))
    low, high = np.maximum(index - 5, 0), np.minimum(index + 6, count)
    near = np.concatenate(([0], np.cumsum(lines.is_prose)))
    odds, known = np.concatenate(([0], np.cumsum(line_odds))), np.concatenate(([0], np.cumsum(known_words)))
    since, till = lines_since(lines.is_prose), lines_till(lines.is_prose)
    return (
        ONE * lines.is_prose,
        ONE * lines.is_strong,
        logarithm(index),
        logarithm(count - 1 - index),
        index * ONE // count,
        words[:-1] * ONE // max(words[-1], 1),
        prose[:-1] * ONE // max(prose[-1], 1),
        *_around(lines.is_prose),
        *_around(lines.is_strong),
        logarithm(np.minimum(since + till, 2 * FAR) - 1),
        (near[high] - near[low]) * ONE // (high - low),
        (odds[high] - odds[low]) // np.maximum(known[high] - known[low], 1),
        np.searchsorted(np.sort(lines.words), lines.words) * ONE // count,
    )


def _around(flags: Flags) -> Sequence[Numbers]:
    """How far the last and the next flagged line are; is there none before, none after?"""
    so_far: Numbers = np.cumsum(flags)
    return (
        logarithm(lines_since(flags)),
        logarithm(lines_till(flags)),
        ONE * (so_far <= flags),
        ONE * (so_far >= so_far[-1:]),
    )


def lines_since(flags: Flags) -> Numbers:
    """How many lines above the nearest flagged one is; at most `FAR`."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -FAR))
    above = np.concatenate(([-FAR], last[:-1]))
    return np.minimum(index - above, FAR)


def lines_till(flags: Flags) -> Numbers:
    return lines_since(flags[::-1])[::-1]
