"""What a page states outside its text: meta elements, JSON-LD, first headings, times, links in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html

from copydesk.metadata.values import MAX_TITLE, text_of
from copydesk.model import Json

MAX_SCRIPT = 2_000_000
"""Characters; a longer script is a page's data, not what it says of itself."""
MAX_NODES = 2_000
WRAPPING = re.compile(
    r"^(?://\s?)?(?:<!--|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?://\s?)?(?:-->|\]\]>|/\*\]\]>\*/)$"
)
INNER = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where JSON-LD keeps further nodes about the page."""
ARTICLE = re.compile(
    r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting)$"
)

Node = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page, in the order in which they stand there."""

    metas: Mapping[str, tuple[str, ...]]
    article: Node
    sites: tuple[Node, ...]
    headings: tuple[str, ...]
    title: str
    times: tuple[str, ...]
    links: Mapping[str, str]
    language: str

    def meta(self, *names: str) -> tuple[str, str]:
        """The first of the names that has a content, with that content."""
        return next(((name, self.metas[name][0]) for name in names if name in self.metas), ("", ""))


def statements_of(tree: html.HtmlElement) -> Statements:
    """All that the page states."""
    nodes = list(_nodes(tree))
    title = next(
        (text for element in tree.iter("title") if (text := text_of(element.text_content(), MAX_TITLE))), ""
    )
    return Statements(
        metas=_metas(tree),
        article=next((node for node in nodes if is_article(node)), {}),
        sites=tuple(node for node in nodes if _types(node) & {"WebSite", "NewsMediaOrganization"}),
        headings=tuple(dict.fromkeys(filter(None, (_words(element) for element in tree.iter("h1"))))),
        title=title,
        times=_times(tree),
        links=_links(tree),
        language=tree.get("lang") or tree.get("xml:lang") or "",
    )


def is_article(node: Node) -> bool:
    """Whether the node of JSON-LD says that the page is an article."""
    return any(ARTICLE.search(kind) for kind in _types(node))


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _words(element: html.HtmlElement) -> str:
    return text_of(" ".join(element.itertext()), MAX_TITLE)


def _times(tree: html.HtmlElement) -> tuple[str, ...]:
    """The times in the page, those that call themselves its publication first."""
    times = [
        (element, value)
        for element in tree.iter("time", "abbr", "span")
        if (value := element.get("datetime"))
    ]
    return tuple(value for _, value in sorted(times, key=lambda time: not _is_publication(time[0])))


def _is_publication(element: html.HtmlElement) -> bool:
    words = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return element.get("pubdate") is not None or "publish" in words


def _metas(tree: html.HtmlElement) -> dict[str, tuple[str, ...]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := (element.get(attribute) or "").strip().lower()):
                metas.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in metas.items()}


def _links(tree: html.HtmlElement) -> dict[str, str]:
    links: dict[str, str] = {}
    for element in tree.iter("link", "a"):
        for relation in (element.get("rel") or "").lower().split():
            if relation in ("canonical", "license") and element.get("href"):
                links.setdefault(relation, element.get("href") or "")
    return links


def _nodes(tree: html.HtmlElement) -> Iterator[Node]:
    waiting: list[Json] = [
        _loaded(script.text or "")
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    waiting.reverse()
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[name] for name in reversed(INNER) if name in value)


def _loaded(script: str) -> Json:
    """The script as JSON, line breaks inside its strings allowed; nothing where it is broken."""
    if len(script) > MAX_SCRIPT:
        return None
    try:
        loaded: Json = json.loads(WRAPPING.sub("", script.strip().rstrip("; \n")), strict=False)
    except (ValueError, RecursionError):
        return None
    return loaded
