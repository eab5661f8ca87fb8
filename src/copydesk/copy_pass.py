"""The copies of one document after the other, each sought among all that was kept of those before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copydesk.copies import RULE, Fate, is_open_to_copies, prose_of, restore, without_copies
from copydesk.kept_lines import KeptLines
from copydesk.model import Address, Block, Document
from copydesk.neardup.copies import CopyFinder
from copydesk.settings import Settings


class CopyPass:
    """Drops the copies of one document after the other, in arrival order; what was kept of each counts for the next."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._finder = CopyFinder(settings.threshold, min_words=settings.min_words)
        self._arrived: list[Address] = []
        self._lines = KeptLines()

    def drop(self, document: Document) -> Document:
        """The document without its copies; in mode `mark` it stays whole and says which they are.

        Copies that were dropped within the document are decided anew: what they cite may itself be a copy of an
        earlier document now.
        """
        done = self.decide(document)
        copied = {removal.block.position for removal in done.marked if removal.rule == RULE}
        self._lines.add(done.id, [block for block in done.blocks if block.position not in copied])
        return done

    def decide(self, document: Document, near: Collection[int] | None = None) -> Document:
        """As `drop`, but no later document will be found to have the same lines; its paragraphs count.

        `near` are the positions of those that may be or have copies; of all, where that is not known.
        """
        whole = restore(document)
        if not is_open_to_copies(whole, self._settings):
            return whole
        prose = prose_of(whole)
        sought = [block for block in prose if near is None or block.position in near]
        fates = self._fates(sought, document.id)
        return without_copies(whole, prose, fates, self._settings, self._lines.find)

    def _fates(self, blocks: Sequence[Block], document: str) -> dict[int, Fate]:
        """What each block is a copy or a look-alike of, if any. They have arrived then: later ones may cite them."""
        self._arrived += (Address(document, block.position) for block in blocks)
        found = self._finder.seek([block.text for block in blocks])
        fates: dict[int, Fate] = {}
        for copy in found.copies:
            fates[self._arrived[copy.index].position] = Fate(self._arrived[copy.of], copy.similarity)
        for one in found.look_alikes:
            of = self._arrived[one.of]
            fates[self._arrived[one.index].position] = Fate(of, one.similarity, one.difference)
        return fates
