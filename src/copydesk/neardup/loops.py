"""The compiled loops that read and sketch texts: one pass over arrays, no Python object a word.

numba compiles them when they are first called and keeps the machine code beside this file, or in the user's cache
folder. Whole numbers only, so that every machine has the same answer. What they compute is defined in plain Python by
`normalise`, `signs`, `hashing` and `plain`.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from copydesk.neardup import characters as kinds
from copydesk.neardup.compiling import compiled
from copydesk.neardup.hashing import FNV_OFFSET, FNV_PRIME, GOLDEN, MIX_1, MIX_2, TURN

Counts = NDArray[np.int64]
Hashes = NDArray[np.uint64]

MARK, SPACE, LETTER, DIGIT = kinds.MARK, kinds.SPACE, kinds.LETTER, kinds.DIGIT
ALONE, DROPPED, CURRENCY, HARD = kinds.ALONE, kinds.DROPPED, kinds.CURRENCY, kinds.HARD
SHIFT, SMALL = np.uint32(kinds.KIND_SHIFT), np.uint32((1 << kinds.KIND_SHIFT) - 1)
END, HAN_START, HAN_END = kinds.END, kinds.HAN_START, kinds.HAN_END
HANGUL_START, HANGUL_END = kinds.HANGUL_START, kinds.HANGUL_END
HEXAGRAMS_START, HEXAGRAMS_END = kinds.HEXAGRAMS_START, kinds.HEXAGRAMS_END
START, PRIME, BASE = np.uint64(FNV_OFFSET), np.uint64(FNV_PRIME), np.uint64(GOLDEN)
FACTOR_1, FACTOR_2 = np.uint64(MIX_1), np.uint64(MIX_2)
LEFT, RIGHT = np.uint64(TURN), np.uint64(64 - TURN)
BEYOND = 0x10000
"""Stands for all characters beyond the basic plane: they are hard."""
S33, S32 = np.uint64(33), np.uint64(32)
FACTOR_32_1, FACTOR_32_2 = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
S16, S13 = np.uint32(16), np.uint32(13)
NINE = np.uint8(ord("9"))
"""Letters come behind digits."""
MOST, NONE = np.uint32(0xFFFFFFFF), np.uint64(0)
AT_ONCE = 4
"""Shingles that are permuted together, which keeps the processor's vectors full."""


@njit(inline="always")
def mix(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> S33)) * FACTOR_1
    value = (value ^ (value >> S33)) * FACTOR_2
    return value ^ (value >> S33)


@njit(inline="always")
def mix_32(value: np.uint32) -> np.uint32:
    value = np.uint32((value ^ (value >> S16)) * FACTOR_32_1)
    value = np.uint32((value ^ (value >> S13)) * FACTOR_32_2)
    return np.uint32(value ^ (value >> S16))


@njit(inline="always")
def permuted(value: np.uint32, factor: np.uint32, summand: np.uint32) -> np.uint32:
    """numba computes with 64 bits unless it is told that 32 are meant."""
    return np.uint32(value * factor + summand)


@njit(inline="always")
def digested(value: np.uint64, one: np.uint64) -> np.uint64:
    return (((value << LEFT) | (value >> RIGHT)) ^ one) * BASE


@njit(inline="always")
def code_point(buffer: NDArray[np.uint8], at: int) -> tuple[int, int]:
    """The character whose UTF-8 begins at a place, and how many bytes it has."""
    first = int(buffer[at])
    if first < 0x80:
        return first, 1
    second = int(buffer[at + 1]) & 0x3F
    if first < 0xE0:
        return (first & 0x1F) << 6 | second, 2
    if first < 0xF0:
        return (first & 0x0F) << 12 | second << 6 | (int(buffer[at + 2]) & 0x3F), 3
    return BEYOND, 4


@njit(inline="always")
def entry_of(code: int, table: NDArray[np.uint32]) -> np.uint32:
    """The table's entry of a character, or what it would be."""
    if code < END:
        return np.uint32(table[code])
    if HAN_START <= code < HAN_END and not HEXAGRAMS_START <= code < HEXAGRAMS_END:
        return (np.uint32(ALONE) << SHIFT) | np.uint32(code)
    if HANGUL_START <= code < HANGUL_END:
        return (np.uint32(LETTER) << SHIFT) | np.uint32(code)
    return np.uint32(HARD) << SHIFT


