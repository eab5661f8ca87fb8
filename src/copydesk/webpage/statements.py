"""What a page states outside its text: meta elements, JSON-LD, first headings, times, links in its head."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from copydesk.language.visible import collapse
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
    kinds: frozenset[str]
    headings: tuple[str, ...]
    title: str
    times: tuple[str, ...]
    links: Mapping[str, str]
    language: str

    def meta(self, *names: str) -> tuple[str, str]:
        """The first of the names that has a content, with that content."""
        return next(((name, self.metas[name][0]) for name in names if name in self.metas), ("", ""))


STATING = (
    'meta, title, h1, [datetime], link[rel~="canonical"], [rel~="license"], script[type*="ld+json"], '
    'link[rel~="amphtml"], link[rel~="alternate"][hreflang]'
)
"""The elements of a page that state something, in one search."""


def statements_of(tree: LexborHTMLParser) -> Statements:
    """All that the page states. Scripts must still be in the tree."""
    elements: dict[str, list[LexborNode]] = defaultdict(list)
    for element in tree.css(STATING):
        elements[element.tag or ""].append(element)
    nodes = list(_nodes(elements["script"]))
    titles = (collapse(element.text()) for element in elements["title"])
    root = tree.root.attributes if tree.root else {}
    return Statements(
        metas=_metas(elements["meta"]),
        article=next((node for node in nodes if is_article(node)), {}),
        sites=tuple(node for node in nodes if types_of(node) & {"WebSite", "NewsMediaOrganization"}),
        kinds=frozenset().union(*map(types_of, nodes)),
        headings=tuple(dict.fromkeys(filter(None, map(_words, elements["h1"])))),
        title=next(filter(None, titles), ""),
        times=_times(elements["time"] + elements["abbr"] + elements["span"]),
        links=_links(elements["link"] + elements["a"]),
        language=root.get("lang") or root.get("xml:lang") or "",
    )


def is_article(node: Node) -> bool:
    """Whether the node of JSON-LD says that the page is an article."""
    return any(ARTICLE.search(kind) for kind in types_of(node))


def types_of(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _words(element: LexborNode) -> str:
    return collapse(element.text(separator=" "))


def _times(elements: Iterable[LexborNode]) -> tuple[str, ...]:
    """The times in the page, those that call themselves its publication first."""
    times = [(element, value) for element in elements if (value := element.attributes.get("datetime"))]
    return tuple(value for _, value in sorted(times, key=lambda time: not _is_publication(time[0])))


def _is_publication(element: LexborNode) -> bool:
    said = element.attributes
    words = f"{said.get('itemprop') or ''} {said.get('class') or ''}".lower()
    return "pubdate" in said or "publish" in words


def _metas(elements: Iterable[LexborNode]) -> dict[str, tuple[str, ...]]:
    metas: dict[str, list[str]] = {}
    for element in elements:
        said = element.attributes
        content = (said.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := (said.get(attribute) or "").strip().lower()):
                metas.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in metas.items()}


def _links(elements: Iterable[LexborNode]) -> dict[str, str]:
    links: dict[str, str] = {}
    for element in elements:
        said = element.attributes
        for relation in (said.get("rel") or "").lower().split():
            if relation in ("canonical", "license") and said.get("href"):
                links.setdefault(relation, said.get("href") or "")
    return links


def _nodes(scripts: Iterable[LexborNode]) -> Iterator[Node]:
    waiting: list[Json] = [_loaded(script.text() or "") for script in scripts]
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
