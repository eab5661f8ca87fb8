"""What people decide by hand takes effect: it is written down, and the clippings that it is about are cleaned anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import RunError
from copydesk.model import Block, Document
from copydesk.night.crew import open_crew
from copydesk.night.desk import Desk
from copydesk.night.intake import Intake
from copydesk.night.rewriting import rewrite_stale
from copydesk.night.work import Night
from copydesk.settings import site_name
from copydesk.store.decisions import (
    KEPT,
    REMOVED,
    Decision,
    LineDecision,
    RuleDecision,
    changed,
    read_decisions,
    write_decisions,
)
from copydesk.store.sources import Task
from copydesk.store.walking import written_files
from copydesk.store.written import documents_in, read_written
from copydesk.summary import count

SHOWN = 70
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decides: what to write down or to take back, and which clippings it is about, by id."""

    new: tuple[Decision, ...]
    taken_back: tuple[Decision, ...]
    clippings: tuple[str, ...]


def restore_lines(clean: Path, name: str, positions: Sequence[int]) -> Verdict:
    """Put removed blocks of a clipping back, all if none is named. Raises a `RunError` for one that is not removed."""
    document = read_written(clean, name)
    removed = {removal.block.position: removal.block for removal in document.removals}
    return _about_lines(document, removed, positions or sorted(removed), KEPT)


def remove_lines(clean: Path, name: str, positions: Sequence[int]) -> Verdict:
    """Remove kept blocks of a clipping. Raises a `RunError` for one that is not kept."""
    document = read_written(clean, name)
    return _about_lines(document, {block.position: block for block in document.blocks}, positions, REMOVED)


def _about_lines(
    document: Document, there: dict[int, Block], positions: Iterable[int], decision: str
) -> Verdict:
    for position in positions:
        if position not in there:
            state = "removed" if decision == KEPT else "kept"
            raise RunError(
                f"{document.id} has no block {position} that is {state}; `copydesk explain --numbers` with "
                "`--clean` shows which are",
                document.id,
            )
    new = (LineDecision(document.id, there[position].text, decision) for position in positions)
    return Verdict(tuple(new), (), (document.id,))


def restore_rule(clean: Path, site: str, rule: str) -> Verdict:
    """Undo a rule for a site: what it removed there comes back, and will not go again."""
    decision = RuleDecision(site_name(site), rule)
    ids = (
        document.id
        for document in _of_site(clean, decision.site)
        if any(removal.rule == rule for removal in document.removals)
    )
    return Verdict((decision,), (), tuple(ids))


def remove_rule(clean: Path, site: str, rule: str) -> Verdict:
    """Take back that a rule is undone for a site. Raises a `RunError` if it is not."""
    decision = RuleDecision(site_name(site), rule)
    if decision not in read_decisions(clean):
        raise RunError(
            f"the rule {rule} is not undone for {decision.site}; {clean}/.by-hand.jsonl has what is"
        )
    return Verdict((), (decision,), tuple(document.id for document in _of_site(clean, decision.site)))


def _of_site(clean: Path, site: str) -> Iterator[Document]:
    for path in written_files(clean):
        for document in documents_in(path):
            if site in map(site_name, document.site_names):
                yield document


def write_down(desk: Desk, verdict: Verdict) -> None:
    """Write down what was decided, and plan the clippings: the next who opens the folder knows it, and cleans them."""
    numbers = {number for name in verdict.clippings if (number := desk.documents.source_of(name))}
    with desk.catalogue.changes():
        for number in numbers:
            desk.sources.plan(number, Task.CLEAN)
    standing = (one for one in read_decisions(desk.clean) if one not in verdict.taken_back)
    write_decisions(desk.clean, changed(standing, verdict.new))


def carry_out(desk: Desk) -> None:
    """Clean what is planned; where the input is gone, what was written of it is changed."""
    night = Night(desk, None)
    while files := desk.sources.count_planned():
        with open_crew(Intake(desk.raw, desk.settings), 0, None) as crew:
            night.work_off(crew, files)
        rewrite_stale(desk)
    desk.arrivals.close()
    with desk.catalogue.changes():
        desk.forget_night()


def told(verdict: Verdict) -> Iterator[str]:
    """What was decided, a line each."""
    for one in (*verdict.new, *verdict.taken_back):
        if isinstance(one, LineDecision):
            shown = one.line if len(one.line) <= SHOWN else f"{one.line[: SHOWN - 3]}..."
            yield f"{'restored' if one.decision == KEPT else 'removed'}: {shown}"
        else:
            state = "undone" if one in verdict.new else "in force again"
            yield f"the rule {one.rule} is {state} for {one.site}"
    yield f"{count(len(verdict.clippings), 'clipping')} cleaned anew"
