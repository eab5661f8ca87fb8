"""Looking after what copydesk remembers: how much it is, whether it is whole, and making it anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from copydesk.errors import RunError
from copydesk.index import begin_anew
from copydesk.index.index import INDEX_FOLDER
from copydesk.night.adopting import adopt
from copydesk.night.desk import Manner, open_desk
from copydesk.night.indexing import open_index
from copydesk.settings import Settings
from copydesk.store.catalogue import FOLDER, Catalogue, catalogue_path, open_catalogue, read_catalogue
from copydesk.store.decisions import with_decisions
from copydesk.store.manifests import last_night
from copydesk.store.quarantine import Quarantine
from copydesk.store.sources import Sources, Task
from copydesk.store.writing import digest_of_file

DAMAGED = ".damaged"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is remembered. `waiting` blocks are in no segment yet; `gone` ones still are."""

    fingerprint: str
    files: int
    clippings: int
    blocks: int
    paragraphs: int
    copies: int
    segments: int
    index_bytes: int
    catalogue_bytes: int
    waiting: int
    gone: int
    quarantined: int


def size_of_memory(clean: Path) -> Size:
    """How much is remembered of an output folder. Raises a `RunError` where nothing is."""
    with read_catalogue(clean) as catalogue:
        indexed = int(catalogue.fact("indexed") or 0)
        return Size(
            fingerprint=catalogue.fact("index"),
            files=_count(catalogue, "source"),
            clippings=_count(catalogue, "document"),
            blocks=_count(catalogue, "block"),
            paragraphs=_count(catalogue, "block WHERE text IS NOT NULL"),
            copies=_count(catalogue, "block WHERE of IS NOT NULL"),
            segments=_count(catalogue, "segment"),
            index_bytes=int((catalogue.first("SELECT coalesce(sum(bytes), 0) FROM segment") or (0,))[0]),
            catalogue_bytes=catalogue_path(clean).stat().st_size,
            waiting=_count(catalogue, f"block WHERE row > {indexed}"),
            gone=_count(catalogue, "dead"),
            quarantined=_count(catalogue, "failure"),
        )


def _count(catalogue: Catalogue, what: str) -> int:
    found = catalogue.first(f"SELECT count(*) FROM {what}")
    return int(found[0]) if found else 0


def troubles(clean: Path) -> Iterator[str]:
    """What is wrong with the catalogue, the index and the output, a sentence each; nothing if all is well."""
    with read_catalogue(clean) as catalogue:
        yield from (f"catalogue: {trouble}" for trouble in catalogue.check())
        for name, size, digest in catalogue.rows("SELECT name, bytes, digest FROM segment"):
            path = clean / FOLDER / INDEX_FOLDER / name
            if not path.is_file() or path.stat().st_size != size or digest_of_file(path) != digest:
                yield f"index: the segment {name} is missing or not what was written"
        kept = "SELECT 1 FROM block WHERE row = copy.of AND of IS NULL"
        if astray := _count(catalogue, f"block AS copy WHERE copy.of > 0 AND NOT EXISTS ({kept})"):
            yield f"catalogue: {astray} copies cite what is not kept"


def rebuild(raw: Path, clean: Path, settings: Settings) -> str:
    """Make the index anew from the catalogue; and the catalogue, where it is missing or damaged, from what was written.

    Returns what was done. To be called by who holds the lock. A damaged catalogue is kept beside the new one.
    """
    path, settings = catalogue_path(clean), with_decisions(settings, clean)
    if path.exists() and _is_whole(clean):
        with open_catalogue(clean) as catalogue:
            with catalogue.changes():
                begin_anew(catalogue)
            open_index(clean, catalogue, settings).flush(least=1)
        return "the index is made anew from the catalogue"
    for ending in ("", "-wal", "-shm"):
        old = path.with_name(path.name + ending)
        if old.exists():
            old.replace(old.with_name(old.name + DAMAGED))
    with open_catalogue(clean) as catalogue:
        desk = open_desk(raw, clean, settings, Manner(), catalogue, last_night(clean))
        with catalogue.changes():
            adopted = adopt(desk)
            catalogue.set_fact("adopted", 1)
    return (
        f"the catalogue is made anew from {adopted:,} written clippings; the next run reads all files again"
    )


def _is_whole(clean: Path) -> bool:
    try:
        with read_catalogue(clean) as catalogue:
            return not catalogue.check()
    except RunError:
        return False


def retry(clean: Path, paths: Sequence[str]) -> int:
    """Plan files in quarantine for the next run, all if none is named. How many. Raises a `RunError` for one not there.

    To be called by who holds the lock.
    """
    with open_catalogue(clean) as catalogue, catalogue.changes():
        sources = Sources(catalogue)
        quarantine = Quarantine(catalogue)
        cases = chain.from_iterable(map(quarantine.named, paths)) if paths else quarantine.cases()
        failed = {case.failure.source.path for case in cases}
        known = [one for path in sorted(failed) if (one := sources.known(path))]
        for one in known:
            sources.plan(one.number, Task.CLEAN)
    return len(known)
