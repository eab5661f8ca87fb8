"""Makes the list of known words, by which the guard tells a slip from another word: `python -m train.known_words`.

A word is known if enough texts have it in small letters (names are no words). The texts lie in the folder that
COPYDESK_BENCH names: `neardup/paragraphs.txt.gz`, English of many kinds, and the articles of `text/news.jsonl.gz`.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from struct import pack
from zlib import crc32

from copydesk.neardup import spelling
from copydesk.neardup.normalise import DROPPED

FILE = Path(spelling.__file__).with_name(spelling.KNOWN_WORDS)
WORD = re.compile(r"[^\W\d_]{2,}")
MIN_PARAGRAPHS = 4
"""English paragraphs that must have a word: fewer have many slips among them."""
SHORT, MIN_PARAGRAPHS_IF_SHORT = 3, 50
"""Words of up to three letters are few, and slips as short are frequent."""
MIN_ARTICLES = 3
"""Articles of a language that must have a word: they are few, and edited."""
MIN_SMALL = 0.3
"""Of the texts that have a word, the share that has it in small letters; names have less."""


def main() -> int:
    folder = Path(os.environ.get("COPYDESK_BENCH", ""))
    paragraphs, news = folder / "neardup" / "paragraphs.txt.gz", folder / "text" / "news.jsonl.gz"
    if not (paragraphs.is_file() and news.is_file()):
        print("skipped: let COPYDESK_BENCH name the folder with neardup/ and text/", file=sys.stderr)
        return 1
    with gzip.open(paragraphs, "rt", encoding="utf-8") as lines:
        words = set(_frequent(lines, MIN_PARAGRAPHS, MIN_PARAGRAPHS_IF_SHORT))
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        articles = {row["url"]: row for row in map(json.loads, lines)}
    for language in sorted({str(row["language"]) for row in articles.values()}):
        texts = (row["gold_text"] for row in articles.values() if str(row["language"]) == language)
        words.update(_frequent(texts, MIN_ARTICLES, MIN_ARTICLES))
    checksums = sorted({crc32(word.encode()) for word in words})
    FILE.write_bytes(pack(f"<{len(checksums)}I", *checksums))
    print(f"{len(words):,} words, {FILE.stat().st_size:,} bytes")
    return 0


def _frequent(texts: Iterable[str], least: int, least_if_short: int) -> Iterator[str]:
    """The words that so many texts have in small letters, without those that are names."""
    counts = Counter(word for text in texts for word in set(WORD.findall(DROPPED.sub("", text))))
    in_any_case: Counter[str] = Counter()
    for word, count in counts.items():
        in_any_case[word.lower()] += count
    for word, count in counts.items():
        enough = least_if_short if len(word) <= SHORT else least
        if word.islower() and count >= max(enough, MIN_SMALL * in_any_case[word]):
            yield word


if __name__ == "__main__":
    sys.exit(main())
