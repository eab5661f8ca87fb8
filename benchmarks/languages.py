"""How well copydesk cleans flattened clippings, language by language.

usage: python benchmarks/languages.py [--every N] [--only de,tr]

Reads its data from the folder that COPYDESK_BENCH names, and says what it skips where there is none:

    text/news.jsonl.gz, text/clippings.jsonl.gz   id, text (a block a line), line_labels (keep, drop, amb), gold_text,
                                                  and the language, where it is known

The sets it was written for are made from WCXB (Foley 2026, CC-BY-4.0) and from the tests of Fundus (MIT). A row that
states no language gets the one whose small words, or whose script, its gold text has most of. The figures are those
of accuracy.py: word F1 (the mean over clippings), drop precision, drop recall and the share of the article lost. A
language that loses more than 1 % of its article text is marked, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

from accuracy import Score, _rows, add, by_copydesk

SETS = ("news", "clippings")
MAX_ARTICLE_LOST = 0.01
SMALL_WORDS = {
    "en": "the of and to in that is was for with",
    "de": "der die und das ist nicht mit den von zu",
    "fr": "le la les des et est une dans que pour",
    "es": "el los las que del con una por para como",
    "pt": "os que do da em não uma com para ao",
    "it": "il di che è gli della per una non con",
    "nl": "het een van de niet dat voor met zijn op",
    "sv": "och att det är som en av för inte på",
    "no": "og det er som på av for ikke til å",
    "da": "og det er som på af for ikke til at",
    "fi": "ja on ei se että oli hän ovat myös mutta",
    "pl": "w na się nie że jest do z to jak",
    "cs": "se na že je v to jsem s pro ale",
    "hu": "a az és hogy nem is egy meg volt ez",
    "ro": "și în de la care nu pe să este din",
    "tr": "ve bir bu için ile de da olarak daha çok",
    "id": "yang dan di ini dengan untuk dari pada tidak akan",
    "vi": "của và là có trong được cho không các với",
    "ru": "в и на не что с по как это для",
    "uk": "і та що у не на з це для він",
    "el": "και το να της του η με για που των",
    "ar": "في من على إلى أن التي عن الذي هذا مع",
    "he": "של את על לא זה עם הוא כי גם היא",
    "hi": "के में की है और से को का ने पर",
}
SCRIPTS = {"ja": "[\u3040-\u30ff]", "ko": "[가-힣]", "th": "[\u0e01-\u0e5b]", "zh": "[\u4e00-\u9fff]"}
"""Looked for in this order: Japanese has Chinese characters too."""
MIN_SHARE = 0.1


def main() -> int:
    """Print a line for each language of each set."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th clipping")
    options.add_argument("--only", default="", metavar="CODES", help="only these languages")
    given = options.parse_args()
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named")) / "text"
    lossy: list[str] = []
    for path in (folder / f"{name}.jsonl.gz" for name in SETS):
        if path.exists():
            lossy += score_set(path, given.every, set(filter(None, given.only.split(","))))
        else:
            print(f"skipped: {path}; let COPYDESK_BENCH name the folder that has it", file=sys.stderr)
    return 1 if lossy else 0


def score_set(path: Path, every: int, only: set[str]) -> list[str]:
    """Clean one set, print a line a language, and give the languages that lose too much of their articles."""
    scores: dict[str, Score] = defaultdict(Score)
    clean = by_copydesk("text/plain")
    for row in list(_rows(path))[::every]:
        language = row.get("language") or guessed(row["gold_text"])
        if not only or language in only:
            add(scores[language], row, clean, row["text"])
    print(f"{path.name}: {sum(score.clippings for score in scores.values())} clippings")
    lossy = [language for language, score in scores.items() if lost(score) > MAX_ARTICLE_LOST]
    for language, score in sorted(scores.items(), key=lambda pair: (-pair[1].clippings, pair[0])):
        mark = "  too much is lost" if language in lossy else ""
        print(f"{score.row(language)}  {score.clippings} clippings{mark}")
    return lossy


def lost(score: Score) -> float:
    """The share of the words of article lines that are gone."""
    gone, kept = score.words["keep", True], score.words["keep", False]
    return gone / (gone + kept) if gone else 0.0


def guessed(text: str) -> str:
    """The language a text seems to be in, or “other”."""
    for language, letters in SCRIPTS.items():
        if len(re.findall(letters, text)) > MIN_SHARE * len(text):
            return language
    words = re.findall(r"\S+", text.lower())
    shares = {
        language: sum(map(words.count, small.split())) / max(1, len(words))
        for language, small in SMALL_WORDS.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] > MIN_SHARE else "other"


if __name__ == "__main__":
    sys.exit(main())
