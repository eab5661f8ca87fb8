"""The network as it is trained, in floats; `copydesk.boilerplate.blockmodel.network` runs it in whole numbers.

Each line is a row of features and two sums of embeddings, of its words and of its pairs of words. Convolutions over
the lines, each reaching twice as far as the one before, let a line know those around it; the mean over all lines tells
what kind of text it is (Bai, Kolter and Koltun 2018 call this a temporal convolutional network).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from copydesk.boilerplate.blockmodel.features import FEATURES, Matrix
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.network import DILATIONS, EMBEDDED, GLOBAL_AFTER, WIDTH

DROPOUT = 0.15


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network is given of one clipping: features (÷ 64), and the entries of its words and pairs."""

    features: Matrix
    words: Numbers
    word_line: Numbers
    pairs: Numbers
    pair_line: Numbers


@dataclass(frozen=True, slots=True)
class Batch:
    """Clippings of about one length, padded. Words and pairs: their entries, offsets and counts."""

    features: torch.Tensor
    words: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    pairs: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    is_line: torch.Tensor


class Network(nn.Module):
    """A logit for each line: is it boilerplate?"""

    def __init__(self, words: int, pairs: int) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(words, EMBEDDED, mode="sum", padding_idx=0)
        self.pairs = nn.EmbeddingBag(pairs, EMBEDDED, mode="sum", padding_idx=0)
        self.enter = nn.Linear(len(FEATURES) + 2 * EMBEDDED, WIDTH)
        self.around = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.whole = nn.Linear(WIDTH, WIDTH)
        self.judge = nn.Linear(2 * WIDTH, WIDTH)
        self.leave = nn.Linear(WIDTH, 1)
        for bag in (self.words, self.pairs):
            nn.init.normal_(bag.weight, std=0.05)
            with torch.no_grad():
                bag.weight[0] = 0

    def forward(self, batch: Batch) -> torch.Tensor:
        shape = (*batch.features.shape[:2], EMBEDDED)
        words = _bag(self.words, batch.words).view(shape)
        pairs = _bag(self.pairs, batch.pairs).view(shape)
        given = functional.dropout(batch.features, DROPOUT / 3, self.training)
        entered = functional.relu(self.enter(torch.cat((given, words, pairs), -1))) * batch.is_line
        hidden = entered
        for layer, reach in enumerate(DILATIONS):
            seen = functional.dropout(with_neighbours(hidden, reach), DROPOUT, self.training)
            hidden = (hidden + functional.relu(self.around[layer](seen))) * batch.is_line
            if layer == GLOBAL_AFTER:
                mean = hidden.sum(1) / batch.is_line.sum(1)
                hidden = (hidden + functional.relu(self.whole(mean)).unsqueeze(1)) * batch.is_line
        told = functional.dropout(torch.cat((entered, hidden), -1), DROPOUT, self.training)
        scores: torch.Tensor = self.leave(functional.relu(self.judge(told))).squeeze(-1)
        return scores


def _bag(bag: nn.EmbeddingBag, entries: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """The sum of a line's embeddings, divided by the root of how many there are."""
    indexes, offsets, counts = entries
    summed: torch.Tensor = bag(indexes, offsets)
    return summed / counts.clamp(min=1).sqrt().unsqueeze(1)


def with_neighbours(hidden: torch.Tensor, reach: int) -> torch.Tensor:
    """Each line beside those `reach` lines above and below; zeros where there are none."""
    padded = functional.pad(hidden, (0, 0, reach, reach))
    length = hidden.shape[1]
    return torch.cat((padded[:, :length], hidden, padded[:, 2 * reach : 2 * reach + length]), -1)


def batch_of(inputs: Sequence[Inputs]) -> Batch:
    """The clippings of one batch, padded to the longest."""
    longest = max(len(one.features) for one in inputs)
    features = np.zeros((len(inputs), longest, len(FEATURES)), np.float32)
    is_line = np.zeros((len(inputs), longest, 1), np.float32)
    for place, one in enumerate(inputs):
        features[place, : len(one.features)] = one.features
        is_line[place, : len(one.features)] = 1
    return Batch(
        torch.from_numpy(features),
        _entries([(one.words, one.word_line) for one in inputs], longest),
        _entries([(one.pairs, one.pair_line) for one in inputs], longest),
        torch.from_numpy(is_line),
    )


def _entries(
    parts: Sequence[tuple[Numbers, Numbers]], longest: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    indexes = np.concatenate([indexes for indexes, _ in parts])
    lines = np.concatenate([lines + place * longest for place, (_, lines) in enumerate(parts)])
    rows = len(parts) * longest
    counts: npt.NDArray[np.float32] = np.bincount(lines, minlength=rows).astype(np.float32)
    offsets = np.searchsorted(lines, np.arange(rows))
    return torch.from_numpy(indexes), torch.from_numpy(offsets), torch.from_numpy(counts)
