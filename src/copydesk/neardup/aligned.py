"""`alignment.differing_parts` as a compiled loop, for the many texts of a batch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.alignment import MAX_EDITS, Part
from copydesk.neardup.compiling import compiled
from copydesk.neardup.hashing import FNV_OFFSET, FNV_PRIME

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Counts = NDArray[np.int64]

START, PRIME = np.uint64(FNV_OFFSET), np.uint64(FNV_PRIME)
BLANK, CASE, FIRST, LAST = np.uint8(ord(" ")), np.uint8(32), np.uint8(ord("A")), np.uint8(ord("Z"))
MOST = MAX_EDITS
TOO_MANY = -1


def differing_parts(kept: str, later: str) -> list[Part] | None:
    """As `alignment.differing_parts`."""
    one, other = kept.encode("utf-8", "surrogatepass"), later.encode("utf-8", "surrogatepass")
    rows, found = align(np.frombuffer(one, np.uint8), np.frombuffer(other, np.uint8))
    if found == TOO_MANY:
        return None
    return [
        Part(
            one[a:b].decode("utf-8", "surrogatepass"),
            other[c:d].decode("utf-8", "surrogatepass"),
            bool(at_start),
            bool(at_end),
        )
        for a, b, c, d, at_start, at_end in rows[:found][::-1].tolist()
    ]


@compiled
def align(one: Bytes, other: Bytes) -> tuple[Counts, int]:
    """The parts that differ, the last first: where each begins and ends in one text and in the other, in bytes, and
    whether it stands at their start and at their end. `TOO_MANY` if there are too many edits."""
    left, left_ends = parted(one)
    right, right_ends = parted(other)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while (
        end < min(len(left), len(right)) - start and left[len(left) - 1 - end] == right[len(right) - 1 - end]
    ):
        end += 1
    rows = np.empty((2 * MOST, 6), np.int64)
    x, y = len(left) - start - end, len(right) - start - end
    if x == 0 and y == 0:
        return rows, 0
    if x == 0 or y == 0 or (x == 1 and y == 1):
        rows[0, :4] = start, start + x, start, start + y
        return in_bytes(rows, 1, left_ends, right_ends), 1
    trace, edits = traced(left[start : start + x], right[start : start + y])
    if edits == TOO_MANY:
        return rows, TOO_MANY
    found = 0
    while edits > 0:
        row = (edits - 1) * edits // 2
        place = (x - y + edits) // 2
        is_put_in = place == 0 or (place != edits and trace[row + place - 1] < trace[row + place])
        before_x = trace[row + place] if is_put_in else trace[row + place - 1]
        before_y = before_x - (2 * place - edits + (1 if is_put_in else -1))
        after_x, after_y = (before_x, before_y + 1) if is_put_in else (before_x + 1, before_y)
        if found and rows[found - 1, 0] == start + after_x and rows[found - 1, 2] == start + after_y:
            rows[found - 1, 0], rows[found - 1, 2] = start + before_x, start + before_y
        else:
            rows[found, :4] = start + before_x, start + after_x, start + before_y, start + after_y
            found += 1
        x, y = before_x, before_y
        edits -= 1
    return in_bytes(rows, found, left_ends, right_ends), found


@compiled
def parted(text: Bytes) -> tuple[Hashes, Counts]:
    """The hashes of the parts between spaces, without regard to ASCII's capitals, and where each ends."""
    count = 1
    for byte in text:
        count += byte == BLANK
    hashes, ends = np.empty(count, np.uint64), np.empty(count, np.int64)
    value, part = START, 0
    for at in range(len(text)):
        byte = text[at]
        if byte == BLANK:
            hashes[part], ends[part] = value, at
            value, part = START, part + 1
        else:
            if FIRST <= byte <= LAST:
                byte = byte | CASE
            value = (value ^ np.uint64(byte)) * PRIME
    hashes[part], ends[part] = value, len(text)
    return hashes, ends


@compiled
def traced(left: Hashes, right: Hashes) -> tuple[Counts, int]:
    """As `alignment._trace`, row after row, and the number of edits."""
    most = min(MOST, len(left) + len(right))
    trace = np.empty((most + 1) * (most + 2) // 2, np.int64)
    for edits in range(most + 1):
        row, before = edits * (edits + 1) // 2, (edits - 1) * edits // 2
        for place in range(edits + 1):
            x = 0
            if edits:
                is_put_in = place == 0 or (
                    place != edits and trace[before + place - 1] < trace[before + place]
                )
                x = trace[before + place] if is_put_in else trace[before + place - 1] + 1
            y = x + edits - 2 * place
            while x < len(left) and y < len(right) and left[x] == right[y]:
                x, y = x + 1, y + 1
            trace[row + place] = x
            if x >= len(left) and y >= len(right):
                return trace, edits
    return trace, TOO_MANY


@compiled
def in_bytes(rows: Counts, found: int, left_ends: Counts, right_ends: Counts) -> Counts:
    """Rows of parts by their numbers, as rows of bytes."""
    for row in range(found):
        a, b, c, d = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        rows[row, 4], rows[row, 5] = a == 0 and c == 0, b == len(left_ends) and d == len(right_ends)
        rows[row, 0] = 0 if a == 0 else left_ends[a - 1] + 1
        rows[row, 1] = rows[row, 0] if a == b else left_ends[b - 1]
        rows[row, 2] = 0 if c == 0 else right_ends[c - 1] + 1
        rows[row, 3] = rows[row, 2] if c == d else right_ends[d - 1]
    return rows
