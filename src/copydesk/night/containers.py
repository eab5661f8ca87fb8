"""Containers: files of many clippings, each of which becomes a row of one output file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from copydesk.model import Document, Failure
from copydesk.night.concluding import Arriving, decide
from copydesk.night.crew import Crew
from copydesk.night.delivery import is_empty
from copydesk.night.desk import Desk
from copydesk.night.files import BATCH_CHARACTERS, NOTHING, count_characters
from copydesk.night.intake import Taken
from copydesk.night.signing import Signed
from copydesk.report import Outcome
from copydesk.store.cleaned import drop_cleaned
from copydesk.store.outputs import Standing
from copydesk.store.sources import Count, Known, State
from copydesk.store.writing import Container
from copydesk.writers import WRITERS, output_names

BATCH_RECORDS = 128
"""Records that are decided at a time."""


def take_container(desk: Desk, crew: Crew, known: Known, taken: Taken) -> Iterator[Outcome | None]:
    """Clean a container. Yields None for each of its records, and at the end what became of the file."""
    with desk.catalogue.changes():
        drop_cleaned(desk.catalogue, desk.night, known.number)
        obstacle = desk.delivery.claim(known.number, taken.source, desk.settings.format)
    if obstacle:
        yield _fail(desk, known, taken, [obstacle])
        return
    name = output_names(taken.source)[0]
    rows = desk.delivery.container(name)
    try:
        filling = _Filling(desk, known, rows)
        for batch in _batches(crew.take_pages(crew.read(taken.source))):
            filling.fill(batch)
            yield from [None] * len(batch)
        yield _end(desk, known, taken, filling, name)
    finally:
        rows.abandon()


def _batches(found: Iterable[Signed | Failure]) -> Iterator[list[Signed | Failure]]:
    batch: list[Signed | Failure] = []
    characters = 0
    for one in found:
        batch.append(one)
        characters += count_characters(one)
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


@dataclass(slots=True)
class _Filling:
    """A container that is being filled: what came so far, and what failed."""

    desk: Desk
    known: Known
    rows: Container
    failures: list[Failure] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    empty: int = 0

    def fill(self, batch: Sequence[Signed | Failure]) -> None:
        """Decide what in a batch of records is a copy, and append a row for each that can be read."""
        desk = self.desk
        desk.tally.arrive(len(batch))
        with desk.catalogue.changes():
            arriving = [
                (desk.documents.number(self.known.number, one.document.source.record), one)
                for one in batch
                if isinstance(one, Signed)
            ]
        decided = decide(desk, arriving, self._conclude)
        with desk.catalogue.changes():
            desk.count(self.known, [one[0] for one in decided if not isinstance(one, Failure)])
        desk.arrivals.rest()
        self.failures += [one for one in batch if isinstance(one, Failure)]
        for (number, _), one in zip(arriving, decided, strict=True):
            if isinstance(one, Failure):
                self.failures.append(one)
            else:
                self.documents.add(number)
                self._append(*one)

    def _conclude(self, arriving: Sequence[Arriving]) -> list[tuple[Document, bytes]]:
        """What is a copy in records, and the row of each."""
        documents = self.desk.arrivals.take(arriving)
        return [(document, WRITERS["jsonl"](document)) for document in documents]

    def _append(self, document: Document, row: bytes) -> None:
        self.rows.append(row)
        if is_empty(document):
            self.empty += 1
            self.desk.tally.pass_over(Outcome.EMPTY, document.id, NOTHING)


def _end(desk: Desk, known: Known, taken: Taken, filling: _Filling, name: str) -> Outcome:
    """Bring a container to its place, and account for its records."""
    digest = filling.rows.complete()
    if filling.failures and not filling.documents:
        # Each record has said why. What an earlier run wrote stays where it is.
        return _fail(desk, known, taken, filling.failures, arrive=False)
    standing = desk.delivery.judge_container(name, digest)
    with desk.catalogue.changes():
        desk.forget_documents(known.number, filling.documents)
        if standing is not Standing.EDITED:
            desk.delivery.outputs.intend(known.number, [(name, digest)])
    if standing in (Standing.NOTHING, Standing.OURS):
        desk.delivery.settle(filling.rows)
    with desk.catalogue.changes():
        return _account(desk, known, taken, filling, standing, name)


def _account(
    desk: Desk, known: Known, taken: Taken, filling: _Filling, standing: Standing, name: str
) -> Outcome:
    """Write down that a container is done."""
    desk.delivery.outputs.fulfil(known.number)
    if standing is Standing.EDITED:
        desk.tally.edited.append(name)
    failed = len(filling.failures)
    if not filling.documents:
        desk.tally.arrive()
        desk.finish(known, taken, State.DONE, Count(empty=1), Outcome.EMPTY)
        return desk.tally.pass_over(Outcome.EMPTY, known.path, NOTHING)
    written = len(filling.documents) - filling.empty
    is_new = standing in (Standing.NOTHING, Standing.OURS)
    outcome = Outcome.WRITTEN if is_new else Outcome.UNCHANGED
    desk.finish(known, taken, State.DONE, Count(written, filling.empty, failed), outcome)
    desk.quarantine_all(known.path, filling.failures)
    desk.tally.fail(filling.failures, failed)
    return desk.tally.end(outcome, written)


def _fail(
    desk: Desk, known: Known, taken: Taken, failures: Sequence[Failure], arrive: bool = True
) -> Outcome:
    """Account for a container of which nothing is written."""
    with desk.catalogue.changes():
        if arrive:
            desk.tally.arrive()
        count = Count(failed=len(failures))
        desk.finish(known, taken, State.FAILED, count, Outcome.QUARANTINED, failures[0].detail)
        desk.quarantine_all(known.path, failures)
    return desk.tally.fail(failures, len(failures))
