"""The network as it is trained, in floats; `copydesk.boilerplate.pagemodel.network` runs it in whole numbers.

Convolutions over the lines of a page (Bai, Kolter and Koltun 2018), with means over the lines of a container and over
those that look alike, as messages are passed in a graph (Gilmer et al. 2017). While it learns, it also says what kind
of page this is; that answer is not used later, but what it takes to give it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from copydesk.boilerplate.pagemodel.features import FEATURES
from copydesk.boilerplate.pagemodel.network import (
    DILATIONS,
    GROUPED_AFTER,
    MOST_ACTIVE,
    WHOLE_AFTER,
    WIDTH,
)
from train.network import with_neighbours
from train.pages.samples import TYPES
from train.samples import Ints

DROPOUT = 0.15
GROUPS = 4
MOST = MOST_ACTIVE / ACTIVATION_SCALE


@dataclass(frozen=True, slots=True)
class Groups:
    """One grouping of a batch's lines: the group of each line (0: no line), how many there are, 1 ÷ their sizes."""

    of: torch.Tensor
    count: int
    shares: torch.Tensor

    def means(self, hidden: torch.Tensor) -> torch.Tensor:
        """For each line the mean of its group."""
        flat = hidden.reshape(-1, hidden.shape[-1])
        sums = torch.zeros(self.count, flat.shape[1]).index_add_(0, self.of, flat)
        return (sums * self.shares)[self.of].reshape(hidden.shape)


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of about one length, padded."""

    features: torch.Tensor
    is_line: torch.Tensor
    words: torch.Tensor
    groups: Sequence[Groups]


class Network(nn.Module):
    """A logit for each line (is it text?), and logits for the page's types."""

    def __init__(self) -> None:
        super().__init__()
        self.enter = nn.Linear(len(FEATURES), WIDTH)
        self.around = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.grouped = nn.ModuleList(nn.Linear((1 + GROUPS) * WIDTH, WIDTH) for _ in GROUPED_AFTER)
        self.whole = nn.Linear(2 * WIDTH, WIDTH)
        self.judge = nn.Linear(2 * WIDTH, WIDTH)
        self.leave = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(2 * WIDTH, len(TYPES))

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        given = functional.dropout(batch.features, DROPOUT / 3, self.training)
        entered = _active(self.enter(given)) * batch.is_line
        hidden = entered
        for number, reach in enumerate(DILATIONS):
            hidden = self._add(hidden, self.around[number], with_neighbours(hidden, reach), batch)
            if number in GROUPED_AFTER:
                means = [group.means(hidden) for group in batch.groups]
                layer = self.grouped[GROUPED_AFTER.index(number)]
                hidden = self._add(hidden, layer, torch.cat((hidden, *means), -1), batch)
            if number == WHOLE_AFTER:
                by_line = hidden.sum(1) / batch.is_line.sum(1)
                by_word = (hidden * batch.words).sum(1) / batch.words.sum(1).clamp(min=1)
                page = torch.cat((by_line, by_word), -1)
                hidden = (hidden + _active(self.whole(page)).unsqueeze(1)).clamp(max=MOST) * batch.is_line
        told = functional.dropout(torch.cat((entered, hidden), -1), DROPOUT, self.training)
        return self.leave(_active(self.judge(told)))[..., 0], self.kind(page)

    def _add(self, hidden: torch.Tensor, layer: nn.Module, seen: torch.Tensor, batch: Batch) -> torch.Tensor:
        added = _active(layer(functional.dropout(seen, DROPOUT, self.training)))
        return (hidden + added).clamp(max=MOST) * batch.is_line


def _active(values: torch.Tensor) -> torch.Tensor:
    return values.clamp(0, MOST)


def batch_of(pages: Sequence[tuple[np.ndarray, Ints, Sequence[Ints]]]) -> Batch:
    """The pages of one batch (features ÷ 64, words, groups), padded to the longest."""
    longest = max(len(words) for _, words, _ in pages)
    features = np.zeros((len(pages), longest, len(FEATURES)), np.float32)
    is_line = np.zeros((len(pages), longest, 1), np.float32)
    counts = np.zeros((len(pages), longest, 1), np.float32)
    for row, (one, words, _) in enumerate(pages):
        features[row, : len(words)] = one
        is_line[row, : len(words)] = 1
        counts[row, : len(words), 0] = words
    groups = [_groups([page[2][number] for page in pages], longest) for number in range(GROUPS)]
    return Batch(torch.from_numpy(features), torch.from_numpy(is_line), torch.from_numpy(counts), groups)


def _groups(pages: Sequence[Ints], longest: int) -> Groups:
    of = np.zeros((len(pages), longest), np.int64)
    count = 1
    for row, group in enumerate(pages):
        of[row, : len(group)] = group + count
        count += int(group.max()) + 1
    flat = of.reshape(-1)
    sizes = np.bincount(flat, minlength=count).astype(np.float32)
    shares = 1 / np.maximum(sizes, 1)
    shares[0] = 0
    return Groups(torch.from_numpy(flat), count, torch.from_numpy(shares)[:, None])
