"""Whether two words are one word in two ways of writing: another spelling, a slip of the pen, an error of a scan."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from struct import iter_unpack
from zlib import crc32

from copydesk.neardup.facts import word_lists

KNOWN_WORDS = "known_words.bin"
"""Checksums (CRC-32) of words that many texts have in small letters, sorted. Made by `python -m train.known_words`."""

SPELLINGS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"([iy])s(?=(?:e[drs]?|ing|ations?|able)$)"), r"\1z"),
    (re.compile(r"([tbg])re(s?)$"), r"\1er\2"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"mme(s?)$"), r"m\1"),
    (re.compile(r"wards$"), "ward"),
    (re.compile(r"dgement"), "dgment"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"([aeiou][^aeiou]+[aeiou])ll(?=(?:ed|ing|ers?|ous|ations?)$)"), r"\1l"),
)
"""British and American spellings, each put in one way: colour, organise, centre, defence, dialogue, programme, towards,
judgement, anaemia, travelling."""
MIN_SPELLING = 5
"""Shorter words would be confused ("four", "for")."""

SCANNED = str.maketrans({"1": "l", "i": "l", "|": "l", "!": "l", "0": "o", "5": "s", "c": "e", "b": "h"})
SCANNED_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("fi", "fl"))
"""Letters that a machine reads for each other on a scan; what looks alike gets one form."""

MAX_SLIP = 2
MIN_LONG = 6
"""A slip changes two letters beside each other at most, in a word that is shorter than this one."""
MIN_NAME, MIN_SCANNED, MIN_RARE = 5, 4, 4


@lru_cache(4096)
def is_same_word(one: str, other: str, *, are_names: bool = False) -> bool:
    """Are the words one word? Both in small letters; `are_names` if both begin with a capital in their texts.

    The principle: **a slip makes a word that is none.** Where both are known words, each means what it says, however
    near they are; where one is known and the other is not, letters that differ in one place are a slip. Where
    neither is known, and in names, less is allowed: names differ in a letter.

    >>> is_same_word("market", "makret"), is_same_word("colour", "color"), is_same_word("several", "severa1")
    (True, True, True)
    >>> is_same_word("hired", "fired"), is_same_word("form", "from"), is_same_word("won", "win")
    (False, False, False)
    >>> is_same_word("johnson", "johnston", are_names=True), is_same_word("iran", "iraq", are_names=True)
    (False, False)
    """
    if _written(one) == _written(other):
        return True
    known = is_known(one) + is_known(other)
    if known == 2 or any(word.isdecimal() for word in (one, other)):
        return False
    if _scanned(one) == _scanned(other) and min(len(one), len(other)) >= (2 if known else MIN_SCANNED):
        return not are_names or bool(known) or len(one) > MIN_NAME
    if any(letter.isdecimal() for letter in one + other):
        return False
    return _is_slip(one, other, bool(known), are_names)


def is_known(word: str) -> bool:
    """Is it a word that many texts have in small letters, or that states a fact?"""
    return crc32(word.encode()) in _known() or word in word_lists().facts


@cache
def _known() -> frozenset[int]:
    sums = iter_unpack("<I", (resources.files(__package__) / KNOWN_WORDS).read_bytes())
    return frozenset(checksum for (checksum,) in sums)


@lru_cache(4096)
def _written(word: str) -> str:
    """A word without accents and in one of its spellings.

    >>> _written("organisation"), _written("Straße".lower()), _written("año")
    ('organization', 'strasse', 'ano')
    """
    if not word.isascii():
        apart = unicodedata.normalize("NFD", word.replace("ß", "ss"))
        word = "".join(letter for letter in apart if not unicodedata.combining(letter)) or word
    if len(word) >= MIN_SPELLING:
        for pattern, form in SPELLINGS:
            word = pattern.sub(form, word)
    return word


def _scanned(word: str) -> str:
    """A word in which letters that look alike are the same.

    >>> _scanned("rnodern") == _scanned("modern"), _scanned("tbe") == _scanned("the")
    (True, True)
    """
    for pair, looks in SCANNED_PAIRS:
        word = word.replace(pair, looks)
    return word.translate(SCANNED)


def _is_slip(one: str, other: str, one_is_known: bool, are_names: bool) -> bool:
    """Do they differ in one place, by letters that a slip puts in, leaves out, replaces or turns round?"""
    start = _shared_letters(one, other)
    end = _shared_letters(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    longest = max(len(one), len(other))
    is_turned = len(left) == MAX_SLIP and left == right[::-1]
    if are_names:
        is_inside = one_is_known and start > 0 and end > 0 and not (left and right)
        return longest >= MIN_NAME and ((is_turned and start > 0) or (is_inside and len(left + right) == 1))
    size = max(len(left), len(right))
    if one_is_known:
        return is_turned or (
            min(len(one), len(other)) > 1 and size <= (MAX_SLIP if longest >= MIN_LONG else 1)
        )
    return longest >= MIN_RARE and start > 0 and size <= min(MAX_SLIP, longest // 3)


def _shared_letters(one: str, other: str) -> int:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared
