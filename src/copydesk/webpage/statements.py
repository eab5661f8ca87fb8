"""What a page states outside its text: meta elements, JSON-LD, first headings, times, links in its head."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

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
PAGE = re.compile(r"Page$|^(?:Recipe|HowTo|CreativeWork|VideoObject|PodcastEpisode)$")
PEOPLE = ("author", "creator", "publisher")
"""What an article may name by the `@id` of another node alone."""
COMMENT = re.compile(r'(?m)^[ \t]*//.*$|(?<=["\d,{}\[\]])[ \t]*//[^"\n]*$')
NEEDLESS_COMMA = re.compile(r",(?=\s*[}\]])")
DECODER = json.JSONDecoder(strict=False)

Node = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page, in the order in which they stand there.

    `article` is the first node of JSON-LD that says that the page is an article, `page` that node, or the first that
    says what else the page is. `publications` are the times that call themselves that, `times` all of them. `versions`
    has the language of each address at which the page stands in another or its own.
    """

    metas: Mapping[str, tuple[str, ...]]
    article: Node
    page: Node
    sites: tuple[Node, ...]
    kinds: frozenset[str]
    headings: tuple[str, ...]
    title: str
    publications: tuple[str, ...]
    times: tuple[str, ...]
    links: Mapping[str, str]
    versions: Mapping[str, str]
    language: str

    def meta(self, *names: str) -> tuple[str, str]:
        """The first of the names that has a content, with that content."""
        return next(((name, self.metas[name][0]) for name in names if name in self.metas), ("", ""))


STATING = (
    'meta, title, h1, [datetime], [itemprop][content], link[rel~="canonical"], [rel~="license"], '
    'script[type*="ld+json"], link[rel~="alternate"][hreflang]'
)
"""The elements of a page that state something, in one search."""


def statements_of(tree: LexborHTMLParser) -> Statements:
    """All that the page states. Scripts must still be in the tree."""
    elements: dict[str, list[LexborNode]] = defaultdict(list)
    for element in tree.css(STATING):
        elements[element.tag or ""].append(element)
    nodes = list(_nodes(elements.pop("script", ())))
    article = _named(next(filter(is_article, nodes), {}), nodes)
    times = [
        (element, value)
        for element in elements["time"] + elements["abbr"] + elements["span"]
        if (value := element.attributes.get("datetime"))
    ]
    titles = (collapse(element.text()) for element in elements["title"])
    root = tree.root.attributes if tree.root else {}
    return Statements(
        metas=_metas(element for kind in elements.values() for element in kind),
        article=article,
        page=article or _named(next(filter(_is_page, nodes), {}), nodes),
        sites=tuple(node for node in nodes if types_of(node) & {"WebSite", "NewsMediaOrganization"}),
        kinds=frozenset().union(*map(types_of, nodes)),
        headings=tuple(dict.fromkeys(filter(None, map(_words, elements["h1"])))),
        title=next(filter(None, titles), ""),
        publications=tuple(value for element, value in times if _is_publication(element)),
        times=tuple(value for _, value in times),
        links=_links(elements["link"] + elements["a"]),
        versions=_versions(elements["link"]),
        language=root.get("lang") or root.get("xml:lang") or "",
    )


def is_article(node: Node) -> bool:
    """Whether the node of JSON-LD says that the page is an article."""
    return any(ARTICLE.search(kind) for kind in types_of(node))


def is_news(node: Node) -> bool:
    """Whether the node of JSON-LD says that the page is a newsroom's article."""
    return any("News" in kind for kind in types_of(node))


def _is_page(node: Node) -> bool:
    return "datePublished" in node and any(PAGE.search(kind) for kind in types_of(node))


def _named(node: Node, nodes: Iterable[Node]) -> Node:
    """The node with the people in it that it names by their `@id` alone."""
    known = {name: other for other in nodes if isinstance(name := other.get("@id"), str) and "name" in other}
    people = {key: _looked_up(node[key], known) for key in PEOPLE if key in node}
    return {**node, **people}


def _looked_up(value: Json, known: Mapping[str, Node]) -> Json:
    if isinstance(value, list):
        return [_looked_up(one, known) for one in value]
    if not isinstance(value, dict) or "name" in value:
        return value
    name = value.get("@id")
    return dict(known.get(name, value)) if isinstance(name, str) else value


def types_of(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _words(element: LexborNode) -> str:
    return collapse(element.text(separator=" "))


def _is_publication(element: LexborNode) -> bool:
    said = element.attributes
    words = f"{said.get('itemprop') or ''} {said.get('class') or ''}".lower()
    return "pubdate" in said or "publish" in words


def _metas(elements: Iterable[LexborNode]) -> dict[str, tuple[str, ...]]:
    """What `meta` elements say, and others by an `itemprop` with a `content`."""
    metas: dict[str, list[str]] = {}
    for element in elements:
        said = element.attributes
        content = (said.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop") if element.tag == "meta" else ("itemprop",):
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


def _versions(elements: Iterable[LexborNode]) -> dict[str, str]:
    said = (element.attributes for element in elements)
    return {
        one["href"] or "": one["hreflang"] or "" for one in said if one.get("href") and one.get("hreflang")
    }


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
    """The script as JSON, line breaks inside its strings allowed; mended where that is easy, else nothing."""
    if len(script) > MAX_SCRIPT:
        return None
    text = WRAPPING.sub("", script.strip().rstrip("; \n"))
    try:
        loaded: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _mended(text)
    return loaded


def _mended(text: str) -> Json:
    """The objects in a script with comments, needless commas, entities for quotation marks, or one after the other."""
    if '"' not in text:
        text = unescape(text)
    text = NEEDLESS_COMMA.sub("", COMMENT.sub("", text)).strip()
    found: list[Json] = []
    while text:
        try:
            one, end = DECODER.raw_decode(text)
        except (ValueError, RecursionError):
            break
        found.append(one)
        text = text[end:].lstrip("; \n\r\t,")
    return found
