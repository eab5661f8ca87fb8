"""Decides of paragraphs in the order of arrival what each is: kept, or a copy of which kept one.

The meaning is that of `copydesk.neardup.find_copies`; only what is held is in the catalogue and the index, and lookups
are made for many paragraphs at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from copydesk.index import Index, Lookup
from copydesk.index.index import EXACT
from copydesk.index.runs import entries_of, rows_in
from copydesk.neardup.guard import judge
from copydesk.neardup.kept import MAX_GUARDED
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import Shingles, shingles_of, similarity
from copydesk.settings import Settings
from copydesk.store.blocks import UNDECIDED, Blocks, Held, Like


@dataclass(slots=True)
class Rulings:
    """What was decided: each paragraph by its row, with what it is a copy of. `met` are the others that they may cite.

    `look_alikes` were kept although they resemble a kept one; `capped` were kept and found a bucket full, so that a
    later copy of them may be missed.
    """

    decided: dict[int, Held] = field(default_factory=dict)
    met: dict[int, Held] = field(default_factory=dict)
    kept: list[int] = field(default_factory=list)
    look_alikes: int = 0
    capped: int = 0

    def held(self, row: int) -> Held | None:
        return self.decided.get(row) or self.met.get(row)


def key_of_digest(digests: Sequence[int]) -> NDArray[np.uint32]:
    """The keys under which the index has what blocks say."""
    return (np.array(digests, np.int64).view(np.uint64) >> np.uint64(32)).astype(np.uint32)


def repeats(blocks: Blocks, index: Index, column: int, asked: Sequence[Held]) -> list[list[Held]]:
    """For each block those held that say the very same and arrived before it, in the order of arrival."""
    keys = key_of_digest([block.digest for block in asked])
    pairs = index.find(column, entries_of(keys, np.arange(len(asked))))
    held = blocks.by_row(rows_in(pairs).tolist())
    found: list[list[Held]] = [[] for _ in asked]
    for place, row in zip((pairs >> np.uint64(32)).tolist(), rows_in(pairs).tolist(), strict=True):
        block = held.get(row)
        if block and block.digest == asked[place].digest and row < asked[place].row:
            found[place].append(block)
    return found


class Judge:
    """Decides, with what the index finds and the catalogue holds."""

    def __init__(self, blocks: Blocks, index: Index, settings: Settings) -> None:
        self._blocks = blocks
        self._index = index
        self._threshold = settings.threshold

    def rule(self, asked: Sequence[Held], keys: NDArray[np.uint32]) -> Rulings:
        """Decide paragraphs, in the order of their rows. A line of `keys` belongs to each."""
        rulings = Rulings()
        if not asked:
            return rulings
        lookup = Lookup(self._index, keys, [block.row for block in asked])
        same = repeats(self._blocks, self._index, EXACT, asked)
        rulings.met = self._meet(lookup, same, len(asked))
        texts = _Texts()
        firsts: dict[int, int] = {}
        for place, block in enumerate(asked):
            is_kept = block.of is None
            first = None if is_kept else self._first(same[place], firsts.get(block.digest), rulings)
            decided = (
                _as_repeat(block, first)
                if first
                else self._judged(block, lookup.candidates(place), rulings, texts)
            )
            rulings.decided[block.row] = decided
            firsts.setdefault(block.digest, block.row)
            if decided.of is None and not is_kept:
                rulings.kept.append(block.row)
                rulings.capped += lookup.keep(place)
                rulings.look_alikes += decided.like is not None
        return rulings

    def _meet(self, lookup: Lookup, same: list[list[Held]], count: int) -> dict[int, Held]:
        """All blocks that the paragraphs may have to do with: candidates, repeats, and what these are copies of."""
        rows = {row for place in range(count) for row in lookup.held(place)}
        met = self._blocks.by_row(rows)
        met.update((held.row, held) for found in same for held in found)
        cited = {held.of for held in met.values() if held.of} - met.keys()
        met.update(self._blocks.by_row(cited))
        return met

    def _first(self, same: list[Held], tonight: int | None, rulings: Rulings) -> Held | None:
        """The first block to arrive that says the very same and whose fate is known."""
        known = [held for held in same if held.of != UNDECIDED]
        if tonight is not None:
            known.append(rulings.decided[tonight])
        return min(known, key=lambda held: held.row, default=None)

    def _judged(self, block: Held, candidates: Sequence[int], rulings: Rulings, texts: _Texts) -> Held:
        """The paragraph as a copy of the kept block that it resembles: of those similar enough that state nothing
        else, the most similar, of equals the first to arrive. Or as kept, a look-alike if any is similar enough.

        One that has been kept before stays so: only what it is like is sought anew.
        """
        found = [rulings.held(row) for row in candidates]
        kept = [held for held in found if held and held.is_kept_paragraph]
        if not kept:
            return replace(block, of=None, similarity=None, like=None)
        shingles = texts.shingles(block)
        matches = [(similarity(texts.shingles(held), shingles), held) for held in kept]
        near = [match for match in matches if match[0] >= self._threshold]
        near = sorted(near, key=lambda match: (-match[0], match[1].row))[:MAX_GUARDED]
        verdict = judge((held.text or "" for _, held in near), block.text or "")
        if verdict.copied is not None and block.of is not None:
            alike, held = near[verdict.copied]
            return replace(block, of=held.row, similarity=alike, like=None)
        like = Like(near[0][1].row, near[0][0], verdict.difference) if near and verdict.difference else None
        return replace(block, of=None, similarity=None, like=like)


def _as_repeat(block: Held, first: Held) -> Held:
    """The paragraph with the fate of what it repeats: a copy of it if it is kept, else of what that is a copy of."""
    if first.of is None:
        return replace(block, of=first.row, similarity=1.0, like=None)
    return replace(block, of=first.of, similarity=first.similarity or 0.0, like=None)


class _Texts:
    """The shingles of the texts of one batch, each made once."""

    def __init__(self) -> None:
        self._shingles: dict[int, Shingles] = {}

    def shingles(self, held: Held) -> Shingles:
        if held.row not in self._shingles:
            self._shingles[held.row] = shingles_of(words_of(held.text or ""))
        return self._shingles[held.row]
