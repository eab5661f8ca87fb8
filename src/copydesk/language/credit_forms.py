"""How picture credits are written: patterns made of the phrases of every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from copydesk.language.phrase_literals import folded, literals_of
from copydesk.language.phrases import is_phrase, phrases, phrases_at

MARK = re.compile(r"[:©/(\[|]")
"""One of these stands in nearly every credit; a line without any ends with an agency’s name at most."""
NAME = r"[^()\[\]|:\n]{2,90}"
CAPITAL = r"(?![a-zß-öø-ÿ\d_])\w"
PERSON = rf"{CAPITAL}[\w.'’-]*(?: [\w.'’-]+){{0,4}}"
PARTICLE = r"(?:von|van|de|del|della|da|di|der|el|al|und|and|y|et|of|the) "
WORD = rf"{CAPITAL}(?:\.|[\w'’-]*(?:\.[\w'’-]+)*)"
CAPITALS = rf"{WORD}(?: (?:{PARTICLE})?{WORD}){{0,5}}"
HANDLE = r"[\w.'’@-]{2,30}"
JOINT = r"\s?(?:[/|,;]|\bvia\b|\bfor\b)\s?"
ENDED = r"(?<=[.!?…”\"’)»|])\s?"


BEHIND_SENTENCE = re.compile(r"[.!?…”\"’)»|]\s?(?=\S)")
JOINED, JOINED_BY_WORD = re.compile(r"[/|,;]\s?"), re.compile(r"(?:\bvia|\bfor)\b\s?")
SMALL_LETTER = re.compile(r"[a-zß-öø-ÿ]")
SMALL = frozenset(("von", "van", "de", "del", "della", "da", "di", "der", "el", "al", "und", "and", "y", "et", "of",
                   "the", "via", "for"))  # fmt: skip
"""Words with small letters that a credit may have between its names."""
MAX_WORDS = 14
"""The longest credits name a photographer, an agency and a licence."""


def endings_for(tail: str) -> Iterator[re.Pattern[str]]:
    """How a credit may stand at the end of this line, the clearest forms first."""
    for may_match, ending in ENDINGS if MARK.search(tail) else ENDINGS_UNMARKED:
        if may_match(tail):
            yield ending()


def is_agency_line(text: str) -> bool:
    """Is it nothing but people and their agency?"""
    if JOINED.search(text) or JOINED_BY_WORD.search(text):
        return _agency().fullmatch(text) is not None
    return re.match(CAPITAL, text) is not None and is_phrase("credit", "agency", text)


@cache
def _agency() -> re.Pattern[str]:
    by, others = _by(), rf"(?:{JOINT}(?:{_by()}|{CAPITALS}|{HANDLE}))*"
    return re.compile(
        rf"(?={CAPITAL})(?i:{_any('agency')})(?:\s?[/|]\s?(?:{by}|{CAPITALS}|{HANDLE}))*|(?:{CAPITALS}|{HANDLE}){JOINT}{by}{others}"
    )


@cache
def _any(kind: str) -> str:
    return "|".join(phrases("credit", kind))


@cache
def _by() -> str:
    return rf"(?:(?i:{_any('agency')})|{_any('short')})"


@cache
def _capitals() -> str:
    return rf"(?:{CAPITALS}|{_by()})(?:{JOINT}(?:{CAPITALS}|{_by()}))*"


@cache
def _named() -> str:
    """“… credit: she came” is a sentence: a credit begins with a capital, or is an agency."""
    return rf"(?=[^a-zà-ÿ\s]|(?i:{_any('agency')})\b|(?:{_any('short')})\b|{HANDLE}/)"


@cache
def _glued() -> re.Pattern[str]:
    """“… in public spacesCredit: AFP”"""
    return re.compile(rf"\(?\[?(?i:{_any('glued')})\s?(?P<credit>{_named()}{NAME})[.)\]]*$")


@cache
def _announced_in_brackets() -> re.Pattern[str]:
    """“… in the park. (Photo by Ann Poe)”"""
    return re.compile(rf"[(\[](?i:{_any('start')})\s?(?P<credit>{_named()}{NAME})[)\]]\.?$")


@cache
def _agency_in_brackets() -> re.Pattern[str]:
    """“… in the park. (Ann Poe/AFP)”"""
    return re.compile(rf"[(\[](?P<credit>(?:{NAME}(?:/|\s))?{_by()})[)\]]\.?$")


@cache
def _agency_first_in_brackets() -> re.Pattern[str]:
    """“… in the park. (AFP/Ann Poe)”"""
    return re.compile(rf"[(\[](?P<credit>{_by()}\s?[/|]\s?{NAME})[)\]]\.?$")


@cache
def _announced_behind_sentence() -> re.Pattern[str]:
    """“… in the park. Photo: Ann Poe”"""
    people = rf"(?:{HANDLE}/)?{PERSON}(?:\s?[/|,]\s?{PERSON})*"
    return re.compile(rf"{ENDED}(?i:{_any('start')})(?<=[:©])\s?(?P<credit>{_named()}{people})$")


@cache
def _signed() -> re.Pattern[str]:
    """“… in the park © Ann Poe”"""
    return re.compile(rf"\s?©\s?(?P<credit>(?!\d{{4}}){_named()}[^©\n]{{2,120}})$")


@cache
def _announced() -> re.Pattern[str]:
    """“… in the park | Photo: Ann Poe”"""
    return re.compile(rf"\s\|?\s?(?:(?i:{_any('start')}))(?<=[:©])\s?(?P<credit>{_capitals()})\.?$")


@cache
def _announced_unmarked() -> re.Pattern[str]:
    """“… in the park. Photo by Ann Poe”"""
    return re.compile(rf"{ENDED}(?i:{_any('start')})\s?(?P<credit>{_capitals()})\.?$")


@cache
def _for_agency() -> re.Pattern[str]:
    """“… in the park. Ann Poe/AFP”, or glued to it."""
    whole = rf"(?:{CAPITALS}|{HANDLE}){JOINT}{_by()}(?:{JOINT}(?:{CAPITALS}|{_by()}))*"
    return re.compile(rf"(?:{ENDED}|(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ]))(?P<credit>{whole})$")


@cache
def _agency_alone() -> re.Pattern[str]:
    """“… in the park. Getty Images”"""
    return re.compile(rf"{ENDED}(?P<credit>(?i:{_any('agency')})(?:{JOINT}{PERSON})?)$")


def _has_glued(tail: str) -> bool:
    text = folded(tail)
    return any(literal in text for literal in _glued_literals())


@cache
def _glued_literals() -> frozenset[str]:
    each = (literals_of(phrase) or ("",) for phrase in phrases("credit", "glued"))
    return frozenset(chain.from_iterable(each))


def _ends_in_brackets(tail: str) -> bool:
    return tail.endswith((")", "]", ").", "]."))


def _is_announced_with_mark(tail: str) -> bool:
    """Are there no more words behind the last colon or © than a credit has?"""
    behind = tail[max(tail.rfind(":"), tail.rfind("©")) + 1 :]
    return len(behind) < len(tail) and len(behind.split()) <= MAX_WORDS


def _is_announced_with_names(tail: str) -> bool:
    """Have all words behind the last colon or © capitals, but for agencies and the small words between names?"""
    if not _is_announced_with_mark(tail):
        return False
    words = tail[max(tail.rfind(":"), tail.rfind("©")) + 1 :].split()
    has_small = any(SMALL_LETTER.match(word) and word not in SMALL for word in words)
    return not has_small or any(_begins_with_agency(word) for word in words)


def _begins_with_agency(text: str) -> bool:
    found = phrases_at(text)
    return ("credit", "agency") in found or ("credit", "short") in found


def _has_joined_agency(tail: str) -> bool:
    """Does an agency stand behind a mark or word that joins it to a name?"""
    marks, words = (
        JOINED.finditer(tail),
        JOINED_BY_WORD.finditer(tail) if "via" in tail or "for" in tail else (),
    )
    places = chain(marks, words)
    return any(_begins_with_agency(tail[place.end() :]) for place in places)


def _has_sign(tail: str) -> bool:
    return "©" in tail


def _has_behind(mark: re.Pattern[str], *kinds: str) -> Callable[[str], bool]:
    """Whether a phrase of a kind may begin behind such a mark."""

    def has(tail: str) -> bool:
        found = (phrases_at(tail[place.end() :]) for place in mark.finditer(tail))
        return any(("credit", kind) in phrases for phrases in found for kind in kinds)

    return has


Ending = tuple[Callable[[str], bool], Callable[[], re.Pattern[str]]]
ENDINGS_UNMARKED: tuple[Ending, ...] = (
    (_has_behind(BEHIND_SENTENCE, "start"), _announced_unmarked),
    (_has_joined_agency, _for_agency),
    (_has_behind(BEHIND_SENTENCE, "agency"), _agency_alone),
)
ENDINGS: tuple[Ending, ...] = (
    (_has_glued, _glued),
    (_ends_in_brackets, _announced_in_brackets),
    (_ends_in_brackets, _agency_in_brackets),
    (_ends_in_brackets, _agency_first_in_brackets),
    (_is_announced_with_mark, _announced_behind_sentence),
    (_has_sign, _signed),
    (_is_announced_with_names, _announced),
    *ENDINGS_UNMARKED,
)
"""How a credit stands at the end of a caption, the clearest forms first, each with what it cannot do without. Without
a `MARK`, it is a person and an agency, or an agency alone, behind the caption's full stop or glued to it."""
