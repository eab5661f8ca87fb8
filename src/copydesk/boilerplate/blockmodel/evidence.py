"""What told most: a score traced back to the features that it comes from.

Along the line's own way through the network, each feature counts with its value (less what is usual in articles)
times the slope at which the score rises with it: the first term of the score's Taylor series (Simonyan et al. 2014).
What came in from other lines counts as the line's surroundings. All in whole numbers, as the scores are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.features import FEATURES
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.network import (
    DILATIONS,
    WIDTH,
    Layer,
    Network,
    Trace,
    product,
    with_neighbours,
)

Slopes = npt.NDArray[np.float64]
SLOPE_SCALE = 1024


def contributions(network: Network, trace: Trace, lines: Numbers, usual: Numbers) -> tuple[Slopes, Slopes]:
    """For some lines, what each feature and each kind of embedding told, and what their surroundings told."""
    slope = np.tile(
        np.floor(network.leave.weights[0].astype(np.float64) * network.leave.scale[0] * SLOPE_SCALE),
        (len(lines), 1),
    )
    slope = _back(network.judge, slope, trace.judged[lines] > 0)
    entered, slope = slope[:, :WIDTH], slope[:, WIDTH:]
    around = np.zeros(len(lines))
    for number in range(len(DILATIONS) - 1, -1, -1):
        before, after = trace.hidden[number], trace.hidden[number + 1][lines]
        through = _back(network.around[number], slope, after > before[lines])
        seen = with_neighbours(before, DILATIONS[number])[lines]
        seen[:, WIDTH : 2 * WIDTH] = 0
        around += (through * seen).sum(1)
        slope = slope + through[:, WIDTH : 2 * WIDTH]
    slope = _back(network.enter, slope + entered, trace.hidden[0][lines] > 0)
    inputs = trace.inputs[lines].astype(np.float64)
    inputs[:, : len(FEATURES)] -= usual
    return slope * inputs, around


def _back(layer: Layer, slope: Slopes, is_active: npt.NDArray[np.bool_]) -> Slopes:
    """The slope at a layer's inputs, from that at its outputs. Sums of whole numbers, exact in 64 bits."""
    return product(np.floor(slope * is_active * layer.scale), layer.weights.astype(np.float64))
