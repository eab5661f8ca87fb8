"""Bylines: who wrote it, as a line of its own says."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.language.dates import without_dates
from copydesk.language.names import caseless_names, is_name, split_names
from copydesk.language.phrases import begin, is_phrase

REMEMBERED = 4096
"""Texts that are remembered: most are single words. It bounds memory and changes no result."""
LONGEST_BYLINE = 300
"""Characters; ten authors with their roles need 250."""
EMAIL = re.compile(r"[(<]?[\w.+-]{1,64}@[\w.-]{1,64}[)>]?")
MAX_NAME_WORDS = 4
GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])")
"""Where two elements of a page met without a space."""
PARTS = re.compile(r"\s*[,|/·•–—、，｜／=＝]\s*|\s-\s")


def names_in_byline(text: str) -> tuple[str, ...]:
    """The names that a byline states, or nothing if the line is none.

    >>> names_in_byline("By Jane Doe and John Roe, Staff Writers | May 6, 2025")
    ('Jane Doe', 'John Roe')
    >>> names_in_byline("记者：李明"), names_in_byline("홍길동 기자")
    (('李明',), ('홍길동',))
    >>> names_in_byline("By Monday the rain had stopped.")
    ()
    """
    if len(text) > LONGEST_BYLINE:
        return ()
    said = " ".join(text.split())
    bare = said.lstrip(" |·•–—-")
    announced = begin("byline", "start", bare)
    rest = without_dates(bare[announced.end() :] if announced else said)
    if announced and rest[:1].isalnum() and announced.group()[-1:].isalnum():
        return ()
    parts = _parts(rest)
    if not announced and not any(has_role(part) or is_role(part) for part in parts):
        return ()
    names: list[str] = []
    roles = 0
    for part in parts:
        if is_role(part):
            roles += 1
        elif found := caseless_names(_without_role(part) if has_role(part) else part if announced else ""):
            names.extend(found)
            roles += has_role(part)
        elif not names and (named := name_before_role(part)):
            names.append(named)
            roles += 1
        elif has_role(part) and len(part.split()) > 1:
            roles += 1
        elif found := split_names(part):
            names.extend(found)
        elif part and (_is_place(part) or is_phrase("dateline", "start", part)):
            continue
        elif part:
            return ()
    return _people(names) if announced or roles else ()


def _parts(text: str) -> list[str]:
    without_email = EMAIL.sub("", text) if "@" in text else text
    parts = PARTS.split(without_email.strip(" :：|"))
    return [unglued(part.strip(" .:：-–—")) for part in parts]


def _people(names: list[str]) -> tuple[str, ...]:
    """The names, without those in capitals beside others: what stands there is the paper's."""
    people = [name for name in names if not name.isupper()]
    return tuple(people or names)


def unglued(text: str) -> str:
    """The text with a space before a role that met its end without one, and without such a button.

    >>> unglued("Jane DoeTwitter"), unglued("Jane DoeReporter"), unglued("Jane McDoe")
    ('Jane Doe', 'Jane Doe Reporter', 'Jane McDoe')
    """
    for place in GLUED.finditer(text):
        before, tail = text[: place.start()], text[place.start() :]
        if is_role(tail):
            return f"{before} {tail}"
        if any(is_phrase("share", kind, tail) for kind in ("among", "whole")):
            return before
    return text


def name_before_role(text: str) -> str:
    """The name before a role; nothing where no role stands behind a name.

    >>> name_before_role("Jane Doe Political Correspondent"), name_before_role("Chief Political Correspondent")
    ('Jane Doe', '')
    """
    words = text.split()
    if not has_role(" ".join(words)) or is_role(" ".join(words)):
        return ""
    for count in range(2, min(len(words), MAX_NAME_WORDS + 1)):
        name = " ".join(words[:count])
        if is_name(name) and is_role(" ".join(words[count:])):
            return name
    return ""


def _without_role(text: str) -> str:
    return text.rpartition(" ")[0]


def has_role(text: str) -> bool:
    """Does the text end with what somebody does in a newsroom (“Local Democracy Reporter”)?"""
    words = text.split()
    return bool(words) and is_role(words[-1])


@lru_cache(REMEMBERED)
def is_role(text: str) -> bool:
    """Is it what somebody does in a newsroom (“Staff Writer”), or an agency?"""
    bare = text.strip()
    if is_phrase("byline", "role", bare):
        return True
    return bare.endswith("s") and is_phrase("byline", "role", bare.rstrip("s"))


def _is_place(text: str) -> bool:
    """One capitalised word behind the name: where the author sits."""
    return text.isalpha() and text[:1].isupper()
