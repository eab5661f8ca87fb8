"""The model file of pages: arrays in one compressed archive, read once and only when the first page is judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Tables
from copydesk.boilerplate.blockmodel.lexicon import Lexicon
from copydesk.boilerplate.blockmodel.weights import Arrays, arrays_in, entries_of, layer_of, tables_of
from copydesk.boilerplate.pagemodel.names import Odds
from copydesk.boilerplate.pagemodel.network import DILATIONS, GROUPED_AFTER, Network

FILE = "weights.npz"
TELLING_ODDS = -16
"""A name tells against text if it stands around the rest of pages e times as often as all names do."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that training made."""

    tables: Tables
    lexicon: Lexicon
    names: Odds
    telling_names: Odds
    """Those of the names that tell against text."""
    network: Network
    permilles: npt.NDArray[np.int64]
    """The scores from which the calibrated probability of being text is 1 ‰, 2 ‰, … 999 ‰."""


@cache
def load() -> Model:
    """The model that comes with the package."""
    return read(resources.files(__package__) / FILE)


def read(path: Traversable) -> Model:
    """The model of a file."""
    return model_of(arrays_in(path))


def model_of(arrays: Arrays) -> Model:
    """The model from its arrays."""
    names = arrays["names"].tobytes().decode("utf-8").split("\n")
    odds = dict(zip(names, arrays["names.odds"].tolist(), strict=True))
    return Model(
        tables_of(arrays),
        Lexicon(*(entries_of(arrays, name) for name in ("words", "pairs", "lines"))),
        odds,
        {name: of_name for name, of_name in odds.items() if of_name <= TELLING_ODDS},
        Network(
            layer_of(arrays, "enter", np.float64),
            tuple(layer_of(arrays, f"around{number}") for number in range(len(DILATIONS))),
            tuple(layer_of(arrays, f"grouped{number}") for number in range(len(GROUPED_AFTER))),
            *(layer_of(arrays, name) for name in ("whole", "judge", "leave")),
        ),
        arrays["permilles"].astype(np.int64),
    )
