"""How well captions, alt texts and credits are told from article text in flattened clippings.

usage: python -m benchmarks.captions [--every N]

Reads its data from the folder that COPYDESK_BENCH names, and says what it skips where there is none:

    text/clippings.jsonl.gz, text/news.jsonl.gz   clippings: id, text, line_labels (keep, drop, amb), line_kind
    text/captions.jsonl.gz                        caption lines: id, line, repeat (none, exact, near)
    html/news/gold.jsonl.gz                       news pages: id, captions (caption, alt, credit)

The sets are made from WCXB (Foley 2026, CC-BY-4.0) and from the tests of Fundus (MIT). Found is the share of lines that
were removed or are in the metadata; labelled, of those removed as caption or credit. Precision is the share that is no
article text among the lines removed as caption or credit, repeats left the share still in the text among caption lines
that say again what another says. Credits are compared by their words, for captions of news pages that were found.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import copydesk
from benchmarks.sets import rows

SETS = ("clippings", "news")
KINDS = {"figcap": "caption", "alt": "alt", "credit": "credit"}
LABELS = ("caption", "credit")
WORD = re.compile(r"[^\W_]+")


def main() -> int:
    """Print the figures of each set that is there."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th clipping")
    every = options.parse_args().every
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named"))
    repeats = {(row["id"], row["line"]): row["repeat"] for row in rows(folder / "text/captions.jsonl.gz")}
    golds = {row["id"]: row["captions"] for row in rows(folder / "html/news/gold.jsonl.gz")}
    for name in SETS:
        clippings = list(rows(folder / f"text/{name}.jsonl.gz"))[::every]
        if clippings:
            print(f"{name}: {len(clippings)} clippings")
            score(clippings, repeats, golds)
    return 0


def score(
    clippings: list[dict[str, Any]], repeats: dict[tuple[str, int], str], golds: dict[str, Any]
) -> None:
    """Clean the clippings and print what became of their caption lines."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in clippings:
        document = copydesk.clean(row["text"], media_type="text/plain")
        count_lines(counts, row, document, repeats)
        count_credits(counts, document, golds.get(row["id"].split(".")[0], ()))
    for kind in KINDS.values():
        total = counts[kind, "lines"] or 1
        found, labelled = counts[kind, "found"] / total, counts[kind, "labelled"] / total
        print(f"  {kind:8s} {counts[kind, 'lines']:5d} lines  found {found:.3f}  labelled {labelled:.3f}")
    said = counts["label", "all"] or 1
    print(
        f"  labelled {said} lines: precision {1 - counts['label', 'article'] / said:.4f}"
        f" ({counts['label', 'article']} article lines), {counts['label', 'caption'] / said:.3f} are marked captions"
    )
    if counts["repeat", "all"]:
        left = counts["repeat", "left"] / counts["repeat", "all"]
        print(f"  repeats  {counts['repeat', 'all']} lines  left in the text {left:.3f}")
    print(
        f"  told     {counts['told', 'all']} captions, {counts['told', 'twice']} of them twice;"
        f" credits of news captions: {counts['credit', 'right']} right, {counts['credit', 'partly']} partly,"
        f" {counts['credit', 'wrong']} wrong, {counts['credit', 'none']} none"
    )


def count_lines(
    counts: Counter[tuple[str, str]], row: dict[str, Any], document: Any, repeats: dict[tuple[str, int], str]
) -> None:
    """Count what became of the clipping's lines, by kind and label."""
    removed = {removal.block.position: removal.label for removal in document.removals}
    told = {said(part) for caption in document.metadata.captions for part in (caption.text, caption.credit)}
    lines = row["text"].split("\n")
    if len(lines) != len(document.blocks) + len(document.removals):
        counts["set", "other blocks"] += 1
        return
    for index, (line, label, kind) in enumerate(
        zip(lines, row["line_labels"], row["line_kind"], strict=True)
    ):
        is_labelled = removed.get(index) in LABELS
        if is_labelled:
            counts["label", "all"] += 1
            counts["label", "article"] += label == "keep" and kind not in KINDS
            counts["label", "caption"] += kind in KINDS
        if kind in KINDS:
            counts[KINDS[kind], "lines"] += 1
            counts[KINDS[kind], "found"] += index in removed or said(line) in told
            counts[KINDS[kind], "labelled"] += is_labelled
            if repeats.get((row["id"], index), "none") != "none":
                counts["repeat", "all"] += 1
                counts["repeat", "left"] += index not in removed


def count_credits(counts: Counter[tuple[str, str]], document: Any, gold: Any) -> None:
    """Compare the credits of the captions that the page itself states, and count captions told twice."""
    texts = [said(caption.text) for caption in document.metadata.captions]
    counts["told", "all"] += len(texts)
    counts["told", "twice"] += len(texts) - len(set(texts))
    credits = {
        said(text): {word for credit in true["credit"] for word in WORD.findall(credit.casefold())}
        for true in gold
        for text in (true["caption"], true["alt"])
        if text and true["credit"]
    }
    for caption in document.metadata.captions:
        if expected := credits.get(said(caption.text)):
            found = set(WORD.findall(caption.credit.casefold()))
            counts["credit", verdict(found, expected)] += 1


def verdict(found: set[str], expected: set[str]) -> str:
    """How the words of a credit compare with those expected."""
    if not found:
        return "none"
    if found == expected:
        return "right"
    return "partly" if found & expected else "wrong"


def said(text: str) -> str:
    """The words of a text, for comparison."""
    return " ".join(WORD.findall(text.casefold()))


if __name__ == "__main__":
    sys.exit(main())
