"""As what a line leaves a page, and what is true of it that a reader can check."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from copydesk.model import Role
from copydesk.webpage.looks import Around

MANY_WORDS = 15
"""A line about an author with more words is a biography."""
MENU_NAMES = ("header", "menu", "nav", "topbar")
MOSTLY_LINKED, ALL = 50, 100
"""Hundredths of a line."""

KINDS: tuple[tuple[int, str, str], ...] = tuple(
    (int(flag), label, where)
    for flag, label, where in (
        (Around.DIALOG, "legal", "a dialog"),
        (Around.COMMENTS, "comments", "the comments"),
        (Around.LETTER, "newsletter", "a newsletter's or donation form"),
        (Around.SHARE, "share", "a share bar"),
        (Around.CRUMBS, "crumb", "the way down to the page"),
        (Around.NAV, "navigation", "a menu"),
        (Around.RELATED, "related", "a list of other pages"),
        (Around.ADVERT, "advert", "an advertisement"),
        (Around.FOOTER, "navigation", "the page's footer"),
        (Around.TAGS, "tags", "a list of topics"),
        (Around.AUTHOR, "byline", "what is said of the author"),
        (Around.DAY, "dateline", "a date"),
        (Around.FORM | Around.BUTTON, "navigation", "a form or button"),
        (Around.ASIDE, "related", "a sidebar"),
        (Around.HEADER, "navigation", "the page's header"),
        (Around.FIGURE, "caption", "a figure"),
    )
)
"""What stands around a line, as what the line then goes, and how a reader is told; the first that fits."""


Kind = tuple[int, str, str]


@lru_cache(1 << 12)
def kind_of(around: int) -> Kind | None:
    """The first kind of surroundings that fits."""
    return next((kind for kind in KINDS if around & kind[0]), None)


class Place(NamedTuple):
    """Where a line stands that goes. `name` is the element's name around it that tells most, `linked` the hundredths of
    the line that lead elsewhere; `is_inside`: text stays before and behind it."""

    kind: Kind | None
    name: str
    linked: int
    is_inside: bool


def label(place: Place, role: Role, words: int, is_prose: bool) -> str:
    """What the line was."""
    if role is Role.TITLE:
        return "title"
    if place.kind is None:
        if place.name in MENU_NAMES:
            return "navigation"
        return "related" if place.linked > MOSTLY_LINKED else "other"
    name = place.kind[1]
    if name == "byline" and words > MANY_WORDS:
        return "bio"
    if name in ("byline", "dateline") and is_prose:
        return "other"
    return "other" if name == "caption" and not place.is_inside else name


@lru_cache(1 << 12)
def facts(place: Place) -> str:
    """What is true of the line, the most telling first."""
    said = [f"it stands in {place.kind[2]}"] if place.kind else []
    if place.name:
        said.append(f"in an element named “{place.name}”")
    if place.linked > MOSTLY_LINKED:
        said.append("all of it is links" if place.linked == ALL else f"{place.linked}% of it is links")
    if not place.is_inside:
        said.append("no text stays before or behind it")
    return "; ".join(said[:3]) or "it reads like the menus, teasers and notices of other pages"
