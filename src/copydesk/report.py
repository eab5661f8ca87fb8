"""What one night did: every clipping counted once, every removal by its label, every failure with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from copydesk.errors import RunError
from copydesk.figures import Cleaned
from copydesk.model import LABELS, Document, Failure, Json


class Outcome(StrEnum):
    """What became of a clipping. Each has exactly one."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    EMPTY = "empty"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RunReport:
    """One night in numbers. `inputs` is the sum of the five outcomes, or the report cannot be made.

    Words, removals, copies and doubts are those of what was cleaned tonight: unchanged clippings are not read.
    """

    inputs: int = field(default=0, metadata={"help": "Clippings seen: files, and records inside containers."})
    written: int = field(
        default=0, metadata={"help": "Clippings whose output is new or differs from what stood there."}
    )
    unchanged: int = field(
        default=0, metadata={"help": "Clippings that have not changed, or whose output stood there already."}
    )
    quarantined: int = field(default=0, metadata={"help": "Clippings that failed; `failures` says why."})
    empty: int = field(
        default=0, metadata={"help": "Clippings with nothing in them; their output is empty too."}
    )
    skipped: int = field(default=0, metadata={"help": "Files that are no clippings, such as pictures."})
    passed_over: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"help": "Why each clipping of tonight is skipped or empty: id and reason."},
    )
    words_in: int = field(default=0, metadata={"help": "Words of all blocks that were read."})
    words_out: int = field(default=0, metadata={"help": "Words of the blocks that were kept."})
    removed: Mapping[str, int] = field(default_factory=dict, metadata={"help": "Blocks removed, by label."})
    copies: int = field(default=0, metadata={"help": "Blocks that repeat an earlier one, dropped or marked."})
    look_alikes: int = field(
        default=0,
        metadata={"help": "Blocks that are like an earlier one but state something else; never dropped."},
    )
    doubtful: Mapping[str, str] = field(
        default_factory=dict, metadata={"help": "Clippings that a person should look at: id and reason."}
    )
    failures: tuple[Failure, ...] = field(
        default=(),
        metadata={"help": "What is in quarantine: `path`, `record`, `stage`, `error` and `detail` of each."},
    )
    newly_quarantined: int = field(
        default=0, metadata={"help": "Failures among them that were not in quarantine before."}
    )
    new_failures: tuple[Failure, ...] = field(
        default=(), metadata={"help": "Those of `failures` that were not in quarantine before."}
    )
    edited: tuple[str, ...] = field(
        default=(),
        metadata={"help": "Output files that a person has edited; they were left as they are."},
    )
    redecided: tuple[str, ...] = field(
        default=(),
        metadata={"help": "Clippings whose copies were decided anew: a paragraph that they cited is gone."},
    )
    outdated: int = field(
        default=0,
        metadata={"help": "Unchanged clippings that an older copydesk or other settings cleaned (`--redo`)."},
    )
    capped: int = field(
        default=0,
        metadata={
            "help": "Kept blocks that resemble so many others that a later copy of them may be missed."
        },
    )

    def __post_init__(self) -> None:
        counted = sum(getattr(self, outcome.value) for outcome in Outcome)
        if counted != self.inputs:
            raise RunError(
                f"the report does not add up: {self.inputs} clippings came in, {counted} are accounted for"
            )

    def as_json(self) -> dict[str, Json]:
        """The report as one JSON object, its fields in their order."""
        values: dict[str, Json] = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        for name in ("removed", "doubtful", "passed_over"):
            values[name] = dict(getattr(self, name))
        for name in ("edited", "redecided"):
            values[name] = list(getattr(self, name))
        for name in ("failures", "new_failures"):
            values[name] = [failure_as_json(failure) for failure in getattr(self, name)]
        return values


def failure_as_json(failure: Failure) -> dict[str, Json]:
    """A failure as a JSON object: where it happened, at which stage, and what to do."""
    return {
        "path": failure.source.path,
        "record": failure.source.record,
        "stage": failure.stage,
        "error": failure.error,
        "detail": failure.detail,
    }


class Tally:
    """A report in the making. Clippings are counted where they arrive and, apart from that, where they end."""

    def __init__(self) -> None:
        self._inputs = 0
        self._outcomes: Counter[Outcome] = Counter()
        self._words_in = 0
        self._words_out = 0
        self._copies = 0
        self._removed: Counter[str] = Counter()
        self._doubtful: dict[str, str] = {}
        self._passed_over: dict[str, str] = {}
        self.failures: list[Failure] = []
        self.new_failures: list[Failure] = []
        self.edited: list[str] = []
        self.redecided: list[str] = []
        self.outdated = 0

    def arrive(self, clippings: int = 1) -> None:
        """Count clippings that came in."""
        self._inputs += clippings

    def clean(self, document: Document, cleaned: Cleaned) -> None:
        """Count what was removed from a document, whose words have been counted."""
        self._words_out += cleaned.kept
        self._words_in += cleaned.words
        self._removed.update(removal.label for removal in document.removals)
        self._copies += [removal.label for removal in (*document.removals, *document.marked)].count("copy")
        if document.doubtful:
            self._doubtful[document.id] = document.doubtful

    def end(self, outcome: Outcome, clippings: int = 1) -> Outcome:
        """Count clippings whose way is over. The outcome is given back."""
        self._outcomes[outcome] += clippings
        return outcome

    def pass_over(self, outcome: Outcome, name: str, reason: str) -> Outcome:
        """Count a clipping from which nothing was to be had, and say why."""
        self._passed_over[name] = reason
        return self.end(outcome)

    def fail(self, failures: Iterable[Failure], clippings: int) -> Outcome:
        """Count clippings that failed, and say why; one failure may be that of all clippings of a container."""
        self.failures += failures
        return self.end(Outcome.QUARANTINED, clippings)

    def has_output(self) -> bool:
        """Whether the output of any clipping stands where it belongs."""
        return any(self._outcomes[outcome] for outcome in (Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.EMPTY))

    def report(self, look_alikes: int, capped: int) -> RunReport:
        """The report; raises a `RunError` if a clipping was lost on the way."""
        return RunReport(
            inputs=self._inputs,
            **{outcome.value: self._outcomes[outcome] for outcome in Outcome},
            words_in=self._words_in,
            words_out=self._words_out,
            removed={label: self._removed[label] for label in LABELS if self._removed[label]},
            copies=self._copies,
            look_alikes=look_alikes,
            doubtful=self._doubtful,
            passed_over=self._passed_over,
            failures=tuple(self.failures),
            newly_quarantined=len(self.new_failures),
            new_failures=tuple(self.new_failures),
            edited=tuple(self.edited),
            redecided=tuple(self.redecided),
            outdated=self.outdated,
            capped=capped,
        )
