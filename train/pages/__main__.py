"""Makes the page model's file and its card: `python -m train.pages [--folds N]`.

The data lie in `html/` of the folder that COPYDESK_BENCH names. Held-out figures come first, by cross-validation over
whole sites; then the model is made from all of them. The same data, code and machine give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
from pathlib import Path

import numpy as np

from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from copydesk.boilerplate.pagemodel import weights
from copydesk.boilerplate.pagemodel.decide import CAUTION
from train.calibrate import calibrate
from train.fit import fold_of
from train.pages.card import write_card
from train.pages.evaluate import HeldOut, cleaned, scores_of
from train.pages.fit import EPOCHS, fit
from train.pages.quantise import arrays_of
from train.pages.samples import PageSample, read_pages
from train.quantise import tables, write

ROOT = Path(__file__).parent.parent.parent
WEIGHTS = ROOT / "src" / "copydesk" / "boilerplate" / "pagemodel" / weights.FILE
HELD_OUT = Path("build/held-out-pages")
EVEN = 64 * np.log(np.arange(1, 1000) / np.arange(999, 0, -1))
"""The scores of 1 ‰ to 999 ‰ before anything is calibrated."""


def main() -> int:
    """Train, measure, write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--folds", type=int, default=5, help="parts of the cross-validation (default 5)")
    options.add_argument("--epochs", type=int, default=EPOCHS, help=f"rounds of training (default {EPOCHS})")
    options.add_argument("--only", type=int, help="measure this fold alone, and write nothing but --held-out")
    options.add_argument("--resume", action="store_true", help="take the models in --held-out as they are")
    options.add_argument(
        "--held-out", type=Path, default=HELD_OUT, help=f"a folder for the folds ({HELD_OUT})"
    )
    given = options.parse_args()
    folder = Path(os.environ.get("COPYDESK_BENCH", "")) / "html"
    pages = list(read_pages(folder, tables())) if "COPYDESK_BENCH" in os.environ else []
    if not pages:
        print("skipped: let COPYDESK_BENCH name the folder whose html/ has the pages", file=sys.stderr)
        return 1
    given.held_out.mkdir(parents=True, exist_ok=True)
    parts = [
        _fold(pages, fold, folder, given)
        for fold in (range(given.folds) if given.only is None else [given.only])
    ]
    if given.only is None:
        _make(pages, parts, folder, given)
    return 0


def _fold(pages: list[PageSample], fold: int, folder: Path, given: argparse.Namespace) -> HeldOut:
    """What a model made without a fold's sites says of them."""
    test = [page for page in pages if fold_of(page.site, given.folds) == fold]
    rest = [page for page in pages if fold_of(page.site, given.folds) != fold]
    path = given.held_out / f"{fold}-of-{given.folds}.npz"
    model = _trained(rest, path, given)
    ids = {page.id for page in test}
    texts = {level: cleaned(folder, ids, model, level) for level in CAUTION}
    found = HeldOut({page.id: scores_of(page, model) for page in test}, texts)
    path.with_suffix(".pickle").write_bytes(pickle.dumps(found))
    return found


def _trained(pages: list[PageSample], path: Path, given: argparse.Namespace) -> weights.Model:
    """The model made of the pages, written to the path; with --resume read from there if it is there."""
    if not (given.resume and path.exists()):
        print(f"training {path.stem}", flush=True)
        write(path, arrays_of(fit(pages, 0, given.epochs), tables(), np.rint(EVEN).astype(np.int64)))
    return weights.read(path)


def _make(pages: list[PageSample], parts: list[HeldOut], folder: Path, given: argparse.Namespace) -> None:
    scores = {id: found for part in parts for id, found in part.scores.items()}
    texts = {
        level: {id: text for part in parts for id, text in part.texts[level].items()} for level in CAUTION
    }
    targets = np.concatenate([page.targets for page in pages])
    words = np.concatenate([page.words for page in pages])
    known = targets >= 0
    joined = np.concatenate([scores[page.id] for page in pages])[known] / ACTIVATION_SCALE
    calibration = calibrate(joined, 1.0 - targets[known], words[known].astype(np.float64))
    path = given.held_out / "all.npz"
    _trained(pages, path, given)
    with np.load(path) as arrays:
        write(WEIGHTS, {**arrays, "permilles": calibration.thresholds(1000).astype(np.int16)})
    scored = (joined, 1.0 - targets[known], words[known].astype(np.float64))
    write_card(ROOT / "docs" / "page-model.md", folder, texts, calibration, scored)


if __name__ == "__main__":
    sys.exit(main())
