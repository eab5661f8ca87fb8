"""Clippings changed as other scrapers and sites would: so that the model learns what holds on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from train.samples import Ints, Sample, joined

CLEANED, SPLICED, SHORT = 0.25, 0.20, 0.20
"""Shares of the clippings that lose boilerplate, get some of another page, or are cut to a few lines."""
UNRULED = 0.2
"""In this share no rule speaks, as in a language without phrases."""
LONGEST_RUN = 60
MOST_SHORT, MOST_RUNS, LONGEST_SHORT_RUN = 25, 4, 6
"""A short text has at most so many lines of the article and so many short runs of boilerplate around and in it."""


def changed(sample: Sample, others: Sequence[Sample], random: np.random.Generator) -> Sample:
    """The sample, or one made of it and of another."""
    draw = random.random()
    if draw < CLEANED:
        sample = _cleaner(sample, random)
    elif draw < CLEANED + SPLICED:
        sample = _spliced(sample, others[int(random.integers(len(others)))], random)
    elif draw < CLEANED + SPLICED + SHORT:
        sample = _short(sample, others[int(random.integers(len(others)))], random)
    if random.random() < UNRULED:
        sample = replace(sample, given=replace(sample.given, labels=np.full(len(sample.texts), -1)))
    return sample


def _cleaner(sample: Sample, random: np.random.Generator) -> Sample:
    """Without its boilerplate, without some runs of it, or without some lines of it."""
    drop = sample.targets == 1
    draw = random.random()
    if draw < 0.3:
        gone = drop
    elif draw < 0.6:
        run = np.cumsum(np.diff(drop.astype(np.int64), prepend=0) != 0)
        gone = drop & (random.random(run.max() + 1) < 0.5)[run]
    else:
        gone = drop & (random.random(len(drop)) < random.random())
    return sample if gone.all() else sample.pick(np.flatnonzero(~gone))


def _spliced(sample: Sample, other: Sample, random: np.random.Generator) -> Sample:
    """With a run of another page's boilerplate, most often at the end."""
    run = _run_of(np.flatnonzero(other.targets == 1), random)
    if len(run) < 2:
        return sample
    lines, draw = np.arange(len(sample.texts)), random.random()
    at = len(lines) if draw < 0.4 else 0 if draw < 0.5 else int(random.integers(len(lines) + 1))
    return joined(sample, [(sample, lines[:at]), (other, run), (sample, lines[at:])])


def _run_of(drop: Ints, random: np.random.Generator) -> Ints:
    runs = np.split(drop, np.flatnonzero(np.diff(drop) > 1) + 1)
    run = runs[random.integers(len(runs))]
    return run[: random.integers(2, LONGEST_RUN)]


def _short(sample: Sample, other: Sample, random: np.random.Generator) -> Sample:
    """A few lines of the article running, with short runs of boilerplate, of its own page or of another."""
    keep = np.flatnonzero(sample.targets == 0)
    if len(keep) < 3:
        return sample
    length = int(random.integers(3, MOST_SHORT))
    start = int(random.integers(max(len(keep) - length, 0) + 1))
    lines = keep[start : start + length]
    cuts = sorted(random.integers(0, len(lines) + 1, random.integers(MOST_RUNS + 1)).tolist())
    parts: list[tuple[Sample, Ints]] = []
    for first, last in zip((0, *cuts), cuts, strict=False):
        source = sample if random.random() < 0.7 else other
        run = _run_of(np.flatnonzero(source.targets == 1), random)[: random.integers(1, LONGEST_SHORT_RUN)]
        parts += [(sample, lines[first:last]), (source, run)]
    return joined(sample, [*parts, (sample, lines[cuts[-1] if cuts else 0 :])])
