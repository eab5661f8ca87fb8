"""What the removed lines state: a flattened text has no other place for its title, authors, dates and captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from copydesk.language.bylines import has_role, names_in_byline, unglued
from copydesk.language.credits import is_agency, is_copyright
from copydesk.language.names import is_name, split_names
from copydesk.language.phrases import begin
from copydesk.language.words import key_of
from copydesk.metadata.captions import read_captions
from copydesk.metadata.days import days_of
from copydesk.metadata.head_lines import Line, authors_in, lines_of
from copydesk.metadata.headline import BREAK, MIN_NAME, without_site
from copydesk.metadata.title_line import is_paragraph, title_of
from copydesk.model import Document, Metadata, Removal
from copydesk.settings import Settings

LEAD = 2
"""Some sites put the byline behind the first paragraph or two."""
WHEN = ("dateline", "byline", "crumb")
EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
HANDLE = re.compile(r"@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
SITE_NAME = re.compile(r"[A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,3}")
EDGES = re.compile(r"^[\s:|–—-]+|[\s:|–—-]+$")


def read_lines(document: Document, settings: Settings) -> Metadata:
    """What the lines that rules found state, and what the text's first line is if it reads like a headline."""
    found = (*document.removals, *document.marked)
    end = _end_of_head(document)
    head = [removal for removal in found if removal.block.position < end]
    states: Mapping[str, object] = {
        **_who_and_when(document, found, end),
        **{name: read(head) or read(found) for name, read in FIELDS.items()},
    }
    states = {name: value for name, value in states.items() if value}
    titles = [r for r in head if r.label == "title"] or [r for r in found if r.label == "title"]
    if not document.metadata.title and (title := title_of(document, titles)):
        states = {"title": without_site(title, _rights_holders(title, found), ()), **states}
    if settings.captions != "drop" and (captions := read_captions(found)):
        states = {**states, "captions": captions}
    origins = dict.fromkeys(states, "text")
    if "modified" in states and not (document.metadata.published or "published" in states):
        states, origins["published"] = {**states, "published": states["modified"]}, "text (of a change)"
    return Metadata(**states, origins=origins)  # type: ignore[arg-type]


def _rights_holders(title: str, found: Iterable[Removal]) -> set[str]:
    """The parts behind a title that a copyright line names: the site's name."""
    lines = [key_of(text) for text in _texts(found, "legal") if is_copyright(text)]
    parts = map(key_of, BREAK.split(title)[1:] if lines else ())
    return {part for part in parts if len(part) >= MIN_NAME and any(part in line for line in lines)}


def _end_of_head(document: Document) -> int:
    """Where the text is under way. What stands above it counts; what stands below only where nothing stands above."""
    paragraphs = (block.position for block in document.blocks if is_paragraph(block))
    first = list(islice(paragraphs, LEAD + 1))
    return first[-1] if first else 0


def _texts(found: Iterable[Removal], *labels: str) -> list[str]:
    return [removal.block.text for removal in found if removal.label in labels]


def _who_and_when(document: Document, found: Sequence[Removal], end: int) -> dict[str, object]:
    """Authors and days: from the lines above the text, then from the others that rules found.

    Nobody looks for them where the page has stated both.
    """
    if document.metadata.authors and document.metadata.published:
        return {}
    marked = {removal.block.position for removal in document.marked}
    kept = [(block.position, block.text) for block in document.blocks if block.position not in marked]
    lines = lines_of(kept, found, end)
    others = [Line(r.block.position, r.block.text, r.label) for r in found if r.block.position >= end]
    days = days_of(lines, [line for line in others if line.label in WHEN], document.text)
    head = [removal for removal in found if removal.block.position < end]
    authors = _authors(head) or authors_in(lines) or _authors(found)
    return {"authors": authors, "published": days.published, "modified": days.modified}


def _authors(found: Iterable[Removal]) -> tuple[str, ...]:
    """The names in bylines; an agency's where no person has one; those in contact lines where there is no byline."""
    names: dict[str, None] = {}
    bylines = _texts(found, "byline")
    for text in bylines:
        bare = unglued(text)
        names.update(dict.fromkeys(names_in_byline(text) or (() if has_role(bare) else split_names(bare))))
    for text in bylines if not names else ():
        names.update(dict.fromkeys([text] if is_agency(text) else []))
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


def _source_credit(found: Iterable[Removal]) -> str:
    """“SOURCES: THE DAILY – Headline” → THE DAILY."""
    for text in _texts(found, "source"):
        match = begin("source", "start", text.strip("()[] "))
        if match and match.group().rstrip()[-1:] in ":–—-":
            return EDGES.sub("", re.split(r"\s[–—|-]\s", text.strip("()[] ")[match.end() :])[0]).rstrip(".")
    return ""


def _site(found: Iterable[Removal]) -> str:
    """“Share this @example.com” → example.com; “More Must-Reads from TIME” → TIME."""
    for text in _texts(found, "share"):
        if match := HANDLE.search(text):
            return match.group(1).lower()
    for text in _texts(found, "related"):
        match = begin("site", "from", text)
        if match and SITE_NAME.fullmatch(name := EDGES.sub("", text[match.end() :])):
            return name
    return ""


FIELDS: Mapping[str, Callable[[Iterable[Removal]], object]] = {
    "site": _site,
    "source_credit": _source_credit,
}
"""Which field is read how."""
