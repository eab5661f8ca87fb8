"""The network in whole numbers: from the features of each line to its score.

Weights have eight bits, so every sum of products is a whole number below 2²⁴, which a 32-bit float holds exactly: the
order of the additions, and so the CPU and its libraries, make no difference. Between two layers one product with a
scale is rounded down, in 64-bit floats, which IEEE 754 defines to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.features import Matrix
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lexicon import Found

Numbered = TypeVar("Numbered", npt.NDArray[np.float32], npt.NDArray[np.float64])
WIDTH, EMBEDDED = 48, 8
DILATIONS = (1, 2, 4, 8, 16)
"""How far each layer looks up and down: together 31 lines."""
GLOBAL_AFTER = 1
"""Behind this layer the mean of all lines is added to each."""

ACTIVATION_SCALE = 64
"""An activation of 1.0, as a score of 1.0, is this number."""
MOST_ACTIVE = 900
"""Activations end here: 3 · 48 of them times weights of at most 127 stay below 2²⁴."""
MOST_EMBEDDED = 1000
ONE_THREAD = 1 << 18
"""Products of fewer numbers than this are taken on one thread by OpenBLAS (its GEMM_MULTITHREAD_THRESHOLD, times 2¹⁶),
which comes with numpy; above, its threads took as much CPU time again as all the rest of the cleaning."""
ROOTS = np.sqrt(np.arange(4097))
"""A line's embeddings are summed and divided by the root of their number (IEEE 754 rounds roots correctly)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights (outputs × inputs, −127 to 127), and what each output's sum is multiplied with and moved by."""

    weights: Matrix
    scale: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]

    def sums(self, inputs: Matrix) -> npt.NDArray[np.float64]:
        """What the layer says of each row: whole numbers of 1 / `ACTIVATION_SCALE`."""
        sums = self._scaled(product(inputs, self.weights.T))
        return np.floor(sums, out=sums)

    def active(self, inputs: Matrix, most: int = MOST_ACTIVE) -> Matrix:
        """The same, but nothing below 0 or above the most."""
        return self.activated(product(inputs, self.weights.T), most)

    def activated(self, products: Matrix, most: int = MOST_ACTIVE) -> Matrix:
        """What `active` makes of the inputs' products with the weights."""
        sums = self._scaled(products)
        np.clip(sums, 0, most, out=sums)
        return sums.astype(np.int32).astype(np.float32)

    def _scaled(self, products: Matrix) -> npt.NDArray[np.float64]:
        sums = products.astype(np.float64)
        sums *= self.scale
        sums += self.offset
        return sums


def product(rows: Numbered, weights: Numbered) -> Numbered:
    """The product of two matrices, some rows at a time: threads for so little wait longer than they work."""
    wide, width = weights.shape
    step = max(1, ONE_THREAD // weights.size)
    parts = len(rows) // step
    whole = parts * step
    sums = np.empty((len(rows), width), rows.dtype)
    np.matmul(rows[:whole].reshape(parts, step, wide), weights, out=sums[:whole].reshape(parts, step, width))
    np.matmul(rows[whole:], weights, out=sums[whole:])
    return sums


@dataclass(frozen=True, slots=True)
class Embedding:
    """Eight whole numbers for each entry (entry 0: zeros), and the scale that brings them to features."""

    rows: Matrix
    scale: float

    def sums(self, entries: Numbers, first: Numbers) -> Matrix:
        """For each line the sum of its entries' rows, over the root of how many entries it has."""
        counts = first[1:] - first[:-1]
        filled = np.flatnonzero(counts)
        sums = np.zeros((len(counts), EMBEDDED))
        if len(filled):
            scaled = np.add.reduceat(self.rows.take(entries, axis=0), first[filled], axis=0) * self.scale
            sums[filled] = np.floor(scaled / ROOTS[np.minimum(counts[filled], 4096)][:, None])
        return np.clip(sums, -MOST_EMBEDDED, MOST_EMBEDDED).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """All layers; `train/network.py` has the same in floats, and says where it comes from."""

    words: Embedding
    pairs: Embedding
    enter: Layer
    around: tuple[Layer, ...]
    whole: Layer
    judge: Layer
    leave: Layer


@dataclass(frozen=True, slots=True)
class Trace:
    """What a run left behind: the inputs and every layer's activations, so that a score can be traced back."""

    inputs: Matrix
    hidden: tuple[Matrix, ...]
    judged: Matrix
    scores: Numbers


def run(network: Network, features: Matrix, found: Found, first_word: Numbers) -> Trace:
    """The score of each line, in 64ths of a logit: is it boilerplate?"""
    first_pair = np.searchsorted(found.pair_line, np.arange(len(features) + 1))
    inputs = np.concatenate(
        (features, network.words.sums(found.words, first_word), network.pairs.sums(found.pairs, first_pair)),
        axis=1,
    )
    hidden = [network.enter.active(inputs)]
    for number, (layer, reach) in enumerate(zip(network.around, DILATIONS, strict=True)):
        added = hidden[-1] + layer.active(with_neighbours(hidden[-1], reach))
        if number == GLOBAL_AFTER:
            mean = np.floor(
                np.minimum(added, MOST_ACTIVE).sum(0, keepdims=True, dtype=np.float64) / len(added)
            )
            added += network.whole.active(mean.astype(np.float32))
        hidden.append(np.minimum(added, MOST_ACTIVE))
    judged = network.judge.active(np.concatenate((hidden[0], hidden[-1]), axis=1))
    return Trace(inputs, tuple(hidden), judged, network.leave.sums(judged)[:, 0].astype(np.int64))


def with_neighbours(hidden: Matrix, reach: int) -> Matrix:
    """Each line beside those `reach` lines above and below; zeros where there are none."""
    lines, width = hidden.shape
    seen = np.zeros((lines, 3 * width), np.float32)
    seen[:, width : 2 * width] = hidden
    if reach < lines:
        seen[reach:, :width] = hidden[:-reach]
        seen[:-reach, 2 * width :] = hidden[reach:]
    return seen
