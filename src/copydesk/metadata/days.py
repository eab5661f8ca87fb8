"""When it was published and changed, out of the lines that say when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.language.dates import dates_in, day_first, is_about_update, short_years_in
from copydesk.language.words import WORD
from copydesk.metadata.head_lines import Line

ENGLISH = frozenset(("the", "of", "and", "to"))
MIN_ENGLISH = 0.05
"""English prose has one of the four among ten words; other languages have hardly any."""
MASTHEAD = 8
"""A date so many lines above the next is today's, at the top of the page; on 152 pages of news, eight had one."""
SAMPLE, MIN_SAMPLE = 20_000, 30
"""Characters that show the language, and words that they must have."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a page, in ISO 8601; empty where nothing states one, or where it is unclear which."""

    published: str = ""
    modified: str = ""


def days_of(head: Sequence[Line], others: Sequence[Line], text: str) -> Days:
    """The days that the lines above the text state; else those that others do, if they agree on one.

    `text` shows whether “03/04/2025” may be American: where it is not English, the day comes first.
    """
    first, changed = _stated(_first_run(head), text)
    if first or changed:
        return Days(min(first, default=""), max(changed, default=""))
    told = [line for line in others if line.says_when]
    first, changed = _stated([line for line in told if line.is_announced] or told, text)
    return Days(_only(first), _only(changed))


def _first_run(lines: Sequence[Line]) -> list[Line]:
    """The first line that says when, and those with it: one that says “Published” comes before one that does not.

    Today's date at the top of a page is passed over.
    """
    places = [index for index, line in enumerate(lines) if line.says_when]
    announced = [index for index in places if lines[index].is_announced or lines[index].label == "byline"]
    chosen = announced or [
        index
        for index, later in pairwise([*places, places[-1] if places else 0])
        if later - index <= MASTHEAD
    ]
    start = chosen[:1]
    run = [lines[index] for index in start]
    for index in places:
        if start and start[0] < index <= start[0] + len(run):
            run.append(lines[index])
    return run


def puts_day_first(text: str) -> bool:
    """Is the text long enough to tell, and in another language than English, by its smallest words?

    >>> puts_day_first("Der Regen fiel auf die Stadt. " * 5), puts_day_first("The rain fell on the city. " * 5)
    (True, False)
    """
    words = WORD.findall(text[:SAMPLE].casefold())
    return len(words) >= MIN_SAMPLE and sum(word in ENGLISH for word in words) < MIN_ENGLISH * len(words)


def _only(days: list[str]) -> str:
    return days[0] if len(set(days)) == 1 else ""


def _stated(lines: Iterable[Line], text: str) -> tuple[list[str], list[str]]:
    """The days of publication, and those of changes."""
    first: list[str] = []
    changed: list[str] = []
    for line in lines:
        end = 0
        for date in dates_in(line.text) or short_years_in(line.text):
            written = line.text[date.start : date.end]
            iso = date.iso or (day_first(written) if puts_day_first(text) else "")
            days = changed if is_about_update(line.text[end : date.start]) else first
            days += [iso] if iso else []
            end = date.end
    return first, changed