@compiled
def read_words(
    buffer: NDArray[np.uint8], ends: Counts, table: NDArray[np.uint32], plain: NDArray[np.uint8]
) -> tuple[Hashes, Counts, Hashes, NDArray[np.bool_]]:
    """The hashes of the words of texts in UTF-8: all of them, where each text's end, the digest of its signs, and
    whether the text is too hard for this reader (then it has no words here)."""
    count = len(ends)
    words = np.empty(len(buffer) // 2 + count + 1, np.uint64)
    word_ends, signs, hard = np.empty(count, np.int64), np.zeros(count, np.uint64), np.zeros(count, np.bool_)
    found = at = 0
    for text in range(count):
        first, end = found, ends[text]
        value, sign_value, in_word = START, NONE, False
        kind_before = last_kind = np.uint32(SPACE)
        last = 0
        while at < end:
            begin = at
            while at < end and plain[buffer[at]]:
                value = (value ^ np.uint64(plain[buffer[at]])) * PRIME
                at += 1
            if at > begin:
                in_word = True
                if kind_before == DIGIT and buffer[begin] <= NINE and last_kind in (MARK, DROPPED):
                    sign_value = digested(sign_value, np.uint64(last))
                last_kind = np.uint32(DIGIT) if buffer[at - 1] <= NINE else np.uint32(LETTER)
                if at == end:
                    break
            code, width = code_point(buffer, at)
            at += width
            entry = entry_of(code, table)
            kind = entry >> SHIFT
            if kind in (LETTER, DIGIT):
                value, in_word = (value ^ np.uint64(entry & SMALL)) * PRIME, True
                if kind == DIGIT and kind_before == DIGIT and last_kind in (MARK, DROPPED):
                    sign_value = digested(sign_value, np.uint64(last))
            elif kind != DROPPED:
                if in_word:
                    words[found] = value
                    found += 1
                    value, in_word = START, False
                if kind == ALONE:
                    words[found] = (START ^ np.uint64(entry & SMALL)) * PRIME
                    found += 1
                elif kind == CURRENCY:
                    sign_value = digested(sign_value, np.uint64(code))
                elif kind == HARD:
                    hard[text] = True
            kind_before, last_kind, last = last_kind, kind, code
        if in_word:
            words[found] = value
            found += 1
        if hard[text]:
            found = first
        word_ends[text], signs[text] = found, mix(sign_value)
    return words[:found], word_ends, signs, hard


@compiled
def sketch_words(
    words: Hashes,
    ends: Counts,
    signs: Hashes,
    factors: NDArray[np.uint32],
    summands: NDArray[np.uint32],
    min_words: int,
    first_row: int,
    counts: NDArray[np.int32],
    digests: Hashes,
    signed: Hashes,
    bands: Hashes,
    signatures: NDArray[np.uint32],
) -> None:
    """Fill in rows of `Sketches`, which are all 0 before, from the hashes of words. `signatures` may have no row."""
    permutations, rows = len(factors), len(factors) // bands.shape[1]
    least = np.empty(permutations, np.uint32)
    longest = 0
    start = 0
    for text in range(len(ends)):
        longest = max(longest, ends[text] - start)
        start = ends[text]
    mixed = np.empty(longest + AT_ONCE, np.uint32)
    start = 0
    for text in range(len(ends)):
        end, into = ends[text], first_row + text
        if end - start >= min_words:
            counts[into] = end - start
            said = NONE
            for at in range(start, end):
                said = digested(said, words[at])
            digests[into] = mix(said)
            signed[into] = mix(digested(digested(NONE, digests[into]), signs[text]))
            shingles = end - start - 2
            for at in range(shingles):
                one = (words[start + at] * BASE + words[start + at + 1]) * BASE + words[start + at + 2]
                mixed[at] = mix_32(np.uint32(mix(one)))
            for at in range(shingles, shingles + AT_ONCE):
                mixed[at] = mixed[shingles - 1]
            least[:] = MOST
            for at in range(0, shingles, AT_ONCE):
                h0, h1, h2, h3 = mixed[at], mixed[at + 1], mixed[at + 2], mixed[at + 3]
                for one_way in range(permutations):
                    a, b = factors[one_way], summands[one_way]
                    first = min(permuted(h0, a, b), permuted(h1, a, b))
                    second = min(permuted(h2, a, b), permuted(h3, a, b))
                    least[one_way] = min(least[one_way], min(first, second))
            for band in range(bands.shape[1]):
                key = np.uint64(band)
                for row in range(band * rows, band * rows + rows):
                    key = (key ^ np.uint64(least[row])) * BASE
                bands[into, band] = key ^ (key >> S32)
            if len(signatures):
                signatures[into] = least
        start = end


@compiled
def distinct_shingles(words: Hashes, ends: Counts, min_words: int) -> tuple[Hashes, Counts]:
    """The shingles' hashes of each text, each once, in the order in which they first stand there."""
    found = np.empty(len(words), np.uint64)
    found_ends = np.empty(len(ends), np.int64)
    longest = 0
    start = 0
    for text in range(len(ends)):
        longest = max(longest, ends[text] - start)
        start = ends[text]
    size = 4
    while size < 2 * longest:
        size *= 2
    slots, owners = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    filled = start = 0
    for text in range(len(ends)):
        end = ends[text]
        if end - start >= min_words:
            for at in range(start, end - 2):
                one = mix((words[at] * BASE + words[at + 1]) * BASE + words[at + 2])
                slot = np.int64(one & np.uint64(size - 1))
                while owners[slot] == text and slots[slot] != one:
                    slot = (slot + 1) & (size - 1)
                if owners[slot] != text:
                    owners[slot], slots[slot] = text, one
                    found[filled] = one
                    filled += 1
        found_ends[text] = filled
        start = end
    return found[:filled], found_ends
