"""Output that is written anew though its clipping has not changed: what it cited is gone, or stands elsewhere.

It is read back from what was written, so it does not matter whether the clipping is still in the input folder, or that
other settings hold by now: only its copies are decided anew.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.boilerplate.hand import decided_by_hand
from copydesk.errors import CopydeskError, ReadError
from copydesk.model import Document, Failure
from copydesk.night.desk import Desk
from copydesk.night.signing import sign
from copydesk.store.outputs import Output, Standing, digests_of
from copydesk.store.sources import Known, Task
from copydesk.store.writing import Container
from copydesk.writers import WRITERS, outputs, stored

REDECIDED = "decided anew"
BATCH_ROWS = 128
"""Rows of a container that are decided at a time."""


def rewrite_stale(desk: Desk) -> None:
    """Write all stale documents anew, in the order in which their sources arrived, until none is left."""
    while found := desk.documents.next_stale():
        number, documents = found
        known = desk.sources.numbered(number)
        if known:
            rewrite(desk, known, {record: document for document, record in documents})


def rewrite(desk: Desk, known: Known, stale: Mapping[str, int]) -> None:
    """Write the output of one source anew. `stale` are its documents that need it: record → number.

    Where it is not there any more as it was written, it can only be cleaned anew; that is planned then, if its source
    is there.
    """
    files = [output for output in desk.delivery.outputs.of_source(known.number) if output.digest]
    try:
        if "" in stale:
            _rewrite_file(desk, known, stale[""], files)
        else:
            _rewrite_container(desk, known, stale, files[0])
    except (OSError, EOFError, ReadError, IndexError):
        with desk.catalogue.changes():
            desk.documents.refresh(list(stale.values()))
            if os.path.lexists(desk.raw / known.path):
                desk.sources.plan(known.number, Task.CLEAN)
    except CopydeskError:
        raise
    except Exception as error:  # What nobody thought of costs this one; it stays as it was written.
        desk.start_over()
        failure = Failure(
            known.source, "copies", type(error).__name__, f"{error}; it could not be decided anew"
        )
        with desk.catalogue.changes():
            desk.documents.refresh(list(stale.values()))
            desk.quarantine_all(known.path, [failure])
        desk.tally.fail([failure], 0)


def _rewrite_file(desk: Desk, known: Known, number: int, files: list[Output]) -> None:
    document, form = _written(desk.clean, files)
    document = decided_by_hand(document, desk.settings)
    with desk.catalogue.changes():
        (decided,) = desk.arrivals.take([(number, sign(document, desk.settings))])
        letter = desk.delivery.address(known.number, decided, form)
    desk.delivery.send([letter])
    with desk.catalogue.changes():
        desk.delivery.fulfil([letter])
        desk.documents.refresh([number])
        if letter.contents:
            desk.note(known.number, REDECIDED)
    if letter.edited:
        desk.tally.edited.append(letter.edited)
    elif letter.contents:
        desk.tally.redecided.append(decided.id)


def _written(clean: Path, files: list[Output]) -> tuple[Document, str]:
    """The document that was written, and in which form. Raises a `ReadError` if writing it again makes other files."""
    known = {file.name: file.digest for file in files}
    for record in known:
        if record.endswith(".json"):
            document = stored.read((clean / record).read_bytes())
            for form in ("text", "markdown"):
                made = dict(digests_of([(file.name, file.content) for file in outputs(document, form)]))
                if made.items() <= known.items():
                    return document, form
    raise ReadError("is not what was written")


def _rewrite_container(desk: Desk, known: Known, stale: Mapping[str, int], file: Output) -> None:
    """Write a container anew, row by row; rows of documents that are not stale stay as they are."""
    rows = desk.delivery.container(file.name)
    try:
        opened = gzip.open if file.name.endswith(".gz") else open
        with cast(BinaryIO, opened(desk.clean / file.name, "rb")) as lines:
            while batch := list(islice(lines, BATCH_ROWS)):
                for row in _rewritten(desk, batch, stale):
                    rows.append(row)
        _replace_container(desk, known, stale, file, rows)
    finally:
        rows.abandon()


def _rewritten(desk: Desk, batch: list[bytes], stale: Mapping[str, int]) -> list[bytes]:
    """Rows of a container, those of stale documents with their copies decided anew."""
    read = (decided_by_hand(stored.read(row), desk.settings) for row in batch)
    documents = dict(enumerate(read))
    mine = {place: one for place, one in documents.items() if one.source.record in stale}
    arriving = [(stale[one.source.record], sign(one, desk.settings)) for one in mine.values()]
    with desk.catalogue.changes():
        decided = desk.arrivals.take(arriving)
    new = dict(zip(mine, map(WRITERS["jsonl"], decided), strict=True))
    desk.tally.redecided += [mine[place].id for place, row in new.items() if row != batch[place]]
    return [new.get(place, row) for place, row in enumerate(batch)]


def _replace_container(
    desk: Desk, known: Known, stale: Mapping[str, int], file: Output, rows: Container
) -> None:
    digest = rows.complete()
    standing = desk.delivery.judge_container(file.name, digest)
    if standing is Standing.EDITED:
        desk.tally.edited.append(file.name)
    else:
        with desk.catalogue.changes():
            desk.delivery.outputs.intend(known.number, [(file.name, digest)])
        if standing is not Standing.SAME:
            desk.delivery.settle(rows)
    with desk.catalogue.changes():
        desk.delivery.outputs.fulfil(known.number)
        desk.documents.refresh(list(stale.values()))
        if standing is Standing.OURS:
            desk.note(known.number, REDECIDED)
