"""The words of a text as the guard compares them: numbers and dates by their value, short forms opened up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from copydesk.neardup.facts import Fact, word_lists
from copydesk.neardup.normalise import DROPPED, WORD, composed
from copydesk.neardup.signs import CURRENCIES

NUMBER = r"\d{1,3}(?:[., ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
TOKEN = re.compile(rf"(?<!\w)(?:{NUMBER})|{WORD.pattern}|[{CURRENCIES}]")
GROUPING = re.compile(r"[., ](?=\d{3}(?!\d))")


MAX_SHOWN_WORDS = 8
"""Words of a difference that are named to the reader."""


class Token(NamedTuple):
    """A word as it stands in the text, the form in which it is compared, and what is known of it: the fact that it
    states, whether it names an agency, and whether it states nothing alone (an article, a title with a capital)."""

    shown: str
    form: str
    fact: Fact | None
    is_agency: bool = False
    is_light: bool = False

    @property
    def has_capital(self) -> bool:
        return self.shown[:1].isupper()


def tokens_of(text: str) -> list[Token]:
    """The words of a text, each with what it states.

    >>> [token.form for token in tokens_of("He didn’t sell 1,000 cars in Sept.")]
    ['he', 'did', 'not', 'sell', '1000', 'cars', 'in', 'September']
    """
    bare = text.replace("'", "") if text.isascii() else DROPPED.sub("", composed(text))
    is_word = bare.isascii() and bare.isalpha()
    return [token for word in ([bare] if is_word else TOKEN.findall(bare)) for token in _tokens(word)]


@lru_cache(4096)
def _tokens(shown: str) -> Sequence[Token]:
    """A word as tokens: most are one, a short form is two."""
    if shown[0].isdecimal():
        value = GROUPING.sub("", shown).replace(",", ".")
        return (Token(shown, value, Fact("number", value)),)
    word, lists = shown.lower(), word_lists()
    if word in lists.short:
        return tuple(Token(shown, form, lists.facts.get(form)) for form in lists.short[word].split())
    fact = lists.facts.get(word)
    if fact is None and any(character.isdecimal() for character in word):
        fact = Fact("number", word)
    is_agency = word in lists.small_agencies or (word in lists.agencies and shown[0].isupper())
    is_light = word in lists.light or (word in lists.titles and shown[0].isupper())
    return (Token(shown, fact.value if fact else word, fact, is_agency, is_light),)


def words_shown(tokens: Sequence[Token]) -> str:
    """Words as they stand in the text, the first eight at most."""
    words = [token.shown for token in tokens]
    return " ".join(words[:MAX_SHOWN_WORDS] + (["…"] if len(words) > MAX_SHOWN_WORDS else []))


def initials_of(tokens: Sequence[Token]) -> str:
    """The first letters of several words, empty for one alone."""
    return "".join(token.form[0] for token in tokens) if len(tokens) > 1 else ""
