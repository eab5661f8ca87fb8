"""People's names by their form: two to five words with capitals. Form alone never makes a byline; it needs company."""

from __future__ import annotations

import re
from functools import cache

from copydesk.language.phrases import pattern, phrases

PARTICLES = frozenset((
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "le", "la",
    "bin", "ben", "ibn", "al", "el", "ter", "zu", "zum", "af", "av", "y", "e",
))  # fmt: skip
"""Small words inside names."""
WORD = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")
MAX_LETTERS, MIN_WORDS, MAX_WORDS = 60, 2, 5


def is_name(text: str) -> bool:
    """Could the text be one person's name?

    >>> is_name("Jane van der Berg"), is_name("The city is dark"), is_name("J. K. ROWLING")
    (True, False, True)
    """
    words = text.split()
    if len(text) > MAX_LETTERS or not MIN_WORDS <= len(words) <= MAX_WORDS:
        return False
    if words[0].casefold() in _never():
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= MIN_WORDS and all(
        WORD.fullmatch(word) and (word[0].isupper() or word in PARTICLES) for word in words
    )


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list of names, or nothing if any part of it is no name.

    >>> split_names("Jane Doe, John Roe and Ann Poe")
    ('Jane Doe', 'John Roe', 'Ann Poe')
    >>> split_names("way of deception")
    ()
    """
    joints = pattern("names", "join").pattern
    parts = [
        part.strip(" .")
        for part in re.split(rf"\s*[,;/|&·•]\s*|\s+(?:{joints})\s+", " ".join(text.split()))
        if part.strip(" .")
    ]
    return tuple(parts) if parts and all(is_name(part) for part in parts) else ()


@cache
def _never() -> frozenset[str]:
    """Words that begin sentences and headings, and no names."""
    return frozenset(word for row in phrases("names", "never") for word in row.split("|"))
