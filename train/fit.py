"""Training: from samples to a network that has seen none of the held-out sites."""

from __future__ import annotations

import copy
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi

import numpy as np
import torch
from torch.nn import functional

from copydesk.boilerplate.blockmodel.counting import ONE
from copydesk.boilerplate.blockmodel.features import FEATURES, features_of
from copydesk.boilerplate.blockmodel.layout import Tables
from copydesk.boilerplate.blockmodel.lexicon import Found, Lexicon
from copydesk.boilerplate.blockmodel.lines import count
from copydesk.boilerplate.blockmodel.lookup import look_up
from train.augment import changed
from train.lexicons import Seen, lexicon_of, seen_by_site, without_words
from train.network import Inputs, Network, batch_of
from train.samples import Sample

EPOCHS, RATE, DECAY = 12, 3e-3, 1e-2
AVERAGED = 0.998
"""The network that is kept is the running mean of its weights, which errs less than the last (Polyak 1992)."""
BATCH_LINES = 2500
RENDERINGS = 2
"""Of the renderings of one page, so many are seen in an epoch."""
INNER_FOLDS = 8
"""A clipping meets a lexicon that was made without its site and an eighth of the others, as a new clipping would."""
SET_WEIGHTS = {"news": 2.5, "clippings": 1.0}
WORD_POWER, RULED_WEIGHT, SMOOTHING = 0.6, 0.5, 0.02
STRANGE, NO_CASE = 0.2, 0.1
"""Shares of the clippings whose words are unknown, or whose letters have no case."""
CASED = [FEATURES.index(name) for name in (
    "upper share", "capital words", "all capitals", "first upper", "first lower", "xX", ".X", "names in prose",
    "has upper", "has lower",
)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trained:
    """A network and the lexicon whose entries it has embeddings for."""

    network: Network
    lexicon: Lexicon
    tables: Tables


def fold_of(site: str, folds: int, salt: str = "") -> int:
    """The fold that a site is held out in."""
    return zlib.crc32((salt + site).encode()) % folds


def fit(samples: Sequence[Sample], tables: Tables, seed: int = 0, epochs: int = EPOCHS) -> Trained:
    """A network trained on the samples. The same samples, seed and machine give the same weights."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    maker = _Maker(samples, tables, np.random.default_rng(seed))
    network = Network(len(maker.lexicon.words.odds), len(maker.lexicon.pairs.odds))
    averaged = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(epochs):
        loss = 0.0
        batches = list(maker.batches())
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, done * 20) * (0.5 + 0.5 * cos(pi * done) + 0.01)
            loss += _step(network, optimizer, batch)
            _average(averaged, network)
        print(f"  epoch {epoch + 1} of {epochs}: loss {loss / len(batches):.4f}", flush=True)
    return Trained(averaged.eval(), maker.lexicon, tables)


def _step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Sequence[tuple[Sample, Inputs]]
) -> float:
    inputs = batch_of([inputs for _, inputs in batch])
    scores = network(inputs)
    target, weight = (np.zeros(scores.shape, np.float32) for _ in range(2))
    for row, (sample, _) in enumerate(batch):
        lines = slice(len(sample.texts))
        target[row, lines] = sample.targets == 1
        weight[row, lines] = _weights(sample)
    goal, importance = torch.from_numpy(target), torch.from_numpy(weight)
    smooth = goal * (1 - SMOOTHING) + SMOOTHING / 2
    entropy = functional.binary_cross_entropy_with_logits
    loss = (entropy(scores, smooth, reduction="none") * importance).sum() / importance.sum()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _average(averaged: Network, network: Network) -> None:
    with torch.no_grad():
        for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
            mean.lerp_(now, 1 - AVERAGED)


def _weights(sample: Sample) -> np.ndarray:
    """How much each line counts: longer ones more, and every clipping about the same."""
    weights = (sample.words + 1.0) ** WORD_POWER * (sample.targets >= 0)
    weights *= SET_WEIGHTS.get(sample.set, 1.0) / max(weights.sum(), 1) ** 0.5
    return np.where(sample.given.labels >= 0, RULED_WEIGHT * weights, weights)


class _Maker:
    """Makes the batches of an epoch: other renderings, other changes, other unknown words each time."""

    def __init__(self, samples: Sequence[Sample], tables: Tables, random: np.random.Generator) -> None:
        self._samples, self._tables, self._random = samples, tables, random
        self._pages: dict[str, list[Sample]] = defaultdict(list)
        for sample in samples:
            self._pages[sample.page].append(sample)
        seen = seen_by_site((sample.site, sample.layout(tables), sample.targets) for sample in samples)
        self.lexicon = lexicon_of(list(seen.values()))
        self._inner = [lexicon_of(_others(seen, fold)) for fold in range(INNER_FOLDS)]

    def batches(self) -> Iterator[list[tuple[Sample, Inputs]]]:
        """Clippings of about one length together, the batches in random order."""
        made = [self._made(changed(sample, self._samples, self._random)) for sample in self._drawn()]
        lengths = [len(sample.texts) + self._random.random() * 20 for sample, _ in made]
        batches: list[list[tuple[Sample, Inputs]]] = [[]]
        for place in np.argsort(lengths, kind="stable"):
            if batches[-1] and (len(batches[-1]) + 1) * len(made[place][0].texts) > BATCH_LINES:
                batches.append([])
            batches[-1].append(made[place])
        return (batches[number] for number in self._random.permutation(len(batches)))

    def _drawn(self) -> Iterator[Sample]:
        for _, renderings in sorted(self._pages.items()):
            for place in self._random.permutation(len(renderings))[:RENDERINGS]:
                yield renderings[place]

    def _made(self, sample: Sample) -> tuple[Sample, Inputs]:
        layout = sample.layout(self._tables)
        lexicon = self._inner[fold_of(sample.site, INNER_FOLDS, "inner")]
        entries = look_up(layout, self.lexicon)
        words, pairs = entries.words, entries.pairs
        if self._random.random() < STRANGE:
            lexicon, words, pairs = without_words(lexicon), np.zeros_like(words), np.zeros_like(pairs)
        else:
            often = 0.1 if self._random.random() < 0.7 else 0.4
            words = np.where(self._random.random(len(words)) < often, 0, words)
            pairs = np.where(self._random.random(len(pairs)) < 0.15, 0, pairs)
        features = features_of(
            layout, count(layout), look_up(layout, lexicon), lexicon, sample.given
        ) / np.float32(ONE)
        if self._random.random() < NO_CASE:
            features[:, CASED] = 0
        return sample, Inputs(features, words, layout.word_line, pairs, entries.pair_line)


def _others(seen: dict[str, tuple[Seen, Seen, Seen]], fold: int) -> list[tuple[Seen, Seen, Seen]]:
    return [one for site, one in seen.items() if fold_of(site, INNER_FOLDS, "inner") != fold]


def inputs_of(sample: Sample, trained: Trained) -> Inputs:
    """What a network sees of a clipping that it was not trained on."""
    layout = sample.layout(trained.tables)
    entries: Found = look_up(layout, trained.lexicon)
    features = features_of(layout, count(layout), entries, trained.lexicon, sample.given) / np.float32(ONE)
    return Inputs(features, entries.words, layout.word_line, entries.pairs, entries.pair_line)
