"""A night as a log for machines: a JSON object a line on standard error, with its time, its run and its clipping."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from copydesk._version import __version__
from copydesk.errors import CopydeskError
from copydesk.model import Failure, Json
from copydesk.night import Step
from copydesk.report import RunReport, failure_as_json

COUNTS = (
    "inputs", "written", "unchanged", "quarantined", "empty", "skipped", "newly_quarantined", "words_in", "words_out",
    "copies", "look_alikes", "outdated", "capped",
)  # fmt: skip
"""What of a report is said in its last line."""


class Log:
    """Writes the lines of one run. `run` is its mark: when it began, and its process."""

    def __init__(self) -> None:
        self._run = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        self._night: int | None = None

    def say(self, level: str, event: str, **more: Json) -> None:
        """Write a line."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = {"time": now, "level": level, "run": self._run, "night": self._night, "event": event, **more}
        print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)

    def step(self, step: Step) -> None:
        """Say what became of a file."""
        self._night = step.night
        if step.outcome is not None:
            self.say("info", "clipping", clipping=step.source.id, outcome=step.outcome.value)

    def end(self, report: RunReport) -> None:
        """Say of which clippings a person should know, and how the run ended."""
        for name, reason in report.doubtful.items():
            self.say("warning", "doubtful", clipping=name, reason=reason)
        for name, reason in report.passed_over.items():
            self.say("info", "passed over", clipping=name, reason=reason)
        for name in report.edited:
            self.say("warning", "edited", output=name)
        for name in report.redecided:
            self.say("info", "decided anew", clipping=name)
        new = set(report.new_failures)
        for failure in report.failures:
            self._fail(failure, failure in new)
        counts: dict[str, Json] = {name: getattr(report, name) for name in COUNTS}
        self.say("info", "end", **counts, removed=dict(report.removed))

    def _fail(self, failure: Failure, is_new: bool) -> None:
        told = {
            name: value for name, value in failure_as_json(failure).items() if name not in ("path", "record")
        }
        event = "failed" if is_new else "still in quarantine"
        self.say("error" if is_new else "info", event, clipping=failure.source.id, **told)


@contextmanager
def logged(raw: str, clean: str) -> Iterator[Log]:
    """A log with a line for the beginning, and one for what cuts the run off. The error is raised on."""
    log = Log()
    log.say("info", "begin", raw=raw, clean=clean, copydesk=__version__)
    try:
        yield log
    except KeyboardInterrupt:
        log.say("error", "stopped", detail="what was written stays, run again to go on")
        raise
    except Exception as error:
        told = str(error) if isinstance(error, CopydeskError) else f"{type(error).__name__}: {error}"
        log.say("error", "run failed", detail=told)
        raise
