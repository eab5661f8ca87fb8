"""Where each line stands that was kept of the documents so far: by a digest, so that no text has to be remembered."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.model import Address, Block
from copydesk.neardup.copies import digest_of
from copydesk.neardup.normalise import words_of
from copydesk.neardup.signs import signs_of


class KeptLines:
    """The kept lines of all documents that arrived: of those that say the same, the first."""

    def __init__(self) -> None:
        self._places: dict[bytes, Address] = {}

    def add(self, document: str, blocks: Iterable[Block]) -> None:
        """Remember where the blocks stand that a document keeps."""
        for block in blocks:
            self._places.setdefault(_digest(block), Address(document, block.position))

    def find(self, block: Block) -> Address | None:
        """The first kept line with the very words of the block; of a line without words, with its very characters."""
        return self._places.get(_digest(block))


def _digest(block: Block) -> bytes:
    words = words_of(block.text)
    return digest_of(words, signs_of(block.text)) if words else digest_of((), (block.text,))


def digest_of_line(block: Block) -> int:
    """What a line says as a number of 64 bits: equal for the very same words, or without words, characters."""
    return int.from_bytes(_digest(block)[:8], "little", signed=True)
