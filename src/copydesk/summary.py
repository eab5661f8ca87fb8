"""A night's report as a person reads it: what came in, what left and as what, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.model import Failure
from copydesk.report import Outcome, RunReport
from copydesk.terminal import harmless

ADVICE = {
    "read": "mend the file, or leave it out with --exclude",
    "write": "make room for its output, then run again",
}
"""Failed stage → what to do. Every other failure is one of copydesk's own."""
ELSE = "leave it out with --exclude, and please report it"

SHOWN = 20
"""How many lines of a list are shown; `--json` has all."""


def lines(report: RunReport, dry_run: bool = False) -> Iterator[str]:
    """The summary, a line at a time."""
    outcomes = ", ".join(
        f"{number:,} {_as_planned(outcome) if dry_run else outcome}" for outcome, number in _outcomes(report)
    )
    yield f"{count(report.inputs, 'clipping')}: {outcomes or 'nothing to do'}"
    if dry_run:
        yield "a dry run: nothing was written"
    if report.words_in:
        share = report.words_out / report.words_in
        yield f"{report.words_in:,} words in, {report.words_out:,} out ({share:.0%})"
    if report.removed:
        largest_first = sorted(report.removed.items(), key=lambda entry: -entry[1])
        by_label = ", ".join(f"{number:,} {label}" for label, number in largest_first)
        yield f"{count(sum(report.removed.values()), 'block')} removed: {by_label}"
    if report.copies or report.look_alikes:
        yield f"{count(report.copies, 'copy', 'copies')}, {count(report.look_alikes, 'look-alike')} left in"
    yield from _listed("passed over", [f"{name}: {reason}" for name, reason in report.passed_over.items()])
    yield from _listed("doubtful", [f"{name}: {reason}" for name, reason in report.doubtful.items()])
    if report.outdated:
        yield f"{count(report.outdated, 'unchanged clipping')} cleaned by other settings or an older copydesk; --redo"
    if report.capped:
        yield f"{count(report.capped, 'kept block')} resembling so many others that later copies may be missed"
    yield from _listed("edited by a person and left so; --overwrite replaces", list(report.edited))
    yield from _listed("decided anew, since what they cited is gone", list(report.redecided))
    yield from _listed("failed", [failure_line(failure) for failure in report.failures])


def _outcomes(report: RunReport) -> Iterator[tuple[Outcome, int]]:
    yield from (
        (outcome, getattr(report, outcome.value)) for outcome in Outcome if getattr(report, outcome.value)
    )


def _as_planned(outcome: Outcome) -> str:
    return "would be written" if outcome is Outcome.WRITTEN else outcome.value


def nothing_matches(raw: str, include: Sequence[str], exclude: Sequence[str]) -> str:
    """That the patterns let nothing through, which is seldom meant."""
    excluded = " without what --exclude leaves out" if exclude else ""
    return f"no file below {raw} matches --include {' or '.join(map(repr, include))}{excluded}"


def _listed(what: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"{len(entries):,} {what}:"
    yield from (f"  {harmless(entry)}" for entry in entries[:SHOWN])
    if len(entries) > SHOWN:
        yield f"  and {len(entries) - SHOWN:,} more, which --json lists"


def failure_line(failure: Failure) -> str:
    """A failure in one line: where, at which stage, what, and what to do; details with a `;` say that already."""
    advice = "" if "; " in failure.detail else f" ({ADVICE.get(failure.stage, ELSE)})"
    return f"{failure.source.id}: {failure.stage}: {failure.detail}{advice}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 copy”, “2 copies”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
