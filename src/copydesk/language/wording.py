"""What can be said of a line by its text alone; what only few lines are asked is worked out when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from copydesk.language.bylines import names_in_byline
from copydesk.language.credits import is_credit, may_have_credit, may_have_credits, split_credit
from copydesk.language.dates import Dated, dates_in, without_dates
from copydesk.language.joined_lines import FoldedLines
from copydesk.language.once import once
from copydesk.language.phrase_files import Key
from copydesk.language.phrase_search import phrases_in
from copydesk.language.phrases import ByKey, said_by_each
from copydesk.language.words import bare, count_words, ends_open, ends_sentence, normal

PROSE_WORDS = 8
"""A line of at least so many words that ends as a sentence does is prose (captions, menus and headlines rarely are)."""
LONG_WORDS = 30
"""A line this long is prose however it ends: the longest headlines of news sites have fewer words."""
MENU_WORDS = 6
"""Entries of menus and tag lists have at most so many words."""
MOST_WORDS_OF_PHRASES = 60
"""In longer lines no phrase is looked for."""
MOST_WORDS_OF_CAPTIONS = 80
"""Captions of news agencies run to 60 words and more."""
TELLS = re.compile(r"[^:]{1,20}:\s(\w)")
QUOTES = frozenset('“„‟”«»‹›‘‚「『《〈"״＂')
"""What opens speech in one language or another. ‘»’ does so in German, and is an arrow on every site: it must close."""
LONGEST_LINE = 2000
"""No boilerplate line has more characters (the longest cookie notices have 1,500): longer ones are not looked into."""
NOTHING: ByKey = {}
REMEMBERED = 4096
"""Lines that are remembered, because each pass asks for them, and many sites end all their pages with the same ones.
It bounds memory and changes no result."""


def wording_of(text: str) -> Wording:
    """What can be said of the line.

    >>> wording_of("It rained for nine days, and the river rose.").is_prose
    True
    """
    return _remembered(text) if len(text) <= LONGEST_LINE else Wording(text)


class Wording:
    """A line, and what can be said of it."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.is_short_enough = len(written) <= LONGEST_LINE
        # Single spaces: looking for names and dates in long runs of them would cost their square.
        is_plain = written.isprintable() and "  " not in written
        self.text = written.strip() if is_plain else " ".join(written.split())
        self.words = words = count_words(written)
        self.may_say = self.is_short_enough and words <= MOST_WORDS_OF_PHRASES
        self.is_sentence = is_sentence = ends_sentence(written)
        self.is_prose = words >= LONG_WORDS or (words >= PROSE_WORDS and is_sentence)
        self.is_menu = words <= MENU_WORDS and not is_sentence

    @once
    def bare(self) -> str:
        """The text without the bullets, arrows and punctuation around it."""
        return bare(self.written) if self.is_short_enough else ""

    @once
    def normal(self) -> str:
        return normal(self.written) if self.is_short_enough else self.written

    @once
    def different_words(self) -> frozenset[str]:
        return frozenset(normal(self.text).split())

    @once
    def is_spoken(self) -> bool:
        """Does somebody say it? A quotation mark before a word means that nobody on the page speaks to the reader."""
        opens = self.text[:1] in QUOTES and self.text[1:2].isalnum()
        return opens and (self.text[0] not in "»›" or any(closing in self.text for closing in "«‹"))

    @once
    def tells(self) -> bool:
        """Does it go on like a story behind its first words and a colon (“Source: the river rises in …”)?"""
        told = TELLS.match(self.text) if self.is_prose else None
        return told is not None and told[1].islower()

    @once
    def is_cut(self) -> bool:
        return ends_open(self.written)

    @once
    def said(self) -> Mapping[Key, str]:
        """The label and kind of each phrase that the line is or begins with → what it says so."""
        look_up([self])
        return self.said if self.may_say else {}

    @once
    def held(self) -> ByKey:
        """The phrases that may stand anywhere in it, by label and kind."""
        look_up([self])
        return self.held if self.may_say else {}

    @once
    def dates(self) -> list[Dated]:
        return dates_in(self.text)

    @once
    def undated(self) -> str:
        """The text without dates, times and weekdays."""
        return without_dates(self.text)

    @once
    def byline_names(self) -> tuple[str, ...]:
        return names_in_byline(self.text)

    @once
    def may_have_credit(self) -> bool:
        """Could it be a picture's credit, or end with one?"""
        return may_have_credit(self.text)

    @once
    def credit(self) -> tuple[str, str]:
        """The text without the picture credit at its end, and that credit."""
        return split_credit(self.text) if self.may_have_credit else (self.text, "")

    @once
    def is_credited(self) -> bool:
        """Is it a picture's credit, or has it one at its end? Longer lines are prose, whatever they end with."""
        fits = self.words <= MOST_WORDS_OF_CAPTIONS and self.is_short_enough
        return fits and self.may_have_credit and (self.is_credit or bool(self.credit[1]))

    @once
    def is_credit(self) -> bool:
        return self.may_have_credit and is_credit(self.text)


def look_up(wordings: Iterable[Wording]) -> None:
    """Look up at once what several lines say and hold: that costs much less than line by line."""
    new = [wording for wording in wordings if "said" not in wording.__dict__ and wording.may_say]
    if not new:
        return
    texts = [wording.text for wording in new]
    folded = FoldedLines(texts)
    held = phrases_in(folded)
    said = said_by_each([wording.bare for wording in new], folded)
    credited = may_have_credits(texts, folded)
    for index, wording in enumerate(new):
        known = wording.__dict__
        known["said"], known["held"] = said[index], held.get(index, NOTHING)
        known["may_have_credit"] = credited[index]


@lru_cache(REMEMBERED)
def _remembered(text: str) -> Wording:
    return Wording(text)
