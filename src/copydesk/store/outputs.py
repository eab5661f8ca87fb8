"""Whose each output file is: which source it belongs to, and whether what stands there is copydesk's or a person's."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from copydesk.readers.streams import BROKEN
from copydesk.store.catalogue import Catalogue, as_key, as_path
from copydesk.store.writing import digest_of_file

FOLDERS_REMEMBERED = 64
"""Output files come by name, so those of a folder come together, but for what lies in folders below it."""


class Standing(StrEnum):
    """What stands where an output file belongs."""

    NOTHING = "nothing"
    SAME = "what would be written"
    OURS = "what copydesk wrote"
    EDITED = "what a person wrote"


@dataclass(frozen=True, slots=True)
class Output:
    """An output file as the catalogue knows it: what copydesk last wrote, and what it is about to write."""

    name: str
    source: int
    digest: bytes
    intended: bytes


class Outputs:
    """Reads and changes the table of output files. Changes belong into `Catalogue.changes`."""

    def __init__(self, clean: Path, catalogue: Catalogue) -> None:
        self._clean = clean
        self._catalogue = catalogue

    def known(self, name: str) -> Output | None:
        """What is known of an output file."""
        query = "SELECT source, coalesce(digest, x''), coalesce(intended, x'') FROM output WHERE name = ?"
        found = self._catalogue.first(query, (as_key(name),))
        return Output(name, *found) if found else None

    def of_source(self, source: int) -> list[Output]:
        """The files that were written for a source."""
        query = "SELECT name, coalesce(digest, x''), coalesce(intended, x'') FROM output WHERE source = ?"
        return [
            Output(as_path(name), source, digest, intended)
            for name, digest, intended in self._catalogue.rows(query, (source,))
        ]

    def owner(self, names: Iterable[str], source: int) -> int | None:
        """Another source that one of these files belongs to."""
        found = (self.known(name) for name in names)
        return next((one.source for one in found if one and one.source != source), None)

    def claim(self, source: int, names: Iterable[str]) -> None:
        """Let output files belong to a source."""
        rows = [(as_key(name), source) for name in names]
        self._catalogue.change_all("INSERT OR IGNORE INTO output (name, source) VALUES (?, ?)", rows)

    def intend(self, source: int, digests: Iterable[tuple[str, bytes]]) -> None:
        """Say what is about to be written, name and SHA-256 of each."""
        rows = [(as_key(name), source, digest) for name, digest in digests]
        query = (
            "INSERT INTO output (name, source, intended) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET source = excluded.source, intended = excluded.intended"
        )
        self._catalogue.change_all(query, rows)

    def adopt(self, source: int, names: Iterable[str]) -> None:
        """Take files for copydesk's own as they stand."""
        self.intend(source, [(name, digest_of_file(self._clean / name)) for name in names])
        self.fulfil(source)

    def fulfil(self, source: int) -> None:
        """What was intended for a source is written now."""
        query = (
            "UPDATE output SET digest = intended, intended = NULL WHERE source = ? AND intended IS NOT NULL"
        )
        self._catalogue.change(query, (source,))

    def drop(self, source: int) -> None:
        self._catalogue.change("DELETE FROM output WHERE source = ?", (source,))

    def unfulfilled(self) -> list[int]:
        """The sources whose output a run that was cut off was about to write, though nothing was planned with them."""
        query = (
            "SELECT DISTINCT source FROM output JOIN source ON source.number = source "
            "WHERE intended IS NOT NULL AND planned IS NULL"
        )
        return [source for (source,) in self._catalogue.rows(query)]

    def missing(self) -> set[int]:
        """The sources of which an output file is not there any more. Each folder is looked into once."""
        names_in = lru_cache(maxsize=FOLDERS_REMEMBERED)(self._names_in)
        found = set()
        for name, source in self._catalogue.rows("SELECT name, source FROM output ORDER BY name"):
            folder, _, own = name.rpartition(b"/")
            if own not in names_in(folder):
                found.add(source)
        return found

    def _names_in(self, folder: bytes) -> frozenset[bytes]:
        try:
            return frozenset(os.listdir(os.fsencode(self._clean) + b"/" + folder))  # noqa: PTH208 (names as the catalogue has them)
        except OSError:
            return frozenset()

    def standing(self, name: str, wanted: bytes = b"", record: str = "") -> Standing:
        """What stands where a file belongs, held against the SHA-256 of what would be written.

        `record` is the name of the JSON that states the SHA-256 of this text: it tells copydesk's own where there is
        no catalogue, as in a fresh clone.
        """
        path = self._clean / name
        if not path.exists() and not path.is_symlink():
            return Standing.NOTHING
        digest = digest_of_file(path)
        if digest and digest == wanted:
            return Standing.SAME
        known = self.known(name)
        if known and digest and digest in (known.digest, known.intended):
            return Standing.OURS
        stated = _stated(self._clean / record) if record else _stated(path)
        is_ours = digest.hex() == stated if record else known is None and bool(stated)
        return Standing.OURS if is_ours else Standing.EDITED


def is_container_untouched(path: Path) -> bool:
    """Whether every row of a container states the SHA-256 of its own text: then nobody has edited it."""
    import gzip

    try:
        with (gzip.open if path.name.endswith(".gz") else open)(path, "rb") as rows:
            return all(_is_untouched(row) for row in rows)
    except (*BROKEN, ValueError, KeyError, TypeError):
        return False


def _is_untouched(row: bytes) -> bool:
    found = json.loads(row)
    text = found["text"] + "\n" if found["text"] else ""
    return bool(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == found["sha256"])


def _stated(record: Path) -> str:
    """The SHA-256 that a JSON states of its text."""
    try:
        return str(json.loads(record.read_bytes())["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def digests_of(contents: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The SHA-256 of each file's content."""
    return [(name, hashlib.sha256(content).digest()) for name, content in contents]
