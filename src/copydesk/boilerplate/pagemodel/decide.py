"""From scores to a decision: the lines that make the best text, as far as the model can tell.

A fixed limit does not fit all pages: on an article nearly every line is plain, on a list of products few are. The lines
that together promise the highest F1 are kept: 2·Σ(words·probability) of the kept over the words kept and those to be
expected (Lewis 1995, “Evaluating and optimizing autonomous text classification systems”).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Flags

CAUTION: Mapping[str, int] = {"careful": 48, "balanced": 0, "thorough": -48}
"""What each level adds to a line's score, in 64ths of a logit."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which lines stay, the probability of each to be text, and the F1 that the whole promises, in thousandths."""

    stays: Flags
    permilles: Numbers
    promise: int


def decide(scores: Numbers, words: Numbers, permilles: Numbers, caution: str) -> Decision:
    """Which lines stay; `permilles` has the scores from which the probability is 1 ‰, 2 ‰, … 999 ‰."""
    probability = np.searchsorted(permilles, scores + CAUTION[caution], side="right")
    order = np.argsort(-probability, kind="stable")
    gains = np.cumsum((words * probability)[order])
    expected = int(gains[-1]) if len(gains) else 0
    stays = np.zeros(len(scores), np.bool_)
    if not expected:
        return Decision(stays, probability, 0)
    promise = 2 * gains / np.maximum(1000 * np.cumsum(words[order]) + expected, 1)
    best = int(np.argmax(promise))
    stays[order[: best + 1]] = True
    return Decision(stays, probability, int(1000 * promise[best]))
