"""The catalogue: one SQLite file that knows what came in, what became of it, and which files of the index count."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from copydesk.errors import RunError
from copydesk.store.schema import LATER, SCHEMA, VERSION

FOLDER = ".copydesk"
"""copydesk's own folder, below the output folder."""
NAME = "catalogue.sqlite"
PATIENCE_SECONDS = 30
"""How long a reader waits for a writer's commit."""
CACHE_KIB = 64 * 1024


class Catalogue:
    """An open catalogue. Changes are made inside `changes()`, and count when it ends, all or none."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path
        self._depth = 0

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple]:  # type: ignore[type-arg]
        """The rows that a query finds, one after the other."""
        with _told(self._path):
            yield from self._connection.execute(query, values)

    def first(self, query: str, values: Sequence[object] = ()) -> tuple | None:  # type: ignore[type-arg]
        """The first row that a query finds, or None."""
        with _told(self._path):
            found: tuple | None = self._connection.execute(query, values).fetchone()  # type: ignore[type-arg]
            return found

    def change(self, query: str, values: Sequence[object] = ()) -> int:
        """Make one change; the number of the row that was added."""
        with _told(self._path):
            return self._connection.execute(query, values).lastrowid or 0

    def change_all(self, query: str, rows: Sequence[Sequence[object]]) -> None:
        """Make the same change with each of the rows of values."""
        with _told(self._path):
            self._connection.executemany(query, rows)

    @contextmanager
    def changes(self) -> Iterator[None]:
        """What is changed inside is on the disk when it ends; if it ends by an error, nothing has changed.

        Inside of other changes, or of a rehearsal, it counts when they do.
        """
        is_inner = self._depth > 0
        self._depth += 1
        try:
            self.change("SAVEPOINT inner" if is_inner else "BEGIN IMMEDIATE")
            yield
            self.change("RELEASE inner" if is_inner else "COMMIT")
        except BaseException:
            for step in ("ROLLBACK TO inner", "RELEASE inner") if is_inner else ("ROLLBACK",):
                self._give_up(step)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """What is changed inside is seen inside, and nowhere else: at the end nothing has changed."""
        self.change("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._give_up()

    def _give_up(self, step: str = "ROLLBACK") -> None:
        with suppress(sqlite3.Error):  # The error that led here says what is wrong.
            self._connection.execute(step)

    def fact(self, name: str) -> str:
        """A fact by its name; empty if it is not known."""
        found = self.first("SELECT value FROM fact WHERE name = ?", (name,))
        return str(found[0]) if found else ""

    def set_fact(self, name: str, value: str | int) -> None:
        self.change("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def check(self) -> list[str]:
        """What is wrong with the file, as SQLite finds by reading it all; empty if nothing is."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        self._connection.close()


def catalogue_path(clean: Path) -> Path:
    """Where the catalogue of an output folder is."""
    return clean / FOLDER / NAME


@contextmanager
def open_catalogue(clean: Path, dry: bool = False) -> Iterator[Catalogue]:
    """The catalogue of an output folder, made if there is none; a dry one is made in memory, and lost.

    Raises a `RunError` for one that is damaged, or that another version of copydesk made.
    """
    path = catalogue_path(clean)
    is_new = not path.exists()
    with _told(str(path)):
        connection = sqlite3.connect(
            ":memory:" if dry and is_new else path, timeout=PATIENCE_SECONDS, isolation_level=None
        )
    catalogue = Catalogue(connection, str(path))
    try:
        catalogue.change("PRAGMA journal_mode = WAL")
        catalogue.change("PRAGMA synchronous = FULL")
        catalogue.change(f"PRAGMA cache_size = -{CACHE_KIB}")
        _prepare(catalogue, path)
        yield catalogue
    finally:
        with suppress(sqlite3.Error):
            catalogue.close()


@contextmanager
def read_catalogue(clean: Path) -> Iterator[Catalogue]:
    """The catalogue for reading only, also while a night writes. Raises a `RunError` where there is none."""
    path = catalogue_path(clean)
    if not path.exists():
        raise RunError(f"{clean} has no catalogue; `copydesk run` makes it", str(clean))
    with _told(str(path)):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE_SECONDS, isolation_level=None
        )
    catalogue = Catalogue(connection, str(path))
    try:
        _check_version(catalogue, path)
        yield catalogue
    finally:
        catalogue.close()


def _prepare(catalogue: Catalogue, path: Path) -> None:
    """Make the tables of a new catalogue, in one change: it is whole or not there."""
    with catalogue.changes():
        if not catalogue.first("SELECT 1 FROM sqlite_master"):
            for statement in SCHEMA.split(";"):
                catalogue.change(statement)
            catalogue.change(f"PRAGMA user_version = {VERSION}")
        for statement in LATER.split(";"):
            catalogue.change(statement)
    _check_version(catalogue, path)


def _check_version(catalogue: Catalogue, path: Path) -> None:
    (found,) = catalogue.first("PRAGMA user_version") or (0,)
    if found != VERSION:
        raise RunError(
            f"{path} is the catalogue of another version of copydesk ({found}, not {VERSION}); {REBUILD}",
            str(path),
        )


REBUILD = "`copydesk index rebuild` makes it anew from what was written"

_TROUBLES = {
    "SQLITE_FULL": "the disk is full; make room, then run again",
    "SQLITE_IOERR": "the disk reports an error; look after it, then run again",
    "SQLITE_READONLY": "it may not be written; change that, or choose another output folder",
    "SQLITE_CANTOPEN": "it cannot be opened; look at the permissions of its folder, and how many files are open",
    "SQLITE_BUSY": "another program holds it; end that, then run again",
    "SQLITE_CORRUPT": f"it is damaged; {REBUILD}",
    "SQLITE_NOTADB": f"it is damaged; {REBUILD}",
}


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turns what SQLite reports into a sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise RunError(f"{path}: {_TROUBLES.get(name, f'it cannot be used: {error}')}", path) from error


def as_key(path: str) -> bytes:
    """A path as the catalogue orders it: by its bytes, which is the order of code points."""
    return os.fsencode(path)


def as_path(key: bytes) -> str:
    return os.fsdecode(key)


def packed(text: str) -> bytes:
    """A text as the catalogue has it; characters that are none (lone surrogates) stay what they are."""
    return text.encode("utf-8", "surrogatepass")


def unpacked(packed_text: bytes) -> str:
    return packed_text.decode("utf-8", "surrogatepass")
