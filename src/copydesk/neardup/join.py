"""The compiled loops that compare texts with the kept ones of their buckets, and tell which are similar enough.

They do for many texts at once what `copies.CopyFinder` and `kept.KeptTexts` do for texts that come one by one, and
decide alike: a text is compared with the kept texts of its buckets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup.compiling import compiled

Counts = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int32]

NOBODY = -1


class Rows(NamedTuple):
    """The texts that share a band with another: the bucket of each in each band (`NOBODY` where it is alone), and the
    hashes of the shingles of all, with where each row's end."""

    buckets: Numbers
    hashes: Hashes
    ends: Counts


class Kept(NamedTuple):
    """What is in the buckets: the last node of each and how many there are, and the node before each node. The node of
    a row in a band is `row * bands + band`."""

    lasts: Numbers
    sizes: Numbers
    befores: Numbers


class Scratch(NamedTuple):
    """What a comparison needs: for each row the last one that was compared with it, a table for the shingles of one
    row, and the best matches so far with their similarities."""

    seen: Numbers
    owners: Numbers
    slots: Hashes
    matches: Numbers
    similarities: NDArray[np.float64]


@compiled
def match(row: int, threshold: float, rows: Rows, kept: Kept, scratch: Scratch) -> int:
    """The kept rows in a row's buckets that are similar enough: the most similar first, of equals the first to arrive.
    Gives how many there are in `scratch.matches`, which holds the best."""
    found = 0
    is_laid_out = False
    bands = rows.buckets.shape[1]
    start = rows.ends[row - 1] if row else 0
    length = rows.ends[row] - start
    for band in range(bands):
        bucket = rows.buckets[row, band]
        node = kept.lasts[bucket] if bucket != NOBODY else NOBODY
        while node != NOBODY:
            other = node // bands
            node = kept.befores[node]
            if scratch.seen[other] == row:
                continue
            scratch.seen[other] = row
            other_start = rows.ends[other - 1] if other else 0
            other_length = rows.ends[other] - other_start
            if min(length, other_length) / max(length, other_length) < threshold:
                continue
            if not is_laid_out:
                lay_out(row, rows.hashes[start : rows.ends[row]], scratch.owners, scratch.slots)
                is_laid_out = True
            others = rows.hashes[other_start : rows.ends[other]]
            common = count_common(row, others, scratch.owners, scratch.slots)
            similarity = common / (length + other_length - common)
            if similarity >= threshold:
                found = insert(found, other, similarity, scratch.matches, scratch.similarities)
    return found


@compiled
def insert(
    found: int, other: int, similarity: float, matches: Numbers, similarities: NDArray[np.float64]
) -> int:
    """Put a match in its place among the best so far, of which there is a limited number."""
    at = found
    while at > 0 and (
        similarities[at - 1] < similarity or (similarities[at - 1] == similarity and matches[at - 1] > other)
    ):
        at -= 1
    if at == len(matches):
        return found
    for behind in range(min(found, len(matches) - 1), at, -1):
        matches[behind], similarities[behind] = matches[behind - 1], similarities[behind - 1]
    matches[at], similarities[at] = other, similarity
    return min(found + 1, len(matches))


@compiled
def lay_out(row: int, hashes: Hashes, owners: Numbers, slots: Hashes) -> None:
    """Put a row's shingles in the table, so that others' can be looked up there."""
    mask = len(slots) - 1
    for one in hashes:
        slot = np.int64(one & np.uint64(mask))
        while owners[slot] == row:
            slot = (slot + 1) & mask
        owners[slot], slots[slot] = row, one


@compiled
def count_common(row: int, hashes: Hashes, owners: Numbers, slots: Hashes) -> int:
    """How many of a text's shingles are among those that were laid out."""
    mask = len(slots) - 1
    common = 0
    for one in hashes:
        slot = np.int64(one & np.uint64(mask))
        while owners[slot] == row and slots[slot] != one:
            slot = (slot + 1) & mask
        common += owners[slot] == row
    return common


@compiled
def keep(row: int, room: int, rows: Rows, kept: Kept) -> int:
    """Put a row in its buckets, as far as they have room. Gives 1 if one had none, else 0."""
    full = 0
    bands = rows.buckets.shape[1]
    for band in range(bands):
        bucket = rows.buckets[row, band]
        if bucket == NOBODY:
            continue
        if kept.sizes[bucket] >= room:
            full = 1
            continue
        node = row * bands + band
        kept.befores[node], kept.lasts[bucket] = kept.lasts[bucket], node
        kept.sizes[bucket] += 1
    return full


@compiled
def seek(
    row: int, room: int, threshold: float, rows: Rows, kept: Kept, scratch: Scratch
) -> tuple[int, int, int]:
    """Keep rows from `row` on until one is similar to a kept one. Gives that row (or the number of rows), how many
    matches it has, and how many of those that it kept found a bucket full."""
    full = 0
    while row < len(rows.ends):
        found = match(row, threshold, rows, kept, scratch)
        if found:
            return row, found, full
        full += keep(row, room, rows, kept)
        row += 1
    return row, 0, full


@compiled
def decide_by_similarity(
    room: int,
    threshold: float,
    rows: Rows,
    kept: Kept,
    scratch: Scratch,
    of: Numbers,
    similarities: NDArray[np.float64],
) -> int:
    """Decide all rows: a copy of the most similar kept one, if any is similar enough (`of` says which), or kept.
    Gives how many of those that it kept found a bucket full."""
    row, found, full = seek(0, room, threshold, rows, kept, scratch)
    while found:
        of[row], similarities[row] = scratch.matches[0], scratch.similarities[0]
        row, found, more = seek(row + 1, room, threshold, rows, kept, scratch)
        full += more
    return full
