"""Makes the model file and the model card: `python -m train [--folds N]`.

The data lie in `text/` of the folder that COPYDESK_BENCH names. Held-out figures come first, by cross-validation over
whole sites; then the model is made from all of them. The same data, code and machine give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import numpy as np

from copydesk.boilerplate.blockmodel import weights
from copydesk.boilerplate.blockmodel.decode import CAUTION
from copydesk.boilerplate.blockmodel.network import ACTIVATION_SCALE
from train.calibrate import calibrate
from train.card import HeldOut, write_card
from train.evaluate import cleaned, scores_of
from train.fit import EPOCHS, fit, fold_of
from train.quantise import arrays_of, tables, write
from train.samples import Sample, read_samples

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src" / "copydesk" / "boilerplate" / "blockmodel" / weights.FILE
HELD_OUT = Path("build/held-out")
NO_PERCENTS = np.zeros(99, np.int64)
"""While a fold is measured, no probability is known yet; nothing hangs on it but what is reported."""


def main() -> int:
    """Train, measure, write."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--folds", type=int, default=5, help="parts of the cross-validation (default 5)")
    options.add_argument("--epochs", type=int, default=EPOCHS, help=f"rounds of training (default {EPOCHS})")
    options.add_argument("--only", type=int, help="measure this fold alone, and write nothing but --held-out")
    options.add_argument(
        "--resume", action="store_true", help="take the folds that are in --held-out as they are"
    )
    options.add_argument(
        "--held-out", type=Path, default=HELD_OUT, help=f"a folder for the folds (default {HELD_OUT})"
    )
    given = options.parse_args()
    folder = os.environ.get("COPYDESK_BENCH", "")
    samples = read_samples(Path(folder)) if folder else []
    if not samples:
        print("skipped: let COPYDESK_BENCH name the folder whose text/ has the clippings", file=sys.stderr)
        return 1
    folds = range(given.folds) if given.only is None else [given.only]
    parts = [_fold(samples, fold, given) for fold in folds]
    if given.only is None:
        _make(samples, HeldOut.joined(parts), given.epochs)
    return 0


def _fold(samples: list[Sample], fold: int, given: argparse.Namespace) -> HeldOut:
    """What a model made without a fold's sites says of them; with --resume the model is read if it is there."""
    test = [sample for sample in samples if fold_of(sample.site, given.folds) == fold]
    path = given.held_out / f"{fold}-of-{given.folds}.npz"
    if not (given.resume and path.exists()):
        print(f"fold {fold + 1} of {given.folds}", flush=True)
        rest = [sample for sample in samples if fold_of(sample.site, given.folds) != fold]
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, arrays_of(fit(rest, tables(), 0, given.epochs), rest, NO_PERCENTS))
    model = weights.read(path)
    texts = {level: {id: doc.text for id, doc in cleaned(test, model, level).items()} for level in CAUTION}
    found = HeldOut({sample.id: scores_of(sample, model) for sample in test}, texts)
    found.write(path.with_suffix(".pickle"))
    return found


def _make(samples: list[Sample], held_out: HeldOut, epochs: int) -> None:
    scores = np.concatenate([held_out.scores[sample.id] for sample in samples])
    targets = np.concatenate([sample.targets for sample in samples])
    words = np.concatenate([sample.words for sample in samples])
    scored = targets >= 0
    calibration = calibrate(scores[scored] / ACTIVATION_SCALE, targets[scored], words[scored])
    print("the model, from all sites", flush=True)
    write(WEIGHTS, arrays_of(fit(samples, tables(), 0, epochs), samples, calibration.thresholds(100)))
    write_card(ROOT / "docs" / "block-model.md", samples, held_out, calibration)


if __name__ == "__main__":
    sys.exit(main())
