"""What is found of texts: copies, and look-alikes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that is a near-copy of an earlier one, `of`, which is kept."""

    index: int
    of: int
    similarity: float


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A text that is kept although it resembles a kept one, `of`: in which words it states something else."""

    index: int
    of: int
    similarity: float
    difference: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of some texts. `capped` counts kept texts for which a bucket had no room left, so that a later
    copy of them may have been missed."""

    copies: tuple[Copy, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    capped: int = 0
