"""A page as it is read: its lines, the elements that hold them, its pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.model import CELL_BREAK
from copydesk.webpage.looks import Look

PROSE = 160
"""Characters that make a line a paragraph."""


class Inline(NamedTuple):
    """Open inline elements, the innermost first.

    `tag` is the start tag of a link or style, empty for others; `named` the outermost of them that has a name.
    """

    around: Inline | None
    tag: str
    named: Look | None
    is_link: bool
    in_link: bool
    in_bold: bool


def opened(inline: Inline | None) -> list[str]:
    """The start tags of the links and styles that are open, the outermost first."""
    tags: list[str] = []
    while inline:
        if inline.tag:
            tags.append(inline.tag)
        inline = inline.around
    return tags[::-1]


class Line(NamedTuple):
    """A line, and where it stands.

    `start` and `end` are the tokens between which it stands, `within` the inline elements that began before it, and
    `inline` the look of the outermost of them that has a name; `linked` counts the characters that lead elsewhere,
    `bold` those in bold or italics, `breaks` the line breaks before it in its element, `pictures` those before it on
    the page, `cells` the cells of a table's row.
    """

    text: str
    element: int
    around: int
    inline: Look | None
    start: int
    end: int
    within: Inline | None
    linked: int
    links: int
    bold: int
    breaks: int
    pictures: int
    cells: int = 0


def row_of(cells: Sequence[Line], element: int) -> Line:
    """The lines of a row's cells as one line of the row's element."""
    return cells[0]._replace(
        text=CELL_BREAK.join(line.text for line in cells), element=element, inline=None, end=cells[-1].end,
        linked=sum(line.linked for line in cells), links=sum(line.links for line in cells),
        bold=sum(line.bold for line in cells), cells=len(cells),
    )  # fmt: skip


class Way(NamedTuple):
    """A way down to an element, by the looks of all elements around it: entries of a list, as much else that looks
    alike, share one.

    `around` sums what an element and all around it say of what they hold. Parents stand before their children.
    """

    parent: int
    look: Look
    around: int
    depth: int


@dataclass(frozen=True, slots=True)
class Elements:
    """The block elements in the order of the source, columns of one entry each; the first is the page.

    Parents stand before their children. `way` says which of the page's `ways` leads down to an element; `look` and
    `around` are its last look and what it sums. An element holds the lines from `first` up to `end`; `entry` numbers
    the entries of a list from 1.
    """

    parent: Sequence[int]
    way: Sequence[int]
    ways: Sequence[Way]
    look: Sequence[Look]
    around: Sequence[int]
    first: Sequence[int]
    entry: Sequence[int]
    end: Sequence[int]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the page, columns of one entry each, as in `Line`. `raw` has preformatted ones as they are
    written."""

    text: Sequence[str]
    element: Sequence[int]
    around: Sequence[int]
    inline: Sequence[Look | None]
    start: Sequence[int]
    end: Sequence[int]
    within: Sequence[Inline | None]
    linked: Sequence[int]
    links: Sequence[int]
    bold: Sequence[int]
    breaks: Sequence[int]
    pictures: Sequence[int]
    cells: Sequence[int]
    raw: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: the line before which it stands, its tag, its element, and whether it leads somewhere else."""

    line: int
    tag: str
    element: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A page as lines and the elements that hold them."""

    lines: Lines
    elements: Elements
    pictures: list[Picture]
    tokens: list[str]
