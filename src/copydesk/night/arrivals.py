"""The pass over copies of a folder: clippings arrive one after the other, and each is held against all before it.

What arrived is in the catalogue, block by block in the order of arrival. A clipping that comes again, changed or not,
is matched with what the catalogue has of it: blocks that say the same keep their place and their fate, new ones arrive
now, and the rest is gone. So whatever is done twice, because a run was cut off, comes out the same.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from copydesk.copies import Fate, without_copies
from copydesk.index import Index
from copydesk.index.index import EXACT, LINES
from copydesk.model import Address, Document
from copydesk.night.rulings import Judge, Rulings, key_of_digest
from copydesk.night.same_lines import SameLines
from copydesk.night.signing import Signed, keys_of, sketch_paragraphs
from copydesk.night.versions import Versions
from copydesk.settings import Settings
from copydesk.store.blocks import UNDECIDED, Blocks, Held, Like
from copydesk.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Placed:
    """A signed clipping, its blocks with their places in the order of arrival, and what is gone of those it had."""

    signed: Signed
    blocks: tuple[Held, ...]
    stored: dict[int, Held]
    gone: tuple[Held, ...]


class Arrivals:
    """Decides what of each clipping is a copy. To be called within the catalogue's changes."""

    def __init__(self, catalogue: Catalogue, index: Index, settings: Settings) -> None:
        self.look_alikes = 0
        self.capped = 0
        self._settings = settings
        self.versions = Versions(catalogue)
        self._blocks = Blocks(catalogue)
        self.start_over(index)

    def start_over(self, index: Index) -> None:
        """Go on from what the catalogue says, and an index that was made of it."""
        self._index = index
        self._judge = Judge(self._blocks, index, self._settings)
        self._next_row = self._blocks.next_row()

    def take(self, arriving: Sequence[tuple[int, Signed]]) -> list[Document]:
        """Clippings, each with its number, without their copies, and of which other each is a version.

        Where blocks are gone, those that cited them are decided anew before anything else arrives, and their
        clippings are marked as stale.
        """
        done: list[Document] = []
        waiting: list[Placed] = []
        versions = [self.versions.take(number, signed.document) for number, signed in arriving]
        for number, signed in arriving:
            placed = self._place(number, signed)
            if placed.gone:
                done += self._settle(waiting, [])
                waiting = []
                orphans = [orphan for orphan in self.let_go(placed.gone) if orphan.document != number]
                done += self._settle([_without_gone(placed)], orphans)
            else:
                waiting.append(placed)
        done += self._settle(waiting, [])
        return [replace(one, version_of=of) for one, of in zip(done, versions, strict=True)]

    def rest(self) -> None:
        """Bring what waits in memory to the disk, if it is much. Not within the catalogue's changes."""
        self._index.flush_if_full()

    def close(self) -> None:
        """Bring what waits in memory to the disk, unless it is little. Not within the catalogue's changes."""
        self._index.flush()

    def begin_anew(self) -> None:
        """Forget all blocks, of all clippings."""
        self._index.begin_anew()
        self._blocks.remove_all()
        self.versions.begin_anew()

    def let_go(self, gone: Sequence[Held]) -> list[Held]:
        """Forget blocks. Returns the paragraphs that cited them, which are to be decided anew."""
        self._index.forget(block.row for block in gone)
        return self._blocks.remove(gone)

    def forget(self, number: int) -> None:
        """Forget all blocks of a clipping, and decide those anew that cited them."""
        self._settle([], self.let_go(self._blocks.of_document(number)))
        self.versions.forget(number)

    def _place(self, number: int, signed: Signed) -> Placed:
        """Match the blocks of a clipping with those that the catalogue has of it; new ones get the next rows."""
        free: dict[tuple[int, bool], deque[Held]] = defaultdict(deque)
        for held in self._blocks.of_document(number):
            free[held.digest, held.text is not None].append(held)
        paragraphs, blocks, matched = set(signed.paragraphs), [], {}
        for block in signed.document.blocks:
            text = block.text if block.position in paragraphs else None
            digest = signed.digests[block.position]
            same = free[digest, text is not None]
            if same:
                held = same.popleft()
                matched[held.row] = held
                blocks.append(replace(held, position=block.position, text=text))
            else:
                undecided = UNDECIDED if text is not None else None
                blocks.append(Held(self._next_row, number, block.position, digest, text, undecided, None))
                self._next_row += 1
        gone = tuple(held for same in free.values() for held in same)
        return Placed(signed, tuple(blocks), matched, gone)

    def _settle(self, placed: Sequence[Placed], orphans: Sequence[Held]) -> list[Document]:
        """Decide what is open in the order of arrival, write down what came out, and take it into the index."""
        if not placed and not orphans:
            return []
        asked, keys = self._open_ones(placed, orphans)
        rulings = self._judge.rule(asked, keys)
        self.look_alikes += rulings.look_alikes
        self.capped += rulings.capped
        lines = SameLines(self._blocks, self._index)
        documents = [self._conclude(one, rulings, lines) for one in placed]
        self._blocks.update([rulings.decided[orphan.row] for orphan in orphans])
        self._index_new(placed, asked, keys, rulings)
        return documents

    def _open_ones(
        self, placed: Sequence[Placed], orphans: Sequence[Held]
    ) -> tuple[list[Held], NDArray[np.uint32]]:
        """The paragraphs that are to be decided, in the order of arrival, and the keys of each."""
        texts = [orphan.text or "" for orphan in orphans]
        keys = [keys_of(sketch_paragraphs(texts, self._settings).bands)] if orphans else []
        found = list(orphans)
        for one in placed:
            place = {position: number for number, position in enumerate(one.signed.paragraphs)}
            mine = [block for block in one.blocks if block.is_open]
            found += mine
            keys.append(one.signed.bands[[place[block.position] for block in mine]])
        order = sorted(range(len(found)), key=lambda number: found[number].row)
        return [found[number] for number in order], np.concatenate(keys)[order]

    def _conclude(self, placed: Placed, rulings: Rulings, lines: SameLines) -> Document:
        """The document without its copies; what became of each of its blocks is written down."""
        blocks = [rulings.decided.get(block.row, block) for block in placed.blocks]
        document = placed.signed.document
        if placed.signed.is_open:
            fates = self._fates(blocks, rulings)
            is_new = any(
                block.row not in placed.stored or block.of == UNDECIDED for block in paragraphs_of(placed)
            )
            lines.begin(blocks, is_new)
            paragraphs = set(placed.signed.paragraphs)
            prose = [block for block in document.blocks if block.position in paragraphs]
            document = without_copies(document, prose, fates, self._settings, lines.find)
            blocks = lines.end(document)
        else:
            blocks = [replace(held, of=None, like=None) for held in blocks]
        self._write_down(placed, blocks)
        return document

    def _fates(self, blocks: Sequence[Held], rulings: Rulings) -> dict[int, Fate]:
        """What each copy or look-alike among the blocks of a clipping cites, by its position."""
        citing = [(block, of) for block in blocks if block.text is not None and (of := _cited_by(block))]
        # Where its own blocks stand, the clipping knows better than the catalogue: it may have changed.
        own = {block.row: block for block in blocks}
        cited = {of: own.get(of) or rulings.held(of) for _, of in citing}
        unmet = [row for row, held in cited.items() if held is None]
        known = [held for held in cited.values() if held] + list(self._blocks.by_row(unmet).values())
        addresses = self._blocks.addresses(known)
        return {block.position: _fate(block, addresses[of]) for block, of in citing}

    def _write_down(self, placed: Placed, blocks: Sequence[Held]) -> None:
        """Bring the catalogue up to date. Who cites a block that stands elsewhere now has to cite it there."""
        stored = placed.stored
        self._blocks.add([block for block in blocks if block.row not in stored])
        changed = [block for block in blocks if block.row in stored and block != stored[block.row]]
        self._blocks.update(changed)
        moved = [block.row for block in changed if block.position != stored[block.row].position]
        if moved:
            own = {block.document for block in blocks}
            self._blocks.make_stale(self._blocks.citing(moved) - own)

    def _index_new(
        self, placed: Sequence[Placed], asked: Sequence[Held], keys: NDArray[np.uint32], rulings: Rulings
    ) -> None:
        """Take new blocks into the index, and older ones that are kept from now on."""
        new = [block for one in placed for block in one.blocks if block.row not in one.stored]
        new_rows = {block.row for block in new}
        kept = set(rulings.kept)
        self._blocks.promote(kept - new_rows)
        places = [place for place, block in enumerate(asked) if block.row in kept]
        self._index.add(columns_of(new, [asked[place].row for place in places], keys[places]))


