"""Clippings that are files of their own: decided and written in batches, each batch whole before the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.model import Document, Failure, Source
from copydesk.night.concluding import Arriving, decide
from copydesk.night.delivery import Letter, is_empty
from copydesk.night.desk import Desk
from copydesk.night.intake import Missing, Records, Skipping, Taken, Unchanged
from copydesk.night.signing import Signed
from copydesk.report import Outcome
from copydesk.store.sources import Count, Known, State

OUTCOMES = {State.DONE: Outcome.UNCHANGED, State.FAILED: Outcome.QUARANTINED, State.SKIPPED: Outcome.SKIPPED}
"""What a source that has not changed counts as."""
NOTHING = "there is no text in it"
BATCH_FILES = 128
BATCH_CHARACTERS = 4_000_000
"""What is decided and written at a time: so many files, or so much text. It bounds memory, and spares syncs."""


def count_characters(found: object) -> int:
    """The characters of the text of a cleaned clipping; 0 for what is none."""
    return sum(len(block.text) for block in found.document.blocks) if isinstance(found, Signed) else 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A clipping that was decided, and what is to be written of it."""

    known: Known
    taken: Taken
    document: Document
    letter: Letter


class PassedOver(NamedTuple):
    """A file of which nothing is to be written, and what was found instead of a clipping."""

    known: Known
    taken: Taken
    found: Skipping | Unchanged | Missing | Records | Failure


class FileBatch:
    """Collects files that were looked at, in the order of arrival, and sends them off together."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: list[tuple[Known, Taken]] = []
        self._characters = 0

    @property
    def is_full(self) -> bool:
        return len(self._files) >= BATCH_FILES or self._characters >= BATCH_CHARACTERS

    def add(self, known: Known, taken: Taken) -> None:
        self._files.append((known, taken))
        self._characters += count_characters(taken.found)

    def send(self) -> list[tuple[Source, Outcome]]:
        """Decide what is a copy, write, and say what became of each file."""
        files, self._files, self._characters = self._files, [], 0
        if not files:
            return []
        desk = self._desk
        ready, others = self._decide(files)
        letters = [one.letter for one in ready]
        desk.delivery.send(letters)
        with desk.catalogue.changes():
            desk.delivery.fulfil(letters)
            outcomes = {known.number: self._pass_over(known, taken, found) for known, taken, found in others}
            outcomes |= {one.known.number: self._end(one) for one in ready}
        desk.arrivals.rest()
        return [(taken.source, outcomes[known.number]) for known, taken in files]

    def _decide(self, files: Iterable[tuple[Known, Taken]]) -> tuple[list[Ready], list[PassedOver]]:
        """The clippings, with what in them is a copy, ready to be written; and what nothing is to be written of."""
        desk = self._desk
        clippings: list[tuple[Known, Taken]] = []
        arriving: list[Arriving] = []
        others: list[PassedOver] = []
        with desk.catalogue.changes():
            for known, taken in files:
                found = taken.found
                if isinstance(found, Signed):
                    found = desk.delivery.claim(known.number, taken.source, desk.settings.format) or found
                if isinstance(found, Signed):
                    clippings.append((known, taken))
                    arriving.append((desk.documents.number(known.number, ""), found))
                else:
                    others.append(PassedOver(known, taken, found))
        ready = []
        owners = {document: known for (document, _), (known, _) in zip(arriving, clippings, strict=True)}
        decided = decide(desk, arriving, lambda some: self._conclude(some, owners))
        for (known, taken), one in zip(clippings, decided, strict=True):
            if isinstance(one, Failure):
                others.append(PassedOver(known, taken, one))
            else:
                ready.append(Ready(known, taken, *one))
        return ready, others

    def _conclude(
        self, arriving: Sequence[Arriving], owners: Mapping[int, Known]
    ) -> list[tuple[Document, Letter]]:
        """What is a copy in clippings, and what is to be written of each."""
        desk = self._desk
        documents = desk.arrivals.take(arriving)
        return [
            (document, desk.delivery.address(owners[number].number, document, desk.settings.format))
            for (number, _), document in zip(arriving, documents, strict=True)
        ]

    def _pass_over(self, known: Known, taken: Taken, found: object) -> Outcome:
        """Account for a file of which nothing is to be written."""
        desk = self._desk
        if isinstance(found, Unchanged):
            desk.leave(known, taken.stat)
            desk.count_unchanged(known)
            return OUTCOMES[known.state]
        desk.tally.arrive()
        if isinstance(found, Skipping):
            desk.finish(known, taken, State.SKIPPED, Count(), Outcome.SKIPPED, found.reason)
            return desk.tally.pass_over(Outcome.SKIPPED, known.path, found.reason)
        assert isinstance(found, Failure)
        desk.finish(known, taken, State.FAILED, Count(failed=1), Outcome.QUARANTINED, found.detail)
        desk.quarantine_all(known.path, [found])
        return desk.tally.fail([found], 1)

    def _end(self, one: Ready) -> Outcome:
        """Write down that a clipping is done."""
        desk, empty = self._desk, is_empty(one.document)
        desk.tally.arrive()
        count = Count(empty=1) if empty else Count(written=1)
        outcome = Outcome.EMPTY if empty else one.letter.outcome
        desk.finish(one.known, one.taken, State.DONE, count, outcome)
        desk.quarantine.release(one.known.path)
        if one.letter.edited:
            desk.tally.edited.append(one.letter.edited)
        desk.count(one.known, [one.document])
        if empty:
            return desk.tally.pass_over(outcome, one.document.id, NOTHING)
        return desk.tally.end(outcome)
