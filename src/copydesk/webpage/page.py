"""A page in the parts that later stages ask for: what it is as blocks is in `Parsed`, what stands where is here."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.webpage.outline import Outline
from copydesk.webpage.statements import Statements

PICTURE = -1
"""In place of a line: the block is the alternative text of a picture."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """What was read of an HTML page. `line_of` has the line that each block is, or is a part of."""

    source: str
    outline: Outline
    statements: Statements
    line_of: tuple[int, ...]
