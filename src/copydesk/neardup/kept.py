"""The texts that were kept, and the buckets through which those that resemble a new one are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from copydesk.neardup.banding import banding_for
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import Shingles, shingles_of, similarity

MAX_IN_BUCKET = 64
"""Kept texts that may share a band. More of them are texts made from one template, and each later one would have to
be compared with all."""

FEW = MAX_IN_BUCKET
"""So many texts are compared with a new one without buckets. No bucket can be full as long as there are no more."""

MAX_GUARDED = 16
"""Most similar kept texts that the guard compares with a new one. If they all differ from it in a fact, it is a
variant of a template, and stays."""

REMEMBERED_TEXTS = 512
MAX_REMEMBERED_CHARACTERS = 10_000
"""How many texts' shingles and tokens are remembered, and of how long ones, so that templates are not taken apart
again for each comparison. It bounds memory and changes no result."""

Parts = TypeVar("Parts")


@dataclass(frozen=True, slots=True)
class Match:
    """A kept text and how similar it is."""

    of: int
    similarity: float


class KeptTexts:
    """What a new text is compared with: the kept texts that share a band with it. `capped` counts texts that a full
    bucket turned away.

    As long as there are few, a new text is compared with all of them, and bands are asked for only where two are
    similar: that spares one clipping the sketches, which take longer than everything else. With more of them, buckets
    say which to compare with. Both ways give the same matches.
    """

    def __init__(self, threshold: float) -> None:
        self.capped = 0
        self._threshold = threshold
        self._banding = banding_for(threshold)
        self._texts: dict[int, str] = {}
        self._few: dict[int, Shingles] | None = {}
        self._buckets: list[dict[int, list[int]]] = [{} for _ in range(self._banding.bands)]
        self._ahead: dict[str, list[int]] = {}
        self._bands: Callable[[str], list[int]] = _remembering(self._read_bands)
        self._shingles: Callable[[str], Shingles] = _remembering(lambda text: shingles_of(words_of(text)))

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Be told which texts come next: many are read faster together. It changes no result."""
        self._ahead = {}
        if len(texts) > FEW:
            from copydesk.neardup.plain import bands_of

            self._ahead = dict(zip(texts, bands_of(texts, self._banding).tolist(), strict=True))

    def text(self, index: int) -> str:
        return self._texts[index]

    def matches(self, text: str, shingles: Shingles) -> list[Match]:
        """The kept texts truly similar enough: the most similar first, of equals the first to arrive."""
        matches = (
            self._among_few(text, shingles) if self._few is not None else self._in_buckets(text, shingles)
        )
        return sorted(matches, key=lambda match: (-match.similarity, match.of))

    def add(self, index: int, text: str, shingles: Shingles) -> None:
        self._texts[index] = text
        if self._few is None:
            self._put_in_buckets(index, text)
            return
        self._few[index] = shingles
        if len(self._few) > FEW:
            self._few = None
            for one, its_text in self._texts.items():
                self._put_in_buckets(one, its_text)

    def _among_few(self, text: str, shingles: Shingles) -> Iterator[Match]:
        for of, others in (self._few or {}).items():
            if min(len(others), len(shingles)) / max(len(others), len(shingles)) < self._threshold:
                continue
            match = Match(of, similarity(others, shingles))
            if match.similarity >= self._threshold and self._share_a_band(text, self._texts[of]):
                yield match

    def _share_a_band(self, one: str, other: str) -> bool:
        pairs = zip(self._bands(one), self._bands(other), strict=True)
        return any(first == second for first, second in pairs)

    def _in_buckets(self, text: str, shingles: Shingles) -> Iterator[Match]:
        mates: set[int] = set()
        for buckets, band in zip(self._buckets, self._bands(text), strict=True):
            mates.update(buckets.get(band, ()))
        matches = (Match(of, similarity(self._shingles(self._texts[of]), shingles)) for of in mates)
        return (match for match in matches if match.similarity >= self._threshold)

    def _read_bands(self, text: str) -> list[int]:
        from copydesk.neardup.plain import bands_of

        found: list[int] = self._ahead.get(text) or bands_of([text], self._banding)[0].tolist()
        return found

    def _put_in_buckets(self, index: int, text: str) -> None:
        full = False
        for buckets, band in zip(self._buckets, self._bands(text), strict=True):
            bucket = buckets.setdefault(band, [])
            if len(bucket) < MAX_IN_BUCKET:
                bucket.append(index)
            else:
                full = True
        self.capped += full


def _remembering(take_apart: Callable[[str], Parts]) -> Callable[[str], Parts]:
    remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(take_apart)

    def parts(text: str) -> Parts:
        return remembered(text) if len(text) <= MAX_REMEMBERED_CHARACTERS else take_apart(text)

    return parts
