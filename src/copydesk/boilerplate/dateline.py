"""Datelines: when it was published, and how long it takes to read.

Drops lines that say nothing but a date, with “Published”, “Updated”, a time, a weekday or a name beside it, and “5 min
read”, “2 hours ago”. The dates become `published` and `modified`.

Keeps a date or a time of day at the head of a section (timelines, diaries, tickers): a bare one goes only before the
first prose and after the last, and a ticker keeps all of its times; and keeps the place and date inside a paragraph
(“BERLIN, 6 May — The …”).
A byline with a date is left to the rule for bylines, which reads the names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import saying
from copydesk.boilerplate.zones import Prose
from copydesk.language.dates import DIGIT, may_name_weekday
from copydesk.language.names import split_names
from copydesk.language.phrase_shape import HEAD
from copydesk.language.phrases import begin, is_phrase, phrases_at
from copydesk.language.wording import wording_of
from copydesk.language.words import bare

MAX_WORDS = 22
MIN_DATES_BEHIND = 2
"""One date behind the text may be what the text ends with; several belong to other stories."""
MIN_ENTRIES = 2
"""So many dates with a sentence below them make a diary or a timeline."""
MIN_TIMES = 3
"""So many times of day amid the prose make a ticker."""
REMEMBERED = 4096
"""Lines that are remembered, since a clipping is looked at twice. It bounds memory and changes no result."""
CLOCK = re.compile(r"\W*\d{1,2}[:.]\d{2}(?:\s?[^\W\d_.]{1,4}\.?){0,3}\W*")
"""A time of day, and nothing else but “Uhr”, “p.m.” or a zone."""
SAY_WHEN = frozenset(("dateline", kind) for kind in ("whole", "start", "joint"))
PARTS = re.compile(r"[|·•/–—,:、，｜／،]|\s-\s")


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say when, and no more."""
    prose = Prose(draft)
    said = saying(draft, "dateline", ("whole", "start"))
    own_times = _own_times(
        draft, prose, [index for index in said if CLOCK.fullmatch(draft.forms[index].text)]
    )
    for index in said:
        form = draft.forms[index]
        if not _may_be(form) or index in own_times:
            continue
        if ("dateline", "whole") in form.wording.said:
            yield Finding(index, "dateline", "the line says only when, or how long it takes to read")
        elif _is_date(form):
            yield Finding(index, "dateline", "the line says only a date")
    yield from _outside_of_prose(draft)


def _own_times(draft: Draft, prose: Prose, times: list[int]) -> set[int]:
    """The times of day that head a paragraph amid the text, or the entries of a ticker."""
    amid = [index for index in times if prose.start < index < prose.end]
    if len({draft.forms[index].text for index in amid}) >= MIN_TIMES:
        return {index for index in times if index < prose.end}
    return {index for index in amid if draft.heads_prose(index)}


def _may_be(form: Form) -> bool:
    return form.words <= MAX_WORDS and form.is_short_enough and not form.is_listed


def _is_date(form: Form) -> bool:
    return _says_only_when(form.text) and not form.wording.byline_names


def _is_bare_date(form: Form) -> bool:
    """Is it a date that no word announces?"""
    if not _may_be(form):
        return False
    said = form.wording.said
    is_announced = ("dateline", "whole") in said or ("dateline", "start") in said
    return not is_announced and _is_date(form)


def _outside_of_prose(draft: Draft) -> Iterator[Finding]:
    """The bare dates above the text, and those behind it where several stand. A diary's dates head its entries."""
    prose, forms, count = Prose(draft), draft.forms, len(draft)
    start, end = prose.start, prose.end
    around = (index for index in draft.open() if index < start < count or index >= end > 0)
    if not any(_is_bare_date(forms[index]) for index in around):
        return
    bare_dates = [index for index in draft.open() if _is_bare_date(forms[index])]
    heads = {index for index in bare_dates if index + 1 < count and forms[index + 1].is_sentence}
    dates = [index for index in bare_dates if index not in heads or len(heads) < MIN_ENTRIES]
    behind = [index for index in dates if index >= end > 0]
    for index in dates:
        if index < start < count or (index in behind and len(behind) >= MIN_DATES_BEHIND):
            yield Finding(index, "dateline", "the line says only a date")


@lru_cache(REMEMBERED)
def _says_only_when(text: str) -> bool:
    """Has the line a date or a time ago, and nothing else but the words around it and a name or two?"""
    if not (DIGIT.search(text) or _may_say_ago(text)):
        return False
    wording = wording_of(text)
    says_when = bool(wording.dates)
    for part in map(_unannounced, PARTS.split(wording.undated)):
        if part and is_phrase("dateline", "whole", part):
            says_when = True
        elif part and not _is_by(part):
            return False
    return says_when


def _may_say_ago(text: str) -> bool:
    """May a part of a line without digits be “yesterday” or the like, behind a weekday or what announces it?"""
    beginnings = (bare(part)[:HEAD] for part in PARTS.split(text))
    return any(map(_may_say_when, beginnings)) or may_name_weekday(text)


@lru_cache(REMEMBERED)
def _may_say_when(beginning: str) -> bool:
    return not SAY_WHEN.isdisjoint(phrases_at(beginning))


def _unannounced(part: str) -> str:
    """A part of the line without “Published”, “on” and the like before what it says."""
    said = " ".join(bare(part).split())
    for kind in ("start", "joint", "start"):
        match = begin("dateline", kind, said)
        said = bare(said[match.end() :]) if match else said
    return said


def _is_by(text: str) -> bool:
    match = begin("byline", "start", text)
    return bool(split_names(text[match.end() :].strip() if match else text))
