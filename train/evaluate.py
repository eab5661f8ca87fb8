"""How well a model cleans clippings of sites that it has not seen: the whole of `copydesk.clean`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from unittest.mock import patch

import copydesk
from copydesk.boilerplate import model as rule
from copydesk.boilerplate.blockmodel.features import features_of
from copydesk.boilerplate.blockmodel.lines import count
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.blockmodel.network import run
from copydesk.boilerplate.blockmodel.weights import Model
from train.samples import WORD, Ints, Sample

DAMAGED = 0.05
"""A clipping is damaged if it lost more than this share of its article words."""


@dataclass
class Figures:
    """Counts of words, summed over clippings; the F1 and the damage count by clipping."""

    clippings: int = 0
    f1: float = 0.0
    damaged: int = 0
    words: Counter[tuple[int, bool]] = field(default_factory=Counter)

    def add(self, gone: Counter[int], left: Counter[int]) -> None:
        """Count one clipping: its words by target (0 keep, 1 drop), gone and left."""
        article, kept = gone[0] + left[0], left[0] + left[1]
        precision, recall = left[0] / max(kept, 1), left[0] / max(article, 1)
        self.clippings += 1
        self.f1 += 2 * precision * recall / max(precision + recall, 1e-9)
        self.damaged += gone[0] > DAMAGED * article
        for target in (0, 1):
            self.words[target, True] += gone[target]
            self.words[target, False] += left[target]

    def row(self) -> dict[str, float]:
        """The figures by name."""
        gone, lost = self.words[1, True], self.words[0, True]
        return {
            "F1": self.f1 / max(self.clippings, 1),
            "drop precision": gone / max(gone + lost, 1),
            "drop recall": gone / max(gone + self.words[1, False], 1),
            "article lost": lost / max(lost + self.words[0, False], 1),
            "damaged": self.damaged / max(self.clippings, 1),
        }


def cleaned(samples: Sequence[Sample], model: Model, caution: str) -> dict[str, copydesk.Document]:
    """Each clipping cleaned with this model in place of the one that comes with the package."""
    settings = copydesk.Settings(caution=caution)
    with patch.object(rule, "load_model", lambda: model):
        return {
            sample.id: copydesk.clean("\n".join(sample.texts), media_type="text/plain", settings=settings)
            for sample in samples
        }


def scores_of(sample: Sample, model: Model) -> Ints:
    """The score of each line, in 64ths of a logit."""
    layout = sample.layout(model.tables)
    found = look_up(layout, model.lexicon)
    features = features_of(layout, count(layout), found, model.lexicon, sample.given)
    return run(model.network, features, found, layout.first_word).scores


def figures(
    samples: Iterable[Sample], texts: dict[str, str], group: Callable[[Sample], str]
) -> dict[str, Figures]:
    """The figures of each group of samples."""
    found: dict[str, Figures] = defaultdict(Figures)
    for sample in samples:
        gone, left = _words(sample, texts[sample.id])
        found[group(sample)].add(gone, left)
    return dict(sorted(found.items()))


def _words(sample: Sample, text: str) -> tuple[Counter[int], Counter[int]]:
    """The words of the lines that are gone, and of those left, by target. Of equal lines, those to keep stay first."""
    kept = Counter(map(_said, text.split("\n")))
    gone: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for line in sorted(range(len(sample.texts)), key=lambda line: (sample.targets[line] == 1, line)):
        said = _said(sample.texts[line])
        stays = kept[said] > 0
        kept[said] -= stays
        (left if stays else gone)[int(sample.targets[line])] += len(said)
    return gone, left


def _said(line: str) -> tuple[str, ...]:
    return tuple(WORD.findall(line.lower()))
