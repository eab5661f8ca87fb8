"""What the model says of a text: which lines go, how probably each is boilerplate, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.decode import CAUTION, KNOWN_SHARE, asked, decide
from copydesk.boilerplate.blockmodel.evidence import contributions
from copydesk.boilerplate.blockmodel.features import features_of
from copydesk.boilerplate.blockmodel.guards import guards_of
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers, layout_of
from copydesk.boilerplate.blockmodel.lexicon import Found
from copydesk.boilerplate.blockmodel.lines import Flags, Given, count
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.blockmodel.network import Trace, run
from copydesk.boilerplate.blockmodel.reasons import Told, facts
from copydesk.boilerplate.blockmodel.weights import Model
from copydesk.model import Role

TELLING_ODDS = -16
"""A word is called usual in boilerplate if it stands there e times as often as in articles, as all words do."""
MOST_WORDS = 2
MIN_ARTICLE_WORDS, MOST_TAKEN = 100, 3
"""A text without so many words in paragraphs running is no article (a recipe, a poem, results): the model is silent, as
it is where it would take so many times as much of what the rules left as it leaves: of a whole page, a short article is
a quarter."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The model's answer for some lines. `goes` has a flag for each."""

    goes: Flags
    _texts: Sequence[str]
    _model: Model
    _layout: Layout
    _found: Found
    _trace: Trace
    _percents: Sequence[int]

    def probability(self, line: int) -> float:
        """The calibrated probability that a line is boilerplate, in whole hundredths."""
        return self._percents[line] / 100

    def reasons(self, lines: list[int]) -> list[str]:
        """For each line, the two or three facts that told most."""
        if not lines:
            return []
        told, around = contributions(self._model.network, self._trace, np.array(lines), self._model.usual)
        runs = self._runs()[lines].tolist()
        return facts(
            Told(self._trace.inputs[lines], told, around, runs, lambda line: self._words(lines[line]))
        )

    def _runs(self) -> Numbers:
        """For each line how many lines running go or stay with it."""
        changes = np.flatnonzero(np.diff(self.goes)) + 1
        bounds = np.concatenate(([0], changes, [len(self.goes)]))
        return np.repeat(np.diff(bounds), np.diff(bounds))

    def _words(self, line: int) -> str:
        """The line's words that are most usual in boilerplate, in quotation marks."""
        layout = self._layout
        first, last = layout.first_word[line], layout.first_word[line + 1]
        odds = self._model.lexicon.words.odds[self._found.words[first:last]]
        telling = [place for place in np.argsort(odds, kind="stable").tolist() if odds[place] <= TELLING_ODDS]
        starts = layout.word_start[first:last] - layout.starts[line]
        lengths = layout.word_length[first:last]
        words = (
            self._texts[line][starts[place] : starts[place] + lengths[place]].lower() for place in telling
        )
        return ", ".join(f"“{word}”" for word in [*dict.fromkeys(words)][:MOST_WORDS])


def judge_lines(
    model: Model,
    texts: Sequence[str],
    labels: Sequence[int],
    roles: Sequence[Role],
    caution: str,
) -> Verdict:
    """Judge the lines of a text. `labels` has what a rule found of each (an index into `LABELS`, −1 for nothing)."""
    layout = layout_of(texts, model.tables)
    found = look_up(layout, model.lexicon)
    given = Given(
        np.array(labels),
        np.array([role is Role.LIST_ITEM for role in roles]),
        np.array([role is Role.TABLE for role in roles]),
    )
    lines = count(layout)
    features = features_of(layout, lines, found, model.lexicon, given)
    trace = run(model.network, features, found, layout.first_word)
    guards = guards_of(layout, lines, given)
    level = CAUTION[caution]
    known_share = float((found.words > 0).mean()) if len(found.words) else 0.0
    limit = asked(level, len(texts), known_share)
    if known_share < KNOWN_SHARE:
        guards = guards.in_strange_language()
    ruled = given.labels >= 0
    goes = decide(trace.scores, ruled, guards, limit, level.switch)
    taken, left = (int(lines.characters[~ruled & flags].sum()) for flags in (goes, ~goes))
    if guards.article_words < MIN_ARTICLE_WORDS or taken > MOST_TAKEN * left:
        goes = ruled
    percents = np.searchsorted(model.percents, trace.scores, side="right").tolist()
    return Verdict(goes, texts, model, layout, found, trace, percents)
