"""How picture credits are written: patterns made of the phrases of every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from copydesk.language.credit_tail import (
    CAPITAL,
    HAS_CAPITAL,
    JOINED,
    JOINED_BY_WORD,
    NEVER,
    PERSON,
    Held,
    Tail,
    kinds_at,
)
from copydesk.language.phrase_files import AGENCIES
from copydesk.language.phrase_shape import HEAD
from copydesk.language.phrases import is_phrase

MARK = re.compile(r"[:©/(\[|]")
"""One of these stands in nearly every credit; a line without any ends with an agency’s name at most."""
NAME = r"[^()\[\]|:\n]{2,90}"
PARTICLE = r"(?:von|van|de|del|della|da|di|der|el|al|und|and|y|et|of|the) "
WORD = rf"{CAPITAL}(?:\.|[\w'’-]*(?:\.[\w'’-]+)*)"
CAPITALS = rf"{WORD}(?: (?:{PARTICLE})?{WORD}){{0,5}}"
HANDLE = r"[\w.'’@-]{2,30}"
JOINT = r"\s?(?:[/|,;]|\bvia\b|\bfor\b)\s?"
ENDED = r"(?<=[.!?…”\"’)»|])\s?"


REMEMBERED = 1024
"""Patterns that are remembered: few sites have many. It bounds memory and changes no result."""
SMALL_LETTER = re.compile(r"[a-zß-öø-ÿ]")
SMALL = frozenset(("von", "van", "de", "del", "della", "da", "di", "der", "el", "al", "und", "and", "y", "et", "of",
                   "the", "via", "for"))  # fmt: skip
"""Words with small letters that a credit may have between its names."""


@lru_cache(REMEMBERED)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once while it is remembered."""
    return re.compile(pattern)


def endings_for(text: str) -> Iterator[re.Pattern[str]]:
    """How a credit may stand at the end of this line, the clearest forms first."""
    tail = Tail(text)
    for may_match, ending in ENDINGS if MARK.search(text) else ENDINGS_UNMARKED:
        if may_match(tail):
            yield compiled(ending(tail))


def is_agency_line(text: str) -> bool:
    """Is it nothing but people and their agency?"""
    tail = Tail(text)
    if JOINED.search(text) or JOINED_BY_WORD.search(text):
        kinds = tail.behind_joints | kinds_at(text[:HEAD])
        may_be = not kinds.isdisjoint(AGENCIES) and bool(tail.agencies)
        return may_be and compiled(_agency(tail.agencies)).fullmatch(text) is not None
    return HAS_CAPITAL.match(text) is not None and is_phrase("credit", "agency", text)


def _agency(agencies: Held) -> str:
    """Nothing but people and their agency."""
    others = rf"(?:{JOINT}(?:{agencies.by}|{CAPITALS}|{HANDLE}))*"
    return (
        rf"(?={CAPITAL})(?i:{agencies.agency})(?:\s?[/|]\s?(?:{agencies.by}|{CAPITALS}|{HANDLE}))*"
        rf"|(?:{CAPITALS}|{HANDLE}){JOINT}{agencies.by}{others}"
    )


def _capitals(tail: Tail) -> str:
    return rf"(?:{CAPITALS}|{tail.agencies.by})(?:{JOINT}(?:{CAPITALS}|{tail.agencies.by}))*"


def _named(tail: Tail) -> str:
    """“… credit: she came” is a sentence: a credit begins with a capital, or is an agency."""
    small = tail.small_agencies
    return rf"(?=[^a-zà-ÿ\s]|(?i:{small.agency})\b|(?:{small.short})\b|{HANDLE}/)"


def _glued(tail: Tail) -> str:
    """“… in public spacesCredit: AFP”"""
    return rf"\(?\[?(?i:{tail.glued})\s?(?P<credit>{_named(tail)}{NAME})[.)\]]*$"


def _announced_in_brackets(tail: Tail) -> str:
    """“… in the park. (Photo by Ann Poe)”"""
    return rf"[(\[](?i:{tail.in_brackets})\s?(?P<credit>{_named(tail)}{NAME})[)\]]\.?$"


def _agency_in_brackets(tail: Tail) -> str:
    """“… in the park. (Ann Poe/AFP)”"""
    return rf"[(\[](?P<credit>(?:{NAME}(?:/|\s))?{tail.agencies.by})[)\]]\.?$"


