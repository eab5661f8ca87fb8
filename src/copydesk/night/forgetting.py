"""Forgetting clippings: their output goes, and who cited their paragraphs is decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.errors import RunError
from copydesk.night.desk import Desk
from copydesk.night.rewriting import rewrite_stale
from copydesk.store.outputs import Standing
from copydesk.store.sources import Known


@dataclass(slots=True)
class Forgotten:
    """What was forgotten: sources, and of their output files those that a person has edited, which stay."""

    sources: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    redecided: list[str] = field(default_factory=list)


def forget(desk: Desk, paths: Sequence[str]) -> Forgotten:
    """Forget files by their paths below the input folder, or all in a folder. Raises a `RunError` for an unknown one.

    A file that still lies in the input folder comes in anew with the next run.
    """
    found = {path: desk.sources.below(path) for path in paths}
    unknown = [path for path, sources in found.items() if not sources]
    if unknown:
        raise RunError(f"nothing has come in as {unknown[0]}; name a path below the input folder")
    done = Forgotten()
    for known in {one.number: one for sources in found.values() for one in sources}.values():
        _forget(desk, known, done)
    rewrite_stale(desk)
    desk.arrivals.close()
    with desk.catalogue.changes():
        desk.forget_night()
    done.redecided = desk.tally.redecided
    done.edited += desk.tally.edited
    return done


def _forget(desk: Desk, known: Known, done: Forgotten) -> None:
    """The files first: if the rest is cut off, the next run writes them again, and nothing is left astray."""
    outputs = [output for output in desk.delivery.outputs.of_source(known.number) if output.digest]
    for output in outputs:
        if desk.delivery.outputs.standing(output.name) is Standing.EDITED:
            done.edited.append(output.name)
        else:
            desk.delivery.remove(output.name)
    with desk.catalogue.changes():
        desk.forget_documents(known.number, set())
        desk.delivery.outputs.drop(known.number)
        desk.quarantine.release(known.path)
        desk.sources.drop(known.number)
    done.sources.append(known.path)
