"""The words of a text as the guard compares them: numbers and dates by their value, short forms opened up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.neardup.facts import MONTHS, NEGATIONS, NUMBERS, SHORT_FORMS, WEEKDAYS
from copydesk.neardup.normalise import DROPPED, WORD, composed
from copydesk.neardup.signs import CURRENCIES

NUMBER = r"\d{1,3}(?:[., ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
TOKEN = re.compile(rf"(?<!\w)(?:{NUMBER})|{WORD.pattern}|[{CURRENCIES}]")
GROUPING = re.compile(r"[., ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a word states on its own. `kind` is number, day, month or negation."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in the text, the form in which it is compared, and the fact that it states, if any."""

    shown: str
    form: str
    fact: Fact | None


def _facts(kind: str, rows: Mapping[str, str]) -> dict[str, Fact]:
    return {word: Fact(kind, value) for value, words in rows.items() for word in words.split()}


FACTS = (
    _facts("number", NUMBERS)
    | _facts("day", WEEKDAYS)
    | _facts("month", MONTHS)
    | {word: Fact("negation", word) for word in NEGATIONS.split()}
)


def tokens_of(text: str) -> list[Token]:
    """The words of a text, each with what it states.

    >>> [token.form for token in tokens_of("He didn’t sell 1,000 cars in Sept.")]
    ['he', 'did', 'not', 'sell', '1000', 'cars', 'in', 'September']
    """
    return [
        Token(shown, form, fact_of(form))
        for shown in TOKEN.findall(composed(text).translate(DROPPED))
        for form in _forms(shown)
    ]


def _forms(shown: str) -> list[str]:
    """How a word is compared: numbers, days and months by their value, short forms opened up."""
    if shown[0].isdecimal():
        return [GROUPING.sub("", shown).replace(",", ".")]
    word = shown.lower()
    if word in SHORT_FORMS:
        return SHORT_FORMS[word].split()
    fact = FACTS.get(word)
    return [fact.value if fact else word]


def fact_of(form: str) -> Fact | None:
    """What a word states on its own, if anything."""
    if any(character.isdecimal() for character in form):
        return Fact("number", form)
    return FACTS.get(form.lower())
