"""Whether clippings are there already: which of their paragraphs stand where, how similar, kept or as copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.index import Index, Lookup
from copydesk.index.index import EXACT
from copydesk.index.runs import MAX_ROW
from copydesk.model import Address, Document, Json
from copydesk.neardup import guard
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import shingles_of, similarity
from copydesk.night.indexing import read_index
from copydesk.night.rulings import repeats
from copydesk.night.signing import Signed, sign
from copydesk.settings import Settings
from copydesk.store.blocks import Blocks, Held
from copydesk.store.catalogue import read_catalogue


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands. `copy_of` is None where it is kept; `difference` says what it states otherwise."""

    address: Address
    similarity: float
    copy_of: Address | None
    difference: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A paragraph, and where it, or one like it, stands already."""

    position: int
    text: str
    places: tuple[Place, ...]

    @property
    def is_there(self) -> bool:
        """Whether it stands somewhere already, stating nothing else."""
        return any(not place.difference for place in self.places)

    def as_json(self) -> dict[str, Json]:
        """The sighting as a JSON object."""
        places: list[Json] = [
            {
                "document": place.address.document,
                "position": place.address.position,
                "similarity": round(place.similarity, 2),
                "copy_of": str(place.copy_of) if place.copy_of else None,
                "difference": place.difference,
            }
            for place in self.places
        ]
        return {"position": self.position, "text": self.text, "places": places}


def sightings(clean: Path, document: Document, settings: Settings) -> list[Sighting]:
    """Of each paragraph of a document that may be a copy, where it stands: the most similar first."""
    with read_catalogue(clean) as catalogue:
        blocks, index = Blocks(catalogue), read_index(clean, catalogue, settings)
        return list(_sought(blocks, index, sign(document, settings), settings.threshold))


def _sought(blocks: Blocks, index: Index, signed: Signed, threshold: float) -> Iterator[Sighting]:
    texts = {block.position: block.text for block in signed.document.blocks}
    asked = [
        Held(MAX_ROW, 0, position, signed.digests[position], texts[position], None, None)
        for position in signed.paragraphs
    ]
    if not asked:
        return
    lookup = Lookup(index, signed.bands, [MAX_ROW] * len(asked))
    same = repeats(blocks, index, EXACT, asked)
    for place, one in enumerate(asked):
        found = {held.row: held for held in same[place]}
        found |= {
            row: held for row, held in blocks.by_row(lookup.held(place)).items() if held.is_kept_paragraph
        }
        yield Sighting(
            one.position, one.text or "", tuple(_places(blocks, one, list(found.values()), threshold))
        )


def _places(blocks: Blocks, one: Held, found: list[Held], threshold: float) -> list[Place]:
    mine = shingles_of(words_of(one.text or ""))
    alike = [(similarity(mine, shingles_of(words_of(held.text or ""))), held) for held in found]
    near = sorted((pair for pair in alike if pair[0] >= threshold), key=lambda pair: (-pair[0], pair[1].row))
    cited = blocks.by_row(held.of for _, held in near if held.of)
    addresses = blocks.addresses([*(held for _, held in near), *cited.values()])
    return [
        Place(
            addresses[held.row],
            score,
            addresses.get(held.of or 0),
            guard.difference(held.text or "", one.text or ""),
        )
        for score, held in near
    ]
