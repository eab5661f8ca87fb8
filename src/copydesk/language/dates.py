"""Dates as people write them, read only where they are clear: “03/04/2025” is two days, so it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from copydesk.language.phrase_literals import folded
from copydesk.language.phrases import pattern, phrases
from copydesk.language.words import SPACELESS

REMEMBERED = 16384
"""Parts of lines that are remembered: most are single words. It bounds memory and changes no result."""
MONTHS_A_YEAR = 12
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are numbers of something else."""
BUDDHIST_YEARS = 543
"""Thailand counts from the Buddha's death: 2568 is 2025. A year that far ahead stands behind a Thai month only."""
THAI = re.compile("[\u0e00-\u0e7f]")
UNLIKE_IN_CASE = str.maketrans({"ı": "i", "\u0307": None})
"""Turkish letters that a pattern matches without regard to case, and that `casefold` leaves apart."""
SIMPLE_WORD, GLUED = re.compile(r"\w+"), re.compile(f"[{SPACELESS}]")
YEAR, DIGIT = re.compile(r"\d{4}"), re.compile(r"\d")
"""What every date has in it, and what every time of day has."""
TIME = re.compile(
    r"\d{1,2}\s?[時时點点시]\s?\d{1,2}\s?[分분]?(?:\s?\d{1,2}\s?[秒초])?|"
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:uhr|hrs|h)\b)?"
    r"(?: ?\(?(?:[A-Z]{2,5}T?|GMT|UTC)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?(?![a-z]))?|\b\d{1,2} ?(?:[ap]\.?m\b\.?|uhr\b)",
    re.IGNORECASE,
)

NUMBERS = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
SHORT_YEAR = re.compile(r"\b(\d\d?)\.(\d\d?)\.(\d\d)\b(?![.\d])")


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
    found = _date().finditer(text) if YEAR.search(text) else ()
    return [Dated(match.start(), match.end(), _iso(match)) for match in found]


def day_first(text: str) -> str:
    """The day that a date names where people write the day first, as everybody but Americans does.

    >>> day_first("03/04/2025"), day_first("03/14/2025")
    ('2025-04-03', '')
    """
    match = NUMBERS.fullmatch(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else ""
    except ValueError:
        return ""


def month_of(text: str) -> str:
    """The month that is all that the text says.

    >>> month_of("November 2015"), month_of("May Day 2015"), month_of("Since May 2015")
    ('2015-11', '', '')
    """
    name, _, year = text.rpartition(" ")
    month = _folded_months().get(_folded(name.rstrip(".,")), 0)
    is_year = len(year) == 4 and year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR
    return f"{int(year)}-{month:02}" if month and is_year else ""


def short_years_in(text: str) -> list[Dated]:
    """Dates such as “27.04.24”, which elsewhere may be a version or a chapter.

    >>> [found.iso for found in short_years_in("Stand: 27.04.24, 7:39 Uhr")]
    ['2024-04-27']
    """
    found = []
    for match in SHORT_YEAR.finditer(text):
        iso = day_first(f"{match[1]}/{match[2]}/20{match[3]}")
        found += [Dated(match.start(), match.end(), iso)] if iso else []
    return found


def has_time(text: str) -> bool:
    """Does the text state a time of day beside its dates?

    >>> has_time("22.11.2024 07.57"), has_time("22.11.2024")
    (True, False)
    """
    return bool(TIME.search(SHORT_YEAR.sub(" ", _date().sub(" ", text))))


def without_dates(text: str) -> str:
    """The text without its dates, times and weekdays.

    >>> without_dates("Monday, 6 May 2025, 17:30 Uhr | Berlin").strip(" ,|")
    'Berlin'
    """
    if YEAR.search(text):
        text = _date().sub(" ", text)
    if DIGIT.search(text):
        text = TIME.sub(" ", text)
    return pattern_of_weekdays().sub(" ", text) if may_name_weekday(text) else text


def may_name_weekday(text: str) -> bool:
    """Has the text the first word of a weekday's name, or a script in which words are not parted?"""
    return any(map(_may_be_weekday, text.split()))


@lru_cache(REMEMBERED)
def _may_be_weekday(part: str) -> bool:
    words = SIMPLE_WORD.findall(folded(part))
    return not _weekday_words().isdisjoint(words) or any(
        not word.isascii() and GLUED.search(word) for word in words
    )


@cache
def _weekday_words() -> frozenset[str]:
    names = (name for row in phrases("dates", "weekdays") for name in row.split("|"))
    return frozenset(SIMPLE_WORD.findall(folded(name.replace(r"\s", " ")))[0] for name in names)


@cache
def pattern_of_weekdays() -> re.Pattern[str]:
    """A weekday's name as a word of its own; in scripts without spaces, anywhere."""
    names = sorted(name for row in phrases("dates", "weekdays") for name in row.split("|"))
    glued = [name for name in names if re.match(f"[{SPACELESS}]", name)]
    apart = [name for name in names if name not in glued]
    return re.compile(rf"(?<!\w)(?:{'|'.join(apart)})(?!\w)\.?|{'|'.join(glued)}", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    """Every name of a month → its number."""
    rows = enumerate(row.replace(r"\s", " ") for row in phrases("dates", "months"))
    return {name: row % MONTHS_A_YEAR + 1 for row, names in rows for name in names.split("|")}


@cache
def _folded_months() -> dict[str, int]:
    return {_folded(name): month for name, month in _months().items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().translate(UNLIKE_IN_CASE).split())


def _by_first_letter(names: Iterable[str]) -> str:
    """A pattern of names in which only those are tried that begin with the letter that stands there."""
    letters: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        letters.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\ ", r"\s"))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(letters.items()))


@cache
def _date() -> re.Pattern[str]:
    names = _by_first_letter(_months())
    return re.compile(
        rf"\b(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?\b"
        rf"|\b(?P<y2>\d{{4}})(?:[/.]|\.\s)(?P<m2>\d\d?)(?:[/.]|\.\s)(?P<d2>\d\d?)\b"
        rf"|(?P<y3>\d{{4}})\s?[年년]\s?(?P<m3>\d\d?)\s?[月월]\s?(?P<d3>\d\d?)\s?[日일]"
        rf"|\b(?P<d4>\d\d?)(?:st|nd|rd|th|er|[.ºª°])?[\s-]?(?:of\s|de\s)?(?P<n4>{names})(?!\w)[.,]?,?[\s-]?"
        rf"(?:de\s|del\s|năm\s|พ\.ศ\.\s?)?(?P<y4>\d{{4}})(?!\d)"
        rf"|(?<!\w)(?P<n5>{names})(?!\w)\.?\s?(?P<d5>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y5>\d{{4}})(?!\d)"
        rf"|\b(?P<y8>\d{{4}})\.?\s(?P<n8>{names})(?!\w)\.?\s(?P<d8>\d\d?)\b"
        rf"|\b(?P<d6>\d\d?)\.\s?(?P<m6>\d\d?)\.\s?(?P<y6>\d{{4}})(?!\d)"
        rf"|\b(?P<a7>\d\d?)[/-](?P<b7>\d\d?)[/-](?P<y7>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


def _iso(match: re.Match[str]) -> str:
    """The day that a match of `_date` names, or nothing where it names none or two."""
    found = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    year = int(found["y"])
    if "n" in found:
        month, day = _folded_months().get(_folded(found["n"]), 0), int(found["d"])
        year -= BUDDHIST_YEARS if THAI.match(found["n"]) and year > LAST_YEAR else 0
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