def _agency_first_in_brackets(tail: Tail) -> str:
    """“… in the park. (AFP/Ann Poe)”"""
    return rf"[(\[](?P<credit>{tail.agencies.by}\s?[/|]\s?{NAME})[)\]]\.?$"


def _announced_behind_sentence(tail: Tail) -> str:
    """“… in the park. Photo: Ann Poe”"""
    people = rf"(?:{HANDLE}/)?{PERSON}(?:\s?[/|,]\s?{PERSON})*"
    return rf"{ENDED}(?i:{tail.after_sentences})(?<=[:©])\s?(?P<credit>{_named(tail)}{people})$"


def _signed(tail: Tail) -> str:
    """“… in the park © Ann Poe”"""
    return rf"\s?©\s?(?P<credit>(?!\d{{4}}){_named(tail)}[^©\n]{{2,120}})$"


def _announced(tail: Tail) -> str:
    """“… in the park | Photo: Ann Poe”"""
    return rf"\s\|?\s?(?:(?i:{tail.after_spaces}))(?<=[:©])\s?(?P<credit>{_capitals(tail)})\.?$"


def _announced_unmarked(tail: Tail) -> str:
    """“… in the park. Photo by Ann Poe”"""
    return rf"{ENDED}(?i:{tail.after_sentences})\s?(?P<credit>{_capitals(tail)})\.?$"


def _for_agency(tail: Tail) -> str:
    """“… in the park. Ann Poe/AFP”, or glued to it."""
    by = tail.agencies.by
    whole = rf"(?:{CAPITALS}|{HANDLE}){JOINT}{by}(?:{JOINT}(?:{CAPITALS}|{by}))*"
    return rf"(?:{ENDED}|(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ]))(?P<credit>{whole})$"


def _agency_alone(tail: Tail) -> str:
    """“… in the park. Getty Images”"""
    return rf"{ENDED}(?P<credit>(?i:{tail.agencies.agency})(?:{JOINT}{PERSON})?)$"


def _has_glued(tail: Tail) -> bool:
    return tail.glued != NEVER


def _ends_in_brackets(tail: Tail) -> bool:
    return tail.text.endswith((")", "]", ").", "]."))


def _is_announced_in_brackets(tail: Tail) -> bool:
    return _ends_in_brackets(tail) and tail.in_brackets != NEVER


def _has_agency_in_brackets(tail: Tail) -> bool:
    return _ends_in_brackets(tail) and bool(tail.agencies)


def _is_announced_behind_sentence(tail: Tail) -> bool:
    return bool(tail.behind_mark) and tail.after_sentences != NEVER


def _is_announced_before_names(tail: Tail) -> bool:
    """Have all words behind the last colon or © capitals, but for agencies and the small words between names?"""
    words = tail.behind_mark.split()
    has_small = any(SMALL_LETTER.match(word) and word not in SMALL for word in words)
    if not words or (has_small and all(kinds_at(word[:HEAD]).isdisjoint(AGENCIES) for word in words)):
        return False
    return tail.after_spaces != NEVER


def _has_sign(tail: Tail) -> bool:
    return "©" in tail.text


def _has_start_behind_sentence(tail: Tail) -> bool:
    return tail.after_sentences != NEVER and tail.is_named


def _has_agency_behind_joint(tail: Tail) -> bool:
    return not tail.behind_joints.isdisjoint(AGENCIES) and bool(tail.agencies) and tail.is_named


def _has_agency_behind_sentence(tail: Tail) -> bool:
    return "agency" in tail.behind_sentences and tail.agencies.agency != NEVER and tail.is_named


Ending = tuple[Callable[[Tail], bool], Callable[[Tail], str]]
ENDINGS_UNMARKED: tuple[Ending, ...] = (
    (_has_start_behind_sentence, _announced_unmarked),
    (_has_agency_behind_joint, _for_agency),
    (_has_agency_behind_sentence, _agency_alone),
)
ENDINGS: tuple[Ending, ...] = (
    (_has_glued, _glued),
    (_is_announced_in_brackets, _announced_in_brackets),
    (_has_agency_in_brackets, _agency_in_brackets),
    (_has_agency_in_brackets, _agency_first_in_brackets),
    (_is_announced_behind_sentence, _announced_behind_sentence),
    (_has_sign, _signed),
    (_is_announced_before_names, _announced),
    *ENDINGS_UNMARKED,
)
"""How a credit stands at the end of a caption, the clearest forms first, each with what it cannot do without. Without
a `MARK`, it is a person and an agency, or an agency alone, behind the caption's full stop or glued to it."""
