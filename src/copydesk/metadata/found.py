"""A value that a page states, and under which name it states it."""

from __future__ import annotations

Found = tuple[object, str]
"""A value and who states it."""
NOTHING: Found = ("", "")


def origin_of(name: str) -> str:
    """A `meta` element as origins name it.

    >>> origin_of("og:title"), origin_of("author")
    ('og:title', 'meta author')
    """
    return name if ":" in name and name.startswith(("og", "twitter")) else f"meta {name}"
