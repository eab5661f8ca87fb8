"""Dates as people write them, read only where they are clear: “03/04/2025” is two days, so it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from copydesk.language.phrases import pattern, phrases

MONTHS_A_YEAR = 12
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are numbers of something else."""
TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:uhr|hrs|h)\b)?"
    r"(?: ?\(?(?:[A-Z]{2,5}T?|GMT|UTC)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?(?![a-z]))?|\b\d{1,2} ?(?:[ap]\.?m\b\.?|uhr\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands and what it says in ISO 8601; no day where it is unclear which."""

    start: int
    end: int
    iso: str


def dates_in(text: str) -> list[Dated]:
    """The dates in a text, in order.

    >>> [found.iso for found in dates_in("Published May 6, 2025, updated on 7 May 2025")]
    ['2025-05-06', '2025-05-07']
    >>> [found.iso for found in dates_in("03/04/2025 or 13/04/2025")]
    ['', '2025-04-13']
    """
    return [Dated(match.start(), match.end(), _iso(match)) for match in _date().finditer(text)]


def without_dates(text: str) -> str:
    """The text without its dates, times and weekdays.

    >>> without_dates("Monday, 6 May 2025, 17:30 Uhr | Berlin").strip(" ,|")
    'Berlin'
    """
    return pattern_of_weekdays().sub(" ", TIME.sub(" ", _date().sub(" ", text)))


@cache
def pattern_of_weekdays() -> re.Pattern[str]:
    """A weekday's name as a word of its own."""
    return re.compile(rf"\b(?:{'|'.join(phrases('dates', 'weekdays'))})\b\.?", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    """Every name of a month, in lower case → its number."""
    rows = phrases("dates", "months")
    return {name: row % MONTHS_A_YEAR + 1 for row, names in enumerate(rows) for name in names.split("|")}


@cache
def _date() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?\b"
        rf"|\b(?P<y2>\d{{4}})[/.](?P<m2>\d\d?)[/.](?P<d2>\d\d?)\b"
        rf"|(?P<y3>\d{{4}})\s?[年년]\s?(?P<m3>\d\d?)\s?[月월]\s?(?P<d3>\d\d?)\s?[日일]"
        rf"|\b(?P<d4>\d\d?)(?:st|nd|rd|th|er|[.ºª°])?\s?(?:of\s|de\s)?(?P<n4>{names})\b\.?,?\s?(?:de\s|del\s)?(?P<y4>\d{{4}})\b"
        rf"|\b(?P<n5>{names})\b\.?\s?(?P<d5>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y5>\d{{4}})\b"
        rf"|\b(?P<d6>\d\d?)\.\s?(?P<m6>\d\d?)\.\s?(?P<y6>\d{{4}})\b"
        rf"|\b(?P<a7>\d\d?)[/-](?P<b7>\d\d?)[/-](?P<y7>\d{{4}})\b",
        re.IGNORECASE,
    )


def _iso(match: re.Match[str]) -> str:
    """The day that a match of `_date` names, or nothing where it names none or two."""
    found = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    year = int(found["y"])
    if "n" in found:
        month, day = _months()[found["n"].lower()], int(found["d"])
    elif "a" in found:
        first, second = int(found["a"]), int(found["b"])
        if first <= MONTHS_A_YEAR and second <= MONTHS_A_YEAR and first != second:
            return ""
        month, day = (first, second) if second > MONTHS_A_YEAR else (second, first)
    else:
        month, day = int(found["m"]), int(found["d"])
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""
    except ValueError:
        return ""


def is_about_update(text: str) -> bool:
    """Does a line with a date speak of a change rather than of the first publication?"""
    return bool(pattern("dates", "updated").search(text))
