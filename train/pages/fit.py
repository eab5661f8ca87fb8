"""Trains the page model: features whose knowledge comes from other sites, batches of pages of about one length."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi

import numpy as np
import torch
from torch.nn import functional

from copydesk.boilerplate.blockmodel.counting import ONE
from copydesk.boilerplate.pagemodel.features import FEATURES
from copydesk.boilerplate.pagemodel.names import NAMES
from train.fit import fold_of
from train.pages.learnt import Knowledge, Sites
from train.pages.network import Network, batch_of
from train.pages.samples import TYPES, PageSample

EPOCHS, RATE, DECAY, AVERAGED = 11, 3e-3, 0.02, 0.98
INNER_FOLDS = 5
BATCH_LINES = 6000
SMOOTHING, TYPE_WEIGHT = 0.02, 0.1
WORD_POWER, PAGE_POWER = 0.6, 0.5
"""A line counts with its words to the first power, a page with what its lines count to the second."""
SET_WEIGHTS = {"news": 6.0, "wcxb": 1.0, "readability": 1.0}
"""Pages of news are few, and what most people will feed us."""
ARTICLE_WEIGHT = 1.5
MIN_SPREAD = 0.2
"""Of features that are 1 for “yes”; what is rarer would be blown up."""
NAMELESS = 0.1
"""Share of the pages that are shown without what is known of names: other sites have other names."""
NAMED = [FEATURES.index(name) for name in NAMES]


@dataclass(frozen=True, slots=True)
class Trained:
    """A network and what it knows."""

    network: Network
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class Scale:
    """Brings features to mean 0 and about one spread while a network learns; afterwards its first layer does."""

    mean: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, features: Sequence[np.ndarray]) -> Scale:
        """The scale of the features of all pages."""
        lines = sum(map(len, features))
        mean = sum(page.sum(0, dtype=np.float64) for page in features) / lines / ONE
        squares = sum(np.square(page, dtype=np.float64).sum(0) for page in features) / lines / ONE**2
        spread = np.maximum(np.sqrt(np.maximum(squares - mean**2, 0)), MIN_SPREAD)
        return cls(mean.astype(np.float32), spread.astype(np.float32))

    def of_page(self, features: np.ndarray) -> np.ndarray:
        """The features of a page (÷ 64) on this scale."""
        scaled: np.ndarray = (features - self.mean) / self.spread
        return scaled

    def fold_into(self, layer: torch.nn.Linear) -> None:
        """Let the layer take features (÷ 64) as they are."""
        with torch.no_grad():
            layer.weight /= torch.from_numpy(self.spread)
            layer.bias -= layer.weight @ torch.from_numpy(self.mean)


def fit(pages: Sequence[PageSample], seed: int = 0, epochs: int = EPOCHS) -> Trained:
    """A network trained on the pages. The same pages, seed and machine give the same weights."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    sites = Sites(pages)
    features = _features(pages, sites)
    scale = Scale.of(features)
    random = np.random.default_rng(seed)
    network = Network()
    averaged = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(epochs):
        loss = 0.0
        batches = list(_batches(pages, random))
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, done * 20) * (0.5 + 0.5 * cos(pi * done) + 0.01)
            given = [scale.of_page(_shown(features[place], random)) for place in batch]
            loss += _step(network, optimizer, [pages[place] for place in batch], given)
            _average(averaged, network)
        print(f"  epoch {epoch + 1} of {epochs}: loss {loss / len(batches):.4f}", flush=True)
    scale.fold_into(averaged.enter)
    return Trained(averaged.eval(), sites.knowledge(page.site for page in pages))


def _features(pages: Sequence[PageSample], sites: Sites) -> list[np.ndarray]:
    """The features of each page, from the knowledge of sites in other inner folds."""
    folds = [fold_of(page.site, INNER_FOLDS, "inner") for page in pages]
    knowledge = [
        sites.knowledge(page.site for page, other in zip(pages, folds, strict=True) if other != fold)
        for fold in range(INNER_FOLDS)
    ]
    return [knowledge[fold].features(page) for page, fold in zip(pages, folds, strict=True)]


def _shown(features: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The features of a page (÷ 64), of some pages without names."""
    shown = features.astype(np.float32) / ONE
    if random.random() < NAMELESS:
        shown[:, NAMED] = 0
    return shown


def _batches(pages: Sequence[PageSample], random: np.random.Generator) -> Iterator[list[int]]:
    lengths = [len(page.words) + random.random() * 30 for page in pages]
    batches: list[list[int]] = [[]]
    for place in np.argsort(lengths, kind="stable").tolist():
        if batches[-1] and (len(batches[-1]) + 1) * len(pages[place].words) > BATCH_LINES:
            batches.append([])
        batches[-1].append(place)
    return (batches[number] for number in random.permutation(len(batches)))


def _step(
    network: Network,
    optimizer: torch.optim.Optimizer,
    pages: Sequence[PageSample],
    given: Sequence[np.ndarray],
) -> float:
    scores, types = network(
        batch_of([(one, page.lines.words, page.groups) for page, one in zip(pages, given, strict=True)])
    )
    target, weight = (np.zeros(scores.shape, np.float32) for _ in range(2))
    for row, page in enumerate(pages):
        target[row, : len(page.words)] = page.share
        weight[row, : len(page.words)] = _weights(page)
    goal = torch.from_numpy(target) * (1 - SMOOTHING) + SMOOTHING / 2
    importance = torch.from_numpy(weight)
    entropy = functional.binary_cross_entropy_with_logits(scores, goal, reduction="none")
    kinds = torch.tensor([TYPES.index(page.type) for page in pages])
    loss = (entropy * importance).sum() / importance.sum() + TYPE_WEIGHT * functional.cross_entropy(
        types, kinds
    )
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _weights(page: PageSample) -> np.ndarray:
    weights: np.ndarray = (page.words + 1.0) ** WORD_POWER
    weights /= max(weights.sum(), 1) ** PAGE_POWER
    return weights * SET_WEIGHTS[page.set] * (ARTICLE_WEIGHT if page.type == "article" else 1.0)


def _average(averaged: Network, network: Network) -> None:
    with torch.no_grad():
        for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
            mean.lerp_(now, 1 - AVERAGED)
