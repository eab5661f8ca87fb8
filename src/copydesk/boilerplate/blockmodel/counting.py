"""Sums, shares and logarithms of whole numbers, a line at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Numbers

ONE = 64
"""“Yes”, or “all of it”, among the features."""
LOGARITHMS = np.array([round(16 * np.log2(1 + number)) for number in range(1024)], np.int64)


def logarithm(numbers: Numbers) -> Numbers:
    """16 · log₂(1 + n), of n from 0 to 1023."""
    return LOGARITHMS.take(np.minimum(numbers, 1023))


def share(parts: Numbers, whole: Numbers) -> Numbers:
    """The share of the whole, in 64ths; 0 of nothing."""
    return parts * ONE // np.maximum(whole, 1)


def line_sums(values: npt.NDArray[np.generic], first: Numbers) -> Numbers:
    """The sum of each line's values; line i has those from `first[i]` up to `first[i + 1]`."""
    sums = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    return sums[first[1:]] - sums[first[:-1]]


def line_extremes(pick: np.ufunc, values: Numbers, first: Numbers) -> Numbers:
    """The least or greatest of each line's values; 0 where it has none."""
    extremes = np.zeros(len(first) - 1, np.int64)
    filled = first[1:] > first[:-1]
    if filled.any():
        extremes[filled] = pick.reduceat(values, first[:-1][filled])
    return extremes


def line_values(values: Numbers, places: Numbers, first: Numbers) -> Numbers:
    """The value at a place of each line; 0 where it has none."""
    padded = np.concatenate((values, [0]))
    return np.where(first[1:] > first[:-1], padded[np.clip(places, 0, len(values))], 0)
