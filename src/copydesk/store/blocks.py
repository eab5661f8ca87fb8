"""The blocks of all clippings in the catalogue: what each says, where it stands, and what it was found to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copydesk.model import Address
from copydesk.store.catalogue import Catalogue, as_path, packed, unpacked

UNDECIDED = 0
"""In place of the row that a block is a copy of: it has yet to be decided, or what it cited is gone."""
PAGE = 5_000
AT_ONCE = 500
"""Values in one query; SQLite takes at least 999."""


@dataclass(frozen=True, slots=True)
class Like:
    """What a look-alike resembles: the row of that block, or `UNDECIDED`, how similar they are and what differs."""

    of: int
    similarity: float = 0.0
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A block. Its row is its place in the order of arrival.

    `text` is that of a paragraph that may be a copy; of any other line it is None. `of` is None for a block that is
    kept, else the row of the block that it is a copy of, or `UNDECIDED`. `like` is of a kept one.
    """

    row: int
    document: int
    position: int
    digest: int
    text: str | None
    of: int | None
    similarity: float | None
    like: Like | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has yet to be decided what it is a copy of, or what it is like."""
        undecided = self.of == UNDECIDED or (self.like is not None and self.like.of == UNDECIDED)
        return undecided and self.text is not None

    @property
    def is_kept_paragraph(self) -> bool:
        return self.of is None and self.text is not None


class Blocks:
    """Reads and changes the table of blocks. Changes belong into `Catalogue.changes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def next_row(self) -> int:
        """The row of the next block that arrives. No row is ever used twice."""
        found = self._catalogue.first("SELECT seq FROM sqlite_sequence WHERE name = 'block'")
        return int(found[0]) + 1 if found else 1

    def of_document(self, document: int) -> list[Held]:
        """The blocks of a document, in the order of arrival."""
        return list(self._where("document", [document]))

    def by_row(self, rows: Iterable[int]) -> dict[int, Held]:
        """The blocks with these rows, as far as they are still there."""
        return {held.row: held for held in self._where("row", sorted(set(rows)))}

    def promoted(self) -> list[Held]:
        """The blocks that are kept since they were last taken into a segment."""
        return list(self.by_row(row for (row,) in self._catalogue.rows("SELECT row FROM promoted")).values())

    def pages(self, row: int) -> Iterator[list[Held]]:
        """The blocks that arrived after a row, some at a time. The catalogue may be changed meanwhile."""
        query = f"SELECT {_FIELDS} FROM block WHERE row > ? ORDER BY row LIMIT {PAGE}"
        while page := [_held(found) for found in self._catalogue.rows(query, (row,))]:
            yield page
            row = page[-1].row

    def sign(self, digests: Iterable[tuple[int, int]]) -> None:
        """Give blocks other digests: digest and row of each."""
        self._catalogue.change_all("UPDATE block SET digest = ? WHERE row = ?", list(digests))

    def remove_all(self) -> None:
        self._catalogue.change("DELETE FROM block")

    def _where(self, column: str, values: Sequence[int]) -> Iterator[Held]:
        for start in range(0, len(values), AT_ONCE):
            part = values[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT {_FIELDS} FROM block WHERE {column} IN ({marks}) ORDER BY row"
            yield from map(_held, self._catalogue.rows(query, part))

    def add(self, blocks: Sequence[Held]) -> None:
        rows = [(b.row, b.document, b.position, b.digest, *_ruled(b)) for b in blocks]
        self._catalogue.change_all(f"INSERT INTO block ({_FIELDS}) VALUES ({_MARKS})", rows)

    def update(self, blocks: Sequence[Held]) -> None:
        """Put blocks in the place of those with their rows."""
        rows = [(b.position, *_ruled(b), b.row) for b in blocks]
        named = ", ".join(f"{name} = ?" for name in _RULED)
        self._catalogue.change_all(f"UPDATE block SET position = ?, {named} WHERE row = ?", rows)

    def remove(self, blocks: Sequence[Held]) -> list[Held]:
        """Remove blocks. Returns the paragraphs that cited them, as copies or look-alikes; the documents of all that
        did are stale."""
        rows = [(block.row,) for block in blocks]
        self._catalogue.change_all("DELETE FROM block WHERE row = ?", rows)
        self._catalogue.change_all("DELETE FROM promoted WHERE row = ?", rows)
        orphans = self._citing([block.row for block in blocks])
        self.make_stale(orphan.document for orphan in orphans)
        self._catalogue.change_all("UPDATE block SET of = 0, similarity = NULL WHERE of = ?", rows)
        self._catalogue.change_all("UPDATE block SET like_of = 0 WHERE like_of = ?", rows)
        return sorted((orphan for orphan in orphans if orphan.text is not None), key=lambda held: held.row)

    def citing(self, rows: Sequence[int]) -> set[int]:
        """The documents that cite these rows."""
        return {held.document for held in self._citing(rows)}

    def _citing(self, rows: Sequence[int]) -> list[Held]:
        return [*self._where("of", rows), *self._where("like_of", rows)]

    def make_stale(self, documents: Iterable[int]) -> None:
        """Remember that the output of documents is to be written anew."""
        rows = [(number,) for number in sorted(set(documents))]
        self._catalogue.change_all("UPDATE document SET stale = 1 WHERE number = ?", rows)

    def promote(self, rows: Iterable[int]) -> None:
        """Remember that these blocks are kept now, which no segment knows."""
        self._catalogue.change_all("INSERT OR IGNORE INTO promoted VALUES (?)", [(row,) for row in rows])

    def addresses(self, blocks: Iterable[Held]) -> dict[int, Address]:
        """Where blocks stand, by row."""
        listed = list(blocks)
        names = self.names({block.document for block in listed})
        return {block.row: Address(names[block.document], block.position) for block in listed}

    def names(self, documents: Iterable[int]) -> dict[int, str]:
        """The ids of documents, by number."""
        numbers = sorted(documents)
        names: dict[int, str] = {}
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            query = (
                "SELECT document.number, path, record FROM document JOIN source ON source.number = source "
                f"WHERE document.number IN ({','.join('?' * len(part))})"
            )
            for number, path, record in self._catalogue.rows(query, part):
                names[number] = f"{as_path(path)}#{unpacked(record)}" if record else as_path(path)
        return names


_RULED = ("text", "of", "similarity", "like_of", "likeness", "difference")
_FIELDS = ", ".join(("row", "document", "position", "digest", *_RULED))
_MARKS = ", ".join("?" * len(_FIELDS.split(", ")))


def _ruled(
    block: Held,
) -> tuple[bytes | None, int | None, float | None, int | None, float | None, bytes | None]:
    text = None if block.text is None else packed(block.text)
    if block.like is None:
        return text, block.of, block.similarity, None, None, None
    return (
        text,
        block.of,
        block.similarity,
        block.like.of,
        block.like.similarity,
        packed(block.like.difference),
    )


def _held(found: tuple) -> Held:  # type: ignore[type-arg]
    row, document, position, digest, text, of, similarity, like_of, likeness, difference = found
    like = None if like_of is None else Like(like_of, likeness, unpacked(difference))
    return Held(
        row, document, position, digest, None if text is None else unpacked(text), of, similarity, like
    )
