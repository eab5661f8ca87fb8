"""What several features are made of: what is known of each line, and its counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.characters import KINDS, Kind
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers

Flags = npt.NDArray[np.bool_]
KindsOf = npt.NDArray[np.uint8]

PROSE_WORDS, LONG_WORDS, STRONG_WORDS = 12, 35, 30
"""A sentence of so many words is prose; a line of so many is, however it ends; a sentence of so many is a paragraph."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of the lines beside their text: the label that a rule gave (an index; −1: none), and their role."""

    labels: Numbers
    is_listed: Flags
    is_table: Flags


@dataclass(frozen=True, slots=True)
class Lines:
    """What several features are made of, one for each line.

    `last` is the kind of its last character, `end` that of the last before a quotation mark or bracket that closes it,
    `is_dotted` whether it trails off in dots.
    """

    characters: Numbers
    counts: Numbers
    words: Numbers
    letters: Numbers
    last: KindsOf
    end: KindsOf
    is_dotted: Flags
    is_sentence: Flags
    is_prose: Flags
    is_strong: Flags


def count(layout: Layout) -> Lines:
    """What several features and the guards are made of."""
    kinds, starts, ends = layout.kinds, layout.starts, layout.ends
    counts = np.bincount(layout.line_of * KINDS + kinds, minlength=layout.lines * KINDS)
    counts = counts.reshape(layout.lines, KINDS)
    # Two characters of a script without spaces say about as much as one word.
    words = np.diff(layout.first_word) - (counts[:, Kind.SPACELESS] + 1) // 2
    last = kinds[np.maximum(ends - 1, starts)]
    before = kinds[np.maximum(ends - 2, starts)]
    closed = (last == Kind.QUOTE) | (last == Kind.CLOSE) | (last == Kind.APOSTROPHE)
    end = np.where(closed, before, last)
    dotted = (last == Kind.STOP) & (before == Kind.STOP)
    sentence = ((end == Kind.STOP) | (end == Kind.ASK)) & ~dotted
    return Lines(
        ends - starts,
        counts,
        words,
        counts[:, Kind.LOWER : Kind.SPACELESS + 1].sum(1),
        last,
        end,
        dotted,
        sentence,
        (sentence & (words >= PROSE_WORDS)) | (words >= LONG_WORDS),
        sentence & (words >= STRONG_WORDS),
    )
