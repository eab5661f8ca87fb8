"""What counts as a word: the form in which two texts are compared."""

from __future__ import annotations

import re
import unicodedata

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts without spaces between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese): each character is a word."""

WORD = re.compile(f"[{SPACELESS}]|[^\\W_{SPACELESS}]+")
DROPPED_CHARACTERS = "'’\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Apostrophes, and characters that are not seen: soft hyphens, zero-width spaces and joiners."""
DROPPED = re.compile(f"[{DROPPED_CHARACTERS}]")

MARKS = re.compile(r"([^\w\s!-~]{100})(?=[^\w\s!-~])")
"""Endless runs of accents on one letter take Python quadratic time to normalise, so such runs are broken up."""
GRAPHEME_JOINER = "\u034f"
ENDLESS = b"?" * 101
"""What such a run is in ASCII."""
BEYOND = re.compile("[^\x00-\xff‘“”„–—•€]")
"""Characters beyond Latin-1 that may be more than the most frequent marks."""
DROPPED_IN_LATIN = b"'\xad"
WORDS_APART = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
"""Each character of Latin-1 → itself in a word, a space elsewhere."""


def composed(text: str) -> str:
    """One way to write each character (NFKC); the case stays."""
    if text.isascii():
        return text
    if ENDLESS in text.encode("ascii", "replace"):
        text = MARKS.sub(rf"\1{GRAPHEME_JOINER}", text)
    return unicodedata.normalize("NFKC", text)


def words_of(text: str) -> list[str]:
    """The words of a text, without case, apostrophes, punctuation and other ways to write the same character.

    >>> words_of("The minister’s ﬁrst “No”: 1,000 days")
    ['the', 'ministers', 'first', 'no', '1', '000', 'days']
    >>> words_of("東京 2024")
    ['東', '京', '2024']
    """
    return spaced_words(text).split()


def spaced_words(text: str) -> str:
    """The words of a text as `words_of` has them, with one or more spaces between them.

    >>> spaced_words("Rain, “sun” & snow").split()
    ['rain', 'sun', 'snow']
    """
    lowered = composed(text).lower()
    if not lowered.isascii() and BEYOND.search(lowered):
        return " ".join(WORD.findall(DROPPED.sub("", lowered)))
    bare = lowered.replace("’", "").encode("latin-1", "replace")
    return bare.translate(WORDS_APART, DROPPED_IN_LATIN).decode("latin-1")
