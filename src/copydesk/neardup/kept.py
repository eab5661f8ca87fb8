"""The texts that were kept, and the buckets through which those that resemble a new one are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

FEW = 200
"""So many texts are compared with a new one without signatures: that costs less than its signature (0.1 ms)."""

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
    """What a new text is compared with. `capped` counts texts that a full bucket turned away.

    A few texts are compared with all of them: that is exact, and spares one clipping the loading of numpy, which takes
    longer than everything else. With more of them, buckets say which to compare with.
    """

    def __init__(self, threshold: float) -> None:
        self.capped = 0
        self._threshold = threshold
        self._texts: dict[int, str] = {}
        self._few: dict[int, Shingles] | None = {}
        self._banding = banding_for(threshold)
        self._signer: Signer | None = None
        self._signed: tuple[Shingles, list[bytes]] = (frozenset(), [])  # a text is looked up, then added
        self._buckets: list[dict[bytes, list[int]]] = [{} for _ in range(self._banding.bands)]
        self._shingles: Callable[[str], Shingles] = _remembering(lambda text: shingles_of(words_of(text)))
        self._tokens: Callable[[str], list[Token]] = _remembering(tokens_of)

    def tokens(self, index: int) -> list[Token]:
        return self._tokens(self._texts[index])

    def matches(self, shingles: Shingles) -> list[Match]:
        """The kept texts truly similar enough: the most similar first, of equals the first to arrive."""
        compared = (
            self._compare_with_few(shingles)
            if self._few is not None
            else self._compare_with_bucket_mates(shingles)
        )
        matches = [match for match in compared if match.similarity >= self._threshold]
        return sorted(matches, key=lambda match: (-match.similarity, match.of))

    def add(self, index: int, text: str, shingles: Shingles) -> None:
        self._texts[index] = text
        if self._few is None:
            self._put_in_buckets(index, shingles)
            return
        self._few[index] = shingles
        if len(self._few) > FEW:
            few, self._few = self._few, None
            for one, its_shingles in few.items():
                self._put_in_buckets(one, its_shingles)

    def forget_since(self, mark: int) -> None:
        """Leave out the texts from the index `mark` on, as if they had never been added."""
        while self._texts and (index := next(reversed(self._texts))) >= mark:
            text = self._texts.pop(index)
            if self._few is None:
                self._take_from_buckets(index, shingles_of(words_of(text)))
            else:
                del self._few[index]
        if self._few is None and len(self._texts) <= FEW:
            self._few = {index: shingles_of(words_of(text)) for index, text in self._texts.items()}
            self._buckets = [{} for _ in range(self._banding.bands)]

    def _compare_with_few(self, shingles: Shingles) -> Iterator[Match]:
        for of, others in (self._few or {}).items():
            if min(len(others), len(shingles)) >= self._threshold * max(len(others), len(shingles)):
                yield Match(of, similarity(others, shingles))

    def _compare_with_bucket_mates(self, shingles: Shingles) -> Iterator[Match]:
        mates: set[int] = set()
        for buckets, band in zip(self._buckets, self._bands(shingles), strict=True):
            mates.update(buckets.get(band, ()))
        return (Match(of, similarity(self._shingles(self._texts[of]), shingles)) for of in mates)

    def _bands(self, shingles: Shingles) -> list[bytes]:
        self._signer = self._signer or Signer(self._banding)
        if self._signed[0] is not shingles:
            self._signed = (shingles, self._signer.bands(shingles))
        return self._signed[1]

    def _put_in_buckets(self, index: int, shingles: Shingles) -> None:
        full = False
        for buckets, band in zip(self._buckets, self._bands(shingles), strict=True):
            bucket = buckets.setdefault(band, [])
            if len(bucket) < MAX_IN_BUCKET:
                bucket.append(index)
            else:
                full = True
        self.capped += full

    def _take_from_buckets(self, index: int, shingles: Shingles) -> None:
        """Take out the text that was put in last: where a bucket has it, it stands at the end."""
        for buckets, band in zip(self._buckets, self._bands(shingles), strict=True):
            bucket = buckets[band]
            if bucket[-1] == index:
                bucket.pop()
            if not bucket:
                del buckets[band]


def _remembering(take_apart: Callable[[str], Parts]) -> Callable[[str], Parts]:
    remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(take_apart)

    def parts(text: str) -> Parts:
        return remembered(text) if len(text) <= MAX_REMEMBERED_CHARACTERS else take_apart(text)

    return parts
