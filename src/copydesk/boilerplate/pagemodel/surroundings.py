"""Features of what stands around a line: its tags, what its elements are for, links, pictures, the lines beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.boilerplate.blockmodel.counting import ONE, logarithm, share
from copydesk.boilerplate.blockmodel.layout import Numbers
from copydesk.boilerplate.blockmodel.lines import Lines
from copydesk.boilerplate.pagemodel.frame import Frame
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import Outline

TAGS = (
    "p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "dd", "dt", "pre",
    "button", "header", "footer", "figcaption", "summary", "body", "noscript",
)  # fmt: skip
HOLDERS = ("div", "li", "section", "article", "main", "body", "ul", "td", "blockquote")
INLINES = ("a", "span", "time", "font", "label", "small")
TAG_PLACES, HOLDER_PLACES, INLINE_PLACES = (
    {tag: place for place, tag in enumerate(tags)} for tags in (TAGS, HOLDERS, INLINES)
)
NEAR = (-3, -2, -1, 1, 2, 3)
FLAGS = tuple(flag.name or "" for flag in Around)
SURROUNDINGS = (
    *(f"in {name.lower()}" for name in FLAGS),
    *(f"tag {tag}" for tag in TAGS),
    *(f"tag around {tag}" for tag in HOLDERS),
    *(f"inline {tag}" for tag in INLINES),
    "link share", "links", "bold", "breaks", "pictures before", "pictures behind", "depth", "step in", "step out",
    "same element",
    *(f"{name} {step:+}" for step in NEAR for name in ("link share", "words", "prose")),
)  # fmt: skip


def surrounding_features(outline: Outline, frame: Frame, lines: Lines) -> Sequence[Numbers]:
    """The columns of `SURROUNDINGS`."""
    read = outline.lines
    count = len(read.text)
    tags = [look.tag for _, look, _, _ in outline.elements.ways]
    tag_of = np.array([TAG_PLACES.get(tag, -1) for tag in tags])
    holder_of = np.array([HOLDER_PLACES.get(tag, -1) for tag in tags])
    own, holding = (frame.way[elements] for elements in frame.around[:2])
    inline_of = np.array([-1 if look is None else INLINE_PLACES.get(look.tag, -1) for look in read.inline])
    link_share = share(frame.own.linked, frame.own.characters)
    pictures = np.array(read.pictures)
    depth = frame.depth[frame.around[0]]
    steps = np.diff(depth)
    beside = np.stack((link_share, logarithm(lines.words), ONE * lines.is_prose), 1)
    return (
        _bits(np.array(read.around, np.uint64)),
        ONE * (tag_of[own][:, None] == np.arange(len(TAGS))),
        ONE * (holder_of[holding][:, None] == np.arange(len(HOLDERS))),
        ONE * (inline_of[:, None] == np.arange(len(INLINES))),
        link_share,
        logarithm(np.array(read.links)),
        share(np.minimum(np.array(read.bold), frame.own.characters), frame.own.characters),
        32 * np.minimum(np.array(read.breaks), 3),
        logarithm(np.diff(pictures, prepend=0)),
        logarithm(np.diff(pictures, append=pictures[-1:])),
        logarithm(depth),
        8 * np.clip(np.concatenate(([0], steps)), -8, 8),
        8 * np.clip(np.concatenate((steps, [0])), -8, 8),
        ONE * np.concatenate(([False], frame.around[0][1:] == frame.around[0][:-1])),
        np.concatenate([_moved(beside, step) for step in NEAR], 1)[:count],
    )


def _bits(flags: np.ndarray) -> Numbers:
    bits = flags[:, None] >> np.arange(len(FLAGS), dtype=np.uint64) & np.uint64(1)
    return ONE * bits.astype(np.int64)


def _moved(columns: Numbers, step: int) -> Numbers:
    """The columns of the line so many lines further on; −1 where there is none."""
    moved = np.full_like(columns, -1)
    if step > 0:
        moved[:-step] = columns[step:]
    else:
        moved[-step:] = columns[:step]
    return moved
