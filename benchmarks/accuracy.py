"""How well copydesk cleans labelled clippings and pages, beside doing nothing and beside trafilatura.

usage: python benchmarks/accuracy.py [--every N]

Reads its data from the folder that COPYDESK_BENCH names, and says what it skips where there is none:

    text/*.jsonl.gz      flattened clippings: id, text (a block a line), line_labels (keep, drop, amb), gold_text
    html/gold.jsonl.gz   pages: id, url, text, title, with html/<id>.html.gz beside it, here and in folders below

The sets it was written for are made from WCXB (Foley 2026, CC-BY-4.0) and from the tests of Fundus (MIT). Word F1 is
that of the bags of lower-case words, the mean over clippings. Article lost is the share of the words of `keep` lines
that are gone; drop precision and recall count the words of `drop` lines among all that went, and that went of all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import copydesk

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff_]+")
Cleaner = Callable[[str, str], tuple[str, str]]
"""A page or text and its URL → the clean text and the title."""


@dataclass
class Score:
    """What a system did on a set, summed up clipping by clipping."""

    clippings: int = 0
    f1: float = 0.0
    cpu: float = 0.0
    titles: list[bool] = field(default_factory=list)
    words: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        """The figures as a line of a table."""
        lost, dropped = self.words["keep", True], self.words["drop", True]
        kept, left = self.words["keep", False], self.words["drop", False]
        figures = {
            "F1": self.f1 / self.clippings,
            "drop precision": dropped / (dropped + lost) if dropped + lost else None,
            "drop recall": dropped / (dropped + left) if dropped + left else None,
            "article lost": lost / (lost + kept) if lost + kept else None,
            "title": sum(self.titles) / len(self.titles) if self.titles else None,
        }
        said = "  ".join(f"{key} {value:.3f}" for key, value in figures.items() if value is not None)
        return f"  {name:12s} {said}  {1000 * self.cpu / self.clippings:.1f} CPU ms"


def main() -> int:
    """Score every set that is there."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th clipping")
    every = options.parse_args().every
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named"))
    texts = sorted((folder / "text").glob("*.jsonl.gz"))
    golds = sorted((folder / "html").rglob("*gold.jsonl.gz"))
    for path in texts:
        score_set(path, every, TEXT_SYSTEMS, lambda row: row["text"])
    for path in golds:
        pages = path.with_name(path.name.replace("gold.jsonl.gz", "html"))
        score_set(path, every, HTML_SYSTEMS, lambda row, pages=pages: _page(pages, row["id"]))  # type: ignore[misc]
    if not texts and not golds:
        print(
            f"skipped: no data in {folder}; let COPYDESK_BENCH name the folder that has them", file=sys.stderr
        )
    return 0


def score_set(path: Path, every: int, systems: dict[str, Cleaner], content: Callable[[Any], str]) -> None:
    """Print a line for each system on one set."""
    rows = [row for row in _rows(path) if row.get("gold_text") or row.get("text")][::every]
    rows = [row for row in rows if "line_labels" in row or "title" in row]
    if not rows:
        print(f"{path.name}: skipped, it has neither labels nor titles", file=sys.stderr)
        return
    print(f"{path.parent.name}/{path.name}: {len(rows)} clippings")
    for name, clean in systems.items():
        score = Score()
        for row in rows:
            add(score, row, clean, content(row))
        print(score.row(name))


def add(score: Score, row: dict[str, Any], clean: Cleaner, content: str) -> None:
    """Clean one clipping and count what became of it."""
    start = time.process_time()
    text, title = clean(content, row.get("url") or "")
    score.cpu += time.process_time() - start
    score.clippings += 1
    found, gold = Counter(_words(text)), Counter(_words(row.get("gold_text") or row["text"]))
    common = sum((found & gold).values())
    score.f1 += 2 * common / (found.total() + gold.total()) if found or gold else 1.0
    if row.get("title"):
        score.titles.append(_words(title) == _words(row["title"]))
    left = Counter(" ".join(_words(line)) for line in text.split("\n"))
    for line, label in zip(content.split("\n"), row.get("line_labels", ()), strict=False):
        said = " ".join(_words(line))
        gone = not left[said]
        left[said] -= not gone
        score.words[label, gone] += len(said.split())


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _page(pages: Path, name: str) -> str:
    with gzip.open(pages / f"{name}.html.gz") as file:
        return file.read().decode("utf-8", "replace")


def by_copydesk(media_type: str) -> Cleaner:
    """copydesk, told what the content is."""

    def clean(content: str, url: str) -> tuple[str, str]:
        document = copydesk.clean(content, media_type=media_type, url=url or None)
        return document.text, document.metadata.title

    return clean


def by_trafilatura(content: str, url: str) -> tuple[str, str]:
    """trafilatura with its metadata, as its documentation calls it."""
    import trafilatura

    found = trafilatura.bare_extraction(content, url=url or None, include_comments=False, with_metadata=True)
    return (found.text or "", found.title or "") if found else ("", "")


TEXT_SYSTEMS: dict[str, Cleaner] = {
    "keep all": lambda content, url: (content, ""),
    "copydesk": by_copydesk("text/plain"),
}
HTML_SYSTEMS: dict[str, Cleaner] = {"trafilatura": by_trafilatura, "copydesk": by_copydesk("text/html")}

if __name__ == "__main__":
    sys.exit(main())
