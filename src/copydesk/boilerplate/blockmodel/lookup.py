"""A text's words, pairs of words and lines, looked up in the lexicon."""

from __future__ import annotations

import numpy as np

from copydesk.boilerplate.blockmodel.layout import Layout
from copydesk.boilerplate.blockmodel.lexicon import Found, Lexicon


def look_up(layout: Layout, lexicon: Lexicon) -> Found:
    """The entries of a text. A line without words is unknown."""
    pairs, pair_line = layout.pair_hashes()
    says = np.diff(layout.first_word) > 0
    return Found(
        lexicon.words.find(layout.word_hash),
        lexicon.pairs.find(pairs),
        pair_line,
        lexicon.lines.find(layout.line_hash) * says,
    )
