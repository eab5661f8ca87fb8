"""HTML that can't be got wrong: every string is text and is escaped, only `Markup` is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from copydesk.terminal import harmless

VOID = ("br", "meta")
NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
FORBIDDEN = re.compile(r"(?:on.*|style|src.*|href|action|formaction|xlink.*|data)")
"""Attributes that run or load something. Where a link leads is for `link` to say."""
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of HTML."""

    code: str


Child = Markup | str | int
"""What an element may hold. A string is text, whatever stands in it."""


def element(name: str, /, *children: Child, **attributes: str | int | None) -> Markup:
    """An element. Attributes are written as Python has them: `class_`, `aria_label`; one that is None is left out.

    >>> element("p", "5 < 6 ", element("b", "now"), class_="note").code
    '<p class="note">5 &lt; 6 <b>now</b></p>'
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    for key in given:
        if not NAME.fullmatch(key) or FORBIDDEN.fullmatch(key.lower()):
            raise ValueError(f"{key} is no attribute that a page may have")
    return _made(name, children, given)


def _made(name: str, children: Iterable[Child], attributes: dict[str, str | int | None]) -> Markup:
    told = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{together(children).code}</{name}>")


def together(children: Iterable[Child]) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(child.code if isinstance(child, Markup) else _escaped(child) for child in children))


def _escaped(value: str | int) -> str:
    """Text as HTML shows it: nothing in it is markup, moves the cursor or turns the reading direction around."""
    return html.escape(harmless(str(value)))


def web_link(address: str, *children: Child) -> Markup:
    """A link to a page of the web. Without one (another scheme, white space) only what it would show."""
    if not WEB.fullmatch(address):
        return together(children)
    return _made("a", children, {"href": address, "rel": "noreferrer nofollow"})


def file_link(path: str, *children: Child) -> Markup:
    """A link to a file, by its path from the folder in which the page will be."""
    return _made(
        "a",
        children,
        {"href": quote(path if path.startswith("/") else f"./{path}", errors="surrogateescape")},
    )


def place_link(place: str, *children: Child) -> Markup:
    """A link to a place of the same page, by its id."""
    return _made("a", children, {"href": f"#{place}"})
