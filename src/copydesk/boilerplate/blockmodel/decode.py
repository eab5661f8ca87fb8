"""From scores to a decision on every line: boilerplate comes in runs, articles in one or a few stretches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.guards import Guards
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Flags
from copydesk.settings import CAUTION_LEVELS


@dataclass(frozen=True, slots=True)
class Caution:
    """How sure the model has to be, in 64ths of a logit: to drop a line, and to begin or end a run of dropped ones."""

    limit: int
    switch: int = 16


CAUTION: Mapping[str, Caution] = dict(
    zip(CAUTION_LEVELS, (Caution(limit=88), Caution(limit=40), Caution(limit=0)), strict=True)
)
"""The named levels; `docs/block-model.md` has the precision and recall that were measured for each."""
SHORT_LINES, SHORT_ASKS = 30, 64
"""A text of few lines tells less of itself: with no lines at all, so much more would be asked of each."""
KNOWN_SHARE, STRANGE_ASKS = 1 / 3, 48
"""In a language of whose words the model knows less than a third, so much more is asked. It knows 0.8 to 1 of English,
0.5 to 0.7 of German, 0.35 to 0.5 of Spanish, French and Italian, 0 to 0.3 of all others (held-out news)."""
UNNAMED_ASKS = 48
"""So much more is asked, on average, of lines running that stand between paragraphs that stay, if no rule found any of
them: in such places lists and tables of the article stand as well. (At a limit of 0, two of three such words are
boilerplate on held-out web articles, of the words that go elsewhere more than nine of ten.)"""
SURE = 1 << 20
"""More than all other lines can outweigh."""


def asked(caution: Caution, lines: int, known_share: float) -> int:
    """What is asked of every line of a text of so many lines, of whose words so many are known."""
    few = SHORT_ASKS * max(SHORT_LINES - lines, 0) // SHORT_LINES
    return caution.limit + few + STRANGE_ASKS * (known_share < KNOWN_SHARE)


def decide(scores: Numbers, found: Flags, guards: Guards, limit: int, switch: int) -> Flags:
    """Which lines go: those that give the best sum of scores above what is asked, less a price for each change.

    `limit` is asked of all lines, `switch` is the price. The best path through a chain of two states (Viterbi 1967), in
    whole numbers. What a rule found goes; a paragraph never goes for the sake of the lines around it.

    Then lines amid the article come back, if no rule found one of those that go with them and they are not sure enough.
    """
    above = scores - limit - guards.asked
    gains: list[int] = np.where(
        guards.is_paragraph & (above < 0), -SURE, np.where(found, SURE, above)
    ).tolist()
    came_from = [(False, True)]
    keep, drop = 0, gains[0]
    for gain in gains[1:]:
        to_keep, to_drop = drop - switch, keep - switch
        came_from.append((to_keep > keep, to_drop <= drop))
        keep, drop = max(keep, to_keep), max(drop, to_drop) + gain
    goes = _path(came_from, drop > keep)
    for run in _unnamed(goes, found, goes < guards.is_paragraph):
        if (scores[run] - limit - UNNAMED_ASKS).sum() < 0:
            goes[run] = False
    return goes


def _unnamed(goes: Flags, found: Flags, stays: Flags) -> Iterator[slice]:
    """The runs of lines that go, between paragraphs that stay, with no line that a rule found."""
    bounds = np.flatnonzero(np.diff(goes, prepend=False, append=False)).reshape(-1, 2).tolist()
    paragraphs = np.flatnonzero(stays)
    for first, end in bounds:
        if len(paragraphs) and paragraphs[0] < first < paragraphs[-1] and not found[first:end].any():
            yield slice(first, end)


def _path(came_from: Sequence[tuple[bool, bool]], state: bool) -> Flags:
    path = [False] * len(came_from)
    for line in range(len(came_from) - 1, -1, -1):
        path[line] = state
        state = came_from[line][state]
    return np.array(path)
