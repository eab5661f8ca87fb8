"""How well the title, authors and dates of flattened clippings are told from their text alone.

usage: python -m benchmarks.metadata [--every N] [--rendering NAME]

Reads its data from the folder that COPYDESK_BENCH names, and says what it skips where there is none:

    text/clippings.jsonl.gz, text/news.jsonl.gz   clippings: id, text (a block a line), rendering, line_kind
    html/news/gold.jsonl.gz                       news pages: id, title, authors, published

The sets are made from WCXB (Foley 2026, CC-BY-4.0) and from the tests of Fundus (MIT). Against the lines of a clipping:
is the title the line that is marked as the page's title, another line, or a line marked as its description. Against
the page: titles by their words, authors by their names (partly: some of them, or others beside them), dates by the day.
A title that the text does not have is not counted.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import copydesk
from benchmarks.sets import rows

SETS = ("clippings", "news")
VERDICTS = ("right", "partly", "wrong", "none", "needless")
WORD = re.compile(r"[^\W_]+")
Counts = Counter[tuple[str, str]]


def main() -> int:
    """Print the figures of each set that is there."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th clipping")
    options.add_argument("--rendering", default="", metavar="NAME", help="only this rendering")
    given = options.parse_args()
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named"))
    golds = {row["id"]: row for row in rows(folder / "html/news/gold.jsonl.gz")}
    for name in SETS:
        found = rows(folder / f"text/{name}.jsonl.gz")
        clippings = [row for row in found if given.rendering in ("", row["rendering"])][:: given.every]
        if clippings:
            score(name, clippings, golds)
    return 0


def score(name: str, clippings: list[dict[str, Any]], golds: dict[str, Any]) -> None:
    """Clean the clippings and print how their metadata compare."""
    for rendering in sorted({row["rendering"] for row in clippings}):
        these = [row for row in clippings if row["rendering"] == rendering]
        counts: Counts = Counter()
        for row in these:
            metadata = copydesk.clean(row["text"], media_type="text/plain").metadata
            count_title_line(counts, row, metadata.title)
            if gold := golds.get(row["id"].split(".")[0]):
                count_gold(counts, row, metadata, gold)
        print(f"{name}, {rendering}: {len(these)} clippings")
        for field in dict.fromkeys(field for field, _ in counts):
            verdicts = [f"{counts[field, verdict]} {verdict}" for verdict in VERDICTS]
            others = [
                f"{n} {of}" for (which, of), n in counts.items() if which == field and of not in VERDICTS
            ]
            print(f"  {field:10s} {', '.join(verdicts + others)}")


def count_title_line(counts: Counts, row: dict[str, Any], title: str) -> None:
    """Is the title the line that is marked as such?"""
    lines = list(zip(row["text"].split("\n"), row["line_kind"], strict=True))
    marked = {said(line) for line, kind in lines if kind == "title"}
    if title and said(title) in {said(line) for line, kind in lines if kind == "desc"} - marked:
        counts["title line", "description"] += 1
    if not marked:
        counts["title line", "needless"] += bool(title)
    else:
        verdict = "right" if said(title) in marked else "wrong" if title else "none"
        counts["title line", verdict] += 1


def count_gold(counts: Counts, row: dict[str, Any], metadata: Any, gold: dict[str, Any]) -> None:
    """How the metadata compare with what the page itself states."""
    if said(gold["title"]) in said(row["text"]):
        counts["title", verdict_of(said(metadata.title), said(gold["title"]))] += 1
    true, found = names(gold["authors"] or ()), names(metadata.authors)
    verdict = verdict_of(" ".join(sorted(found)), " ".join(sorted(true)))
    counts["authors", "partly" if verdict == "wrong" and found & true else verdict] += 1
    counts["published", verdict_of(metadata.published[:10], (gold["published"] or "")[:10])] += 1


def verdict_of(found: str, true: str) -> str:
    """Right, wrong, none where a value was missed, or needless where the page states none."""
    if not true:
        return "needless" if found else "right"
    return "right" if found == true else "wrong" if found else "none"


def names(people: Iterable[str]) -> set[str]:
    """Names without capitals and marks."""
    return {said(name).replace(" ", "_") for name in people}


def said(text: str) -> str:
    """The words of a text, for comparison."""
    return " ".join(WORD.findall(text.casefold()))


if __name__ == "__main__":
    sys.exit(main())
