"""From scores to a decision: the lines that make the best text, as far as the model can tell.

A fixed limit does not fit all pages: on an article nearly every line is plain, on a list of products few are. The lines
that together promise the highest F1 are kept: 2·Σ(words·probability) of the kept over the words kept and those to be
expected (Lewis 1995, “Evaluating and optimizing autonomous text classification systems”).

Where the model errs on a page, it errs on many of its lines the same way: a list is the text, or it is not. So the
promise is a mean over pages as the model sees it, as one that it rates too high, and as one that it rates too low.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Flags

CAUTION: Mapping[str, int] = {"careful": 48, "balanced": 0, "thorough": -48}
"""What each level adds to a line's score, in 64ths of a logit."""

SHARED = 208
"""What lines of a page may all be rated too high or too low, in 64ths of a logit: the outer points of a normal
distribution's three-point quadrature, √3 times a spread of 1.9 logits. F1 over lines of 703 pages of WCXB held out is
.878 without it and .881 with 1.8 to 2.7 logits; on their articles it is .948 and .949, on news .979."""
ERRORS: Mapping[int, int] = {-SHARED: 1, 0: 4, SHARED: 1}
"""Shared error → its weight."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which lines stay, the probability of each to be text, and the F1 that the best choice promises if the model rates
    the page right, in thousandths."""

    stays: Flags
    permilles: Numbers
    promise: int


def decide(scores: Numbers, words: Numbers, limits: Numbers, caution: str) -> Decision:
    """Which lines stay; `limits` has the scores from which the probability is 1 ‰, 2 ‰, … 999 ‰."""
    scores = scores + CAUTION[caution]
    probability = np.searchsorted(limits, scores, side="right")
    stays = np.zeros(len(scores), np.bool_)
    if not int((words * probability).sum()):
        return Decision(stays, probability, 0)
    order = np.argsort(-probability, kind="stable")
    promises = {
        error: _promises(words[order], np.searchsorted(limits, scores + error, side="right")[order])
        for error in ERRORS
    }
    best = int(np.argmax(sum(weight * promises[error] for error, weight in ERRORS.items())))
    stays[order[: best + 1]] = True
    return Decision(stays, probability, int(1000 * promises[0].max()))


def promise_of(stays: Flags, words: Numbers, permilles: Numbers) -> float:
    """The F1 that a choice of lines promises if the model rates the page right."""
    gains = words * permilles
    return float(2 * gains[stays].sum() / max(1000 * words[stays].sum() + gains.sum(), 1))


def _promises(words: Numbers, probability: Numbers) -> npt.NDArray[np.float64]:
    """The F1 that the first line promises, the first two, the first three, …"""
    gains = np.cumsum(words * probability)
    promises: npt.NDArray[np.float64] = 2 * gains / np.maximum(1000 * np.cumsum(words) + gains[-1], 1)
    return promises
