"""What the model sees of each line: whole numbers from −127 to 127, 64 for “yes” or “all of it”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.characters import Kind
from copydesk.boilerplate.blockmodel.counting import ONE, line_sums, logarithm
from copydesk.boilerplate.blockmodel.form import FORM, form_features
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers
from copydesk.boilerplate.blockmodel.lexicon import Found, Lexicon
from copydesk.boilerplate.blockmodel.lines import Given, Lines
from copydesk.boilerplate.blockmodel.place import PLACE, lines_since, lines_till, place_features
from copydesk.boilerplate.blockmodel.repeats import REPEATS, repeat_features
from copydesk.boilerplate.blockmodel.wording import WORDS, word_features
from copydesk.model import LABELS

Matrix = npt.NDArray[np.float32]

DOCUMENT = (
    "doc lines", "doc words", "doc prose lines", "doc prose words", "doc median words", "doc known words",
    "doc sentences", "doc odds", "doc caseless", "doc found",
)  # fmt: skip
RULES = (*(f"rule {label}" for label in LABELS), "found", "since found", "till found")
FEATURES: tuple[str, ...] = (*FORM, *WORDS, *PLACE, *REPEATS, *DOCUMENT, *RULES)


def features_of(layout: Layout, lines: Lines, found: Found, lexicon: Lexicon, given: Given) -> Matrix:
    """The features of each line, in the order of `FEATURES`."""
    odds, known = lexicon.words.odds.take(found.words), found.words > 0
    known_words = line_sums(known, layout.first_word)
    line_odds = line_sums(odds, layout.first_word)
    columns = (
        *form_features(layout, lines, given),
        *word_features(layout, found, lexicon, odds, known_words, line_odds),
        *place_features(lines, known_words, line_odds),
        *repeat_features(layout, lines),
        *_document(layout, lines, given, known_words, line_odds),
        *_rules(given),
    )
    return matrix_of(layout.lines, len(FEATURES), columns)


def matrix_of(lines: int, width: int, columns: Iterable[Numbers]) -> Matrix:
    """The columns side by side, each number within −127 and 127."""
    matrix = np.empty((lines, width), np.float32)
    at = 0
    for column in columns:
        wide = 1 if column.ndim < 2 else column.shape[1]
        matrix[:, at : at + wide] = column if column.ndim == 2 else column[:, None]
        at += wide
    assert at == width, (at, width)
    return np.clip(matrix, -127, 127, out=matrix)


def _document(
    layout: Layout, lines: Lines, given: Given, known_words: Numbers, line_odds: Numbers
) -> Sequence[Numbers]:
    count, words, letters = layout.lines, int(lines.words.sum()), int(lines.letters.sum())
    cased = int(lines.counts[:, Kind.LOWER : Kind.UPPER + 1].sum())
    known = int(known_words.sum())
    values = (
        int(logarithm(np.array([count]))[0]),
        int(logarithm(np.array([words]))[0]),
        ONE * int(lines.is_prose.sum()) // count,
        ONE * int(lines.words[lines.is_prose].sum()) // max(words, 1),
        int(logarithm(np.sort(lines.words)[count // 2 : count // 2 + 1])[0]),
        ONE * known // max(len(layout.word_hash), 1),
        ONE * int(lines.is_sentence.sum()) // count,
        int(line_odds.sum()) // max(known, 1),
        ONE * (letters - cased) // max(letters, 1),
        ONE * int((given.labels >= 0).sum()) // count,
    )
    return (np.tile(np.array(values, np.int64), (count, 1)),)


def _rules(given: Given) -> Sequence[Numbers]:
    found = given.labels >= 0
    labels = np.zeros((len(found), len(LABELS)), np.int64)
    labels[np.flatnonzero(found), given.labels[found]] = ONE
    return (labels, ONE * found, logarithm(lines_since(found)), logarithm(lines_till(found)))
