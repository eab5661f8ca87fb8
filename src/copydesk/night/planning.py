"""The plan of a night: which files are new or changed. It is written down before any is touched."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, repeat

from copydesk.model import Failure
from copydesk.night.desk import Desk
from copydesk.report import Outcome
from copydesk.store import File, Found
from copydesk.store.sources import Glance, Known, State, Task
from copydesk.store.stat import Stat
from copydesk.store.writing import digest_of_file


def make_plan(desk: Desk, found: Iterable[Found]) -> int:
    """Plan what is new, changed, or was left by a night that did not end; count what is unchanged.

    Returns the bytes of what is planned.
    """
    for number in desk.delivery.outputs.unfulfilled():
        desk.documents.make_stale(number)
    size, failures = 0, []
    for one in _beside_glances(desk, found):
        if isinstance(one, File):
            size += _plan_file(desk, one)
        elif isinstance(one, Failure):
            failures.append(one)
        else:
            desk.tally.arrive()
            desk.tally.pass_over(Outcome.SKIPPED, one.path, one.reason)
    _quarantine_unlisted(desk, failures)
    return size


def _beside_glances(desk: Desk, found: Iterable[Found]) -> Iterator[Found]:
    """What has to be looked at more closely. The others are files that have not changed; they are counted.

    Both the listing and the catalogue go by path, so one pass over both is enough.
    """
    if desk.manner.verify or desk.manner.redo or desk.manner.overwrite:
        yield from found
        return
    missing, settled = desk.delivery.outputs.missing(), Counter[tuple[str, int, int, str]]()
    glances = chain(desk.sources.glances(), repeat(None))
    glance = next(glances)
    for one in found:
        if isinstance(one, File):
            key = os.fsencode(one.path)
            while glance and glance.path < key:
                glance = next(glances)
            if glance and glance.path == key and _is_as_it_was(one, glance, missing):
                settled[glance[-4:]] += 1
                continue
        yield one
    for (state, written, empty, made_with), sources in settled.items():
        desk.count_settled(state, written, empty, made_with, sources)


def _is_as_it_was(file: File, glance: Glance, missing: Container[int]) -> bool:
    return bool(
        glance.is_settled
        and file.stat
        and file.stat.mtime
        and file.stat == glance.stat
        and glance.number not in missing
    )


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
    """Plan everything that ever came, as if it came again in the same order, and forget what was decided.

    Blocks arrive anew, too: one that a clipping got when it changed, after those of later clippings, comes before them.
    """
    desk.sources.plan_all()
    desk.arrivals.begin_anew()


def _plan_file(desk: Desk, file: File) -> int:
    """Plan a file, or account for it. Returns its bytes if it is planned."""
    known = desk.sources.known(file.path)
    if known is None:
        desk.sources.arrive(file.path, desk.night)
    elif known.task is None:
        if not (task := _task_for(desk, known, file.stat)):
            desk.count_unchanged(known)
            return 0
        desk.sources.plan(known.number, task)
    return file.stat.size if file.stat else 0


def _task_for(desk: Desk, known: Known, now: Stat | None) -> Task | None:
    """What is to be done with a file that was dealt with before: nothing, if it is as it was."""
    if _is_to_be_tried_again(desk, known) or desk.manner.redo:
        return Task.CLEAN
    if desk.manner.overwrite and known.state is State.DONE:
        return Task.CLEAN
    if known.state is State.DONE and not _stands(desk, known):
        return Task.CLEAN
    is_same = now and now.mtime and now == known.stat
    return None if is_same and not desk.manner.verify else Task.LOOK


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
