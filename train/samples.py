"""The labelled clippings that the block model learns from, as lines with what the rules say of them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Layout, Tables, layout_of
from copydesk.boilerplate.blockmodel.lines import Given
from copydesk.boilerplate.label import judge
from copydesk.boilerplate.model import NAME
from copydesk.model import LABELS, Block, Document, Role, Source
from copydesk.parse.text import blocks_of, lines_of
from copydesk.settings import Settings

SETS = ("news", "clippings")
"""Files `text/<set>.jsonl.gz`: news is made from the tests of Fundus (MIT), clippings from WCXB (CC-BY-4.0)."""
TARGETS = {"keep": 0, "drop": 1, "amb": -1}
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff_]+")
SECOND_LEVEL = ("co", "com", "org", "gov", "ac", "net", "edu")
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled clipping. `targets`: 0 keep, 1 drop, −1 not scored."""

    id: str
    page: str
    site: str
    set: str
    rendering: str
    language: str
    texts: list[str]
    targets: Ints
    words: Ints
    given: Given

    def layout(self, tables: Tables) -> Layout:
        return layout_of(self.texts, tables)

    def pick(self, lines: Ints) -> Sample:
        """The sample with these of its lines only, in this order."""
        return joined(self, [(self, lines)])


def joined(of: Sample, parts: Sequence[tuple[Sample, Ints]]) -> Sample:
    """A sample like `of`, made of lines of several."""

    def column(get: Any) -> Any:
        return np.concatenate([get(sample)[lines] for sample, lines in parts])

    return Sample(
        of.id, of.page, of.site, of.set, of.rendering, of.language,
        [sample.texts[line] for sample, lines in parts for line in lines],
        column(lambda sample: sample.targets),
        column(lambda sample: sample.words),
        Given(
            column(lambda sample: sample.given.labels),
            column(lambda sample: sample.given.is_listed),
            column(lambda sample: sample.given.is_table),
        ),
    )  # fmt: skip


def read_samples(folder: Path) -> list[Sample]:
    """The clippings of all sets that are there, without those that are no list of lines."""
    return [
        sample
        for name in SETS
        for row in rows(folder / "text" / f"{name}.jsonl.gz")
        for sample in _sample(row, name)
    ]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a set; none where the file isn't there."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _sample(row: dict[str, Any], name: str) -> Iterator[Sample]:
    blocks = blocks_of(lines_of(row["text"]))
    labelled = [place for place, line in enumerate(row["text"].split("\n")) if line.strip()]
    if blocks and len(blocks) == len(labelled):
        targets = [TARGETS[row["line_labels"][place]] for place in labelled]
        page = row["url"] or row["id"].partition(".")[0]
        origin = (row["id"], page, name, row["rendering"], row.get("language") or "")
        yield sample_of(blocks, targets, origin)


def sample_of(blocks: Sequence[Block], targets: list[int], origin: tuple[str, str, str, str, str]) -> Sample:
    """A sample made of blocks; the rules are asked here, without the model.

    `origin`: its id, its page's address (of a page without one, what its renderings' ids share), the set, the rendering
    and the language.
    """
    id, page, set_name, rendering, language = origin
    texts = [block.text for block in blocks]
    return Sample(
        id, page, site_of(page), set_name, rendering, language, texts,
        np.array(targets), np.array([len(WORD.findall(text.lower())) for text in texts]),
        given_of(blocks, page),
    )  # fmt: skip


def given_of(blocks: Sequence[Block], url: str = "") -> Given:
    """What the rules say of the blocks."""
    draft = judge(Document("", Source("", url=url), blocks=tuple(blocks)), Settings(off=(NAME,)))
    labels = np.full(len(blocks), -1)
    for index in draft.found:
        labels[index] = LABELS.index(draft.label(index))
    return Given(
        labels,
        np.array([block.role is Role.LIST_ITEM for block in blocks]),
        np.array([block.role is Role.TABLE for block in blocks]),
    )


def site_of(url: str) -> str:
    """The registered domain of an address, near enough to keep the pages of one site together.

    >>> site_of("https://www.news.example.co.uk/a"), site_of("https://blog.example.com/b")
    ('example.co.uk', 'example.com')
    """
    parts = (urlsplit(url).hostname or url).lower().split(".")
    return ".".join(
        parts[-3:] if len(parts) > 2 and parts[-2] in SECOND_LEVEL and len(parts[-1]) == 2 else parts[-2:]
    )
