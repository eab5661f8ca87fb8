"""Shingles, the short runs of words by which texts are compared, and the similarity that they give."""

from __future__ import annotations

from collections.abc import Sequence

SHINGLE_WORDS = 3
MIN_WORDS = 5
"""Shorter texts are equal by chance, so they are never compared."""

Shingles = frozenset[str]


def shingles_of(words: Sequence[str]) -> Shingles:
    """The set of all runs of three words.

    >>> sorted(shingles_of(["rain", "is", "on", "its", "way"]))
    ['is on its', 'on its way', 'rain is on']
    """
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def similarity(one: Shingles, other: Shingles) -> float:
    """The Jaccard index: the share of the shingles of both that both have.

    >>> similarity(frozenset("abcd"), frozenset("abce"))
    0.6
    """
    common = len(one & other)
    return common / ((len(one) + len(other) - common) or 1)
