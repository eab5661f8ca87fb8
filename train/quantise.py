"""From the trained floats to the whole numbers of the model file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from torch import nn

from copydesk.boilerplate.blockmodel.characters import TABLE_SIZE, Kind, kind_of, lower_of
from copydesk.boilerplate.blockmodel.counting import ONE
from copydesk.boilerplate.blockmodel.features import FEATURES
from copydesk.boilerplate.blockmodel.layout import Tables
from copydesk.boilerplate.blockmodel.lexicon import Entries
from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from train.fit import Trained, inputs_of
from train.samples import Ints, Sample

MOST = 127
BEHIND = ("whole", "judge", "leave")
"""The layers behind the convolutions."""
Arrays = dict[str, npt.NDArray[np.generic]]


def tables() -> Tables:
    """The kinds and small letters of all characters, as this Python's Unicode has them."""
    kinds = [*(kind_of(chr(code)) for code in range(TABLE_SIZE)), Kind.SYMBOL]
    lower = [*map(lower_of, range(TABLE_SIZE)), TABLE_SIZE]
    return Tables(np.array(kinds, np.uint8), np.array(lower, np.uint64))


def arrays_of(trained: Trained, samples: Sequence[Sample], percents: Ints) -> Arrays:
    """The arrays of the model file; `percents` as `Model` has them. The samples tell which features are usual."""
    network, lexicon = trained.network, trained.lexicon
    changed = np.flatnonzero(trained.tables.lower != np.arange(TABLE_SIZE + 1))
    arrays: Arrays = {
        "kinds": trained.tables.kinds,
        "lower": np.stack((changed, trained.tables.lower[changed])).astype(np.uint32),
        "usual": _usual(trained, samples).astype(np.int16),
        "percents": percents.astype(np.int16),
        **entries_arrays("words", lexicon.words),
        **entries_arrays("pairs", lexicon.pairs),
        **entries_arrays("lines", lexicon.lines),
        **_embedding("words", network.words),
        **_embedding("pairs", network.pairs),
    }
    layers = [
        ("enter", network.enter, ONE),
        *((f"around{number}", layer, ACTIVATION_SCALE) for number, layer in enumerate(network.around)),
        *((name, getattr(network, name), ACTIVATION_SCALE) for name in BEHIND),
    ]
    for name, layer, unit in layers:
        arrays |= layer_arrays(name, layer, unit)
    return arrays


def _usual(trained: Trained, samples: Sequence[Sample]) -> Ints:
    """The mean features of the lines to keep."""
    total, lines = np.zeros(len(FEATURES)), 0
    for sample in samples:
        kept = inputs_of(sample, trained).features[sample.targets == 0]
        total, lines = total + kept.sum(0, dtype=np.float64) * ONE, lines + len(kept)
    return np.rint(total / max(lines, 1)).astype(np.int64)


def entries_arrays(name: str, entries: Entries) -> Arrays:
    return {
        f"{name}.hashes": entries.hashes[: len(entries.odds) - 1].astype(np.uint32),
        f"{name}.odds": entries.odds.astype(np.int8),
    }


def _embedding(name: str, bag: nn.EmbeddingBag) -> Arrays:
    rows = bag.weight.detach().numpy().astype(np.float64)
    step = np.abs(rows).max() / MOST
    return {f"{name}.rows": np.rint(rows / step).astype(np.int8), f"{name}.scale": np.float64(step * ONE)}


def layer_arrays(name: str, layer: nn.Linear, unit: int, most: int = MOST) -> Arrays:
    """Each output has a step of its own. Half a unit is added, so that rounding down rounds to the nearest."""
    weights = layer.weight.detach().numpy().astype(np.float64)
    step = np.abs(weights).max(1) / most
    return {
        f"{name}.weights": np.rint(weights / step[:, None]).astype(np.int8 if most == MOST else np.int16),
        f"{name}.scale": (step * ACTIVATION_SCALE / unit).astype(np.float32),
        f"{name}.offset": (layer.bias.detach().numpy() * ACTIVATION_SCALE + 0.5).astype(np.float32),
    }


def write(path: Path, arrays: Arrays) -> None:
    """Write the model file; the same arrays give the same bytes."""
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy’s own keywords come first
