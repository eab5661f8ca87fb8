"""The plan of a night: which files are new or changed. It is written down before any is touched."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from copydesk.model import Failure, Source
from copydesk.night.desk import Desk
from copydesk.night.indexing import begin_anew
from copydesk.report import Outcome
from copydesk.store import Listing, size_of
from copydesk.store.sources import Known, Stat, State, Task
from copydesk.store.writing import digest_of_file


def make_plan(desk: Desk, listing: Listing) -> int:
    """Plan what is new, changed, or was left by a night that did not end; count what is unchanged.

    Returns the bytes of what is planned.
    """
    for number in desk.delivery.outputs.unfulfilled():
        desk.sources.make_stale(number)
    for skipped in listing.skipped:
        desk.tally.arrive()
        desk.tally.pass_over(Outcome.SKIPPED, skipped.path, skipped.reason)
    size = sum(_plan_source(desk, source) for source in listing.sources)
    _quarantine_unlisted(desk, listing.failures)
    return size


def _quarantine_unlisted(desk: Desk, failures: Sequence[Failure]) -> None:
    """Put what could not be listed into quarantine, and release what could not be before and is no source either."""
    failed = {failure.source.path for failure in failures}
    for case in list(desk.quarantine.cases()):
        path = case.failure.source.path
        if path not in failed and desk.sources.known(path) is None:
            desk.quarantine.release(path)
    for failure in failures:
        desk.tally.arrive()
        desk.tally.fail([failure], 1)
        desk.quarantine_all(failure.source.path, [failure])


def begin_redo(desk: Desk) -> None:
    """Plan everything that ever came, as if it came again in the same order, and forget what was decided."""
    desk.sources.plan_all()
    desk.blocks.undecide()
    begin_anew(desk.catalogue)


def _plan_source(desk: Desk, source: Source) -> int:
    """Plan a file, or account for it. Returns its bytes if it is planned."""
    known = desk.sources.known(source.path)
    if known is None:
        desk.sources.arrive(source.path, desk.night)
    elif known.task is None:
        if not (task := _task_for(desk, known)):
            desk.count_unchanged(known)
            return 0
        desk.sources.plan(known.number, task)
    return size_of(desk.raw, source)


def _task_for(desk: Desk, known: Known) -> Task | None:
    """What is to be done with a file that was dealt with before: nothing, if it is as it was."""
    if _is_to_be_tried_again(desk, known) or desk.manner.redo:
        return Task.CLEAN
    if desk.manner.overwrite and known.state is State.DONE:
        return Task.CLEAN
    if known.state is State.DONE and not _stands(desk, known):
        return Task.CLEAN
    try:
        now = Stat.of(os.stat(f"{desk.raw}/{known.path}"), time.time_ns())  # noqa: PTH116 (a Path takes ten times as long)
    except OSError:
        return Task.LOOK
    return Task.LOOK if now != known.stat or not now.mtime or desk.manner.verify else None


def _is_to_be_tried_again(desk: Desk, known: Known) -> bool:
    if known.state is not State.FAILED and not known.count.failed:
        return False
    return known.stat is None or known.made_with != desk.made_with or desk.quarantine.is_due(known.path)


def _stands(desk: Desk, known: Known) -> bool:
    """Whether the output of a source is still there; with `--verify` also whether it is what was written."""
    for output in desk.delivery.outputs.of_source(known.number):
        if not os.path.lexists(f"{desk.clean}/{output.name}"):
            return False
        if desk.manner.verify and digest_of_file(desk.clean / output.name) != output.digest:
            desk.tally.edited.append(output.name)
    return True
