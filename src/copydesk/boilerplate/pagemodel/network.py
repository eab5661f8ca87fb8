"""The network over a page's lines, in whole numbers: from the features of each line to its score.

As in `blockmodel.network`, sums of products stay below 2²⁴, which a 32-bit float holds exactly whatever their order;
those of the first layer, whose weights have sixteen bits, below 2⁵³, as 64-bit floats do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from copydesk.boilerplate.blockmodel.features import Matrix
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.network import Layer, product, with_neighbours
from copydesk.boilerplate.pagemodel.features import Features
from copydesk.boilerplate.pagemodel.frame import Frame

WIDTH = 64
DILATIONS = (1, 2, 4, 8, 16)
"""How far each layer looks up and down: together 31 lines."""
GROUPED_AFTER = (1, 3)
"""Behind these layers a line hears the mean of those in its container, and of those that look like it."""
WHOLE_AFTER = 1
"""Behind this layer it hears the mean of the page, by lines and by words: what kind of page this is."""
MOST_ACTIVE = 400
"""Activations end here: 5 · 64 of them times weights of at most 127 stay below 2²⁴."""

AT_ONCE = 4096
"""Lines that a layer hears at once: on the way through it they are 64-bit floats, several times their size."""
Part = TypeVar("Part", Matrix, Numbers)


@dataclass(frozen=True, slots=True)
class Network:
    """All layers; `train/pages/network.py` has the same in floats."""

    enter: Layer
    around: tuple[Layer, ...]
    grouped: tuple[Layer, ...]
    whole: Layer
    judge: Layer
    leave: Layer


def groups_of(frame: Frame) -> tuple[Numbers, ...]:
    """The lines that a line has company in, as numbers of groups from 0: in the element around its own, in one two
    further out, in elements that look alike with their parents, and below such parents, grandparents and theirs."""
    keys = (frame.around[1], frame.around[3], frame.alike(0, 2), frame.alike(1, 4))
    return tuple(np.unique(key, return_inverse=True)[1] for key in keys)


def run(network: Network, features: Features, groups: Sequence[Numbers], words: Numbers) -> Numbers:
    """The score of each line, in 64ths of a logit: is it the page's text?"""
    entered = _in_parts(
        len(features), lambda part: network.enter.active(features[part].astype(np.float64), MOST_ACTIVE)
    )
    hidden = entered
    means = [_Means(group) for group in groups]
    for number, (layer, reach) in enumerate(zip(network.around, DILATIONS, strict=True)):
        hidden = _sum(hidden, _beside(layer, hidden, reach))
        if number in GROUPED_AFTER:
            grouped = network.grouped[GROUPED_AFTER.index(number)]
            hidden = _sum(hidden, _in_company(grouped, hidden, means))
        if number == WHOLE_AFTER:
            hidden = _sum(hidden, network.whole.active(_of_page(hidden, words), MOST_ACTIVE))
    return _in_parts(len(features), lambda part: _judged(network, entered[part], hidden[part]))


def _in_parts(lines: int, step: Callable[[slice], Part]) -> Part:
    """What a step makes of the lines, so many at once."""
    return np.concatenate([step(slice(line, line + AT_ONCE)) for line in range(0, lines, AT_ONCE)])


def _judged(network: Network, entered: Matrix, hidden: Matrix) -> Numbers:
    judged = network.judge.active(np.concatenate((entered, hidden), axis=1), MOST_ACTIVE)
    return network.leave.sums(judged)[:, 0].astype(np.int64)


def _beside(layer: Layer, hidden: Matrix, reach: int) -> Matrix:
    """What the layer says of each line beside those so far above and below."""

    def step(part: slice) -> Matrix:
        first = max(part.start - reach, 0)
        seen = with_neighbours(hidden[first : part.stop + reach], reach)
        return layer.active(seen[part.start - first : part.stop - first], MOST_ACTIVE)

    return _in_parts(len(hidden), step)


def _in_company(layer: Layer, hidden: Matrix, means: Sequence[_Means]) -> Matrix:
    """What the layer says of each line with the means of its groups, whose products with the weights are taken once
    for each group, since so many lines share one."""
    own, *others = np.split(layer.weights.T, len(means) + 1)
    company = [product(mean.of(hidden), weights) for weights, mean in zip(others, means, strict=True)]

    def step(part: slice) -> Matrix:
        sums = product(hidden[part], own)
        for mean, products in zip(means, company, strict=True):
            sums += products.take(mean.group[part], axis=0)
        return layer.activated(sums, MOST_ACTIVE)

    return _in_parts(len(hidden), step)


def _sum(hidden: Matrix, added: Matrix) -> Matrix:
    total: Matrix = np.minimum(hidden + added, MOST_ACTIVE)
    return total


def _of_page(hidden: Matrix, words: Numbers) -> Matrix:
    """The mean of all lines, and that in which each word counts: one row."""
    exact = hidden.astype(np.float64)
    by_words = (exact * words[:, None]).sum(0) / max(int(words.sum()), 1)
    means: Matrix = np.floor(np.concatenate((exact.mean(0), by_words))).astype(np.float32)[None, :]
    return means


class _Means:
    """The means of the lines of each group, rounded down."""

    def __init__(self, group: Numbers) -> None:
        self.group = group
        self._order = np.argsort(group, kind="stable")
        counts = np.bincount(group)
        self._first = np.cumsum(counts) - counts
        self._counts = counts[:, None].astype(np.float32)

    def of(self, hidden: Matrix) -> Matrix:
        means: Matrix = np.add.reduceat(hidden[self._order], self._first, axis=0)
        means /= self._counts
        return np.floor(means, out=means)
