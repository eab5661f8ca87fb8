"""How well a model finds the text of pages of sites that it has not seen: the whole of `copydesk.clean`."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any
from unittest.mock import patch

import numpy as np

import copydesk
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.pagemodel import verdict
from copydesk.boilerplate.pagemodel.features import learnt_features
from copydesk.boilerplate.pagemodel.network import run
from copydesk.boilerplate.pagemodel.weights import Model
from train.pages.labels import words_of
from train.pages.samples import PageSample, sources
from train.samples import Ints

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What models that had not seen a page's site found: each line's score, and the text at each level of caution."""

    scores: dict[str, Ints]
    texts: dict[str, dict[str, str]]


@dataclass(slots=True)
class Figures:
    """Means over pages: each page's precision, recall and F1 in words, as bags (WCXB's own measure)."""

    rows: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, found: str, gold: str) -> None:
        self.rows.append(word_prf(found, gold))

    def means(self) -> tuple[float, float, float]:
        """F1, precision, recall."""
        precision, recall, f1 = (fmean(row[place] for row in self.rows) for place in range(3))
        return f1, precision, recall


def word_prf(found: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags of words."""
    one, two = Counter(words_of(found)), Counter(words_of(gold))
    common = sum((one & two).values())
    if not two:
        return (1.0, 1.0, 1.0) if not one else (0.0, 0.0, 0.0)
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / sum(one.values()), common / sum(two.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def scores_of(page: PageSample, model: Model) -> Ints:
    """The score of each line, in 64ths of a logit."""
    found = look_up(page.layout, model.lexicon)
    learnt = learnt_features(
        page.outline, page.layout, page.lines, page.frame, found, model.lexicon, model.names
    )
    features = np.concatenate((page.fixed, learnt), axis=1)
    return run(model.network, features, page.groups, page.lines.words)


def cleaned(folder: Path, ids: set[str], model: Model, caution: str) -> dict[str, str]:
    """The text of each page, cleaned with this model in place of the one that comes with the package."""
    settings = copydesk.Settings(caution=caution)
    judge = functools.partial(verdict.judge_page, model=model)
    texts: dict[str, str] = {}
    with patch.object(verdict, "judge_page", judge):
        for _, row, source in sources(folder):
            if row["id"] in ids:
                texts[row["id"]] = copydesk.clean(
                    source, media_type="text/html", url=row["url"] or None, settings=settings
                ).text
    return texts


def figures(rows: Iterable[tuple[str, Row]], texts: dict[str, str]) -> dict[str, Figures]:
    """The figures of each set, and of each type of page in WCXB."""
    found: dict[str, Figures] = defaultdict(Figures)
    for name, row in rows:
        if row["id"] in texts:
            for group in (name, f"{name} {row['page_type']}") if name == "wcxb" else (name,):
                found[group].add(texts[row["id"]], row["text"])
    return dict(sorted(found.items()))
