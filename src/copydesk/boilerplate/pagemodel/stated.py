"""Features of the page as a whole, and of what a line has in common with what the page states of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.counting import LOGARITHMS, ONE, line_sums, share
from copydesk.boilerplate.blockmodel.layout import Hashes, Layout, Numbers, Tables, layout_of
from copydesk.boilerplate.blockmodel.lines import Flags, Lines
from copydesk.boilerplate.pagemodel.frame import Frame
from copydesk.webpage.outline import Outline

KINDS = (
    "Article", "NewsArticle", "BlogPosting", "Product", "Offer", "QAPage", "DiscussionForumPosting", "CollectionPage",
    "ItemList", "FAQPage", "WebPage", "Organization", "LocalBusiness", "Recipe", "TechArticle", "VideoObject",
    "SoftwareApplication", "Service", "ProductGroup", "ReportageNewsArticle",
)  # fmt: skip
"""What a page's JSON-LD may call something in it (https://schema.org)."""
SHARED = ("article", "website", "product", "blog")
"""What `og:type` may begin with."""
PATH = (
    "product", "shop", "collection", "category", "forum", "thread", "topic", "docs", "blog", "news", "article",
    "questions", "tag", "api", "guide",
)  # fmt: skip
COUNTED = ("p", "li", "h2", "h3", "tr", "pre", "article", "form", "section", "button")
MIN_BODY = 40
"""Words; less is no body of an article."""
TITLE, DESCRIPTION, BODY = range(3)
STATED = (
    *(f"states {kind}" for kind in KINDS), *(f"shared as {kind}" for kind in SHARED), *(f"path {word}" for word in
    PATH), "path parts", "path hyphens", "path digits", "last path part",
    *(f"page {tag}" for tag in COUNTED),
    "page lines", "page words", "page prose lines", "page prose", "page link share", "page elements",
    "title words", "said of title", "description pairs", "body pairs", "states body",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """What a page says of itself outside its text: addresses, kinds, and texts that its lines may repeat."""

    path: str = ""
    kinds: frozenset[str] = frozenset()
    shared: str = ""
    title: str = ""
    description: str = ""
    body: str = ""


def stated_features(
    statement: Statement, outline: Outline, frame: Frame, lines: Lines, layout: Layout, tables: Tables
) -> Sequence[Numbers]:
    """The columns of `STATED`."""
    page = np.concatenate((_of_address(statement), _of_page(outline, frame, lines)))
    return (np.tile(page, (layout.lines, 1)), *_overlaps(statement, layout, tables))


def _of_address(statement: Statement) -> Numbers:
    path = statement.path.lower()
    parts = [part for part in path.split("/") if part]
    return np.array([
        *(ONE * (kind in statement.kinds) for kind in KINDS),
        *(ONE * statement.shared.startswith(kind) for kind in SHARED),
        *(ONE * (word in path) for word in PATH),
        16 * min(len(parts), 6),
        _logarithm(path.count("-")),
        _logarithm(sum(map(str.isdigit, path))),
        _logarithm(len(parts[-1]) if parts else 0),
    ])  # fmt: skip


def _of_page(outline: Outline, frame: Frame, lines: Lines) -> Numbers:
    tags: Counter[str] = Counter()
    for way, count in zip(outline.elements.ways, np.bincount(frame.way).tolist(), strict=True):
        tags[way.look.tag] += count
    words = int(lines.words.sum())
    return np.array([
        *(_logarithm(tags[tag]) for tag in COUNTED),
        _logarithm(len(lines.words)),
        _logarithm(words // 4),
        ONE * int(lines.is_prose.sum()) // len(lines.words),
        ONE * int(frame.own.prose.sum()) // max(words, 1),
        ONE * int(frame.own.linked.sum()) // int(frame.own.characters.sum()),
        _logarithm(len(frame.parent)),
    ])  # fmt: skip


def _overlaps(statement: Statement, layout: Layout, tables: Tables) -> Sequence[Numbers]:
    """How much of a line the title says, and of the title the line; how many of its pairs of words stand in the
    rest."""
    said = layout_of((statement.title, statement.description, statement.body), tables)
    first = said.first_word
    title = np.unique(said.word_hash[: first[TITLE + 1]])
    words = np.maximum(np.diff(layout.first_word), 1)
    common = line_sums(_is_in(layout.word_hash, title), layout.first_word)
    pairs, pair_line = said.pair_hashes()
    own, own_line = layout.pair_hashes()
    many = np.maximum(np.bincount(own_line, minlength=layout.lines), 1)
    shares = [
        share(
            np.bincount(own_line[_is_in(own, np.unique(pairs[pair_line == text]))], minlength=layout.lines),
            many,
        )
        for text in (DESCRIPTION, BODY)
    ]
    states_body = bool(first[BODY + 1] - first[BODY] >= MIN_BODY)
    return (
        share(common, words),
        np.minimum(common, len(title)) * ONE // max(len(title), 1),
        *shares,
        np.full(layout.lines, ONE * states_body),
    )


def _is_in(hashes: Hashes, some: Hashes) -> Flags:
    """Which of the hashes are among some sorted ones. Takes half the time of `numpy.isin` where these are few."""
    if not len(some):
        return np.zeros(len(hashes), np.bool_)
    found: Flags = some.take(np.searchsorted(some, hashes), mode="clip") == hashes
    return found


def _logarithm(number: int) -> int:
    return int(LOGARITHMS[min(number, len(LOGARITHMS) - 1)])
