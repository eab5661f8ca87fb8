"""Conditions that turn a digest into an exit status, such as `doubtful>5%`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from copydesk.digest.digest import Digest
from copydesk.errors import SettingsError
from copydesk.settings import nearest

CONDITION = re.compile(r"\s*([a-z]+)\s*(>=|<=|>|<)\s*(\d{1,9}(?:\.\d{1,9})?)\s*(%?)\s*", re.ASCII)
COMPARE = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}
FIGURES: Mapping[str, Callable[[Digest], tuple[int, int]]] = {
    "new": lambda digest: (digest.night.came_in, digest.night.came_in),
    "doubtful": lambda digest: (digest.night.all.doubtful, digest.night.came_in),
    "quarantined": lambda digest: (len(digest.night.new_failures), digest.night.came_in),
    "empty": lambda digest: (digest.night.all.empty, digest.night.came_in),
    "duplicates": lambda digest: (digest.night.all.duplicates, digest.night.came_in),
    "removed": lambda digest: (digest.night.all.lost, digest.night.all.words),
    "anomalies": lambda digest: (len(digest.anomalies), max(1, len(digest.night.figures))),
}
"""What a condition can name → how many there are, and of how many: clippings that came in, words, sites."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure, and the limit that it is held against: a count, or with `is_share` per cent."""

    figure: str
    sign: str
    limit: float
    is_share: bool

    def __str__(self) -> str:
        return f"{self.figure}{self.sign}{self.limit:g}{'%' * self.is_share}"

    def met(self, digest: Digest) -> str:
        """What is so, if the condition is met; else nothing. Of nothing no share is anything."""
        count, whole = FIGURES[self.figure](digest)
        if self.is_share and not whole:
            return ""
        value = 100 * count / whole if self.is_share else count
        if not COMPARE[self.sign](value, self.limit):
            return ""
        return f"{self}: {count:,}" + (f" of {whole:,} ({value:.1f}%)" if self.is_share else "")


def conditions(texts: Iterable[str]) -> list[Condition]:
    """The conditions that are written, several in a text parted by commas. Raises a `SettingsError`."""
    return [_condition(part) for text in texts for part in text.split(",")]


def _condition(text: str) -> Condition:
    found = CONDITION.fullmatch(text)
    if not found:
        raise SettingsError(
            f"{text!r} is no condition; write a figure, a sign and a limit, such as doubtful>5% or new<100"
        )
    figure, sign, limit, percent = found.groups()
    if figure not in FIGURES:
        raise SettingsError(f"{text!r}: there is no figure {figure!r}; {nearest(figure, list(FIGURES))}")
    return Condition(figure, sign, float(limit), bool(percent))


def those_met(wanted: Iterable[Condition], digest: Digest) -> Iterator[str]:
    """A sentence for each condition that is met."""
    yield from filter(None, (one.met(digest) for one in wanted))
