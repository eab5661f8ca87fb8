"""The model file: arrays in one compressed archive, read once and only when the first text is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Tables
from copydesk.boilerplate.blockmodel.lexicon import Entries, Lexicon
from copydesk.boilerplate.blockmodel.network import DILATIONS, Embedding, Layer, Network

FILE = "weights.npz"
Arrays = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that training made."""

    tables: Tables
    lexicon: Lexicon
    network: Network
    usual: npt.NDArray[np.int64]
    """The mean features of an article's lines."""
    percents: npt.NDArray[np.int64]
    """The scores from which the calibrated probability is 1 %, 2 %, … 99 %."""


@cache
def load() -> Model:
    """The model that comes with the package."""
    return read(resources.files(__package__) / FILE)


def read(path: Traversable) -> Model:
    """The model of a file."""
    return model_of(arrays_in(path))


def arrays_in(path: Traversable) -> Arrays:
    """The arrays of a model file, by name."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def model_of(arrays: Arrays) -> Model:
    """The model from its arrays."""
    return Model(
        tables_of(arrays),
        Lexicon(*(entries_of(arrays, name) for name in ("words", "pairs", "lines"))),
        Network(
            _embedding(arrays, "words"),
            _embedding(arrays, "pairs"),
            layer_of(arrays, "enter"),
            tuple(layer_of(arrays, f"around{number}") for number in range(len(DILATIONS))),
            *(layer_of(arrays, name) for name in ("whole", "judge", "leave")),
        ),
        arrays["usual"].astype(np.int64),
        arrays["percents"].astype(np.int64),
    )


def tables_of(arrays: Arrays) -> Tables:
    """The kinds and small letters of all characters."""
    kinds, small = arrays["kinds"], arrays["lower"]
    lower = np.arange(len(kinds), dtype=np.uint64)
    lower[small[0]] = small[1]
    return Tables(kinds.astype(np.uint8), lower)


def entries_of(arrays: Arrays, name: str) -> Entries:
    return Entries.of(arrays[f"{name}.hashes"].astype(np.uint64), arrays[f"{name}.odds"].astype(np.int64))


def _embedding(arrays: Arrays, name: str) -> Embedding:
    return Embedding(arrays[f"{name}.rows"].astype(np.float32), float(arrays[f"{name}.scale"]))


def layer_of(arrays: Arrays, name: str, kind: type[np.floating] = np.float32) -> Layer:
    """A layer; its sums have to be whole numbers that floats of this kind hold."""
    return Layer(
        arrays[f"{name}.weights"].astype(kind, order="F"),  # transposed, rows of the inputs lie together
        arrays[f"{name}.scale"].astype(np.float64),
        arrays[f"{name}.offset"].astype(np.float64),
    )
