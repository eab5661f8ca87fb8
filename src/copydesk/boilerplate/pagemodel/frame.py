"""A page's outline as arrays: which element holds which lines, and what stands in each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Lines
from copydesk.webpage.outline import Outline

LEVELS = 5
"""How many elements around a line are looked at: its own, and four around that."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of lines: their words, those in prose, their characters, those that lead somewhere else."""

    words: Numbers
    prose: Numbers
    characters: Numbers
    linked: Numbers


@dataclass(frozen=True, slots=True)
class Frame:
    """The elements of a page as arrays, and for each line the elements around it, the innermost first.

    `way` is that of each element; `look` numbers elements of one tag and one set of names alike, `looks` the last of
    each way so. `holds` counts what stands in each element.
    """

    parent: Numbers
    way: Numbers
    looks: Numbers
    depth: Numbers
    first: Numbers
    end: Numbers
    look: Numbers
    around: tuple[Numbers, ...]
    own: Counts
    holds: Counts

    def alike(self, first: int, end: int) -> Numbers:
        """A number for each line: the same where the elements around, from the `first` up to the `end`, look alike."""
        many = int(self.look.max()) + 1
        key = self.look[self.around[first]]
        for elements in self.around[first + 1 : end]:
            key = key * many + self.look[elements]
        return key


def frame_of(outline: Outline, lines: Lines) -> Frame:
    """The arrays of an outline of at least one line."""
    elements = outline.elements
    parent, way, first, end = map(np.array, (elements.parent, elements.way, elements.first, elements.end))
    depth = np.array([one.depth for one in elements.ways])[way]
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    looks = np.array([
        numbers.setdefault((look.tag, look.words), len(numbers)) for _, look, _, _ in elements.ways
    ])  # fmt: skip
    around = [np.array(outline.lines.element)]
    for _ in range(1, LEVELS):
        around.append(parent[around[-1]])
    linked = np.minimum(np.array(outline.lines.linked), lines.characters)
    own = Counts(lines.words, lines.words * lines.is_prose, np.maximum(lines.characters, 1), linked)
    holds = Counts(
        *(_within(counts, first, end) for counts in (own.words, own.prose, own.characters, own.linked))
    )
    return Frame(parent, way, looks, depth, first, end, looks[way], tuple(around), own, holds)


def _within(counts: Numbers, first: Numbers, end: Numbers) -> Numbers:
    sums = np.concatenate(([0], np.cumsum(counts)))
    return sums[end] - sums[first]
