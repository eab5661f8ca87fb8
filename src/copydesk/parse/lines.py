"""A line of text on its way to becoming a block."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line that holds something: its text, whether a blank line stood before it, and the white space before it."""

    text: str
    blank_before: bool = False
    indent: str = ""
