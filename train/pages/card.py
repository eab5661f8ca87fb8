"""The page model's card: data, method, held-out figures, calibration and limits, written to `docs/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copydesk.boilerplate.pagemodel.decide import CAUTION
from copydesk.settings import Settings
from train.calibrate import Calibration, Floats, reliability
from train.pages.evaluate import figures
from train.pages.samples import sources

EDGES = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 1.01)

INTRODUCTION = """<!-- Made by `make page-model`: change train/pages/card.py. -->
# The page model

The rule `page` finds the text of an HTML page among its lines. It is a small network over the lines in the order of the
source: for each line some 400 whole-number features (its form and words; the elements around it and the words of their
classes, with the odds that these stand around text; what else stands in the elements around it; lines that look like
it; what the page states of itself), five layers of convolutions (Bai, Kolter and Koltun 2018), two in which a line
hears the mean of its container and of the lines that look like it (Gilmer et al. 2017), and one in which it hears the
mean of the page. While it learned it also had to tell the type of page. The lines that together promise the highest F1
are kept (Lewis 1995): a fixed limit does not fit articles and lists of products at once. What they promise is reckoned
with the errors that the lines of a page share.

Weights have eight bits, and every decision is made in whole numbers: the same page gives the same answer on any CPU.

## Data

- 1,478 pages of 1,400 sites, seven types, half of them articles: the development split of WCXB (Foley 2026, CC-BY-4.0:
  <https://github.com/Murrough-Foley/web-content-extraction-benchmark>).
- 152 news pages of 109 publishers, from the tests of Fundus (MIT: <https://github.com/flairNLP/fundus>); each counts as
  six.
- 129 pages from the tests of Mozilla Readability (Apache-2.0: <https://github.com/mozilla/readability>).

A line's label is the share of its words in the longest common subsequence with the page's gold text. The model file
holds hashes of words, names of classes that three sites or more use, their odds and weights, no text of the pages.

## Held-out figures

Cross-validated over whole sites, the whole of `copydesk.clean`; bags of words, means over pages (WCXB's measure). The
features were chosen while looking at one of five folds.

| pages | number | caution | F1 | precision | recall |
|---|---|---|---|---|---|
"""
CALIBRATION = """
## Calibration

Of the words of lines to which held-out models gave such a probability of being text, so many were. The two numbers that
turn scores into probabilities were fitted on the same scores.

| from | to | mean probability | text | words |
|---|---|---|---|---|
"""
LIMITS = """
## Limits

- On lists of products and teasers people disagree about what the text is, and so do the gold texts: half of what is
  lost is there.
- What a script would fetch is not in the page, and no model finds it.
- Of most languages there are few pages in the data; classes are mostly English words everywhere.
"""


def write_card(
    path: Path,
    folder: Path,
    texts: dict[str, dict[str, str]],
    calibration: Calibration,
    scored: tuple[Floats, Floats, Floats],
) -> None:
    """Write the card."""
    lines = [INTRODUCTION.rstrip("\n"), *_figures(folder, texts), CALIBRATION.rstrip("\n")]
    scores, targets, words = scored
    for low, high, mean, share, count in reliability(
        calibration.probabilities(scores), targets, words, EDGES
    ):
        lines.append(f"| {low:.2f} | {min(high, 1):.2f} | {mean:.3f} | {share:.3f} | {count:,} |")
    path.write_text("\n".join(lines) + "\n" + LIMITS, encoding="utf-8")


def _figures(folder: Path, texts: dict[str, dict[str, str]]) -> Iterator[str]:
    rows = [(name, row) for name, row, _ in sources(folder)]
    by_level = {level: figures(rows, texts[level]) for level in CAUTION}
    for group, found in by_level[Settings().caution].items():
        for level in CAUTION:
            f1, precision, recall = by_level[level][group].means()
            default = " (default)" if level == Settings().caution else ""
            yield (
                f"| {group} | {len(found.rows)} | `{level}`{default} | {f1:.3f} | {precision:.3f} | {recall:.3f} |"
            )
