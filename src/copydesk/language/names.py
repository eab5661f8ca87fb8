"""People's names by their form: two to five words with capitals. Form alone never makes a byline; it needs company."""

from __future__ import annotations

import re
from functools import cache

from copydesk.language.phrases import pattern, phrases
from copydesk.language.words import IN_IDEOGRAPHIC, MARKS, SYLLABIC

PARTICLES = frozenset((
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "le", "la",
    "bin", "ben", "ibn", "al", "el", "ter", "zu", "zum", "af", "av", "y", "e",
))  # fmt: skip
"""Small words inside names."""
WORD = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")
MAX_LETTERS, MIN_WORDS, MAX_WORDS = 60, 2, 5
MAX_IDEOGRAPHS = 6
"""Chinese names have two to four characters, Japanese ones up to six."""
DIGIT = re.compile(r"\d")
NAME_MARKS = re.compile(rf"(?:[\w .'’\"״׳·・-]|[{MARKS}{SYLLABIC}])+")
HANGUL = re.compile(r"[가-힣]{2,4}")
"""A Korean name is written without a space, so several words are several people."""


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
    parts = [bare for part in _between().split(" ".join(text.split())) if (bare := part.strip(" ."))]
    return tuple(parts) if parts and all(is_name(part) for part in parts) else ()


def caseless_names(text: str) -> tuple[str, ...]:
    """The text as names in a script that has no capitals: short, letters only. Form says little, so ask only behind
    a word that announces a name.

    >>> caseless_names("王小明"), caseless_names("דוד כהן"), caseless_names("下雨的城市和河流")
    (('王小明',), ('דוד כהן',), ())
    """
    words = text.split()
    if not words or len(words) > MAX_WORDS or len(text) > MAX_LETTERS:
        return ()
    letters = [letter for word in words for letter in word if letter.isalpha()]
    if not letters or any(letter.lower() != letter.upper() for letter in letters) or DIGIT.search(text):
        return ()
    is_short = len(letters) <= (MAX_IDEOGRAPHS if IN_IDEOGRAPHIC.search(text) else MAX_LETTERS)
    if not is_short or not NAME_MARKS.fullmatch(text):
        return ()
    return tuple(words) if all(map(HANGUL.fullmatch, words)) else (" ".join(words),)


@cache
def _between() -> re.Pattern[str]:
    """What stands between two names."""
    return re.compile(rf"\s*[,;/|&·•]\s*|\s+(?:{pattern('names', 'join').pattern})\s+")


@cache
def _never() -> frozenset[str]:
    """Words that begin sentences and headings, and no names."""
    return frozenset(word for row in phrases("names", "never") for word in row.split("|"))
