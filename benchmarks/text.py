"""How well flattened clippings are cleaned: copydesk beside doing nothing and beside other tools, in one run.

usage: python -m benchmarks.text [--every N] [--held-out FOLDER] [--write]

Reads `text/news.jsonl.gz` and `text/clippings.jsonl.gz` of the folder that COPYDESK_BENCH names, and says so where it
isn't there. News is made from the tests of Fundus (MIT), clippings from WCXB (Foley 2026, CC-BY-4.0).

copydesk's model has seen these very clippings. With `--held-out`, the folder that `python -m train --held-out` wrote,
its texts come from models that had not seen the clipping's site; only these are fair. `--write` puts the table into
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import copydesk
from benchmarks import page
from copydesk.boilerplate.blockmodel.decode import CAUTION
from copydesk.settings import Settings
from train.card import HeldOut, precision
from train.evaluate import figures
from train.samples import SETS, Sample, read_samples

TERMINAL = (".", "?", "!", '"', "”")
MIN_WORDS_C4 = 5
POLICY = re.compile(
    r"javascript|terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies",
    re.IGNORECASE,
)
STOPLISTS = {
    "de": "German", "es": "Spanish", "fr": "French", "tr": "Turkish", "it": "Italian", "no": "Norwegian_Bokmal",
    "hi": "Hindi", "is": "Icelandic", "sw": "Swahili", "ru": "Russian", "sv": "Swedish", "pl": "Polish",
    "id": "Indonesian", "ko": "Korean", "vi": "Vietnamese",
}  # fmt: skip
Cleaner = Callable[[Sample], str]


def keep_all(sample: Sample) -> str:
    """The clipping as it came."""
    return "\n".join(sample.texts)


def by_c4(sample: Sample) -> str:
    """The line rules of C4 (Raffel et al. 2020): five words and a full stop, nothing about scripts and policies."""
    return "\n".join(
        line
        for line in sample.texts
        if line.endswith(TERMINAL) and len(line.split()) >= MIN_WORDS_C4 and not POLICY.search(line)
    )


def by_justext(sample: Sample) -> str:
    """jusText, each line a paragraph, with the stop words of the clipping's language (English where it has none)."""
    import justext

    words = justext.get_stoplist(STOPLISTS.get(sample.language, "English"))
    found = justext.justext(_as_html(sample).encode(), words, encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


def by_trafilatura(sample: Sample) -> str:
    """trafilatura, each line a paragraph."""
    import trafilatura

    return trafilatura.extract(_as_html(sample), include_comments=False) or ""


def by_copydesk(level: str) -> Cleaner:
    """The whole of copydesk."""
    settings = Settings(caution=level)
    return lambda sample: copydesk.clean("\n".join(sample.texts), "text/plain", settings=settings).text


def _as_html(sample: Sample) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in sample.texts)
    return f"<html><body><article>{lines}</article></body></html>"


SYSTEMS: dict[str, Cleaner] = {
    "as it came": keep_all,
    "C4 line rules": by_c4,
    "jusText": by_justext,
    "trafilatura": by_trafilatura,
    **{f"copydesk, {level}": by_copydesk(level) for level in CAUTION},
}


def main() -> int:
    """Print the table, and write it if asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th clipping")
    options.add_argument(
        "--held-out", type=Path, metavar="FOLDER", help="what the folds of the training found"
    )
    options.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    given = options.parse_args()
    folder = os.environ.get("COPYDESK_BENCH", "")
    if given.write and given.every > 1:
        options.error("--write is for all clippings; leave --every out")
    samples = read_samples(Path(folder))[:: given.every] if folder else []
    if not samples:
        print("skipped: let COPYDESK_BENCH name the folder whose text/ has the clippings", file=sys.stderr)
        return 0
    folds = sorted(given.held_out.glob("*.pickle")) if given.held_out else []
    held_out = HeldOut.joined([HeldOut.read(path) for path in folds]) if folds else None
    table = list(rows(samples, held_out))
    print("\n".join(table))
    if given.write:
        page.put(_page(table, held_out is not None))
    return 0


def rows(samples: Sequence[Sample], held_out: HeldOut | None) -> Sequence[str]:
    """A row for each set and system."""
    lines = [
        "| set | system | F1 | drop precision | drop recall | article lost | damaged | CPU ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in SETS:
        some = [sample for sample in samples if sample.set == name]
        for system, clean in SYSTEMS.items() if some else ():
            clean(some[0])  # what is loaded once is loaded here
            start = time.process_time()
            texts = {sample.id: clean(sample) for sample in some}
            spent = 1000 * (time.process_time() - start) / len(some)
            level = system.partition(", ")[2]
            if held_out and level:
                texts = held_out.texts[level]
            found = figures(some, texts, lambda sample: "all")["all"].row()
            lines.append(
                f"| {name} ({len(some):,}) | {system} | {found['F1']:.3f} | {precision(found)} |"
                f" {found['drop recall']:.3f} | {found['article lost']:.2%} | {found['damaged']:.1%} | {spent:.1f} |"
            )
    return lines


def _page(table: Sequence[str], is_held_out: bool) -> str:
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("copydesk", "trafilatura", "justext", "numpy")
    )
    seen = "not seen the clipping's site" if is_held_out else "seen these clippings: its figures are too good"
    return f"""<!-- Made by `python -m benchmarks.text --write`. -->
# Benchmarks: flattened text

Made on {date.today().isoformat()} with {versions}. Clippings of news pages (from the tests of Fundus, MIT) and of web
articles (from WCXB, Foley 2026, CC-BY-4.0), a block a line; word F1 is the mean over clippings, precision and recall
count the dropped words, a clipping is damaged if it lost more than 5 % of its article. jusText has stop words for
most of the languages; the others are given its English ones. copydesk's model has {seen}. CPU
times are from one run on one machine, the model that comes with the package in place: compare them with each other.

{chr(10).join(table)}
"""


if __name__ == "__main__":
    sys.exit(main())
