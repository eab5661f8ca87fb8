"""A document as the rules see it: the form of every block, and what the rules before have found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from copydesk.language.words import bare, count_words, ends_open, ends_sentence, normal
from copydesk.model import Block, Metadata, Role

PROSE_WORDS = 8
"""A line of at least so many words that ends as a sentence does is prose (captions, menus and headlines rarely are)."""
LONG_WORDS = 30
"""A line this long is prose however it ends: the longest headlines of news sites have fewer words."""
MENU_WORDS = 6
"""Entries of menus and tag lists have at most so many words."""
TELLS = re.compile(r"[^:]{1,20}:\s(\w)")
QUOTES = frozenset('“„‟”«»‹›‘‚「『《〈"״＂')
"""What opens speech in one language or another. ‘»’ does so in German, and is an arrow on every site: it must close."""
LONGEST_LINE = 2000
"""No boilerplate line has more characters (the longest cookie notices have 1,500): longer ones are not looked into."""


@dataclass(frozen=True)
class Form:
    """What can be said of a block by looking at it alone."""

    block: Block

    @cached_property
    def text(self) -> str:
        """The text with single spaces: looking for names and dates in long runs of them would cost their square."""
        return " ".join(self.block.text.split())

    @cached_property
    def bare(self) -> str:
        """The text without the bullets, arrows and punctuation around it."""
        return bare(self.block.text) if self.is_short_enough else ""

    @cached_property
    def normal(self) -> str:
        return normal(self.block.text) if self.is_short_enough else self.block.text

    @cached_property
    def is_short_enough(self) -> bool:
        return len(self.block.text) <= LONGEST_LINE

    @cached_property
    def is_spoken(self) -> bool:
        """Does somebody say it? A quotation mark before a word means that nobody on the page speaks to the reader."""
        opens = self.text[:1] in QUOTES and self.text[1:2].isalnum()
        return opens and (self.text[0] not in "»›" or any(closing in self.text for closing in "«‹"))

    @cached_property
    def tells(self) -> bool:
        """Does it go on like a story behind its first words and a colon (“Source: the river rises in …”)?"""
        told = TELLS.match(self.text) if self.is_prose else None
        return told is not None and told[1].islower()

    @cached_property
    def words(self) -> int:
        return count_words(self.block.text)

    @cached_property
    def is_sentence(self) -> bool:
        return ends_sentence(self.block.text)

    @cached_property
    def is_cut(self) -> bool:
        return ends_open(self.block.text)

    @cached_property
    def is_prose(self) -> bool:
        return self.words >= LONG_WORDS or (self.words >= PROSE_WORDS and self.is_sentence)

    @cached_property
    def is_menu(self) -> bool:
        return self.words <= MENU_WORDS and not self.is_sentence

    @cached_property
    def is_listed(self) -> bool:
        return self.block.role in (Role.LIST_ITEM, Role.TABLE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one block: the label, and why, in a sentence."""

    index: int
    label: str
    reason: str
    score: float = 1.0
    rule: str = ""
    """The rule's name, filled in where it is asked."""


@dataclass(frozen=True)
class Draft:
    """The blocks under judgement. Rules read it and give findings; the draft that comes next knows them."""

    forms: tuple[Form, ...]
    metadata: Metadata = field(default_factory=Metadata)
    found: Mapping[int, Finding] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    protected: frozenset[int] = frozenset()

    @classmethod
    def of(cls, blocks: Sequence[Block], metadata: Metadata) -> Draft:
        """A draft about which nothing has been found yet."""
        return cls(tuple(Form(block) for block in blocks), metadata)

    def __len__(self) -> int:
        return len(self.forms)

    def is_open(self, index: int) -> bool:
        """Is the block still in the text?"""
        return index not in self.found

    def open(self) -> list[int]:
        """The blocks that are still in the text."""
        return [index for index in range(len(self.forms)) if index not in self.found]

    def heads_prose(self, index: int) -> bool:
        """Does a prose line that is still in the text stand right below?"""
        below = index + 1
        return below < len(self.forms) and self.is_open(below) and self.forms[below].is_prose

    def label(self, index: int) -> str:
        """What the block was found to be, or nothing."""
        finding = self.found.get(index)
        return finding.label if finding else ""

    def with_findings(self, rule: str, findings: Iterable[Finding]) -> Draft:
        """The draft after a rule has spoken. What an earlier rule found, or a person protected, stays as it was."""
        new: dict[int, Finding] = {}
        for finding in findings:
            if finding.index not in self.found and finding.index not in self.protected:
                new.setdefault(finding.index, replace(finding, rule=rule))
        return replace(self, found={**self.found, **new}) if new else self
