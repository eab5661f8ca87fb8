"""Who wrote a page and when, by the lines around its headline and by how elements are named, where it does not state
it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise

from copydesk.language.bylines import has_role, names_in_byline, unglued
from copydesk.language.dates import dates_in, is_about_update, month_of, without_dates
from copydesk.language.names import is_name
from copydesk.language.phrases import begin, is_phrase, pattern
from copydesk.language.words import bare, key_of
from copydesk.metadata.days import Days, days_of
from copydesk.metadata.head_lines import Line, authors_in
from copydesk.metadata.moments import iso_of
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import PROSE, Outline

BEFORE, AFTER = 8, 14
"""Lines above and below the headline that may say who and when."""
MAX_AUTHOR = MAX_DATE = 120
"""Characters; a longer line tells of an author, or of what happened on a day."""
MAX_WORDS = 4
"""Words of a name that has not the form of one: “The Example Team”."""
LEAD = 3
"""Behind so many paragraphs the text is under way."""
SAMPLE = 20_000
AUTHOR, DAY, HEADING = int(Around.AUTHOR), int(Around.DAY), int(Around.HEADING)
ELSEWHERE = int(
    Around.COMMENTS
    | Around.RELATED
    | Around.FOOTER
    | Around.NAV
    | Around.ASIDE
    | Around.DIALOG
    | Around.LETTER
)
LINK = re.compile(
    r'<a\s(?:[^>]*\s)?(?:rel="[^"]*\bauthor\b|href="[^"]*/(?:authors?|autor(?:en|es|i|in)?|auteurs?|auteures|'
    r"contributors?|columnists?|writers?|journalists?|reporters?|redakteure?|redactie|forfattere?)/[^/\"])"
)
TIME = re.compile(r'<time\s(?:[^>]*\s)?datetime="([^"]*)"')
DOTS = re.compile(r"\s*[⋅●•▪■◆∙‧|·]\s*")
PARTS = re.compile(r"\s*[|,;/]\s*")
ASIDE = re.compile(r"\([^()]*\)")
NO_DIGITS = re.compile(r"[^\W\d_][^\d]*")


@dataclass(frozen=True)
class Guesses:
    """What the page's lines say; `title` is its headline."""

    outline: Outline
    title: str

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The names in bylines around the headline, else the first in a line or link that is named for an author."""
        near = [line for line in self._near if line.is_short]
        found = (
            *self._named(line.position for line in near), *_announced(near), authors_in(near),
            *self._named(self._rest()),
        )  # fmt: skip
        return next(filter(None, map(self._without_title, found)), ())

    def _without_title(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if key_of(name) not in key_of(self.title))

    @cached_property
    def days(self) -> Days:
        """The days around the headline, else of a line named for a day, else of those that say “updated”, else the
        month that a line around the headline is."""
        found = self.days_near
        if not (found.published or found.modified):
            found = self._named_day() or self._told()
        if not (found.published or found.modified):
            months = (month_of(bare(part)) for line in self._near for part in line.text.split(" | "))
            return Days(next(filter(None, months), ""))
        return found

    @cached_property
    def days_near(self) -> Days:
        """The days that the lines around the headline state."""
        near = [line for line in self._near if line.is_short]
        return days_of(near, [], self._prose) if near else Days()

    @cached_property
    def moment(self) -> str:
        """What a `time` element around the headline states of the publication."""
        if not self._near:
            return ""
        lines, tokens = self.outline.lines, self.outline.tokens
        first, last = self._near[0].position, self._near[-1].position
        start = lines.end[first - 1] if first else 0
        for place in range(start, lines.end[last]):
            token = tokens[place]
            if token.startswith("<time") and (found := TIME.match(token)):
                said = "".join(one for one in tokens[max(start, place - 3) : place] if one[0] != "<")
                if not is_about_update(f"{said} {token}") and (iso := iso_of(unescape(found[1]))):
                    return iso
        return ""

    @cached_property
    def _near(self) -> list[Line]:
        """The lines around the headline, down to where the text is under way."""
        lines, place = self.outline.lines, self._headline
        near: list[Line] = []
        paragraphs = 0
        for line in range(max(0, place - BEFORE), min(place + AFTER, len(lines.text))) if place >= 0 else ():
            paragraphs += line > place and len(lines.text[line]) >= PROSE
            if paragraphs == LEAD:
                break
            if line != place and self._is_own(line):
                said = self._parted(line)
                near.append(Line(line, said, "byline" if _without_by(said) != said else ""))
        return near

    @cached_property
    def _shared(self) -> int:
        """What is around the headline says nothing of the lines near it."""
        return self.outline.lines.around[self._headline] if self._headline >= 0 else 0

    @cached_property
    def _headline(self) -> int:
        """The line that is the headline: of those in its words an h1, another heading, another line; else the first h1;
        −1 where there is none of them."""
        lines, key = self.outline.lines, key_of(self.title)
        look = self.outline.elements.look
        headings = [line for line, around in enumerate(lines.around) if around & HEADING]
        tops = [line for line in headings if look[lines.element[line]].tag == "h1"]
        lined = (*tops, *headings, *range(len(lines.text))) if key else ()
        return next((line for line in lined if key_of(lines.text[line]) == key), next(iter(tops), -1))

    def _is_own(self, line: int) -> bool:
        """Is nothing around the line that belongs elsewhere?"""
        return not self.outline.lines.around[line] & ELSEWHERE & ~self._shared

    @cached_property
    def _prose(self) -> str:
        return "\n".join(text for text in self.outline.lines.text if len(text) >= PROSE)[:SAMPLE]

    def _parted(self, line: int) -> str:
        """The line with a bar between what stood in different elements: names and days often meet without a space."""
        lines = self.outline.lines
        text = lines.text[line]
        if lines.end[line] - lines.start[line] == 1 or len(text) > 2 * MAX_AUTHOR:
            return text
        tokens = self.outline.tokens[lines.start[line] : lines.end[line]]
        parts = (bare(unescape(token)) for token in tokens if token[0] != "<")
        joins = pattern("names", "join")
        return " | ".join(part for part in parts if part and not joins.fullmatch(part))

    def _rest(self) -> Iterator[int]:
        """The lines elsewhere in the page's own part, from the headline on, then those before it."""
        around, shared, place = self.outline.lines.around, self._shared, max(self._headline, 0)
        for line in (*range(place, len(around)), *range(place)):
            if not around[line] & ELSEWHERE & ~shared:
                yield line

    def _named(self, places: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """The names in lines that an element or a link says to be an author's."""
        lines, shared = self.outline.lines, self._shared
        for line in places:
            if len(lines.text[line]) > MAX_AUTHOR:
                continue
            if lines.links[line] and (linked := self._linked(line)):
                yield linked
            elif lines.around[line] & AUTHOR & ~shared:
                said = self._parted(line)
                yield names_in_byline(lines.text[line]) or names_in_byline(said) or named_in(said)

    def _linked(self, line: int) -> tuple[str, ...]:
        """The names in the line's links to authors' pages."""
        lines, tokens = self.outline.lines, self.outline.tokens
        names: list[str] = []
        for place in range(max(lines.start[line] - 1, 0), lines.end[line]):
            token = tokens[place]
            if token.startswith("<a ") and LINK.match(token):
                text = "".join(unescape(one) for one in tokens[place + 1 : place + 4] if one[0] != "<")
                names += named_in(" ".join(text.split()))
        return tuple(dict.fromkeys(names))

    def _named_day(self) -> Days | None:
        lines = self.outline.lines
        for line, (text, around) in enumerate(zip(lines.text, lines.around, strict=True)):
            if around & DAY and self._is_own(line) and len(text) <= MAX_DATE:
                found = days_of([Line(0, text, "dateline")], [], self._prose)
                if found.published or found.modified:
                    return found
        return None

    def _told(self) -> Days:
        """The days of lines anywhere that say “published” or “updated”, if they agree."""
        texts = self.outline.lines.text
        dated = (place for place in self._rest() if len(texts[place]) <= MAX_DATE and dates_in(texts[place]))
        told = [line for place in dated if (line := Line(place, texts[place])).is_short and line.is_announced]
        return days_of([], told, self._prose)


def _announced(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """The names in lines that begin with “By”, or that stand below a line that says only that."""
    for line, next_line in pairwise([*lines, Line(-1, "")]):
        if is_phrase("byline", "heading", bare(line.text)):
            yield named_in(next_line.text)
        elif _without_by(line.text) != line.text:
            yield names_in_byline(line.text) or named_in(line.text)


def named_in(said: str) -> tuple[str, ...]:
    """The names in a text that is known to name authors, without roles, days and words such as “Author”.

    >>> named_in("Nov 20, 2003 | Written by Jane Doe"), named_in("by The Example Team on"), named_in("About the author")
    (('Jane Doe',), ('The Example Team',), ())
    """
    split = [bare(part) for part in PARTS.split(DOTS.sub(" | ", without_dates(ASIDE.sub(" ", said))))]
    told = next((index for index, part in enumerate(split) if _without_by(part) != part), 0)
    parts = [name for part in split[told:] if (name := _bare_name(part))]
    names = tuple(part for part in parts if is_name(part) and not has_role(part))
    return names or tuple(
        part for part in parts[:1] if len(part.split()) <= MAX_WORDS and NO_DIGITS.fullmatch(part)
    )


def _bare_name(part: str) -> str:
    """The part without “By” before it and “on” behind it; nothing where it says only what somebody is."""
    words = unglued(_without_by(part)).split()
    while words and is_phrase("dateline", "joint", words[-1]):
        words.pop()
    name = " ".join(words)
    kinds = (("byline", "heading"), ("byline", "role"), ("bio", "heading"))
    return "" if any(is_phrase(*kind, name) for kind in kinds) else name


def _without_by(text: str) -> str:
    """The text behind “By”, which may stand right before a name (“ByJane”), but in no word (“Bygone”, “BYTE”)."""
    announced = begin("byline", "start", text)
    if announced is None:
        return text
    last, following = announced[0][-1:], text[announced.end() :][:1]
    if last.isalpha() and (following.islower() or (last.isupper() and following.isupper())):
        return text
    return text[announced.end() :].lstrip(" |:")
