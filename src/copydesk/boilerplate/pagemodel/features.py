"""What the model sees of each line of a page: whole numbers from −127 to 127, 64 for “yes” or “all of it”."""

from __future__ import annotations

import numpy as np

from copydesk.boilerplate.blockmodel.counting import line_sums
from copydesk.boilerplate.blockmodel.features import Matrix, matrix_of
from copydesk.boilerplate.blockmodel.form import FORM, form_features
from copydesk.boilerplate.blockmodel.layout import Layout, Tables
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


def fixed_features(
    outline: Outline, statement: Statement, layout: Layout, lines: Lines, frame: Frame, tables: Tables
) -> Matrix:
    """The columns of `FIXED`."""
    around = np.array(outline.lines.around, np.uint64)
    given = Given(
        np.full(layout.lines, -1),
        (around & np.uint64(Around.LIST)) > 0,
        (around & np.uint64(Around.TABLE)) > 0,
    )
    return matrix_of(
        layout.lines,
        len(FIXED),
        (
            *form_features(layout, lines, given),
            *repeat_features(layout, lines),
            *surrounding_features(outline, frame, lines),
            *container_features(frame),
            *stated_features(statement, outline, frame, lines, layout, tables),
        ),
    )


def learnt_features(
    outline: Outline, layout: Layout, lines: Lines, frame: Frame, found: Found, lexicon: Lexicon, names: Odds
) -> Matrix:
    """The columns of `LEARNT`."""
    odds, known = lexicon.words.odds[found.words], found.words > 0
    known_words, line_odds = line_sums(known, layout.first_word), line_sums(odds, layout.first_word)
    return matrix_of(
        layout.lines,
        len(LEARNT),
        (
            *word_features(layout, found, lexicon, odds, known_words, line_odds),
            *place_features(lines, known_words, line_odds),
            *name_features(outline, frame, names),
        ),
    )
