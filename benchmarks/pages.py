"""How well copydesk cleans saved pages, beside trafilatura. (Flattened text: benchmarks/text.py.)

usage: python -m benchmarks.pages [--every N]

Reads its data from the folder that COPYDESK_BENCH names, and says what it skips where there is none:

    html/gold.jsonl.gz   pages: id, url, text, title, with html/<id>.html.gz beside it, here and in folders below

The sets it was written for are WCXB (Foley 2026, CC-BY-4.0) and the tests of Fundus (MIT). Word F1 is that of the bags
of lower-case words, the mean over pages.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import copydesk
from benchmarks.sets import rows

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff_]+")
Cleaner = Callable[[str, str], tuple[str, str]]
"""A page and its URL → the clean text and the title."""


@dataclass
class Score:
    """What a system did on a set, summed up page by page."""

    pages: int = 0
    f1: float = 0.0
    cpu: float = 0.0
    titles: list[bool] = field(default_factory=list)

    def row(self, name: str) -> str:
        """The figures as a line of a table."""
        title = f"  title {sum(self.titles) / len(self.titles):.3f}" if self.titles else ""
        return f"  {name:12s} F1 {self.f1 / self.pages:.3f}{title}  {1000 * self.cpu / self.pages:.1f} CPU ms"


def main() -> int:
    """Score every set that is there."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th page")
    every = options.parse_args().every
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named"))
    golds = sorted((folder / "html").rglob("*gold.jsonl.gz"))
    for path in golds:
        score_set(path, path.with_name(path.name.replace("gold.jsonl.gz", "html")), every)
    if not golds:
        print(
            f"skipped: no data in {folder}; let COPYDESK_BENCH name the folder that has them", file=sys.stderr
        )
    return 0


def score_set(path: Path, pages: Path, every: int) -> None:
    """Print a line for each system on one set."""
    labelled = [row for row in rows(path) if row.get("text") and "title" in row][::every]
    if not labelled:
        print(f"{path.name}: skipped, it has no titles", file=sys.stderr)
        return
    print(f"{path.parent.name}/{path.name}: {len(labelled)} pages")
    for name, clean in SYSTEMS.items():
        score = Score()
        for row in labelled:
            add(score, row, clean, _page(pages, row["id"]))
        print(score.row(name))


def add(score: Score, row: dict[str, Any], clean: Cleaner, content: str) -> None:
    """Clean one page and count what became of it."""
    start = time.process_time()
    text, title = clean(content, row.get("url") or "")
    score.cpu += time.process_time() - start
    score.pages += 1
    found, gold = Counter(_words(text)), Counter(_words(row["text"]))
    common = sum((found & gold).values())
    score.f1 += 2 * common / (found.total() + gold.total()) if found or gold else 1.0
    if row.get("title"):
        score.titles.append(_words(title) == _words(row["title"]))


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _page(pages: Path, name: str) -> str:
    with gzip.open(pages / f"{name}.html.gz") as file:
        return file.read().decode("utf-8", "replace")


def by_copydesk(content: str, url: str) -> tuple[str, str]:
    """copydesk, told that it is HTML."""
    document = copydesk.clean(content, media_type="text/html", url=url or None)
    return document.text, document.metadata.title


def by_trafilatura(content: str, url: str) -> tuple[str, str]:
    """trafilatura with its metadata, as its documentation calls it."""
    import trafilatura

    found = trafilatura.bare_extraction(content, url=url or None, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):  # a dict is what old versions gave
        return "", ""
    return found.text or "", found.title or ""


SYSTEMS: dict[str, Cleaner] = {"trafilatura": by_trafilatura, "copydesk": by_copydesk}

if __name__ == "__main__":
    sys.exit(main())
