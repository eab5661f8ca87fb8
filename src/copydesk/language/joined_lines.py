"""Several lines as one text, so that one look at it tells which of them hold a literal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from copydesk.language.once import once
from copydesk.language.phrase_literals import folded


class JoinedLines:
    """Lines that have no line breaks in them, and their `text`: a line below the other.

    >>> JoinedLines(["Subscribe", "to our newsletter"]).holding(["newsletter", "our"])
    {1}
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.text = "\n".join(lines)

    @once
    def _ends(self) -> list[int]:
        return list(accumulate(len(line) + 1 for line in self.text.split("\n")))

    def with_literal(self, literal: str) -> set[int]:
        """The indexes of the lines that have a literal in them."""
        found: set[int] = set()
        place = self.text.find(literal)
        while place >= 0:
            line = bisect_right(self._ends, place)
            found.add(line)
            place = self.text.find(literal, self._ends[line])
        return found

    def holding(self, literals: Iterable[str]) -> set[int]:
        """The indexes of the lines that have any of some literals in them."""
        return set().union(*map(self.with_literal, literals))


class FoldedLines(JoinedLines):
    """Lines as literals of phrases are looked for in them.

    >>> FoldedLines(["Subscribe", "to our Newsletter"]).holding(["newsletter"])
    {1}
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.text = folded("\n".join(lines))
