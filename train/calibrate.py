"""Calibration: from scores to probabilities that say how often the model is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from train.samples import Ints

Floats = npt.NDArray[np.float64]
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Calibration:
    """p = 1 / (1 + exp(−(slope · score + offset))), the score in logits (Platt 1999)."""

    slope: float
    offset: float

    def thresholds(self, parts: int) -> Ints:
        """The scores, in 64ths, from which the probability rounds down to 1, 2, … parts − 1 of so many parts."""
        logits = (log(part / (parts - part)) for part in range(1, parts))
        return np.array([round(ACTIVATION_SCALE * (logit - self.offset) / self.slope) for logit in logits])

    def probabilities(self, scores: Floats) -> Floats:
        return 1 / (1 + np.exp(-(self.slope * scores + self.offset)))


def calibrate(scores: Floats, targets: Floats, weights: Floats) -> Calibration:
    """The best slope and offset for held-out scores: logistic regression by Newton's method."""
    inputs = np.stack((scores, np.ones_like(scores)), 1)
    parameters = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-inputs @ parameters))
        slope = inputs.T @ (weights * (odds - targets))
        curve = (inputs * (weights * odds * (1 - odds))[:, None]).T @ inputs
        parameters -= np.linalg.solve(curve, slope)
    return Calibration(float(parameters[0]), float(parameters[1]))


def reliability(
    probabilities: Floats, targets: Floats, weights: Floats, edges: Sequence[float]
) -> list[tuple[float, float, float, float, int]]:
    """For each interval of probabilities: its bounds, the mean probability, the share of boilerplate, the words."""
    rows = []
    for low, high in pairwise(edges):
        inside = (probabilities >= low) & (probabilities < high)
        words = weights[inside].sum()
        if words:
            mean = (weights * probabilities)[inside].sum() / words
            rows.append(
                (low, high, float(mean), float((weights * targets)[inside].sum() / words), int(words))
            )
    return rows
