"""Where the lines of a clipping that is wholly copied stand in earlier ones, so that a duplicate leaves no text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from copydesk.copies import RULE
from copydesk.index import Index
from copydesk.index.index import LINES
from copydesk.model import Address, Block, Document
from copydesk.night.rulings import repeats
from copydesk.store.blocks import Blocks, Held


class SameLines:
    """Finds where the lines of a document that is wholly copied stand in earlier ones, and remembers what it found."""

    def __init__(self, blocks: Blocks, index: Index) -> None:
        self._blocks = blocks
        self._index = index
        self._tonight: dict[int, list[Held]] = defaultdict(list)
        self._mine: list[Held] = []
        self._is_new = True
        self._cited: dict[int, int] = {}

    def begin(self, blocks: Sequence[Held], is_new: bool) -> None:
        """Take up a document with these blocks. Of one that is not new, lines that were kept stay so."""
        self._mine = list(blocks)
        self._is_new = is_new
        self._cited = {}

    def find(self, line: Block) -> Address | None:
        """Where an earlier document keeps the line: where it was found before, else the first to arrive."""
        mine = next((held for held in self._mine if held.position == line.position), None)
        if mine is None or mine.text is not None or (mine.of is None and not self._is_new):
            return None
        first = self._kept_before(mine) or self._first_to_keep(mine)
        if first is None:
            return None
        self._cited[line.position] = first.row
        return self._blocks.addresses([first])[first.row]

    def _kept_before(self, mine: Held) -> Held | None:
        cited = self._blocks.by_row([mine.of]).get(mine.of) if mine.of else None
        return cited if cited and cited.of is None else None

    def _first_to_keep(self, mine: Held) -> Held | None:
        (same,) = repeats(self._blocks, self._index, LINES, [mine])
        before = [held for held in same if held.of is None and held.document != mine.document]
        before += [held for held in self._tonight[mine.digest] if held.row < mine.row]
        return min(before, key=lambda held: held.row, default=None)

    def end(self, document: Document) -> list[Held]:
        """The document's blocks, with what its lines were found to repeat."""
        gone = {removal.block.position for removal in document.removals if removal.rule == RULE}
        gone |= {removal.block.position for removal in document.marked if removal.rule == RULE}
        cited = {position: self._cited.get(position) for position in gone}
        blocks = [
            replace(held, of=of)
            if held.text is None and (of := cited.get(held.position)) != held.of
            else held
            for held in self._mine
        ]
        for held in blocks:
            if held.text is None and held.of is None:
                self._tonight[held.digest].append(held)
        return blocks
