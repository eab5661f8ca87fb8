"""Finds the copies among many texts at once, by compiled loops: the answer is that of `copies.CopyFinder`."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup import compiled, join
from copydesk.neardup.aligned import differing_parts
from copydesk.neardup.banding import banding_for
from copydesk.neardup.bucketing import first_of_each, group
from copydesk.neardup.compiled import Each
from copydesk.neardup.found import Copy, Found, LookAlike
from copydesk.neardup.guard import judge
from copydesk.neardup.join import NOBODY, Kept, Rows, Scratch
from copydesk.neardup.kept import MAX_GUARDED, MAX_IN_BUCKET
from copydesk.neardup.sketches import Sketches

Indexes = NDArray[np.int64]
Numbers = NDArray[np.int32]


def seek(texts: Sequence[str], threshold: float, guard: bool, min_words: int, workers: int = 1) -> Found:
    """As `CopyFinder.seek` of a new finder. The texts are read and put in buckets by so many threads."""
    with ThreadPoolExecutor(workers) as pool:
        batch = Batch(texts, threshold, guard, min_words, pool.map if workers > 1 else map)
    return batch.decide_guarded() if guard else batch.decide()


class Batch:
    """Texts that have been read and put in buckets, so that they can be decided one after the other."""

    def __init__(
        self, texts: Sequence[str], threshold: float, guard: bool, min_words: int, each: Each
    ) -> None:
        self._texts = texts
        self._threshold = threshold
        made = compiled.sketch(texts, banding_for(threshold), min_words, False, each)
        self._firsts = first_of_each(made.signed if guard else made.digests, made.words)
        self._members, buckets, count = _bucketed(made, self._firsts, each)
        del made  # most of the memory, which what follows needs
        sets = compiled.shingle_sets([texts[index] for index in self._members.tolist()], min_words, each)
        self._rows = Rows(buckets, sets.hashes, sets.ends)
        self._kept, self._scratch = _kept(self._rows, count), _scratch(self._rows)
        self._of = np.arange(len(self._members), dtype=np.int32)
        self._similarities = np.ones(len(self._members))

    def decide(self) -> Found:
        """Nothing but similarity counts."""
        capped = join.decide_by_similarity(
            MAX_IN_BUCKET,
            self._threshold,
            self._rows,
            self._kept,
            self._scratch,
            self._of,
            self._similarities,
        )
        return Found(self._copies(), (), capped)

    def decide_guarded(self) -> Found:
        """The guard is asked wherever a text is similar to kept ones."""
        look_alikes = []
        row, found, capped = self._seek(0)
        while found:
            matches = self._scratch.matches[:found].tolist()
            verdict = judge((self._text(match) for match in matches), self._text(row), differing_parts)
            place = verdict.copied or 0
            similarity = float(self._scratch.similarities[place])
            if verdict.copied is None:
                capped += join.keep(row, MAX_IN_BUCKET, self._rows, self._kept)
                index, of = int(self._members[row]), int(self._members[matches[0]])
                look_alikes.append(LookAlike(index, of, similarity, verdict.difference))
            else:
                self._of[row], self._similarities[row] = matches[place], similarity
            row, found, more = self._seek(row + 1)
            capped += more
        return Found(self._copies(), tuple(look_alikes), capped)

    def _text(self, row: int) -> str:
        return self._texts[int(self._members[row])]

    def _seek(self, row: int) -> tuple[int, int, int]:
        found: tuple[int, int, int] = join.seek(
            row, MAX_IN_BUCKET, self._threshold, self._rows, self._kept, self._scratch
        )
        return found

    def _copies(self) -> tuple[Copy, ...]:
        """All copies: those that were decided, and the repeats of texts, which share their fates."""
        of, similarities = np.arange(len(self._texts)), np.ones(len(self._texts))
        of[self._members] = self._members[self._of]
        similarities[self._members] = self._similarities
        firsts = np.where(self._firsts == NOBODY, np.arange(len(self._texts)), self._firsts)
        of, similarities = of[firsts], similarities[firsts]
        copies = np.flatnonzero(of != np.arange(len(of)))
        found = zip(copies.tolist(), of[copies].tolist(), similarities[copies].tolist(), strict=True)
        return tuple(Copy(*one) for one in found)


def _bucketed(made: Sketches, firsts: Indexes, each: Each) -> tuple[Indexes, Numbers, int]:
    """The texts that share a band with another, the bucket of each in each band, and the number of buckets."""
    found = list(each(lambda band: group(made.bands[:, band], firsts), range(made.bands.shape[1])))
    shares = np.zeros(len(made), np.bool_)
    for members, _, _ in found:
        shares[members] = True
    row_of = np.cumsum(shares) - 1
    buckets = np.full((int(shares.sum()), len(found)), NOBODY, np.int32)
    before = 0
    for band, (members, numbers, count) in enumerate(found):
        buckets[row_of[members], band] = numbers + before
        before += count
    return np.flatnonzero(shares), buckets, before


def _kept(rows: Rows, buckets: int) -> Kept:
    """Empty buckets."""
    lasts, befores = (np.full(size, NOBODY, np.int32) for size in (buckets, rows.buckets.size))
    return Kept(lasts, np.zeros(buckets, np.int32), befores)


def _scratch(rows: Rows) -> Scratch:
    """Room for the longest row's shingles, in a table that is at most half full, and for the matches of one row."""
    longest = int(np.diff(rows.ends, prepend=0).max(initial=1))
    size = 1 << (2 * longest).bit_length()
    seen, owners = (np.full(size, NOBODY, np.int32) for size in (len(rows.ends), size))
    matches, similarities = np.zeros(MAX_GUARDED, np.int32), np.zeros(MAX_GUARDED)
    return Scratch(seen, owners, np.zeros(size, np.uint64), matches, similarities)
