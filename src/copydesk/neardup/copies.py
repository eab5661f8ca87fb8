"""Finds which texts are near-copies of earlier ones that are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.errors import SettingsError
from copydesk.neardup.banding import banding_for
from copydesk.neardup.guard import difference
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS, Shingles, shingles_of, similarity
from copydesk.neardup.signature import Signer

MAX_IN_BUCKET = 64
"""Kept texts that may share a band. More of them are texts made from one template, and each later one would have to
be compared with all."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that is a near-copy of an earlier one, `of`, which is kept."""

    index: int
    of: int
    similarity: float


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A text that is kept although it resembles a kept one, `of`: in which words it states something else."""

    index: int
    of: int
    similarity: float
    difference: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one call of `CopyFinder.seek` found. `capped` counts kept texts for which a bucket had no room left, so
    that a later copy of them may have been missed."""

    copies: tuple[Copy, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    capped: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A kept text and how similar it is."""

    of: int
    similarity: float


def find_copies(texts: Sequence[str], threshold: float = 0.8, guard: bool = True) -> list[Copy]:
    """Which texts are copies of earlier ones that are kept, in the order of the texts.

    Similarity is the share of three-word runs that two texts have in common; texts of fewer than five words take no
    part. Look-alikes that state other facts are left out, unless `guard` is off and nothing but similarity counts.

    >>> find_copies([
    ...     "The council met on Monday to vote on the new budget for schools and libraries in town.",
    ...     "REUTERS - The council met on Monday to vote on the new budget for schools and libraries in town.",
    ...     "The council met on Friday to vote on the new budget for schools and libraries in town.",
    ... ])
    [Copy(index=1, of=0, similarity=0.9375)]
    """
    return list(CopyFinder(threshold, guard).seek(texts).copies)


class CopyFinder:
    """Seeks copies among texts that arrive one after the other; what arrived in earlier calls counts on.

    A copy cites the kept text that it resembles most, of equals the first to arrive. A text with the very words of
    an earlier one shares its fate: it is a copy of it if that is kept, else of what that is a copy of.
    """

    def __init__(self, threshold: float = 0.8, guard: bool = True, min_words: int = MIN_WORDS) -> None:
        if not 0 < threshold <= 1:
            raise SettingsError(f"threshold is {threshold}; it must be above 0 and at most 1")
        self._threshold = threshold
        self._guard = guard
        self._min_words = max(MIN_WORDS, min_words)
        self._arrived = 0
        self._fates: dict[bytes, Match] = {}
        self._kept = KeptTexts(threshold)

    def seek(self, texts: Sequence[str]) -> Found:
        """Which of the texts are copies or look-alikes. `index` and `of` count the texts of all calls, from 0."""
        capped = self._kept.capped
        found = [self._decide(text) for text in texts]
        return Found(
            tuple(one for one in found if isinstance(one, Copy)),
            tuple(one for one in found if isinstance(one, LookAlike)),
            self._kept.capped - capped,
        )

    def _decide(self, text: str) -> Copy | LookAlike | None:
        index = self._arrived
        self._arrived += 1
        words = words_of(text)
        if len(words) < self._min_words:
            return None
        fate = self._fates.get(key := _key(words))
        if fate is None:
            decision = self._compare(index, text, shingles_of(words))
            fate = (
                Match(decision.of, decision.similarity) if isinstance(decision, Copy) else Match(index, 1.0)
            )
            self._fates[key] = fate
            return decision
        return Copy(index, fate.of, fate.similarity)

    def _compare(self, index: int, text: str, shingles: Shingles) -> Copy | LookAlike | None:
        """What a text is whose very words have not been seen before; kept for later ones if it is no copy."""
        bands = self._kept.bands(shingles)
        spared: LookAlike | None = None
        for match in self._kept.matches(shingles, bands):
            differs = difference(self._kept.text(match.of), text) if self._guard else ""
            if not differs:
                return Copy(index, match.of, match.similarity)
            spared = spared or LookAlike(index, match.of, match.similarity, differs)
        self._kept.add(index, text, bands)
        return spared


class KeptTexts:
    """The texts that were kept, and the buckets through which similar ones are found."""

    def __init__(self, threshold: float) -> None:
        self.capped = 0
        self._threshold = threshold
        self._banding = banding_for(threshold)
        self._signer: Signer | None = None
        self._texts: dict[int, str] = {}
        self._buckets: list[dict[bytes, list[int]]] = [{} for _ in range(self._banding.bands)]

    def text(self, index: int) -> str:
        return self._texts[index]

    def bands(self, shingles: Shingles) -> list[bytes]:
        # Made here and not at once: it loads numpy, which takes longer than most uses of copydesk.
        self._signer = self._signer or Signer(self._banding)
        return self._signer.bands(shingles)

    def matches(self, shingles: Shingles, bands: Sequence[bytes]) -> list[Match]:
        """The kept texts truly similar enough: the most similar first, of equals the first to arrive."""
        candidates: set[int] = set()
        for buckets, band in zip(self._buckets, bands, strict=True):
            candidates.update(buckets.get(band, ()))
        compared = (Match(of, self._similarity(of, shingles)) for of in candidates)
        matches = [match for match in compared if match.similarity >= self._threshold]
        return sorted(matches, key=lambda match: (-match.similarity, match.of))

    def add(self, index: int, text: str, bands: Sequence[bytes]) -> None:
        self._texts[index] = text
        full = False
        for buckets, band in zip(self._buckets, bands, strict=True):
            bucket = buckets.setdefault(band, [])
            if len(bucket) < MAX_IN_BUCKET:
                bucket.append(index)
            else:
                full = True
        self.capped += full

    def _similarity(self, of: int, shingles: Shingles) -> float:
        return similarity(shingles_of(words_of(self._texts[of])), shingles)


def _key(words: Sequence[str]) -> bytes:
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
