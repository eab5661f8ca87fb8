"""Plain characters as Markdown that shows just these characters."""

from __future__ import annotations

import re

_INLINE = re.compile(r"""
      [\\`*\[\]<~]            # what begins code, emphasis, links, tags
    | (?<![^\W_])_ | _(?![^\W_])      # an underscore within a word means nothing
    | &(?=\#?\w{1,32};)       # what would be read as an entity
    | !(?=\[)
""", re.VERBOSE)  # fmt: skip
_AT_START = re.compile(r"(?=[#>+=-])|(?<=\d)(?=[.)])")
_STARTS_LIKE_A_MARK = re.compile(r"#{1,6}(?:\s|$)|>|[-+](?:\s|$)|\d{1,9}[.)](?:\s|$)|[-=](?:\s*[-=])*\s*$")


def escaped(line: str) -> str:
    """One line of text, with a backslash before what Markdown would take for a mark.

    >>> escaped("1. *not* a list, snake_case")
    '1\\\\. \\\\*not\\\\* a list, snake_case'
    """
    shown = _INLINE.sub(lambda mark: "\\" + mark[0], line)
    return _AT_START.sub(r"\\", shown, count=1) if _STARTS_LIKE_A_MARK.match(line) else shown
