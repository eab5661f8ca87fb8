"""What the tags of HTML mean to a reader, and what is left of a source without them."""

from __future__ import annotations

import re
from html import unescape

from copydesk.language.visible import collapse, is_visible

UNREAD = frozenset(
    ("script", "style", "template", "head", "svg", "math", "iframe", "object", "select", "textarea", "button")
)
"""Elements whose content no reader reads as text."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav",
    "noscript", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "video", "audio", "picture", "img",
}  # fmt: skip
"""Elements that a browser starts a new line for (images too: what stands before one does not go on behind it)."""

RAW = ("script", "style", "template", "title", "svg")
"""Elements whose content is not for readers."""
RAW_START = re.compile(rf"<({'|'.join(RAW)})\b[^<>]*>|<!--", re.IGNORECASE)
RAW_END = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in RAW} | {None: re.compile("-->")}
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<[!?][^<>]*>")


def without_tags(source: str) -> list[str]:
    """The visible lines of the source: its text between the tags, broken where a browser would.

    >>> without_tags("<p>One<b>time</b></p><!-- no -->two<br>three &amp; four")
    ['Onetime', 'two', 'three & four']
    """
    text = TAG.sub(_break, _without_raw(source).replace("\r", " ").replace("\n", " "))
    return visible_lines(unescape(text))


def visible_lines(text: str) -> list[str]:
    """The lines of the text that a reader sees something of, each without needless white space."""
    return [line for line in map(collapse, text.split("\n")) if is_visible(line)]


def _break(tag: re.Match[str]) -> str:
    return "\n" if (tag[1] or "").lower() in BLOCKS else ""


def _without_raw(content: str) -> str:
    """The source without scripts, styles and comments, in one pass even where none of them ends."""
    parts: list[str] = []
    start = 0
    while found := RAW_START.search(content, start):
        parts.append(content[start : found.start()])
        ending = RAW_END[found[1] and found[1].lower()].search(content, found.end())
        if ending is None:
            return "".join(parts)
        start = ending.end()
    return "".join((*parts, content[start:]))
