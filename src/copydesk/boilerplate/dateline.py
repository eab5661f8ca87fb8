"""Datelines: when it was published, and how long it takes to read.

Drops lines that say nothing but a date, with “Published”, “Updated”, a time, a weekday or a name beside it, and “5 min
read”, “2 hours ago”. The dates become `published` and `modified`.

Keeps a date at the head of a section (timelines, diaries): a bare date goes only before the
first prose and after the last; and keeps the place and date inside a paragraph (“BERLIN, 6 May — The …”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.zones import prose_end, prose_start
from copydesk.language.dates import dates_in, without_dates
from copydesk.language.names import split_names
from copydesk.language.phrases import pattern

MAX_WORDS = 22
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
SPACES = re.compile(r"\s+")


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say when, and no more."""
    start, end = prose_start(draft), prose_end(draft)
    for index in draft.open():
        form = draft.forms[index]
        if form.words > MAX_WORDS or form.is_listed:
            continue
        if pattern("dateline", "whole").fullmatch(form.bare):
            yield Finding(index, "dateline", "the line says only when, or how long it takes to read")
        elif dates_in(form.text) and _says_only_when(form):
            announced = bool(pattern("dateline", "start").match(form.bare))
            if announced or not start <= index < end:
                yield Finding(index, "dateline", "the line says only a date")


def _says_only_when(form: Form) -> bool:
    """Is nothing left of the line without its dates and the words around them, or only a name or two?"""
    rest = without_dates(form.text)
    for part in re.split(r"[|·•/–—,:]|\s-\s", rest):
        bare = SPACES.sub(" ", EDGES.sub("", part))
        for _ in range(2):
            match = pattern("dateline", "start").match(bare)
            bare = EDGES.sub("", bare[match.end() :]) if match else bare
        if bare and not (pattern("dateline", "whole").fullmatch(bare) or _is_by(bare)):
            return False
    return True


def _is_by(text: str) -> bool:
    match = pattern("byline", "start").match(text)
    return bool(split_names(text[match.end() :].strip() if match else text))

