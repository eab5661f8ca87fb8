"""What the steps of a night share: the open catalogue with its tables, the index, the delivery, the tally."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from copydesk._version import __version__
from copydesk.figures import Cleaned
from copydesk.model import Document, Failure
from copydesk.night.arrivals import Arrivals
from copydesk.night.delivery import Delivery
from copydesk.night.indexing import open_index
from copydesk.night.intake import Taken
from copydesk.report import Outcome, Tally
from copydesk.settings import Settings
from copydesk.store.blocks import Blocks
from copydesk.store.catalogue import Catalogue, packed
from copydesk.store.cleaned import note_cleaned
from copydesk.store.documents import Documents
from copydesk.store.quarantine import Quarantine
from copydesk.store.sources import Count, Known, Sources, State
from copydesk.store.stat import Stat


@dataclass(frozen=True, slots=True)
class Manner:
    """How a night is run: which files, how unchanged ones are told, and what may be overwritten."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    dry_run: bool = False
    verify: bool = False
    redo: bool = False
    overwrite: bool = False
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a night works. `made_with` tells the version and settings whose work it is."""

    raw: Path
    clean: Path
    settings: Settings
    manner: Manner
    night: int
    made_with: str
    catalogue: Catalogue
    sources: Sources
    documents: Documents
    blocks: Blocks
    quarantine: Quarantine
    arrivals: Arrivals
    delivery: Delivery
    tally: Tally

    def finish(
        self, known: Known, taken: Taken, state: State, count: Count, outcome: Outcome, detail: str = ""
    ) -> None:
        """Write down what became of a source, also for the night's manifest. For use within the catalogue's changes."""
        self.note(known.number, outcome, detail)
        self.sources.finish(
            replace(
                known,
                state=state,
                stat=taken.stat,
                digest=taken.digest,
                made_with=self.made_with,
                count=count,
                detail=detail,
            )
        )

    def leave(self, known: Known, stat: Stat | None) -> None:
        """Write down that a source is what it was, and by what that is seen next time."""
        self.sources.finish(replace(known, stat=stat))

    def count_unchanged(self, known: Known) -> None:
        """Account for a source that has not changed: its clippings are what they were."""
        count = known.count
        self.count_settled(known.state, count.written, count.empty, known.made_with)
        if count.failed:
            self.tally.arrive(count.failed)
            self.tally.fail([case.failure for case in self.quarantine.cases(known.path)], count.failed)

    def count_settled(self, state: str, written: int, empty: int, made_with: str, sources: int = 1) -> None:
        """Account for what is written or empty of so many sources that have not changed."""
        tally = self.tally
        if state == State.SKIPPED:
            tally.arrive(sources)
            tally.end(Outcome.SKIPPED, sources)
            return
        tally.arrive((written + empty) * sources)
        tally.end(Outcome.UNCHANGED, written * sources)
        tally.end(Outcome.EMPTY, empty * sources)
        if made_with != self.made_with:
            tally.outdated += written * sources

    def quarantine_all(self, path: str, failures: Iterable[Failure]) -> None:
        """Put what failed of a file into quarantine, in the place of what failed before."""
        self.tally.new_failures += self.quarantine.renew(path, failures, self.night)

    def start_over(self) -> None:
        """Know of what arrived just what the catalogue does, after a change that does not count."""
        index = open_index(self.clean, self.catalogue, self.settings, self.manner.dry_run)
        self.arrivals.start_over(index)

    def forget_documents(self, source: int, but: set[int]) -> None:
        """Forget the documents of a source but some. Who cited their blocks is decided anew."""
        gone = [number for number in self.documents.of_source(source).values() if number not in but]
        for number in gone:
            self.arrivals.forget(number)
        self.documents.drop(gone)

    def count(self, known: Known, documents: Sequence[Document]) -> None:
        """Count clippings of a source that were cleaned. For use within the catalogue's changes."""
        cleaned = [Cleaned.of(document) for document in documents]
        for document, numbers in zip(documents, cleaned, strict=True):
            self.tally.clean(document, numbers)
        note_cleaned(self.catalogue, self.night, known.number, cleaned)

    def forget_night(self) -> None:
        """Forget what was noted for a manifest, where there will be none. For use within the catalogue's changes."""
        for table in ("outcome", "cleaned"):
            self.catalogue.change(f"DELETE FROM {table} WHERE night = ?", (self.night,))

    def note(self, source: int, outcome: str, detail: str = "") -> None:
        """Remember for the night's manifest what became of a source."""
        values = (self.night, source, outcome, packed(detail))
        self.catalogue.change("INSERT INTO outcome VALUES (?, ?, ?, ?)", values)


def made_with(settings: Settings) -> str:
    """The version and settings that decide what is written, as a short mark."""
    return hashlib.sha256(f"{__version__} {settings!r}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


def open_desk(
    raw: Path, clean: Path, settings: Settings, manner: Manner, catalogue: Catalogue, night: int
) -> Desk:
    """Open what a night works with."""
    index = open_index(clean, catalogue, settings, manner.dry_run)
    delivery = Delivery(clean, catalogue, dry=manner.dry_run, overwrite=manner.overwrite)
    return Desk(
        raw,
        clean,
        settings,
        manner,
        night,
        made_with(settings),
        catalogue,
        Sources(catalogue),
        Documents(catalogue),
        Blocks(catalogue),
        Quarantine(catalogue),
        Arrivals(catalogue, index, settings),
        delivery,
        Tally(),
    )
