"""How picture credits are written: patterns made of the phrases of every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from copydesk.language.credit_tail import (
    CAPITAL,
    HAS_CAPITAL,
    JOINED,
    JOINED_BY_WORD,
    PERSON,
    SPACE,
    Tail,
    kinds_at,
)
from copydesk.language.joined_lines import FoldedLines
from copydesk.language.phrase_files import AGENCIES
from copydesk.language.phrase_literals import Literals, holds_any
from copydesk.language.phrase_shape import HEAD
from copydesk.language.phrases import is_phrase, phrases, told_of

MARK = re.compile(r"[:©/(\[|]")
"""One of these stands in nearly every credit; a line without any ends with an agency’s name at most."""
CLOSING = (")", "]", ").", "].")
NAME = r"[^()\[\]|:\n]{2,90}"
PARTICLE = r"(?:von|van|de|del|della|da|di|der|el|al|und|and|y|et|of|the) "
WORD = rf"{CAPITAL}(?:\.|[\w'’-]*(?:\.[\w'’-]+)*)"
CAPITALS = rf"{WORD}(?: (?:{PARTICLE})?{WORD}){{0,5}}"
HANDLE = r"[\w.'’@-]{2,30}"
JOINT = r"\s?(?:[/|,;]|\bvia\b|\bfor\b)\s?"
ENDED = r"(?<=[.!?…”\"’)»|])\s?"


SMALL_LETTER = re.compile(r"[a-zß-öø-ÿ]")
SMALL = frozenset(("von", "van", "de", "del", "della", "da", "di", "der", "el", "al", "und", "and", "y", "et", "of",
                   "the", "via", "for"))  # fmt: skip
"""Words with small letters that a credit may have between its names."""


def endings_for(text: str) -> Iterator[re.Pattern[str]]:
    """How a credit may stand at the end of this line, the clearest forms first."""
    tail = Tail(text)
    for may_match, ending in ENDINGS if MARK.search(text) else ENDINGS_UNMARKED:
        if may_match(tail):
            yield ending()


def has_ending(text: str) -> bool:
    """Has the end of a line what credits have: brackets, ©, a glued phrase, or one behind a word?"""
    if not MARK.search(text):
        return False
    tail = Tail(text)
    return (
        _ends_in_brackets(tail)
        or _has_sign(tail)
        or _has_glued(tail)
        or (":" in text and _is_announced_before_names(tail))
    )


def lines_with_endings(lines: Sequence[str], folded: FoldedLines) -> set[int]:
    """The indexes of the lines that may have an ending, and others: all without any of its marks are told."""
    marked = {
        index for index, line in enumerate(lines) if line.endswith(CLOSING) or ":" in line or "©" in line
    }
    return marked | folded.holding(_glued_literals().all)


def is_agency_line(text: str) -> bool:
    """Is it nothing but people and their agency?"""
    tail = Tail(text)
    if JOINED.search(text) or JOINED_BY_WORD.search(text):
        kinds = tail.behind_joints | kinds_at(text[:HEAD])
        may_be = not kinds.isdisjoint(AGENCIES)
        return may_be and _agency().fullmatch(text) is not None
    return HAS_CAPITAL.match(text) is not None and is_phrase("credit", "agency", text)


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


def _has_glued(tail: Tail) -> bool:
    return holds_any(tail.text, _glued_literals())


@cache
def _glued_literals() -> Literals:
    return Literals.of(part for told in told_of("credit", "glued") for part in told.literals.split("|"))


def _ends_in_brackets(tail: Tail) -> bool:
    return tail.text.endswith(CLOSING)


def _is_announced_behind_sentence(tail: Tail) -> bool:
    return bool(tail.behind_mark) and "start" in tail.behind_sentences


def _is_announced_before_names(tail: Tail) -> bool:
    """Have all words behind the last colon or © capitals, but for agencies and the small words between names?"""
    words = tail.behind_mark.split()
    has_small = any(SMALL_LETTER.match(word) and word not in SMALL for word in words)
    if not words or (has_small and all(kinds_at(word[:HEAD]).isdisjoint(AGENCIES) for word in words)):
        return False
    return "start" in tail.kinds_behind(SPACE)


def _has_sign(tail: Tail) -> bool:
    return "©" in tail.text


def _has_start_behind_sentence(tail: Tail) -> bool:
    return "start" in tail.behind_sentences and tail.is_named


def _has_agency_behind_joint(tail: Tail) -> bool:
    return not tail.behind_joints.isdisjoint(AGENCIES) and tail.is_named


def _has_agency_behind_sentence(tail: Tail) -> bool:
    return "agency" in tail.behind_sentences and tail.is_named


Ending = tuple[Callable[[Tail], bool], Callable[[], re.Pattern[str]]]
ENDINGS_UNMARKED: tuple[Ending, ...] = (
    (_has_start_behind_sentence, _announced_unmarked),
    (_has_agency_behind_joint, _for_agency),
    (_has_agency_behind_sentence, _agency_alone),
)
ENDINGS: tuple[Ending, ...] = (
    (_has_glued, _glued),
    (_ends_in_brackets, _announced_in_brackets),
    (_ends_in_brackets, _agency_in_brackets),
    (_ends_in_brackets, _agency_first_in_brackets),
    (_is_announced_behind_sentence, _announced_behind_sentence),
    (_has_sign, _signed),
    (_is_announced_before_names, _announced),
    *ENDINGS_UNMARKED,
)
"""How a credit stands at the end of a caption, the clearest forms first, each with what it cannot do without. Without
a `MARK`, it is a person and an agency, or an agency alone, behind the caption's full stop or glued to it."""
