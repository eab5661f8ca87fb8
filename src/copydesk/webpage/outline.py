"""A page as it is read: its lines, the elements that hold them, its pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.webpage.looks import Break, Look


class Element(NamedTuple):
    """A block element as its start tag leaves it.

    `around` sums what it and all elements around it say of what they hold; `first` is the first line that it may hold;
    `entry` numbers the entries of a list from 1.
    """

    parent: int
    look: Look
    around: int
    depth: int
    first: int
    entry: int


BODY = Element(0, Look("body", Break.BLOCK, 0, ()), 0, 0, 0, 0)


class Line(NamedTuple):
    """A line, and where it stands.

    `start` and `end` are the tokens between which it stands, `opened` the styles and links that began before it;
    `linked` counts the characters that lead somewhere else, `bold` those in bold or italics; `breaks` the line breaks
    before it in its element, `pictures` those that came before on the page, `cells` the cells of a table's row.
    """

    text: str
    element: int
    around: int
    inline: Look | None
    start: int
    end: int
    opened: tuple[str, ...]
    linked: int
    links: int
    bold: int
    breaks: int
    pictures: int
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Elements:
    """The block elements in the order of the source, columns of one entry each; the first is the body.

    Parents stand before their children. An element holds the lines from `first` up to `end`.
    """

    parent: Sequence[int]
    look: Sequence[Look]
    around: Sequence[int]
    depth: Sequence[int]
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
    opened: Sequence[tuple[str, ...]]
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
