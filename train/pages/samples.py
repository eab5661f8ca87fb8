"""The labelled pages that the page model learns from, as outlines with the share of each line that is text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Layout, Tables, layout_of
from copydesk.boilerplate.blockmodel.lines import Lines, count
from copydesk.boilerplate.pagemodel.features import fixed_features
from copydesk.boilerplate.pagemodel.frame import Frame, frame_of
from copydesk.boilerplate.pagemodel.network import groups_of
from copydesk.boilerplate.pagemodel.statement import statement_of
from copydesk.webpage.outline import Outline
from copydesk.webpage.source import tokens_of, tree_of
from copydesk.webpage.statements import statements_of
from copydesk.webpage.walk import outline_of
from train.pages.labels import common_words, words_of
from train.samples import Ints, rows, site_of

TYPES = ("article", "collection", "documentation", "forum", "listing", "product", "service")
SETS = ("wcxb", "news", "readability")
"""WCXB (Foley 2026, CC-BY-4.0), the tests of Fundus (MIT), the tests of Mozilla Readability (Apache-2.0)."""


@dataclass(frozen=True, slots=True)
class PageSample:
    """A labelled page. `common` and `words` count the words of each line, `gold_words` those of the text."""

    id: str
    site: str
    url: str
    set: str
    type: str
    outline: Outline
    common: Ints
    words: Ints
    gold_words: int
    layout: Layout
    lines: Lines
    frame: Frame
    groups: tuple[Ints, ...]
    fixed: npt.NDArray[np.int8]

    @property
    def share(self) -> npt.NDArray[np.float32]:
        """The share of each line's words that are text."""
        return (self.common / np.maximum(self.words, 1)).astype(np.float32)

    @property
    def targets(self) -> Ints:
        """0 text, 1 not, −1 no words."""
        return np.where(self.words == 0, -1, (2 * self.common <= self.words).astype(np.int64))


def read_pages(folder: Path, tables: Tables) -> Iterator[PageSample]:
    """The pages of all sets that are there and have lines."""
    for name, row, source in sources(folder):
        if row["text"] and (sample := _sample(name, row, source, tables)):
            yield sample


def sources(folder: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each page with the name of its set, what people say of it, and its source."""
    for name, gold, pages in (
        ("wcxb", folder / "wcxb-dev-gold.jsonl.gz", folder / "wcxb-dev-html"),
        ("news", folder / "news" / "gold.jsonl.gz", folder / "news" / "html"),
    ):
        for row in rows(gold):
            with gzip.open(pages / f"{row['id']}.html.gz") as file:
                yield name, row, file.read().decode("utf-8", "replace")
    for page in sorted((folder / "readability-pages").glob("*/source.html")):
        yield "readability", _expected(page.parent), page.read_text("utf-8", "replace")


def _expected(folder: Path) -> dict[str, Any]:
    tree = tree_of((folder / "expected.html").read_text("utf-8", "replace"))
    lines = outline_of(tokens_of(tree)).lines.text if tree else []
    stated = json.loads((folder / "expected-metadata.json").read_text("utf-8"))
    return {
        "id": f"readability-{folder.name}", "url": "", "page_type": "article", "text": "\n".join(lines),
        "title": stated.get("title"), "with": [], "without": [],
    }  # fmt: skip


def _sample(name: str, row: dict[str, Any], source: str, tables: Tables) -> PageSample | None:
    tree = tree_of(source)
    if tree is None:
        return None
    url = row["url"] or ""
    statement = statement_of(statements_of(tree), url)
    outline = outline_of(tokens_of(tree))
    outline.tokens.clear()
    if not outline.lines.text:
        return None
    layout = layout_of(outline.lines.text, tables)
    lines = count(layout)
    frame = frame_of(outline, lines)
    common, words = common_words(outline.lines.text, row["text"])
    return PageSample(
        row["id"], site_of(url or row["id"]), url, name, row["page_type"], outline, common, words,
        len(words_of(row["text"])), layout, lines, frame, groups_of(frame),
        fixed_features(outline, statement, layout, lines, frame, tables),
    )  # fmt: skip
