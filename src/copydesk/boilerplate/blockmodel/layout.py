"""A text as arrays: the kind of each character, and the words of each line as hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.characters import KINDS, TABLE_SIZE, Kind

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

LONGEST_LINE = 2000
"""Characters of a line that are looked at: no boilerplate line is longer, and an article's line has said enough."""

ODD = 0x9E3779B97F4A7C15
"""Any odd number has an inverse modulo 2⁶⁴; this one (2⁶⁴ over the golden ratio) spreads small numbers well."""
MIX = np.uint64(0xD6E8FEB86659FD93)
PAIR = (np.uint64(0x9E3779B1), np.uint64(0x85EBCA77))
HALF = np.uint64(32)
LEAST_BITS = 15
"""Texts of up to 2 ** 15 characters, as nearly all are, share one table of powers."""

WORD_KIND = np.zeros(KINDS, np.uint8)
WORD_KIND[[Kind.LOWER, Kind.UPPER, Kind.CASELESS, Kind.DIGIT]] = 1
WORD_KIND[Kind.SPACELESS] = 2


@dataclass(frozen=True, slots=True)
class Tables:
    """For every character its kind, and its small letter; the last place is for all above the table."""

    kinds: npt.NDArray[np.uint8]
    lower: npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Layout:
    """The characters and words of a text of `lines` lines.

    `starts` and `ends` bound the lines' characters; `first_word` has lines + 1 entries and bounds their words, of which
    `word_*` have one entry each. Where a script writes no spaces, each character is a word, hashed with the next one.
    """

    lines: int
    codes: Numbers
    kinds: npt.NDArray[np.uint8]
    line_of: Numbers
    starts: Numbers
    ends: Numbers
    first_word: Numbers
    word_line: Numbers
    word_start: Numbers
    word_length: Numbers
    word_kind: npt.NDArray[np.uint8]
    word_hash: Hashes
    line_hash: Hashes

    def pair_hashes(self) -> tuple[Hashes, Numbers]:
        """The hashes of the pairs of neighbouring words, and the line of each."""
        inside = np.flatnonzero(self.word_line[1:] == self.word_line[:-1])
        one, two = self.word_hash.take(inside), self.word_hash.take(inside + 1)
        mixed = one * PAIR[0] + two * PAIR[1] + np.uint64(1)
        mixed ^= mixed >> np.uint64(31)
        return (mixed * MIX) >> HALF, self.word_line.take(inside)


def layout_of(texts: Sequence[str], tables: Tables) -> Layout:
    """The arrays of a text that is given as its lines (at least one)."""
    joined = "\n".join(text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] for text in texts) + "\n"
    characters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes: Numbers = np.minimum(characters, TABLE_SIZE).astype(np.int64)
    kinds = tables.kinds.take(codes)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate(([0], ends[:-1] + 1))
    line_of = np.repeat(np.arange(len(ends)), ends - starts + 1)
    word_start, word_end = _words(kinds)
    word_kind = kinds.take(word_start)
    hash_end = word_end + ((word_kind == Kind.SPACELESS) & (kinds[word_end] == Kind.SPACELESS))
    word_hash = _span_hashes(tables.lower.take(codes), word_start, hash_end)
    word_line = line_of.take(word_start)
    first_word = np.searchsorted(word_line, np.arange(len(ends) + 1))
    return Layout(
        lines=len(ends),
        codes=codes,
        kinds=kinds,
        line_of=line_of,
        starts=starts,
        ends=ends,
        first_word=first_word,
        word_line=word_line,
        word_start=word_start,
        word_length=word_end - word_start,
        word_kind=word_kind,
        word_hash=word_hash,
        line_hash=_span_hashes(word_hash, first_word[:-1], first_word[1:]),
    )


def _words(kinds: npt.NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """Where the words begin and end: runs of letters and digits, and each character of a spaceless script."""
    word = WORD_KIND.take(kinds)
    before = np.concatenate((np.zeros(1, np.uint8), word[:-1]))
    after = np.concatenate((word[1:], np.zeros(1, np.uint8)))
    begins = (word > before) | (word == 2) | ((word == 1) & (before == 2))
    closes = (word > after) | (word == 2) | ((word == 1) & (after == 2))
    return np.flatnonzero(begins), np.flatnonzero(closes) + 1


@lru_cache(4)
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """The first 2 ** bits powers of `ODD` and of its inverse."""
    inverse = pow(ODD, -1, 1 << 64)
    powers = (np.full(1 << bits, base, np.uint64) for base in (ODD, inverse))
    one, two = (np.multiply.accumulate(np.concatenate(([np.uint64(1)], some[1:]))) for some in powers)
    return one, two


def _span_hashes(values: Hashes, starts: Numbers, ends: Numbers) -> Hashes:
    """A 32-bit hash of each span of values: Σ (vᵢ + 1)·ODDⁱ, sums taken modulo 2⁶⁴ and shifted back to the start."""
    powers, inverses = _powers(max(len(values).bit_length(), LEAST_BITS))
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum((values + np.uint64(1)) * powers[: len(values)], out=sums[1:])
    spans = (sums.take(ends) - sums.take(starts)) * inverses.take(starts)
    spans ^= spans >> np.uint64(29)
    return (spans * MIX) >> HALF
