"""Breadcrumbs and the remains of a page's head that a scraper ran together.

Drops lines that are only a path through the site (“Home > News > Politics”, “Sport | Football”), and lines made
of nothing but a date and menu words (“date 2019-05-10 Read also”). A date in them becomes `published`.

Keeps headings with a dash, a colon or one slash in them, and formulas and code with arrows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.language.phrases import begin, is_phrase
from copydesk.language.words import bare

PATH = re.compile(r"[^»›>/|]{2,40}(?:\s*[»›>]\s*[^»›>]{2,60})+|(?:[^/»›>|]{2,40}\s/\s){2,}[^/»›>|]{2,80}")
STEPS = re.compile(r"[»›>/|]")
MAX_WORDS = 20


def find(draft: Draft) -> Iterator[Finding]:
    """Paths, and dates among menu words."""
    for index in draft.open():
        form = draft.forms[index]
        if form.words > MAX_WORDS or not form.is_short_enough or form.is_sentence:
            continue
        if STEPS.search(form.text) and _is_path(form.bare):
            yield Finding(index, "crumb", "the line is a path through the site")
        elif form.wording.dates and _is_menu_talk(form.wording.undated):
            yield Finding(index, "crumb", "the line is only a date and words of a menu")


def _is_path(text: str) -> bool:
    """A path begins at a page that every site has; without that, arrows may be anything."""
    if not STEPS.search(text):
        return False
    sections = [part.strip() for part in text.split("|")]
    if len(sections) > 1 and all(is_phrase("navigation", "among", part) for part in sections):
        return True
    parts = [part.strip() for part in re.split(r"\s*[»›>/]\s*", text)]
    return len(parts) > 1 and bool(PATH.fullmatch(text)) and is_phrase("navigation", "whole", parts[0])


def _is_menu_talk(rest: str) -> bool:
    """Is the line, without its date, a word that announces one and then the heading of a list?"""
    said = bare(rest)
    match = begin("crumb", "start", said)
    if not match:
        return False
    said = bare(said[match.end() :])
    return is_phrase("crumb", "join", said) or is_phrase("related", "heading", said)
