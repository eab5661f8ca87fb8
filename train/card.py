"""The model card: data, method, held-out figures, calibration and limits, written to `docs/`."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.decode import CAUTION
from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from copydesk.settings import Settings
from train.calibrate import Calibration, reliability
from train.evaluate import figures
from train.samples import Ints, Sample

EDGES = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 1.01)
SURE = 0.98
"""A label that the model contradicts with so much certainty, on a line of `MIN_WORDS` or more, is listed."""
MIN_WORDS = 8

INTRODUCTION = """<!-- Made by `make model`: change train/card.py. -->
# The block model

The rule `model` removes lines that no phrase gives away. It is a small convolutional network over the lines of a text
(Bai, Kolter and Koltun 2018): for each line some 180 whole-number features (its form, its words, its place, the lines
like it, what the rules found), a lexicon of words, pairs of words and whole lines with the odds that they stand in an
article, and eight learnt numbers for each word and pair. Five layers of convolutions let a line see 31 others up and
down; the mean over all lines tells what kind of text it is. A path through two states, kept and dropped, decides, so
that a lone line among paragraphs needs more evidence than one in a list (Viterbi 1967).

Weights have eight bits, and every decision is made in whole numbers: the same text gives the same answer on any CPU.
"""
DATA = """
## Data

- 2,076 clippings of 759 article pages, flattened in six ways, made from the development split of WCXB (Foley 2026,
  CC-BY-4.0: <https://github.com/Murrough-Foley/web-content-extraction-benchmark>).
- 450 clippings of 152 news pages of 109 publishers in 19 languages, flattened in three ways, made from the pages and
  expectations in the tests of Fundus (MIT: <https://github.com/flairNLP/fundus>).

To make such data: flatten a saved page (a block a line, with the alt texts of its pictures), align the lines with the
page's gold text (longest common subsequence of words), and label each `keep`, `drop` or, where neither fits, `amb`. The
model file holds hashes of words, their odds and weights, no text of the clippings.

A clipping of a page may stand in several renderings; an epoch sees two of them. In training, boilerplate is dropped
from some clippings and spliced into others from other pages, some have unknown words, no letter case or no rules.
"""
LIMITS = """
## Limits

- Half of the labels behind the WCXB figures come from gold texts that leave out lists, tables or asides of an article
  that a reader would keep; about 1.6 % of the lines are labelled wrong.
- It does not say which of the lines that it removes are captions: of those that no rule finds, nearly all are the alt
  texts of other stories' pictures, and a head of its own told them from headlines with a precision below .5.
- Comments and author notes that read like the article, and captions without any mark, are what is most often left.
- Of most languages there are few pages in the data (the table by language says how many); of a language that it has
  not seen, the model knows form and place only.
- Lists of short lines inside a page (ingredients, line-ups, entries of a ticker, questions and answers) are told from
  menus and teasers less surely than paragraphs are.
- A text in which rules find fewer than three lines of a page's furniture is left as they leave it; so is one with no
  hundred words in paragraphs running, or of which the model would take more than three times what it leaves.
"""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What models that had not seen a clipping's site found: each line's score, and the text at each level."""

    scores: dict[str, Ints]
    texts: dict[str, dict[str, str]]

    @classmethod
    def joined(cls, parts: Sequence[HeldOut]) -> HeldOut:
        """All folds together."""
        texts: dict[str, dict[str, str]] = {level: {} for level in CAUTION}
        scores: dict[str, Ints] = {}
        for part in parts:
            scores |= part.scores
            for level in CAUTION:
                texts[level] |= part.texts[level]
        return cls(scores, texts)

    @classmethod
    def read(cls, path: Path) -> HeldOut:
        """What `write` wrote. Only ever of files that this program has made itself."""
        scores, texts = pickle.loads(path.read_bytes())
        return cls(scores, texts)

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps((self.scores, self.texts)))


def write_card(path: Path, samples: Sequence[Sample], held_out: HeldOut, calibration: Calibration) -> None:
    """Write the card."""
    parts = (_levels, _renderings, _languages, _reliability, _doubtful_labels)
    text = INTRODUCTION + DATA
    for part in parts:
        text += "\n".join(part(samples, held_out, calibration)) + "\n"
    path.write_text(text + LIMITS, encoding="utf-8")


def _levels(samples: Sequence[Sample], held_out: HeldOut, _: Calibration) -> Iterator[str]:
    default = Settings().caution
    yield "\n## Held-out figures\n"
    yield "Cross-validated over whole sites, the whole of `copydesk.clean`. Words count; a clipping is damaged if it"
    yield "lost more than 5 % of its article's. F1 and damage are means over clippings. The levels' limits, and what"
    yield "more is asked of paragraphs, short texts and strange languages, were chosen on these same folds, and many of"
    yield "the rules' phrases while reading these pages: expect a little less elsewhere.\n"
    yield "| set | caution | F1 | drop precision | drop recall | article lost | damaged |"
    yield "|---|---|---|---|---|---|---|"
    for name in sorted({sample.set for sample in samples}):
        some = [sample for sample in samples if sample.set == name]
        yield _row(
            f"{name} ({len(some):,}) | as it came", some, {one.id: "\n".join(one.texts) for one in some}
        )
        for level in CAUTION:
            said = f"`{level}`" + (" (default)" if level == default else "")
            yield _row(f"{name} | {said}", some, held_out.texts[level])


def _row(name: str, samples: Sequence[Sample], texts: dict[str, str]) -> str:
    found = figures(samples, texts, lambda sample: "all")["all"].row()
    return (
        f"| {name} | {found['F1']:.3f} | {precision(found)} | {found['drop recall']:.3f} |"
        f" {found['article lost']:.2%} | {found['damaged']:.1%} |"
    )


def precision(found: dict[str, float]) -> str:
    """The drop precision; a dash where nothing was dropped."""
    return f"{found['drop precision']:.3f}" if found["drop recall"] or found["article lost"] else "–"


def _renderings(samples: Sequence[Sample], held_out: HeldOut, _: Calibration) -> Iterator[str]:
    yield from _by(
        "By way of flattening", "set, rendering", samples, held_out, lambda one: f"{one.set}, {one.rendering}"
    )


def _languages(samples: Sequence[Sample], held_out: HeldOut, _: Calibration) -> Iterator[str]:
    news = [sample for sample in samples if sample.language]
    yield from _by("News by language", "language", news, held_out, lambda one: one.language)


def _by(
    title: str, what: str, samples: Sequence[Sample], held_out: HeldOut, group: Callable[[Sample], str]
) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield f"| {what} | clippings | F1 | drop precision | drop recall | article lost | damaged |"
    yield "|---|---|---|---|---|---|---|"
    for name in sorted({group(sample) for sample in samples}):
        some = [sample for sample in samples if group(sample) == name]
        yield _row(f"{name} | {len(some)}", some, held_out.texts[Settings().caution])


def _reliability(samples: Sequence[Sample], held_out: HeldOut, calibration: Calibration) -> Iterator[str]:
    yield "\n## Calibration\n"
    yield "Of the words in held-out lines to which the model gives a probability of being boilerplate, how many are"
    yield "(all lines, those that rules find as well; slope and offset are fitted to the same lines):\n"
    yield "| from | to | mean probability | are boilerplate | words |\n|---|---|---|---|---|"
    scores, targets, words = _scored(samples, held_out)
    probabilities = calibration.probabilities(scores)
    for low, high, mean, share, count in reliability(probabilities, targets, words, EDGES):
        yield f"| {low:.2f} | {min(high, 1):.2f} | {mean:.3f} | {share:.3f} | {count:,} |"
    yield f"\nLogits are multiplied by {calibration.slope:.3f} and moved by {calibration.offset:+.3f} (Platt 1999)."


def _scored(
    samples: Sequence[Sample], held_out: HeldOut
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    scores = (
        np.concatenate([held_out.scores[sample.id] for sample in samples]).astype(np.float64)
        / ACTIVATION_SCALE
    )
    targets = np.concatenate([sample.targets for sample in samples]).astype(np.float64)
    words = np.concatenate([sample.words for sample in samples]).astype(np.float64)
    scored = targets >= 0
    return scores[scored], targets[scored], words[scored]


def _doubtful_labels(samples: Sequence[Sample], held_out: HeldOut, calibration: Calibration) -> Iterator[str]:
    """Labels that look wrong: held-out models contradict them with near certainty."""
    yield "\n## Labels that look wrong\n"
    yield f"Lines of at least {MIN_WORDS} words whose label a model that has not seen the site contradicts with a"
    yield f"probability of {SURE:.0%} or more, one rendering a page: clipping and line, what the label says.\n"
    seen: set[tuple[str, str]] = set()
    listed: dict[str, list[str]] = {"keep": [], "drop": []}
    for sample in samples:
        sure = calibration.probabilities(held_out.scores[sample.id] / ACTIVATION_SCALE)
        for line, text in enumerate(sample.texts):
            target = sample.targets[line]
            wrong = (target == 0 and sure[line] >= SURE) or (target == 1 and sure[line] <= 1 - SURE)
            if wrong and sample.words[line] >= MIN_WORDS and (sample.page, text) not in seen:
                seen.add((sample.page, text))
                listed["drop" if target else "keep"].append(f"{sample.id}:{line}")
    for label, lines in listed.items():
        yield f"- {label} ({len(lines)}): {', '.join(lines) or 'none'}\n"
