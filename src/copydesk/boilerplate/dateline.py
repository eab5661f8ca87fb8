"""Datelines: when it was published, and how long it takes to read.

Drops lines that say nothing but a date, with “Published”, “Updated”, a time, a weekday or a name beside it, and “5 min
read”, “2 hours ago”. The dates become `published` and `modified`.

Keeps a date at the head of a section (timelines, diaries): a bare date goes only before the
first prose and after the last; and keeps the place and date inside a paragraph (“BERLIN, 6 May — The …”).
A byline with a date is left to the rule for bylines, which reads the names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.zones import Prose
from copydesk.language.bylines import names_in_byline
from copydesk.language.dates import dates_in, without_dates
from copydesk.language.names import split_names
from copydesk.language.phrases import pattern
from copydesk.language.words import bare

MAX_WORDS = 22
PARTS = re.compile(r"[|·•/–—,:]|\s-\s")


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say when, and no more."""
    prose = Prose(draft)
    start, end = prose.start, prose.end
    for index in draft.open():
        form = draft.forms[index]
        if form.words > MAX_WORDS or form.is_listed:
            continue
        if pattern("dateline", "whole").fullmatch(form.bare):
            yield Finding(index, "dateline", "the line says only when, or how long it takes to read")
        elif dates_in(form.text) and _says_only_when(form) and not names_in_byline(form.text):
            announced = bool(pattern("dateline", "start").match(form.bare))
            if announced or not start <= index < end:
                yield Finding(index, "dateline", "the line says only a date")


def _says_only_when(form: Form) -> bool:
    """Is nothing left of the line without its dates and the words around them, or only a name or two?"""
    rest = without_dates(form.text)
    return all(_is_about_when(part) for part in PARTS.split(rest))


def _is_about_when(part: str) -> bool:
    """Does a part of the line announce a date, count minutes, name a name, or say nothing?"""
    said = " ".join(bare(part).split())
    for _ in range(2):
        match = pattern("dateline", "start").match(said)
        said = bare(said[match.end() :]) if match else said
    return not said or bool(pattern("dateline", "whole").fullmatch(said)) or _is_by(said)


def _is_by(text: str) -> bool:
    match = pattern("byline", "start").match(text)
    return bool(split_names(text[match.end() :].strip() if match else text))
