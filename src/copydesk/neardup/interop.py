"""Signatures as objects of datasketch, for whoever keeps an index of its kind (`MinHashLSH`, `MinHashLSHForest`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.neardup.banding import Banding

if TYPE_CHECKING:
    from datasketch import LeanMinHash

DEFAULT_PERMUTATIONS = 128
"""datasketch's default."""


def lean_minhashes(texts: Sequence[str], permutations: int = DEFAULT_PERMUTATIONS) -> list[LeanMinHash]:
    """The signature of each text as a `datasketch.LeanMinHash`.

    They are the very ones that datasketch itself makes of the text's shingles with our hash of them:
    `MinHash(permutations, seed=1, scheme="affine32", hashfunc=hashing.hash_shingle_32)`. A text of fewer than five
    words has the signature of an empty set.

    >>> rain, more = lean_minhashes(["Rain is on its way to us.", "Rain is on its way to us all."])
    >>> rain.jaccard(more)
    0.84375
    """
    import numpy as np
    from datasketch import LeanMinHash

    from copydesk.neardup.permutations import SCHEME, SEED
    from copydesk.neardup.sketches import sketch

    made = sketch(texts, Banding(1, permutations), with_signatures=True)
    assert made.signatures is not None
    made.signatures[made.words == 0] = np.iinfo(np.uint32).max
    return [LeanMinHash(seed=SEED, hashvalues=row, scheme=SCHEME) for row in made.signatures]
