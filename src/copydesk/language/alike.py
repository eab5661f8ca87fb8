"""Lines looked up by what they say: which earlier one says the same in nearly the same words?"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from copydesk.language.words import ALIKE, are_alike, normal

MAX_BUCKET = 20
"""A word that more lines have than this tells nothing; looking at all of them would cost their square."""


class AlikeLines:
    """Lines by their words, so that a line meets only those that share one of its rarer words.

    >>> lines = AlikeLines(["The park under a bridge in the city of Rome"])
    >>> lines.find("The park under the bridge in the city of Rome"), lines.find("A bridge")
    (0, None)
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines: list[str] = []
        self._same: dict[str, int] = {}
        self._by_word: dict[str, list[int]] = {}
        for line in lines:
            self.add(line)

    def add(self, line: str) -> int:
        """Take in a line; its number counts from 0."""
        number, said = len(self._lines), normal(line)
        self._lines.append(line)
        if self._same.setdefault(said, number) == number:
            for word in dict.fromkeys(said.split()):
                self._by_word.setdefault(word, []).append(number)
        return number

    def find(self, line: str) -> int | None:
        """The number of a line that says this; the first of those looked at.

        Two lines with four words in five in common share one of any fifth of them, so the rarest fifth is enough.
        """
        said = normal(line)
        if said and said in self._same:
            return self._same[said]
        buckets = sorted((self._by_word.get(word, []) for word in dict.fromkeys(said.split())), key=len)
        rarest = buckets[: len(buckets) - ceil(ALIKE * len(buckets)) + 1]
        met = sorted({number for bucket in rarest for number in bucket[:MAX_BUCKET]})
        return next((number for number in met if are_alike(self._lines[number], line)), None)
