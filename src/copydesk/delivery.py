"""How cleaned clippings reach the output folder, each as files of its own or as a row of its container."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from copydesk import store
from copydesk.errors import ReadError, RunError, WriteError
from copydesk.model import Document, Failure, Source
from copydesk.pipeline import attempt
from copydesk.report import Outcome, Tally
from copydesk.store.rehearsal import rehearse_container, rehearse_file
from copydesk.writers import WRITERS, output_names, outputs

NOTHING = "there is no text in it"


class Rows(Protocol):
    """An output file that grows row by row."""

    def append(self, row: bytes) -> None: ...


@dataclass(slots=True)
class Progress:
    """How many records of a container came so far, how many became rows, and how many of these have text."""

    records: int = 0
    rows: int = 0
    with_text: int = 0


class Delivery:
    """Writes what has been cleaned below a folder, and counts it. A rehearsed delivery only compares."""

    def __init__(self, clean: Path, form: str, dry_run: bool) -> None:
        self.tally = Tally()
        self._clean = clean
        self._form = form
        self._write_file = rehearse_file if dry_run else store.write_file
        self._write_container = rehearse_container if dry_run else store.write_container
        self._trouble = ""

    def check(self) -> None:
        """Raise a `RunError` if there was something to write and nothing could be written."""
        if self._trouble and not self.tally.has_output():
            raise RunError(self._trouble, str(self._clean))

    def fail(self, failure: Failure, clippings: int = 1) -> Outcome:
        """Count a clipping that failed. Raises a `RunError` where every other would fail the same way."""
        self.tally.fail(failure, clippings)
        if failure.stage == WriteError.stage:
            self._trouble = failure.detail
            if not self._is_writable():
                self.check()
        return Outcome.QUARANTINED

    def _is_writable(self) -> bool:
        standing = next(
            folder for folder in (self._clean, *self._clean.absolute().parents) if folder.exists()
        )
        return os.access(standing, os.W_OK | os.X_OK)

    def as_files(self, document: Document | Failure) -> Outcome:
        """Deliver a clipping that is a file of its own."""
        if isinstance(document, Failure):
            return self.fail(document)
        changed = attempt("write", document.source, lambda: self._write(document))
        if isinstance(changed, Failure):
            return self.fail(changed)
        self.tally.clean(document)
        return self._end(document, changed)

    def _write(self, document: Document) -> bool:
        changed = [
            self._write_file(self._clean, file.name, file.content) for file in outputs(document, self._form)
        ]
        return any(changed)

    def _end(self, document: Document, changed: bool) -> Outcome:
        if is_empty(document):
            return self.tally.pass_over(Outcome.EMPTY, document.id, NOTHING)
        return self.tally.end(Outcome.WRITTEN if changed else Outcome.UNCHANGED)

    def as_rows(self, source: Source, documents: Iterable[Document | Failure]) -> Iterator[Outcome | None]:
        """Deliver the records of a container. Yields None for each, and at the end what became of the file."""
        progress = Progress()
        try:
            with self._write_container(self._clean, output_names(source)[0]) as rows:
                for document in documents:
                    self._append(document, rows, progress)
                    yield None
                if progress.records and not progress.rows:
                    raise ReadError("no record of it can be read")
        except ReadError:
            # Each record has said why. What an earlier run wrote stays where it is.
            yield Outcome.QUARANTINED
        except WriteError as error:
            failure = Failure(source, error.stage, type(error).__name__, str(error))
            yield self._fail_container(failure, progress)
        else:
            yield self._end_container(source, progress, rows.has_changed)

    def _append(self, document: Document | Failure, rows: Rows, progress: Progress) -> None:
        progress.records += 1
        if isinstance(document, Failure):
            self.tally.fail(document)
            return
        row = attempt("write", document.source, lambda: WRITERS["jsonl"](document))
        if isinstance(row, Failure):
            self.tally.fail(row)
            return
        rows.append(row)
        progress.rows += 1
        self.tally.clean(document)
        if is_empty(document):
            self.tally.pass_over(Outcome.EMPTY, document.id, NOTHING)
        else:
            progress.with_text += 1

    def _fail_container(self, failure: Failure, progress: Progress) -> Outcome:
        """All records that waited to be written have failed; where none did, the container itself."""
        if not progress.with_text:
            self.tally.arrive()
        return self.fail(failure, max(1, progress.with_text))

    def _end_container(self, source: Source, progress: Progress, changed: bool) -> Outcome:
        if not progress.records:
            self.tally.arrive()
            return self.tally.pass_over(Outcome.EMPTY, source.id, NOTHING)
        return self.tally.end(Outcome.WRITTEN if changed else Outcome.UNCHANGED, progress.with_text)


def is_empty(document: Document) -> bool:
    """Whether a clipping had no text to begin with."""
    return not document.blocks and not document.removals
