"""Titles of pages: the headline, with the site's name behind or before it."""

from __future__ import annotations

import re

SITE_MARK = re.compile(r"\s[|–—·»«>-]\s|\s?[|»]\s?|:\s")
MAX_SITE_WORDS = 8
"""The longest names of sites, with a section before them."""
MIN_WORDS = 3


def is_with_site(title: str, headline: str) -> bool:
    """Is the title the headline with a site's name behind or before it?

    >>> is_with_site("Rain ends in the bay | The Courier", "Rain ends in the bay")
    True
    >>> is_with_site("Rain ends in the bay, says the mayor", "Rain ends in the bay")
    False
    """
    if len(headline) >= len(title) or len(headline.split()) < MIN_WORDS:
        return False
    if title.startswith(headline):
        rest = title[len(headline) :]
        mark = SITE_MARK.match(rest)
        return mark is not None and len(rest[mark.end() :].split()) <= MAX_SITE_WORDS
    rest = title[: -len(headline)]
    marks = list(SITE_MARK.finditer(rest)) if title.endswith(headline) else []
    return bool(marks) and marks[-1].end() == len(rest) and len(rest.split()) <= MAX_SITE_WORDS
