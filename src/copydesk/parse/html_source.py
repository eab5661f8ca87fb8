"""What is read off the source of a page: lines, the places where they stand, and the boxes that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copydesk.parse.markup import PLAIN, Style


class Kind(StrEnum):
    """What a line is: text, a caption by its element, a few words in a box with a picture, or an alt text."""

    TEXT = "text"
    CAPTION = "caption"
    BOXED = "boxed"
    ALT = "alt"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a text: its look, its block element, its figure and the asides it is in (numbered from 1)."""

    style: Style = PLAIN
    tag: str = "body"
    figure: int = 0
    in_caption: bool = False
    is_credit: bool = False
    asides: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line as the page has it, and where it stands. An alternative text is a line where its picture is.

    `is_link`: all of it leads somewhere else. `is_apart`: more than one line break stands before it.
    """

    text: str
    markup: str
    place: Place
    is_link: bool = False
    is_apart: bool = False
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Box:
    """The lines from `start` up to `end` that one element holds, and what they would be if they are few and short.

    `is_sure` is an element made for nothing but captions.
    """

    start: int
    end: int
    kind: Kind
    is_sure: bool = False
