"""Bylines: who wrote it, as a line of its own says."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from copydesk.language.dates import without_dates
from copydesk.language.names import caseless_names, is_name, split_names
from copydesk.language.phrase_literals import Literals, holds_any
from copydesk.language.phrase_shape import HEAD, head_of
from copydesk.language.phrases import begin, compiled, is_phrase, phrases_at, told_of

REMEMBERED = 16384
"""Texts that are remembered: most are single words. It bounds memory and changes no result."""
LONGEST_BYLINE = 300
"""Characters; ten authors with their roles need 250."""
EMAIL = re.compile(r"[(<]?[\w.+-]{1,64}@[\w.-]{1,64}[)>]?")
MAX_NAME_WORDS = 4
GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])")
"""Where two elements of a page met without a space."""
WORD = re.compile(r"\S+")
PLACE = re.compile(r"(?:(?<![^\W\d_])|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])|(?<=[\u0250-\U0010ffff]))[^\W\d_]")
"""Where in a word a role may begin: at a letter that none is before, where two words met, in scripts other than
Latin anywhere."""
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
    if not announced and not may_name_role(said):
        return ()
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


def may_name_role(text: str) -> bool:
    """May a part of the line, or its end, be a role? Most lines are told by this to be no bylines."""
    if "@" in text or holds_any(text, _loose_roles()):
        return True
    if not any(map(_may_begin_role, text.split())):
        return False
    words = (word for word in WORD.finditer(text) if _may_begin_role(word[0]))
    starts = (word.start() + place for word in words for place in _places(word[0]))
    return any(
        compiled(phrase).match(text, start)
        for start in starts
        for phrase in phrases_at(text[start : start + HEAD]).get(("byline", "role"), ())
    )


@lru_cache(REMEMBERED)
def _may_begin_role(word: str) -> bool:
    """May a role begin with the word, or inside it, whatever follows?"""
    heads = _heads_of_roles()
    for start in _places(word):
        head = head_of(f"{word[start : start + HEAD]} ")
        for length in range(1, len(head) + 1):  # any(…) takes thrice as long
            if head[:length] in heads:
                return True
    return False


def _places(word: str) -> list[int]:
    return [place.start() for place in PLACE.finditer(word)]


@cache
def _heads_of_roles() -> frozenset[str]:
    """How roles begin, cut behind the first word as well."""
    heads = {head for role in told_of("byline", "role") if role.heads for head in role.heads.split("|")}
    cut = {head[: place + 1] for head in heads for place, letter in enumerate(head) if letter == " "}
    return frozenset(heads | cut)


@cache
def _loose_roles() -> Literals:
    """Letters of the roles that may begin with anything."""
    loose = (role for role in told_of("byline", "role") if not role.heads)
    return Literals.of(part for role in loose for part in role.literals.split("|"))


def _is_place(text: str) -> bool:
    """One capitalised word behind the name: where the author sits."""
    return text.isalpha() and text[:1].isupper()
