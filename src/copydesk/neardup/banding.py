"""How a signature is cut into bands, so that similar texts share at least one of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

MAX_MISS = 1e-4
"""The chance, at most, that two texts exactly as similar as the threshold share no band. Above it, it falls fast."""

MAX_PERMUTATIONS = 128
"""datasketch's default. More cost time for each text, and only spare checks of pairs that are not similar."""

MOST_PERMUTATIONS = 1024
"""For thresholds below 0.07, which 128 permutations cannot serve. Below 0.009 `MAX_MISS` is not reached any more."""


@dataclass(frozen=True, slots=True)
class Banding:
    """`bands` times `rows` are the permutations of a signature."""

    bands: int
    rows: int

    @property
    def permutations(self) -> int:
        return self.bands * self.rows

    def chance(self, similarity: float) -> float:
        """How likely two texts so similar share at least one band: 1 - (1 - s^rows)^bands."""
        return 1 - (1 - similarity**self.rows) ** self.bands


def banding_for(threshold: float) -> Banding:
    """The longest bands, which bring the fewest needless candidates, that miss no more than `MAX_MISS` allows.

    >>> banding_for(0.8)
    Banding(bands=24, rows=5)
    """
    for rows in range(MAX_PERMUTATIONS, 0, -1):
        bands = _bands_needed(threshold, rows)
        if bands * rows <= MAX_PERMUTATIONS:
            return Banding(bands, rows)
    return Banding(min(MOST_PERMUTATIONS, _bands_needed(threshold, 1)), 1)


def _bands_needed(threshold: float, rows: int) -> int:
    miss_of_one_band = 1 - threshold**rows
    if miss_of_one_band <= MAX_MISS:
        return 1
    if miss_of_one_band == 1:
        return MOST_PERMUTATIONS
    return math.ceil(math.log(MAX_MISS) / math.log(miss_of_one_band))
