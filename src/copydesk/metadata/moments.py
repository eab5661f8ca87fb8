"""Dates as machines write them, in ISO 8601 and only as exact as they were stated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from copydesk.language.dates import dates_in
from copydesk.model import Json

ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)"
    r"(?:(?:[T ]+|, ?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")
MILLISECONDS = 13
"""Digits of a time in milliseconds since 1970; one in seconds has ten."""
FIRST_YEAR, LAST_YEAR = 1700, 2100
"""Years outside stand for "not set" (0001, 9999)."""
MAX_LENGTH = 100


def iso_of(value: Json) -> str:
    """The date or time in ISO 8601, or nothing where it is unclear.

    >>> iso_of("2024-05-03T10:00:00.000+0200"), iso_of("3 May 2024"), iso_of("03/05/2024"), iso_of(1714723200)
    ('2024-05-03T10:00:00+02:00', '2024-05-03', '', '2024-05-03T08:00:00Z')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(int(value) if isinstance(value, float) else value).strip()
    if len(text) > MAX_LENGTH:
        return ""
    if match := COMPACT.fullmatch(text):
        day = "-".join(match.groups()[:3])
        clock = ":".join(filter(None, match.groups()[3:6]))
        return (_from_iso(f"{day}T{clock}{match[7] or ''}" if clock else day)) or _from_epoch(text)
    return _from_iso(text) or _from_epoch(text) or _from_mail(text) or _from_words(text)


def _from_iso(text: str) -> str:
    match = ISO.fullmatch(text)
    if not match:
        return ""
    parts = [int(match[name]) for name in ("year", "month", "day") if match[name]]
    if not _is_day(parts):
        return ""
    day = "-".join(f"{part:02}" for part in parts)
    if match["hour"] is None:
        return day
    clock = ":".join(match[name].zfill(2) for name in ("hour", "minute", "second") if match[name])
    try:
        datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return day
    return f"{day}T{clock}{_zone(match['zone'] or '')}"


def _is_day(parts: list[int]) -> bool:
    try:
        return FIRST_YEAR <= date(*(*parts, 1, 1)[:3]).year <= LAST_YEAR
    except ValueError:
        return False


def _zone(zone: str) -> str:
    if zone.upper() in ("", "Z", "UTC", "GMT"):
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _from_epoch(text: str) -> str:
    if not EPOCH.fullmatch(text):
        return ""
    seconds = int(text) // 1000 if len(text) == MILLISECONDS else int(text)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _from_mail(text: str) -> str:
    """“Fri, 03 May 2024 10:00:00 +0200”, as feeds and mail write it."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return _from_iso(moment.isoformat()) if ":" in text else ""


def _from_words(text: str) -> str:
    days = {found.iso for found in dates_in(text)}
    return days.pop() if len(days) == 1 else ""
