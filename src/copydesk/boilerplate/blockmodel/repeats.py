"""Features of what a line has in common with the rest of the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.characters import Kind
from copydesk.boilerplate.blockmodel.counting import ONE, logarithm, share
from copydesk.boilerplate.blockmodel.form import CONTENT_LETTERS
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers
from copydesk.boilerplate.blockmodel.lines import Lines

REPEATS = (
    "repeats", "is later", "content words", "in other prose", "often in other prose", "names in prose", "elsewhere",
    "in next line", "in last line",
)  # fmt: skip


def repeat_features(layout: Layout, lines: Lines) -> Sequence[Numbers]:
    """The columns of `REPEATS`: what the text says elsewhere, the line itself and its words of some length.

    The words are sorted by hash, then by line, so that each run is one word and its lines; all counts come from there.
    """
    content = np.flatnonzero(
        (layout.word_length >= CONTENT_LETTERS)
        | (layout.word_kind == Kind.SPACELESS)
        | ((layout.word_kind == Kind.UPPER) & (layout.word_length >= 3))
    )
    content = content.take(np.argsort(layout.word_hash.take(content), kind="stable"))
    hashes, line = layout.word_hash.take(content), layout.word_line.take(content)
    new_word = np.concatenate(([True], hashes[1:] != hashes[:-1]))[: len(hashes)]
    new_line = new_word | np.concatenate(([True], line[1:] != line[:-1]))[: len(hashes)]
    word, pair = np.cumsum(new_word) - 1, np.cumsum(new_line) - 1
    own = np.bincount(pair).take(pair)
    total = np.bincount(word).take(word)
    prose = lines.is_prose.take(line)
    in_prose = np.bincount(word, weights=prose).astype(np.int64).take(word) - own * prose
    begins = np.flatnonzero(new_line)
    after = np.zeros(len(begins) + 1, np.bool_)
    after[:-1] = np.concatenate((line[begins][1:] == line[begins][:-1] + 1, [False])) & np.concatenate(
        (word[begins][1:] == word[begins][:-1], [False])
    )
    before = np.concatenate(([False], after[:-1]))
    sums = [np.ones_like(prose), in_prose > 0, in_prose > 2, total > own, after[pair], before[pair]]
    name = layout.word_kind[content] == Kind.UPPER
    counts = [np.bincount(line[flag], minlength=layout.lines) for flag in sums]
    names = np.bincount(line[name], minlength=layout.lines)
    named = np.bincount(line[name & (in_prose > 0)], minlength=layout.lines)
    words = counts[0]
    return (
        *_line_repeats(layout),
        logarithm(words),
        share(counts[1], words),
        share(counts[2], words),
        share(named, names),
        share(counts[3], words),
        share(counts[4], words),
        share(counts[5], words),
    )


def _line_repeats(layout: Layout) -> Sequence[Numbers]:
    """How often each line stands again, and whether it stood before."""
    order = np.argsort(layout.line_hash, kind="stable")
    hashes = layout.line_hash[order]
    new = np.concatenate(([True], hashes[1:] != hashes[:-1]))
    group = np.cumsum(new) - 1
    says = np.diff(layout.first_word) > 0
    times, later = np.empty(layout.lines, np.int64), np.empty(layout.lines, np.bool_)
    times[order] = np.bincount(group)[group] - 1
    later[order] = ~new
    return (32 * np.minimum(times, 3) * says, ONE * (later & says))
