"""Which line of a text is its title: what the rules found, weighed by how many of its words come back in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from copydesk.language.dates import dates_in
from copydesk.language.phrases import begin
from copydesk.language.titles import is_with_site
from copydesk.language.wording import wording_of
from copydesk.language.words import bare, count_words, ends_sentence, normal
from copydesk.model import Block, Document, Removal, Role

MIN_WORDS, MAX_WORDS = 4, 30
MAX_WORDS_CHOSEN = 24
"""A longer line is a standfirst: of 152 headlines of 109 news sites, the longest has 23 words."""
HEAD_LINES = 6
"""A headline that nothing but its form gives away stands among the first so many lines."""
PARAGRAPH_WORDS = 15
MIN_PARAGRAPHS = 2
"""A text with fewer has too few words to weigh a headline by."""
LONG_WORD, BEGINNING = 4, 5
"""Short words are articles and the like; of the longer ones the beginning counts, as endings change."""
SURE, CHOSEN, CHOSEN_ALONE, UNLIKELY = 0.65, 0.6, 0.8, 0.25
"""Shares of a line's words that come back in the text. A title found by a rule is sure from the first on; below it
another line with the second takes its place, and below the last nobody is the title. A line that no rule found needs
the third. Chosen on the first lines of 188 pages and 95 news pages (right 200 → 228, wrong 58 → 49)."""
MARGIN = 0.15
FULL_WORDS, FAR = 8, 40
"""A headline has eight words or more, a kicker fewer; far from the text stand menus."""
BETTER_LONG, BETTER_TWICE, WORSE_FAR = 0.6, 0.2, 0.3
ROLES = (Role.PARAGRAPH, Role.HEADING, Role.TITLE)
ADDRESSED = re.compile(r"[^\W\d]{2,12}:\s.{0,80}\S@\S")
"""A line of an e-mail's head: “From: …@…”."""
PATHS, BARS = ("»", "›", " > "), ("|", " / ")
"""Marks of paths to a page, and of menus and titles."""


def is_paragraph(block: Block) -> bool:
    """Is it a sentence, or several, of a paragraph's length?"""
    return ends_sentence(block.text) and wording_of(block.text).words >= PARAGRAPH_WORDS


def title_of(document: Document, removed: Sequence[Removal]) -> str:
    """The line that is most likely the title, of those that the rules removed as one or another; or nothing."""
    if any(ADDRESSED.match(block.text) for block in document.blocks[:HEAD_LINES]):
        return _subject(document)
    title, is_sure = _found(removed)
    title = title or _first_line(document)
    weighed = _Weighed(document)
    if is_sure or (title and not weighed.can_tell):
        return title
    share = weighed.share(title)
    if share >= SURE:
        return title
    other = weighed.best(title)
    if weighed.share(other) >= max(CHOSEN if title else CHOSEN_ALONE, share + MARGIN):
        return other
    return title if share >= UNLIKELY else ""


def _subject(document: Document) -> str:
    """What an e-mail's head says that it is about."""
    head = [block.text for block in document.blocks[:HEAD_LINES]]
    found = next(((text, said) for text in head if (said := begin("title", "start", text))), None)
    return found[0][found[1].end() :].strip() if found else ""


def _found(removed: Sequence[Removal]) -> tuple[str, bool]:
    """What the rules took for the headline, and whether another line says the same with the site's name."""
    texts = [removal.block.text for removal in removed]
    for text in texts:
        if any(is_with_site(other, text) for other in texts):
            return text, True
    return (texts[0], False) if texts else ("", False)


def _first_line(document: Document) -> str:
    """The first line with the form of a headline above the first paragraph. It stays: it may be a heading."""
    head = list(takewhile(lambda block: not is_paragraph(block), document.blocks))
    if len(head) == len(document.blocks):
        return ""
    return next((block.text for block in head[:HEAD_LINES] if _is_headline(block)), "")


def _is_headline(block: Block) -> bool:
    fits = MIN_WORDS <= count_words(block.text) <= MAX_WORDS and not any(mark in block.text for mark in PATHS)
    return fits and block.role in ROLES and not block.text.rstrip().endswith((".", ":", ",", ";", "…"))


@dataclass(frozen=True)
class _Weighed:
    """A document's lines above its text, weighed by the words of the text."""

    document: Document
    _read: set[str] = field(default_factory=set)

    @cached_property
    def _paragraphs(self) -> list[Block]:
        return [block for block in self.document.blocks if is_paragraph(block)]

    @cached_property
    def _letters(self) -> str:
        return "\n".join(block.text for block in self._paragraphs).casefold()

    @cached_property
    def _unread(self) -> Iterator[Block]:
        return iter(self._paragraphs)

    def _has(self, key: str) -> bool:
        """Does a paragraph have the word? They are read one after the other, until one has it."""
        if key not in self._letters:
            return False
        while key not in self._read and (block := next(self._unread, None)):
            self._read.update(_keys(block.text))
        return key in self._read

    @property
    def can_tell(self) -> bool:
        """Are there enough paragraphs to tell by?"""
        return len(self._paragraphs) >= MIN_PARAGRAPHS

    def share(self, line: str) -> float:
        """The share of the line's words that come back in the text."""
        keys = _keys(line)
        return sum(map(self._has, keys)) / len(keys) if keys else 0.0

    def best(self, but: str) -> str:
        """The line above the text, other than one, that has the most of a headline."""
        if not self.can_tell:
            return ""
        start = self._paragraphs[0].position
        lines = [block for block in self._above(start) if block.text != but]
        times = Counter(normal(block.text) for block in lines)
        scored = [(self._score(block, start, times), -block.position, block.text) for block in lines]
        return max(scored)[2] if scored else ""

    def _above(self, start: int) -> Iterator[Block]:
        """The lines above the text that may be a headline, those included that went as one, in a menu or as no more."""
        removed = (r.block for r in self.document.removals if r.label in ("title", "navigation", "other"))
        for block in (*self.document.blocks, *removed):
            if block.position < start and _is_headline(block) and _may_be_chosen(block.text):
                yield block

    def _score(self, block: Block, start: int, times: Counter[str]) -> float:
        words = min(count_words(block.text), FULL_WORDS) / FULL_WORDS
        far = min(start - block.position, FAR) / FAR
        twice = times[normal(block.text)] > 1
        return self.share(block.text) + BETTER_LONG * words + BETTER_TWICE * twice - WORSE_FAR * far


def _may_be_chosen(text: str) -> bool:
    if count_words(text) > MAX_WORDS_CHOSEN or any(mark in text for mark in BARS) or dates_in(text):
        return False
    said = bare(text)
    return not any(begin(label, "start", said) for label in ("share", "newsletter", "legal", "navigation"))


def _keys(text: str) -> set[str]:
    """The beginnings of a text's longer words; of a text that has none, all its words."""
    words = normal(text).split()
    return {word[:BEGINNING] for word in words if len(word) >= LONG_WORD} or set(words)
