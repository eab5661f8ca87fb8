"""What the model sees of each line of a page: whole numbers from −127 to 127, 64 for “yes” or “all of it”."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.counting import line_sums
from copydesk.boilerplate.blockmodel.features import matrix_of
from copydesk.boilerplate.blockmodel.form import FORM, form_features
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers, Tables
from copydesk.boilerplate.blockmodel.lexicon import Found, Lexicon
from copydesk.boilerplate.blockmodel.lines import Given, Lines
from copydesk.boilerplate.blockmodel.place import PLACE, place_features
from copydesk.boilerplate.blockmodel.repeats import REPEATS, repeat_features
from copydesk.boilerplate.blockmodel.wording import WORDS, word_features
from copydesk.boilerplate.pagemodel.containers import CONTAINERS, container_features
from copydesk.boilerplate.pagemodel.frame import Frame
from copydesk.boilerplate.pagemodel.names import NAMES, Odds, name_features
from copydesk.boilerplate.pagemodel.stated import STATED, Statement, stated_features
from copydesk.boilerplate.pagemodel.surroundings import SURROUNDINGS, surrounding_features
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import Outline

FIXED: tuple[str, ...] = (*FORM, *REPEATS, *SURROUNDINGS, *CONTAINERS, *STATED)
"""Features that hang on the page alone."""
LEARNT: tuple[str, ...] = (*WORDS, *PLACE, *NAMES)
"""Features that hang on the lexicon and the names that training saw."""
FEATURES: tuple[str, ...] = (*FIXED, *LEARNT)


Features = npt.NDArray[np.int8]
"""Bytes: on pages of many lines their size tells."""


def fixed_features(
    outline: Outline, statement: Statement, layout: Layout, lines: Lines, frame: Frame, tables: Tables
) -> Features:
    """The columns of `FIXED`."""

    def columns() -> Iterator[Numbers]:
        around = np.array(outline.lines.around, np.uint64)
        is_listed, is_table = ((around & np.uint64(flag)) > 0 for flag in (Around.LIST, Around.TABLE))
        yield from form_features(layout, lines, Given(np.full(layout.lines, -1), is_listed, is_table))
        yield from repeat_features(layout, lines)
        yield from surrounding_features(outline, frame, lines)
        yield from container_features(frame)
        yield from stated_features(statement, outline, frame, lines, layout, tables)

    return matrix_of(layout.lines, len(FIXED), columns()).astype(np.int8)


def learnt_features(
    outline: Outline, layout: Layout, lines: Lines, frame: Frame, found: Found, lexicon: Lexicon, names: Odds
) -> Features:
    """The columns of `LEARNT`."""

    def columns() -> Iterator[Numbers]:
        odds, known = lexicon.words.odds[found.words], found.words > 0
        known_words, line_odds = line_sums(known, layout.first_word), line_sums(odds, layout.first_word)
        yield from word_features(layout, found, lexicon, odds, known_words, line_odds)
        yield from place_features(lines, known_words, line_odds)
        yield from name_features(outline, frame, names)

    return matrix_of(layout.lines, len(LEARNT), columns()).astype(np.int8)
