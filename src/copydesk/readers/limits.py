"""What a page or row may hold before it is parsed. More than this is no clipping, and would take time and memory that
others need; each limit is some ten times what the largest real ones have."""

from __future__ import annotations

from copydesk.errors import ReadError
from copydesk.model import Failure, Page

MAX_LINES = 2_000_000
MAX_TAGS = 2_000_000
MAX_VALUES = 2_000_000
"""JSON values in one row: a hundred bytes or more each, however short they are written."""
MANY_BYTES = 1_000_000
"""A shorter row can't have too many values to hold."""


def bounded(page: Page) -> Page | Failure:
    """The page, or what is to be said of one that has more lines or tags than can be taken apart."""
    tags = page.content.count("<") if page.media_type == "text/html" else 0
    for number, limit, what in ((page.content.count("\n"), MAX_LINES, "lines"), (tags, MAX_TAGS, "tags")):
        if number > limit:
            detail = f"has {number:,} {what} (limit {limit:,}), too many for one clipping; split it"
            return Failure(page.source, "read", ReadError.__name__, detail)
    return page


def check_values(row: bytes) -> None:
    """Raise a `ReadError` for a row of JSON that has more values than a clipping needs."""
    if len(row) < MANY_BYTES:
        return
    number = sum(row.count(mark) for mark in (b",", b":", b"[", b"{"))
    if number > MAX_VALUES:
        raise ReadError(f"has up to {number:,} values (limit {MAX_VALUES:,}), too many for one clipping")
