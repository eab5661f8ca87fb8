"""Features of a line’s words: do they usually stand in articles, or in what surrounds them?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.counting import ONE, line_extremes, line_sums, line_values, share
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers
from copydesk.boilerplate.blockmodel.lexicon import Found, Lexicon

WORDS = (
    "known words", "mean odds", "odds", "least odds", "most odds", "first odds", "last odds",
    "pair odds", "least pair odds", "most pair odds", "first pair odds", "known pairs", "line odds", "known line",
)  # fmt: skip


def word_features(
    layout: Layout, found: Found, lexicon: Lexicon, odds: Numbers, known_words: Numbers, line_odds: Numbers
) -> Sequence[Numbers]:
    """The columns of `WORDS`."""
    first = layout.first_word
    pair_odds = lexicon.pairs.odds.take(found.pairs)
    first_pair = np.searchsorted(found.pair_line, np.arange(layout.lines + 1))
    return (
        share(known_words, np.diff(first)),
        line_odds // np.maximum(known_words, 1),
        line_odds // 8,
        line_extremes(np.minimum, odds, first),
        line_extremes(np.maximum, odds, first),
        line_values(odds, first[:-1], first),
        line_values(odds, first[1:] - 1, first),
        line_sums(pair_odds, first_pair) // 4,
        line_extremes(np.minimum, pair_odds, first_pair),
        line_extremes(np.maximum, pair_odds, first_pair),
        line_values(pair_odds, first_pair[:-1], first_pair),
        share(line_sums(found.pairs > 0, first_pair), np.diff(first_pair)),
        lexicon.lines.odds.take(found.lines),
        ONE * (found.lines > 0),
    )
