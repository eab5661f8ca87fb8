"""From the trained floats to the whole numbers of the page model's file."""

from __future__ import annotations

import numpy as np

from copydesk.boilerplate.blockmodel.characters import TABLE_SIZE
from copydesk.boilerplate.blockmodel.counting import ONE
from copydesk.boilerplate.blockmodel.layout import Tables
from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from train.pages.fit import Trained
from train.quantise import Arrays, entries_arrays, layer_arrays
from train.samples import Ints

ENTER_MOST = 32_767
"""The first layer's weights have sixteen bits: they also bring its inputs, some of them rare, to one scale."""


def arrays_of(trained: Trained, tables: Tables, permilles: Ints) -> Arrays:
    """The arrays of the model file; `permilles` as `Model` has them."""
    network, knowledge = trained.network, trained.knowledge
    changed = np.flatnonzero(tables.lower != np.arange(TABLE_SIZE + 1))
    names = "\n".join(knowledge.names).encode("utf-8")
    arrays: Arrays = {
        "kinds": tables.kinds,
        "lower": np.stack((changed, tables.lower[changed])).astype(np.uint32),
        "permilles": permilles.astype(np.int16),
        "names": np.frombuffer(names, np.uint8),
        "names.odds": np.array(list(knowledge.names.values()), np.int8),
        **entries_arrays("words", knowledge.lexicon.words),
        **entries_arrays("pairs", knowledge.lexicon.pairs),
        **entries_arrays("lines", knowledge.lexicon.lines),
    }
    layers = [
        *((f"around{number}", layer, ACTIVATION_SCALE) for number, layer in enumerate(network.around)),
        *((f"grouped{number}", layer, ACTIVATION_SCALE) for number, layer in enumerate(network.grouped)),
        *((name, getattr(network, name), ACTIVATION_SCALE) for name in ("whole", "judge", "leave")),
    ]
    for name, layer, unit in layers:
        arrays |= layer_arrays(name, layer, unit)
    return arrays | layer_arrays("enter", network.enter, ONE, ENTER_MOST)