def _without_gone(placed: Placed) -> Placed:
    """The clipping with those of its own blocks undecided that cited what is gone of it."""
    gone = {held.row for held in placed.gone}
    return replace(placed, blocks=tuple(_opened(held, gone) for held in placed.blocks))


def _opened(held: Held, gone: set[int]) -> Held:
    if held.text is not None and held.of in gone:
        return replace(held, of=UNDECIDED)
    return replace(held, like=Like(UNDECIDED)) if held.like and held.like.of in gone else held


def _cited_by(block: Held) -> int | None:
    """The row of the block that a copy or a look-alike resembles."""
    return block.of or (block.like.of if block.like else None)


def _fate(block: Held, of: Address) -> Fate:
    if block.like:
        return Fate(of, block.like.similarity, block.like.difference)
    return Fate(of, block.similarity or 0.0)


def paragraphs_of(placed: Placed) -> list[Held]:
    """The blocks of a clipping that may be copies."""
    return [block for block in placed.blocks if block.text is not None]


def columns_of(
    new: Sequence[Held], kept: Sequence[int], keys: NDArray[np.uint32]
) -> list[tuple[NDArray[np.uint32], NDArray[np.int64]]]:
    """What the index is to take in: what new blocks say, and the keys of kept paragraphs, a line for each."""
    columns = []
    for column in (EXACT, LINES):
        mine = [block for block in new if (block.text is None) == (column == LINES)]
        rows = np.array([block.row for block in mine], np.int64)
        columns.append((key_of_digest([block.digest for block in mine]), rows))
    rows = np.array(kept, np.int64)
    return columns + [(keys[:, band], rows) for band in range(keys.shape[1])]
