"""The texts that were kept, and the buckets through which those that resemble a new one are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from copydesk.neardup.banding import banding_for
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import Shingles, shingles_of, similarity
from copydesk.neardup.signature import Signer
from copydesk.neardup.tokens import Token, tokens_of

MAX_IN_BUCKET = 32
"""Kept texts that may share a band. More of them are texts made from one template, and each later one would have to
be compared with all."""

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
    """What a new text is compared with. `capped` counts texts that a full bucket turned away."""

    def __init__(self, threshold: float) -> None:
        self.capped = 0
        self._threshold = threshold
        self._banding = banding_for(threshold)
        self._signer: Signer | None = None
        self._texts: dict[int, str] = {}
        self._buckets: list[dict[bytes, list[int]]] = [{} for _ in range(self._banding.bands)]
        self._shingles: Callable[[str], Shingles] = _remembering(lambda text: shingles_of(words_of(text)))
        self._tokens: Callable[[str], list[Token]] = _remembering(tokens_of)

    def tokens(self, index: int) -> list[Token]:
        return self._tokens(self._texts[index])

    def bands(self, shingles: Shingles) -> list[bytes]:
        # Made here and not at once: it loads numpy, which takes longer than most uses of copydesk.
        self._signer = self._signer or Signer(self._banding)
        return self._signer.bands(shingles)

    def matches(self, shingles: Shingles, bands: Sequence[bytes]) -> list[Match]:
        """The kept texts truly similar enough: the most similar first, of equals the first to arrive."""
        candidates: set[int] = set()
        for buckets, band in zip(self._buckets, bands, strict=True):
            candidates.update(buckets.get(band, ()))
        compared = (Match(of, similarity(self._shingles(self._texts[of]), shingles)) for of in candidates)
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


def _remembering(take_apart: Callable[[str], Parts]) -> Callable[[str], Parts]:
    remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(take_apart)

    def parts(text: str) -> Parts:
        return remembered(text) if len(text) <= MAX_REMEMBERED_CHARACTERS else take_apart(text)

    return parts
