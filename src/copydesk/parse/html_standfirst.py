"""The standfirst: the summary between headline and text, which trafilatura often takes for a part of the head."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from copydesk.language.words import key_of
from copydesk.model import Block, Role
from copydesk.parse.html_align import TELLING
from copydesk.parse.html_source import Kind, SourceLine

DESCRIPTIONS = ("description", "og:description", "twitter:description")
REACH = 25
"""Lines above the text in which a standfirst may stand: what comes between are share bars, bylines and dates."""
CUT = 60
"""Letters after which a description may be cut short and still be that of a standfirst."""


def with_standfirst(
    blocks: Sequence[Block], places: Sequence[int | None], lines: Sequence[SourceLine], tree: HtmlElement
) -> tuple[list[Block], list[int | None]]:
    """The blocks and their places, with the line above them that says what the page states as its description.

    Measured on 337 pages: of 42 lines that this adds, 40 belong to the article.
    """
    start = next(
        (n for n, place in enumerate(places) if place is not None and lines[place].place.tag != "h1"), None
    )
    first = places[start] if start is not None else None
    if start is None or first is None:
        return list(blocks), list(places)
    described, known = _descriptions(tree), "".join(key_of(block.text) for block in blocks)
    for index in range(max(0, first - REACH), first):
        if _is_described(lines[index], described) and key_of(lines[index].text) not in known:
            block = Block(0, Role.PARAGRAPH, lines[index].text, markup=lines[index].markup)
            return [*blocks[:start], block, *blocks[start:]], [*places[:start], index, *places[start:]]
    return list(blocks), list(places)


def _descriptions(tree: HtmlElement) -> frozenset[str]:
    metas = (
        meta
        for meta in tree.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in DESCRIPTIONS
    )
    return frozenset(key for meta in metas if (key := key_of(meta.get("content") or "")))


def _is_described(line: SourceLine, described: Collection[str]) -> bool:
    key = key_of(line.text)
    if len(key) < TELLING or line.kind is not Kind.TEXT or line.place.tag == "h1" or line.is_link:
        return False
    return any(key == text or (len(key) > CUT and text.startswith(key[:CUT])) for text in described)
