"""Text made fit for a terminal: harmless, measured in columns, and wrapped."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from typing import TextIO

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, changes colours or turns the reading direction around, and what cannot be encoded."""

DIM, STRUCK, END = "\x1b[2m", "\x1b[9m", "\x1b[0m"


def harmless(text: str) -> str:
    """Text from a clipping or a file name, with what a terminal would obey made visible.

    >>> harmless("a\\x1b[2Jb\\tc")
    'a\\\\x1b[2Jb c'
    """
    return UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\t":
        return " "
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def has_style(stream: TextIO) -> bool:
    """Whether a stream goes to a terminal that shows struck and dimmed text, and whose owner wants it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(text: str) -> int:
    """How many columns a text takes: two for each wide character of East Asia, none for combining marks."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` columns, broken between words, or inside one that is longer than a line.

    >>> wrap("rain stopped play", 8)
    ['rain', 'stopped', 'play']
    """
    lines = [""]
    for part in _parts(text, width):
        joined = f"{lines[-1]} {part}" if lines[-1] else part
        if columns(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def _parts(text: str, width: int) -> Iterator[str]:
    """The words; those wider than a line in pieces of a line."""
    for word in text.split():
        piece, used = "", 0
        for character in word:
            if used + _width(character) > width:
                yield piece
                piece, used = "", 0
            piece += character
            used += _width(character)
        yield piece
