"""Sketches by compiled loops: for many texts. What they are is `plain`'s to say; this only is faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from copydesk.neardup import loops
from copydesk.neardup.banding import Banding
from copydesk.neardup.characters import plain_letters, table
from copydesk.neardup.hashing import digest
from copydesk.neardup.normalise import words_of
from copydesk.neardup.permutations import permutations
from copydesk.neardup.plain import hash_words
from copydesk.neardup.signs import signs_of
from copydesk.neardup.sketches import ShingleSets, Sketches

TEXTS_AT_ONCE = 2048
"""Texts that go through all loops before the next: their arrays stay in the processor's caches."""

Hashes = NDArray[np.uint64]
Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Words:
    """The hashes of the words of some texts, where each text's end, and the digest of each text's signs."""

    hashes: Hashes
    ends: NDArray[np.int64]
    signs: Hashes


class Each(Protocol):
    """`map`, or the `map` of a pool of threads: the loops let go of Python's lock."""

    def __call__(self, do: Callable[[Given], Result], given: Iterable[Given], /) -> Iterable[Result]: ...


def sketch(
    texts: Sequence[str], banding: Banding, min_words: int, with_signatures: bool, each: Each = map
) -> Sketches:
    """As `sketches.sketch`."""
    made = _empty(len(texts), banding, with_signatures)
    for _ in each(lambda rows: _fill(made, rows, texts, banding, min_words), slices(len(texts))):
        pass
    return made


def _fill(made: Sketches, rows: slice, texts: Sequence[str], banding: Banding, min_words: int) -> None:
    """Sketch some of the texts into their rows."""
    words = read(texts[rows])
    none = np.empty((0, 0), np.uint32)
    loops.sketch_words(
        words.hashes,
        words.ends,
        words.signs,
        *permutations(banding.permutations),
        min_words,
        rows.start,
        made.words,
        made.digests,
        made.signed,
        made.bands,
        none if made.signatures is None else made.signatures,
    )


def shingle_sets(texts: Sequence[str], min_words: int, each: Each = map) -> ShingleSets:
    """As `sketches.shingle_sets`."""
    parts = list(each(lambda rows: _distinct(texts[rows], min_words), slices(len(texts))))
    starts = np.cumsum([0, *(len(part.hashes) for part in parts[:-1])])
    ends = [part.ends + start for part, start in zip(parts, starts, strict=True)]
    return ShingleSets(np.concatenate([part.hashes for part in parts]), np.concatenate(ends))


def _distinct(texts: Sequence[str], min_words: int) -> ShingleSets:
    words = read(texts)
    return ShingleSets(*loops.distinct_shingles(words.hashes, words.ends, min_words))


def slices(count: int) -> Iterator[slice]:
    """`TEXTS_AT_ONCE` texts after the other; of no texts one empty slice."""
    return (slice(start, start + TEXTS_AT_ONCE) for start in range(0, max(1, count), TEXTS_AT_ONCE))


def read(texts: Sequence[str]) -> Words:
    """The words of texts."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    buffer = np.frombuffer(b"".join(encoded), np.uint8)
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    hashes, word_ends, signs, hard = loops.read_words(buffer, ends, table(), plain_letters())
    read = Words(hashes, word_ends, signs)
    return _with_hard(read, texts, np.flatnonzero(hard).tolist()) if hard.any() else read


def _with_hard(read: Words, texts: Sequence[str], hard: list[int]) -> Words:
    """The words with those of the texts that the compiled reader left out."""
    parts, counts, done = [], np.diff(read.ends, prepend=0), 0
    for index in hard:
        found = hash_words(words_of(texts[index]))
        parts += [read.hashes[done : read.ends[index]], found]
        done, counts[index] = int(read.ends[index]), len(found)
        read.signs[index] = digest(map(ord, signs_of(texts[index])))
    return Words(np.concatenate([*parts, read.hashes[done:]]), np.cumsum(counts), read.signs)


def _empty(count: int, banding: Banding, with_signatures: bool) -> Sketches:
    """Sketches of texts that have not been read yet. In memory a band's keys stand side by side."""
    return Sketches(
        np.zeros(count, np.int32),
        np.zeros(count, np.uint64),
        np.zeros(count, np.uint64),
        np.zeros((banding.bands, count), np.uint64).T,
        np.zeros((count, banding.permutations), np.uint32) if with_signatures else None,
    )
