"""Features of a line’s form: its length, its characters, how it begins and ends, numbers and addresses in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.characters import KIND_NAMES, KINDS, Kind
from copydesk.boilerplate.blockmodel.counting import ONE, line_sums, logarithm, share
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers
from copydesk.boilerplate.blockmodel.lines import Flags, Given, Lines

CONTENT_LETTERS = 5
"""Words of so many letters say what a text is about; shorter ones mostly hold sentences together."""
SIGNS = (Kind.COLON, Kind.STOP, Kind.BAR, Kind.DASH, Kind.AT)
"""A sign between two digits tells times, dates and scores; a full stop or @ between letters tells addresses."""
IS_SIGN = np.isin(np.arange(KINDS), SIGNS)
WORD_STEPS = (1, 2, 3, 5, 8, 12, 20, 30, 50)
STEPS_OF = np.array([[ONE * (words >= step) for step in WORD_STEPS] for words in range(51)], np.int64)
ONE_HOT = ONE * np.eye(KINDS, dtype=np.int64)

FORM = (
    *(f"words>={step}" for step in WORD_STEPS),
    *(f"has {kind.lower()}" for kind in KIND_NAMES),
    *(f"first {kind.lower()}" for kind in KIND_NAMES),
    *(f"last {kind.lower()}" for kind in KIND_NAMES),
    "characters", "words", "letters a word", "inner sentences", "all capitals", "dots at the end", "closed",
    "upper share", "digit share", "caseless share", "spaceless share", "mark share",
    "capital words", "number words", "long words",
    "year", "d:d", "d.d", "d/d", "d-d", "address", "url", "xX", ".X", "listed", "table",
)  # fmt: skip


def form_features(layout: Layout, lines: Lines, given: Given) -> Sequence[Numbers]:
    """The columns of `FORM`."""
    counts, words = lines.counts, np.maximum(np.diff(layout.first_word), 1)
    cased = counts[:, Kind.LOWER] + counts[:, Kind.UPPER]
    plain = lines.letters + counts[:, Kind.DIGIT] + counts[:, Kind.SPACE]
    joints, glued, full_stops, slashes = _pairs(layout)
    upper, number = layout.word_kind == Kind.UPPER, layout.word_kind == Kind.DIGIT
    return (
        STEPS_OF.take(np.minimum(lines.words, 50), axis=0),
        21 * np.minimum(counts, 3),
        ONE_HOT.take(layout.kinds[layout.starts], axis=0),
        ONE_HOT.take(lines.end, axis=0),
        logarithm(lines.characters),
        logarithm(lines.words),
        6 * lines.letters // words,
        logarithm(full_stops),
        ONE * ((counts[:, Kind.UPPER] >= 3) & (counts[:, Kind.LOWER] == 0)),
        ONE * lines.is_dotted,
        ONE * ((lines.last == Kind.CLOSE) | (lines.last == Kind.QUOTE)),
        share(counts[:, Kind.UPPER], cased),
        share(counts[:, Kind.DIGIT], lines.characters),
        share(counts[:, Kind.CASELESS], lines.characters),
        share(counts[:, Kind.SPACELESS], lines.characters),
        share(lines.characters - plain, lines.characters),
        share(line_sums(upper, layout.first_word), words),
        share(line_sums(number, layout.first_word), words),
        share(line_sums(layout.word_length >= CONTENT_LETTERS, layout.first_word), words),
        ONE * (line_sums(_is_year(layout, number), layout.first_word) > 0),
        _signs(layout),
        ONE * (slashes > 0),
        32 * np.minimum(joints, 3),
        ONE * (glued > 0),
        ONE * given.is_listed,
        ONE * given.is_table,
    )


def _pairs(layout: Layout) -> Sequence[Numbers]:
    """How often each line has “xX”, “.X”, a full stop with a space behind it, and “//”."""
    kinds = layout.kinds
    capitals = np.flatnonzero(kinds == Kind.UPPER)
    before = kinds[capitals - 1]
    stops = np.flatnonzero((kinds == Kind.STOP) | (kinds == Kind.ASK))
    bars = np.flatnonzero(kinds == Kind.BAR)
    places = (
        capitals[before == Kind.LOWER],
        capitals[(before == Kind.STOP) | (before == Kind.ASK)],
        stops[kinds[stops + 1] == Kind.SPACE],
        bars[kinds[bars + 1] == Kind.BAR],
    )
    return [np.bincount(layout.line_of[place], minlength=layout.lines) for place in places]


def _is_year(layout: Layout, number: Flags) -> Flags:
    """Which words are four digits that begin with 19 or 20."""
    starts = layout.word_start
    one, two = layout.codes[starts], layout.codes[starts + 1]
    recent = ((one == ord("1")) & (two == ord("9"))) | ((one == ord("2")) & (two == ord("0")))
    years: Flags = number & (layout.word_length == 4) & recent
    return years


def _signs(layout: Layout) -> Numbers:
    """For each line: does one of `: . / -` stand between digits, and a full stop or @ between small letters?"""
    kinds = layout.kinds
    at = np.flatnonzero(IS_SIGN[kinds[1:-1]]) + 1
    sign, before, after = kinds[at], kinds[at - 1], kinds[at + 1]
    in_number = (before == Kind.DIGIT) & (after == Kind.DIGIT)
    in_address = (before == Kind.LOWER) & (after == Kind.LOWER) & ((sign == Kind.STOP) | (sign == Kind.AT))
    signs = np.zeros((layout.lines, 5), np.int64)
    for column, kind in enumerate(SIGNS[:4]):
        signs[layout.line_of[at[in_number & (sign == kind)]], column] = ONE
    signs[layout.line_of[at[in_address]], 4] = ONE
    return signs
