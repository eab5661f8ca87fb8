"""Which words of a page's lines stand in its text, as people made it: the longest common subsequence of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from train.samples import Ints

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A Chinese or Japanese character is a word."""
MIN_RUN = 3
"""Fewer common words running are chance, unless they are a whole line."""


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return WORD.findall(text.lower())


def common_words(lines: Sequence[str], text: str) -> tuple[Ints, Ints]:
    """For each line how many of its words stand in the text, and how many words it has."""
    words = [words_of(line) for line in lines]
    counts = np.array([len(one) for one in words], np.int64)
    line_of = np.repeat(np.arange(len(lines)), counts)
    common, lone = np.zeros(len(lines), np.int64), np.zeros(len(lines), np.int64)
    numbers: dict[str, int] = {}
    page = [numbers.setdefault(word, len(numbers)) for one in words for word in one]
    gold = [numbers.setdefault(word, len(numbers)) for word in words_of(text)]
    for found in LCSseq.opcodes(page, gold):
        if found.tag == "equal":
            runs = np.bincount(line_of[found.src_start : found.src_end], minlength=len(lines))
            common += runs
            if found.src_end - found.src_start < MIN_RUN:
                lone += runs
    return np.where(common < counts, common - lone, common), counts
