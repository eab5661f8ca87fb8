"""One night: plan → clean → drop copies → write → report. What has not changed is passed over unread.

What is to be done is written down before anything is done, so a night that is cut off is gone on with by the next run,
in the order in which its clippings arrived; only then comes what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from copydesk import store
from copydesk.errors import RunError, WriteError
from copydesk.model import Source
from copydesk.night.adopting import adopt
from copydesk.night.containers import take_container
from copydesk.night.crew import Crew, open_crew
from copydesk.night.desk import Desk, Manner, open_desk
from copydesk.night.diary import begin_night, end_night
from copydesk.night.files import FileBatch
from copydesk.night.intake import Intake, Missing, Records
from copydesk.night.planning import begin_redo, make_plan
from copydesk.night.rewriting import rewrite, rewrite_stale
from copydesk.pipeline import check_rules
from copydesk.report import Outcome, RunReport
from copydesk.settings import Settings, settings_or_default
from copydesk.store.catalogue import Catalogue, catalogue_path, open_catalogue
from copydesk.store.decisions import with_decisions
from copydesk.store.lock import hold
from copydesk.store.sources import Known, State, Task


@dataclass(frozen=True, slots=True)
class Step:
    """A file further: which one, what became of it, how many are done. `outcome` is None while it is being read."""

    source: Source
    outcome: Outcome | None
    files_done: int
    files: int
    night: int = 0


Progress = Callable[[Step], None]


def run(
    raw: Path | str,
    clean: Path | str,
    settings: Settings | None = None,
    *,
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    dry_run: bool = False,
    verify: bool = False,
    redo: bool = False,
    overwrite: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Clean what is new or changed below the folder `raw` into the folder `clean`, and report what became of each.

    Clippings arrive night by night, each night's in the order of their paths, the rows of a container in theirs. One
    that fails is reported and stops nothing. What has not changed is passed over by its size, time and inode; `verify`
    reads it again, and `redo` cleans all anew, as settings or copydesk are now. Output that a person has edited stays
    unless `overwrite`. Raises a `RunError` if the run cannot start or go on; the next one goes on where it ended.
    """
    settings = settings_or_default(settings)
    check_rules(settings)
    manner = Manner(_patterns(include), _patterns(exclude), dry_run, verify, redo, overwrite, workers)
    raw, clean = Path(raw), Path(clean)
    store.check_folders(raw, clean)
    settings = with_decisions(settings, clean)
    with ExitStack() as open_things:
        if not dry_run or catalogue_path(clean).exists():
            open_things.enter_context(hold(clean, "copydesk run"))
        catalogue = open_things.enter_context(open_catalogue(clean, dry_run))
        if dry_run:
            open_things.enter_context(catalogue.rehearsal())
        return _work(catalogue, raw, clean, settings, manner, progress)


def _patterns(given: str | Sequence[str]) -> tuple[str, ...]:
    """The patterns; a string is one."""
    return (given,) if isinstance(given, str) else tuple(given)


def _work(
    catalogue: Catalogue,
    raw: Path,
    clean: Path,
    settings: Settings,
    manner: Manner,
    progress: Progress | None,
) -> RunReport:
    """The night, with everything open."""
    number = begin_night(catalogue, clean, settings, dry=manner.dry_run)
    desk = open_desk(raw, clean, settings, manner, catalogue, number)
    with catalogue.changes():
        if not catalogue.fact("adopted"):
            adopt(desk)
            catalogue.set_fact("adopted", 1)
    found = store.list_sources(raw, clean, manner.include, manner.exclude)
    with catalogue.changes():
        if manner.redo and not manner.include and not manner.exclude:
            begin_redo(desk)
        size = make_plan(desk, found)
    night = Night(desk, progress)
    rewrite_stale(desk)
    while files := desk.sources.count_planned():
        with open_crew(Intake(raw, settings), size, manner.workers) as crew:
            night.work_off(crew, files)
        rewrite_stale(desk)
    desk.arrivals.close()
    _check_output(desk)
    report = desk.tally.report(desk.arrivals.look_alikes, desk.arrivals.capped)
    if not manner.dry_run:
        end_night(catalogue, clean, number, report)
    return report


def _check_output(desk: Desk) -> None:
    """Raise a `RunError` if there was something to write and nothing could be written."""
    troubles = [failure.detail for failure in desk.tally.failures if failure.stage == WriteError.stage]
    if troubles and not desk.tally.has_output():
        raise RunError(troubles[0], str(desk.clean))


class Night:
    """Works off the plan: files in batches, containers one by one, in the order of arrival."""

    def __init__(self, desk: Desk, progress: Progress | None) -> None:
        self._desk = desk
        self._progress = progress
        self._files = self._done = 0

    def work_off(self, crew: Crew, files: int) -> None:
        """Do all that is planned."""
        self._files += files
        batch = FileBatch(self._desk)
        for known, taken in crew.take(self._desk.sources.planned()):
            if isinstance(taken.found, Records):
                self._tell(batch.send())
                for outcome in take_container(self._desk, crew, known, taken):
                    self._tell([(taken.source, outcome)])
            elif isinstance(taken.found, Missing):
                self._tell(batch.send())
                self._miss(known)
            else:
                batch.add(known, taken)
                if batch.is_full:
                    self._tell(batch.send())
        self._tell(batch.send())

    def _miss(self, known: Known) -> None:
        """A planned file is not there any more: that changes nothing. In a redo, what was written of it is redone."""
        desk = self._desk
        with desk.catalogue.changes():
            if known.state is State.NEW:
                desk.sources.drop(known.number)
            else:
                desk.leave(known, known.stat)
        if known.state is State.DONE and known.task is Task.CLEAN:
            rewrite(desk, known, desk.documents.of_source(known.number))

    def _tell(self, outcomes: Sequence[tuple[Source, Outcome | None]]) -> None:
        for source, outcome in outcomes:
            self._done += outcome is not None
            if self._progress:
                self._progress(Step(source, outcome, self._done, self._files, self._desk.night))
