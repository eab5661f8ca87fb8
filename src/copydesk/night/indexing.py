"""Brings the index up to date with the catalogue: with what waits to become a segment, or all of it anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from copydesk.errors import RunError
from copydesk.index import Index, begin_anew
from copydesk.night.arrivals import columns_of
from copydesk.night.signing import banding_of, fingerprint_of, keys_of, sketch_paragraphs
from copydesk.settings import Settings
from copydesk.store.blocks import Blocks, Held
from copydesk.store.catalogue import Catalogue


def open_index(clean: Path, catalogue: Catalogue, settings: Settings, dry: bool = False) -> Index:
    """The index, made anew if it was made with other settings: keys of two kinds are never mixed."""
    made_with, blocks = fingerprint_of(settings), Blocks(catalogue)
    if (before := catalogue.fact("index")) != made_with:
        with catalogue.changes():
            begin_anew(catalogue)
            if before:
                _sign_anew(blocks, settings)
            catalogue.set_fact("index", made_with)
    index = Index(clean, catalogue, banding_of(settings).bands, dry)
    if not dry:
        index.remove_strays()
    _take_in_waiting(index, catalogue, settings)
    return index


def read_index(clean: Path, catalogue: Catalogue, settings: Settings) -> Index:
    """The index for looking things up only. Raises a `RunError` if it was made with other settings."""
    made_with = catalogue.fact("index")
    if made_with != fingerprint_of(settings):
        raise RunError(
            f"the index was made with other settings ({made_with}, not {fingerprint_of(settings)}); "
            "name those, or run `copydesk index rebuild`",
            str(clean),
        )
    index = Index(clean, catalogue, banding_of(settings).bands, dry=True)
    _take_in_waiting(index, catalogue, settings)
    return index


def _sign_anew(blocks: Blocks, settings: Settings) -> None:
    """What paragraphs say may be told by other numbers than before."""
    for page in blocks.pages(0):
        held = [one for one in page if one.text is not None]
        digests = sketch_paragraphs([one.text or "" for one in held], settings).signed.view(np.int64).tolist()
        blocks.sign(zip(digests, (one.row for one in held), strict=True))


def _take_in_waiting(index: Index, catalogue: Catalogue, settings: Settings) -> None:
    """Take in what no segment has yet."""
    blocks = Blocks(catalogue)
    _take_in(index, blocks.promoted(), False, settings)
    for page in blocks.pages(int(catalogue.fact("indexed") or 0)):
        _take_in(index, page, True, settings)
        index.flush_if_full()


def _take_in(index: Index, held: Sequence[Held], are_new: bool, settings: Settings) -> None:
    """Take blocks into the index; those that are not new stand in it already, but not as kept ones."""
    if not held:
        return
    kept = [one for one in held if one.is_kept_paragraph]
    made = sketch_paragraphs([one.text or "" for one in kept], settings)
    takes_part = np.flatnonzero(made.words)
    rows = [kept[place].row for place in takes_part.tolist()]
    index.add(columns_of(held if are_new else (), rows, keys_of(made.bands[takes_part])))
