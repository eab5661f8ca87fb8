"""A night's report as a person reads it: what came in, what left and as what, what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.model import Failure
from copydesk.report import Outcome, RunReport
from copydesk.terminal import harmless

ADVICE = {
    "read": "mend the file, or leave it out with --exclude",
    "write": "free the output's name or place, then run again",
}
"""Stage → what to do about a failure there."""
REPORT_IT = "look at it with copydesk explain, or leave it out with --exclude"


def lines(report: RunReport) -> Iterator[str]:
    """The summary, a line at a time."""
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in _outcomes(report))
    yield f"{_count(report.inputs, 'clipping')}: {outcomes or 'nothing to do'}"
    if report.words_in:
        share = 100 * report.words_out / report.words_in
        yield f"{report.words_in:,} words in, {report.words_out:,} out ({share:.0f}%)"
    if report.removed:
        largest_first = sorted(report.removed.items(), key=lambda entry: -entry[1])
        by_label = ", ".join(f"{count:,} {label}" for label, count in largest_first)
        yield f"{_count(sum(report.removed.values()), 'block')} removed: {by_label}"
    if report.copies or report.look_alikes:
        yield f"{_count(report.copies, 'copy', 'copies')}, {_count(report.look_alikes, 'look-alike')} left in"
    yield from _doubtful(report)
    yield from _failures(report)


def _outcomes(report: RunReport) -> Iterator[tuple[Outcome, int]]:
    yield from (
        (outcome, getattr(report, outcome.value)) for outcome in Outcome if getattr(report, outcome.value)
    )


def _doubtful(report: RunReport) -> Iterator[str]:
    if report.doubtful:
        yield f"{_count(len(report.doubtful), 'clipping')} doubtful, worth a look:"
    yield from (f"  {harmless(name)}: {harmless(reason)}" for name, reason in report.doubtful.items())


def _failures(report: RunReport) -> Iterator[str]:
    if report.failures:
        yield f"{_count(len(report.failures), 'failure')}:"
    yield from (f"  {failure_line(failure)}" for failure in report.failures)


def failure_line(failure: Failure) -> str:
    """A failure in one line: where, at which stage, what, and what to do."""
    advice = ADVICE.get(failure.stage, REPORT_IT)
    return harmless(f"{failure.source.id}: {failure.stage}: {failure.detail}") + f" ({advice})"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
