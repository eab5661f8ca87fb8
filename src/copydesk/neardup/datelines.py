"""Datelines: the place, the day and the agency that stand before a report, “PARIS, Jan. 14 (AP) —”."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.neardup.tokens import Token

MAX_ADDED_WORDS = 10
"""As long as long datelines are: “WEST PALM BEACH, Fla., Jan. 14, 2024 (Associated Press) —”."""

LAST_DAY, FIRST_YEAR, LAST_YEAR = 31, 1900, 2100
"""Numbers of a dateline are days and years."""


def is_dateline(tokens: Sequence[Token]) -> bool:
    """Names, days and agencies before a text: words with capitals and numbers, an agency or a place in capitals."""
    if len(tokens) > MAX_ADDED_WORDS or not all(map(_may_be_in_dateline, tokens)):
        return False
    return any((len(token.shown) > 1 and token.shown.isupper()) or token.is_agency for token in tokens)


def _may_be_in_dateline(token: Token) -> bool:
    if token.shown.isdecimal():
        return int(token.shown) <= LAST_DAY or FIRST_YEAR <= int(token.shown) <= LAST_YEAR
    states_no_more = token.fact is None or token.fact.kind in ("day", "month")
    return token.is_agency or (token.has_capital and states_no_more)
