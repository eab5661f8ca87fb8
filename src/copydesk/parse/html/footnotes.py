"""Which links of a page lead to footnotes, and which lines those are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape

from copydesk.webpage.outline import Outline

REFERENCE = re.compile(r'<a\s(?:[^>]*\s)?href="[^"#]{0,500}#([^"]+)"')
NAMED = re.compile(r'\s(?:id|name)="([^"]+)"')
MARK = re.compile(r"[\[(]?([^\W_]{1,4}|[*†‡§]{1,3})[\])]?")
REACH = 8
"""How many tags before a footnote's text may hold its name."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Marks as Markdown has them (“[^1]”): by the token of a link to a footnote, and by the footnote's line."""

    links: Mapping[int, str]
    texts: Mapping[int, str]


def footnotes_of(outline: Outline, kept: Collection[int]) -> Footnotes:
    """The footnotes among the lines that are kept, and the links in them that lead there."""
    leads = {
        place: found
        for line in sorted(kept)
        if outline.lines.links[line]
        for place, found in _links(outline, line)
    }
    marks = dict(leads.values())
    texts: dict[int, str] = {}
    known: set[str] = set()
    for line in sorted(kept) if marks else ():
        name = next((name for name in _names(outline, line) if name in marks), "")
        if name and (mark := f"[^{marks[name]}]") not in known:
            texts[line] = mark
            known.add(mark)
    links = {place: f"[^{mark}]" for place, (_, mark) in leads.items() if f"[^{mark}]" in known}
    # A link in the text of a footnote leads back.
    starts, ends = outline.lines.start, outline.lines.end
    back = {place for line in texts for place in range(starts[line] - 1, ends[line])}
    return Footnotes({place: mark for place, mark in links.items() if place not in back}, texts)


def _links(outline: Outline, line: int) -> list[tuple[int, tuple[str, str]]]:
    """The token of each link within the page, with the name of where it leads and its mark."""
    tokens, found = outline.tokens, []
    for place in range(max(outline.lines.start[line] - 1, 0), outline.lines.end[line]):
        if tokens[place].startswith("<a ") and (lead := REFERENCE.match(tokens[place])):
            text = "".join(token for token in tokens[place + 1 : place + 4] if token[0] != "<")
            if mark := MARK.fullmatch(unescape(text).strip()):
                found.append((place, (unescape(lead[1]), mark[1])))
    return found


def _names(outline: Outline, line: int) -> list[str]:
    """What the tags right before a line's text are named."""
    tokens, start = outline.tokens, outline.lines.start[line]
    names = []
    for token in reversed(tokens[max(0, start - REACH) : start]):
        if token[0] != "<":
            break
        names += [unescape(name) for name in NAMED.findall(token)]
    return names
