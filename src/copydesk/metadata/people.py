"""The names of authors, out of whatever form a page or a container states them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from copydesk.language.bylines import is_role
from copydesk.language.phrases import begin, pattern
from copydesk.language.visible import collapse
from copydesk.model import Json

MAX_LENGTH = 80
"""Characters; a longer text is no name."""
MAX_DEPTH = 5
NOT_A_NAME = re.compile(
    r"https?:|^[\d\s]+$|www\.|\.(?:com|org|net)\b|[@{}<>=_]|^(?:admin|none|null|undefined|n/?a)$",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^<>]*>")
ASIDE = re.compile(r"\([^()]*\)")
SPLIT = re.compile(r"\s*[;|•·/\n]\s*|\s+&\s+")
EDGES = " \t,.:;|–—-[]"
KEYS = ("name", "@value", "title", "display_name", "text")


def names_of(value: Json) -> tuple[str, ...]:
    """The names, each once, without “By”, addresses and what their bearers do.

    >>> names_of([{"@type": "Person", "name": "By Jane Doe, Staff Writer"}, "john roe & Ann Poe", "https://example.org/"])
    ('Jane Doe', 'john roe', 'Ann Poe')
    """
    names: dict[str, str] = {}
    for text in _texts(value, 0):
        for name in _names_in(text):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _texts(value: Json, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < MAX_DEPTH:
        for part in value:
            yield from _texts(part, depth + 1)
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        yield from _texts(_named(value), depth + 1)


def _named(person: dict[str, Json]) -> Json:
    name = next((person[key] for key in KEYS if person.get(key)), None)
    given, family = person.get("givenName"), person.get("familyName")
    return f"{given} {family}" if name is None and given and family else name


def _names_in(text: str) -> Iterator[str]:
    clean = collapse(ASIDE.sub(" ", TAG.sub(" ", unescape(text))))
    if "://" in clean:
        return
    for part in SPLIT.split(_without_by(clean)):
        for name in _people(part):
            bare = name.strip(EDGES)
            if 1 < len(bare) <= MAX_LENGTH and not NOT_A_NAME.search(bare):
                yield bare


def _without_by(text: str) -> str:
    """The text without “By” before it; “Di Rossi” loses its “Di”, Diana does not."""
    announced = begin("byline", "start", text)
    return text if announced is None or text[announced.end() :][:1].isalnum() else text[announced.end() :]


def _people(text: str) -> Iterable[str]:
    """The people in a list of them. What they do, or where they sit, goes if it stands behind a comma.

    An agency or an office that stands alone is the author.
    """
    parts = [part.strip(EDGES) for part in text.split(",")]
    people = [part for part in parts if len(part.split()) > 1 and not is_role(part)]
    return [name for part in people for name in _couple(part)] or [text]


def _couple(text: str) -> list[str]:
    """Two names with an “and” between them, if both are whole: not “Jane and John Doe”."""
    names = re.split(rf"\s+(?:{pattern('names', 'join').pattern})\s+", text)
    return names if all(len(name.split()) > 1 for name in names) else [text]
