"""What each character is to the compiled reader of words, as a table by code point.

The reader takes texts of which every character stands for itself: composed (NFKC), with one lower-case character to
each. A character that may need more (an accent to be composed, a ligature, a Greek capital whose small form depends on
its place) is `HARD`, and a text that has one is first put into words by `normalise.words_of`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.normalise import DROPPED_CHARACTERS, SPACELESS
from copydesk.neardup.signs import CURRENCIES

MARK, SPACE, LETTER, DIGIT, ALONE, DROPPED, CURRENCY, HARD = range(8)
"""Kinds: of no word · white space · in words · a decimal digit · a word of its own · passed over · a currency ·
needs more than a table."""

END = 0x3100
"""The table ends behind the Japanese syllables. What comes later is a Chinese or Korean character, or hard."""
HAN_START, HAN_END = 0x3400, 0xA000
HANGUL_START, HANGUL_END = 0xAC00, 0xD7A4
HEXAGRAMS_START, HEXAGRAMS_END = 0x4DC0, 0x4E00
"""Signs that stand between the two blocks of Chinese characters and are none."""
KIND_SHIFT = 24
"""An entry is a kind, and in its lower 24 bits the code point of the small letter."""

IS_ALONE = re.compile(f"[{SPACELESS}]")
SIGMA = "Σ"
"""Its small form is ς at the end of a word."""


@cache
def table() -> NDArray[np.uint32]:
    """The entries of all characters before `END`, made from Python's Unicode data in 15 ms."""
    return np.array([_entry(chr(code)) for code in range(END)], dtype=np.uint32)


@cache
def plain_letters() -> NDArray[np.uint8]:
    """For each byte, the small letter or digit that it is in ASCII; 0 if it is none."""
    letters = (chr(byte).lower() if byte < 0x80 and chr(byte).isalnum() else "\0" for byte in range(256))
    return np.array([ord(letter) for letter in letters], dtype=np.uint8)


def _entry(character: str) -> int:
    """A character's kind and small letter. One that normalising replaces counts as what takes its place, if both
    stand between words, as a no-break space does, or both are letters."""
    composed = unicodedata.normalize("NFKC", character)
    kinds = {_kind(one) for one in composed}
    is_letter = kinds == {LETTER} and len(composed) == 1 and character.isalnum()
    if composed != character and not (is_letter or kinds <= {MARK, SPACE}):
        return HARD << KIND_SHIFT
    small = composed.lower()
    return min(kinds) << KIND_SHIFT | (ord(small) if len(small) == 1 else 0)


def _kind(character: str) -> int:
    small = character.lower()
    if len(small) > 1 or character == SIGMA or _may_compose(character):
        return HARD
    if character in DROPPED_CHARACTERS:
        return DROPPED
    if IS_ALONE.match(small):
        return ALONE
    if character in CURRENCIES:
        return CURRENCY
    if character.isdecimal():
        return DIGIT
    if small.isalnum():
        return LETTER
    return SPACE if character.isspace() or character == "_" else MARK


def _may_compose(character: str) -> bool:
    """May normalising put it together with the character before it?"""
    return unicodedata.category(character) in ("Mn", "Mc") or "\u1100" <= character <= "\u11ff"
