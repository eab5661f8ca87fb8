"""What the removed lines state: a flattened text has no other place for its title, authors, dates and captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile

from copydesk.language.bylines import names_in_byline
from copydesk.language.dates import Dated, dates_in, is_about_update
from copydesk.language.names import is_name, split_names
from copydesk.language.phrases import pattern
from copydesk.language.titles import is_with_site
from copydesk.language.words import count_words, ends_sentence
from copydesk.metadata.captions import read_captions
from copydesk.model import Block, Document, Metadata, Removal, Role
from copydesk.settings import Settings

MIN_TITLE_WORDS, MAX_TITLE_WORDS = 4, 30
LEAD = 2
"""Some sites put the byline behind the first paragraph or two."""
HEAD_LINES = 6
"""A headline stands among the first so many lines, before the first paragraph."""
PARAGRAPH_WORDS = 15
EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
HANDLE = re.compile(r"@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
SITE_NAME = re.compile(r"[A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,3}")
EDGES = re.compile(r"^[\s:|–—-]+|[\s:|–—-]+$")


def read_lines(document: Document, settings: Settings) -> Metadata:
    """What the lines that rules found state, and what the text's first line is if it reads like a headline."""
    found = (*document.removals, *document.marked)
    head = [removal for removal in found if removal.block.position < _end_of_head(document)]
    states: Mapping[str, object] = {name: read(head) or read(found) for name, read in FIELDS.items()}
    states = {name: value for name, value in states.items() if value}
    if "title" not in states and (title := _first_line(document)):
        states = {"title": title, **states}
    if settings.captions != "drop" and (captions := read_captions(found)):
        states = {**states, "captions": captions}
    return Metadata(**states, origins=dict.fromkeys(states, "text"))  # type: ignore[arg-type]


def _end_of_head(document: Document) -> int:
    """Where the text is under way. What stands above it counts; what stands below only where nothing stands above."""
    paragraphs = [block.position for block in document.blocks if _is_paragraph(block)]
    return paragraphs[min(LEAD, len(paragraphs) - 1)] if paragraphs else 0


def _texts(found: Iterable[Removal], *labels: str) -> list[str]:
    return [removal.block.text for removal in found if removal.label in labels]


def _title(found: Iterable[Removal]) -> str:
    """The headline; of two lines that say it, the one without the site's name."""
    titles = _texts(found, "title")
    return next(
        (title for title in titles[1:] if is_with_site(titles[0], title)), titles[0] if titles else ""
    )


def _first_line(document: Document) -> str:
    """The first line with the form of a headline above the first paragraph. It stays: it may be a heading."""
    head = list(takewhile(lambda block: not _is_paragraph(block), document.blocks[: HEAD_LINES + 1]))
    if len(head) > HEAD_LINES or len(head) == len(document.blocks):
        return ""
    return next((block.text for block in head if _is_headline(block)), "")


def _is_paragraph(block: Block) -> bool:
    return ends_sentence(block.text) and count_words(block.text) >= PARAGRAPH_WORDS


def _is_headline(block: Block) -> bool:
    fits = MIN_TITLE_WORDS <= count_words(block.text) <= MAX_TITLE_WORDS
    roles = (Role.PARAGRAPH, Role.HEADING, Role.TITLE)
    return fits and block.role in roles and block.text[-1].isalnum() and not ends_sentence(block.text)


def _authors(found: Iterable[Removal]) -> tuple[str, ...]:
    """The names in bylines; those in contact lines where there is no byline."""
    names: dict[str, None] = {}
    for text in _texts(found, "byline"):
        names.update(dict.fromkeys(names_in_byline(text) or split_names(text)))
    for text in _texts(found, "contact") if not names else ():
        names.update(dict.fromkeys(_name_at_address(text)))
    return tuple(names)


def _name_at_address(text: str) -> tuple[str, ...]:
    """“Write to Jane Doe at jane.doe@example.com” → Jane Doe."""
    address = EMAIL.search(text)
    words = text[: address.start()].split() if address else []
    for count in (4, 3, 2):
        for start in range(len(words) - count + 1):
            name = " ".join(words[start : start + count]).strip(" ,:")
            if is_name(name) and _is_in_address(name, address.group() if address else ""):
                return (name,)
    return ()


def _is_in_address(name: str, address: str) -> bool:
    return all(part.casefold() in address.casefold() for part in (name.split()[0], name.split()[-1]))


def _dated(found: Iterable[Removal]) -> list[tuple[str, Dated]]:
    """Each date in datelines, bylines and crumbs, with the words before it."""
    dated = []
    for text in _texts(found, "dateline", "crumb", "byline"):
        end = 0
        for date in dates_in(text):
            dated.append((text[end : date.start], date))
            end = date.end
    return dated


def _published(found: Iterable[Removal]) -> str:
    days = [date.iso for before, date in _dated(found) if not is_about_update(before)]
    return days[0] if days else ""


def _modified(found: Iterable[Removal]) -> str:
    days = [date.iso for before, date in _dated(found) if is_about_update(before)]
    return days[0] if days else ""


def _source_credit(found: Iterable[Removal]) -> str:
    """“SOURCES: THE DAILY – Headline” → THE DAILY."""
    for text in _texts(found, "source"):
        match = pattern("source", "start").match(text.strip("()[] "))
        if match and match.group().rstrip()[-1:] in ":–—-":
            return EDGES.sub("", re.split(r"\s[–—|-]\s", text.strip("()[] ")[match.end() :])[0]).rstrip(".")
    return ""


def _site(found: Iterable[Removal]) -> str:
    """“Share this @example.com” → example.com; “More Must-Reads from TIME” → TIME."""
    for text in _texts(found, "share"):
        if match := HANDLE.search(text):
            return match.group(1).lower()
    for text in _texts(found, "related"):
        match = pattern("site", "from").match(text)
        if match and SITE_NAME.fullmatch(name := EDGES.sub("", text[match.end() :])):
            return name
    return ""


FIELDS: Mapping[str, Callable[[Iterable[Removal]], object]] = {
    "title": _title,
    "authors": _authors,
    "published": _published,
    "modified": _modified,
    "site": _site,
    "source_credit": _source_credit,
}
"""Which field is read how."""
