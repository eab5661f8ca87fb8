"""The source of an HTML page as the tokens of a tidy one: what a browser's parser makes of it, written out again."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

HUGE = 20_000
HUGE_TAG = re.compile(r"<([a-zA-Z][^\s/<>]{0,50})[^<>]*+>")
"""A tag is looked at if so many characters follow until the next one."""
MAX_TAG_WORDS = 2_000
"""Words in one tag above which its attributes are cut: parsers take quadratic time for them (20,000: 0.7 s)."""
MANY_TAGS, MAX_DEPTH = 20_000, 3_000
"""A page of so many tags is looked at before it is parsed: 10,000 elements in one another take .11 s, 100,000 hang."""
SURROGATE = re.compile("[\ud800-\udfff]")
OPEN_FRAME = re.compile(r"(<(?:iframe|IFRAME)\b[^<>]*>)(?=\s*</(?:noscript|NOSCRIPT)\b)")
"""A frame that nobody closed, in a `noscript`. Browsers run scripts and skip both; to a parser that reads what is in a
`noscript`, all behind it would be the frame's."""
UNREAD = (
    "script", "style", "template", "svg", "math", "iframe", "object", "canvas", "link", "meta", "textarea", "datalist",
)  # fmt: skip
"""Elements whose content nobody reads as text."""
TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
"""A tag, a comment or the text between two, in a source that a serialiser wrote."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
    )
)


def tree_of(content: str) -> LexborHTMLParser | None:
    """The page as a tree; none where it is nested so deeply that no parser would end."""
    content = _lightened(content)
    if "<iframe" in content or "<IFRAME" in content:
        content = OPEN_FRAME.sub(r"\1</iframe>", content)
    if content.count("<") > MANY_TAGS and _depth(content) > MAX_DEPTH:
        return None
    try:
        return LexborHTMLParser(content)
    except UnicodeEncodeError:
        return LexborHTMLParser(SURROGATE.sub("\ufffd", content))


def tokens_of(tree: LexborHTMLParser) -> list[str]:
    """The tags and texts of the page's body, in order; the tree is without its scripts and the like afterwards."""
    tree.strip_tags(list(UNREAD))
    return TOKEN.findall(tree.body.html or "") if tree.body else []


def _lightened(content: str) -> str:
    """The source without the attributes of tags that have too many."""
    parts: list[str] = []
    copied = start = 0
    while start + HUGE < len(content):
        last = content.rfind("<", start, start + HUGE)
        if last >= 0:
            start = last + 1
            continue
        tag = HUGE_TAG.match(content, max(start - 1, 0))
        if tag and len(tag[0].split()) > MAX_TAG_WORDS:
            parts += (content[copied : tag.start()], f"<{tag[1]}>")
            copied = tag.end()
        start = content.find("<", start) + 1 or len(content)
    return "".join((*parts, content[copied:])) if parts else content


def _depth(content: str) -> int:
    """How deep the elements that need an end tag stand in one another, roughly."""
    depth = deepest = 0
    for slash, name in TAG.findall(content):
        if name.lower() not in VOID:
            depth = max(depth - 1, 0) if slash else depth + 1
            deepest = max(deepest, depth)
    return deepest
