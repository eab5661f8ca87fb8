"""What the pass over copies needs of a cleaned clipping, made on any worker: what its blocks say, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.copies import is_open_to_copies, prose_of, restore
from copydesk.index import FORMAT
from copydesk.kept_lines import digest_of_line
from copydesk.model import Document
from copydesk.neardup.banding import Banding, banding_for
from copydesk.neardup.sketches import Sketches, fingerprint, sketch
from copydesk.settings import Settings

KEY_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Signed:
    """A cleaned clipping with all its copies back in the text, ready to be held against what arrived before.

    `paragraphs` are the positions of the blocks that may be copies; a line of `bands` belongs to each: its key in
    every band. `digests` says of each block, by position, what it says: equal for the same words.
    """

    document: Document
    is_open: bool
    paragraphs: tuple[int, ...]
    bands: NDArray[np.uint32]
    digests: dict[int, int]


def banding_of(settings: Settings) -> Banding:
    """The bands in which the paragraphs of a night are looked up."""
    return banding_for(settings.threshold)


def fingerprint_of(settings: Settings) -> str:
    """What keys and digests depend on: they may only be compared with those of the same fingerprint."""
    return f"{fingerprint(banding_of(settings), settings.min_words)}/index-{FORMAT}"


def sign(document: Document, settings: Settings) -> Signed:
    """Sign a cleaned clipping."""
    whole = restore(document)
    is_open = is_open_to_copies(whole, settings)
    prose = prose_of(whole) if is_open else []
    made = sketch_paragraphs([block.text for block in prose], settings)
    takes_part = np.flatnonzero(made.words)
    paragraphs = tuple(prose[place].position for place in takes_part.tolist())
    digests = dict(zip(paragraphs, made.signed[takes_part].view(np.int64).tolist(), strict=True))
    for block in whole.blocks:
        if block.position not in digests:
            digests[block.position] = digest_of_line(block)
    return Signed(whole, is_open, paragraphs, keys_of(made.bands[takes_part]), digests)


def keys_of(bands: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The keys under which bands are kept: half of their bits, since what is found is compared in full."""
    return (bands >> KEY_SHIFT).astype(np.uint32)


def sketch_paragraphs(texts: Sequence[str], settings: Settings) -> Sketches:
    """What is compared of paragraphs that were signed before, from their texts."""
    return sketch(texts, banding_of(settings), settings.min_words)
