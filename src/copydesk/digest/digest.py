"""The digest as a record, from the manifests of the nights and what was written; and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from copydesk.digest.anomalies import Anomaly, anomalies
from copydesk.digest.history import Night, Story, pick
from copydesk.errors import RunError
from copydesk.model import Document, Json
from copydesk.report import failure_as_json
from copydesk.store.manifests import manifests
from copydesk.store.written import read_written

SHOWN = 20
"""How many of a list are shown, and read; the JSON has all."""

Find = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A clipping that a person should look at, and why. The document is there for the first `SHOWN`."""

    id: str
    reason: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A night for those who look in the morning. `before` are the nights that say what is usual, the oldest first;
    `titles` are those of the stories that are shown, by id."""

    night: Night
    before: tuple[Night, ...]
    doubtful: tuple[Doubt, ...]
    anomalies: tuple[Anomaly, ...]
    titles: Mapping[str, str]

    @property
    def stories(self) -> tuple[Story, ...]:
        return self.night.stories

    def as_json(self) -> dict[str, Json]:
        """The digest as one JSON object."""
        night = self.night
        return {
            "night": night.number,
            "started": night.started,
            "ended": night.ended,
            "status": night.status,
            "new": night.came_in,
            "report": dict(night.report),
            "all": _figures(night),
            "doubtful": [{"id": one.id, "reason": one.reason} for one in self.doubtful],
            "anomalies": [asdict(one) for one in self.anomalies],
            "quarantined": [failure_as_json(one) for one in night.new_failures],
            "sites": {site: asdict(one) for site, one in night.figures.items()},
            "stories": [{**asdict(one), "named": list(one.named)} for one in self.stories],
            "before": [{"night": one.number, "started": one.started, **_figures(one)} for one in self.before],
        }


def _figures(night: Night) -> dict[str, Json]:
    all_sites = asdict(night.all)
    summed = {
        name: all_sites[name] for name in ("clippings", "words", "kept", "doubtful", "duplicates", "empty")
    }
    return {**summed, "removed": all_sites["removed"], "quarantined": len(night.new_failures)}


def digest_of(clean: Path, number: int | None = None) -> Digest:
    """The digest of a night, the last if no number is given. Raises a `RunError` if there is none."""
    night, before = pick(manifests(clean), number)
    find = _finder(clean)
    titled = {story.of: find(story.of) for story in night.stories[:SHOWN]}
    return Digest(
        night,
        tuple(before),
        tuple(_doubts(night.report.get("doubtful", {}), find)),
        tuple(anomalies(night, before)),
        {name: found.metadata.title for name, found in titled.items() if found},
    )


def _doubts(reasons: Mapping[str, str], find: Find) -> Iterable[Doubt]:
    for place, (name, reason) in enumerate(reasons.items()):
        yield Doubt(name, reason, find(name) if place < SHOWN else None)


def _finder(clean: Path) -> Find:
    def find(name: str) -> Document | None:
        try:
            return read_written(clean, name)
        except RunError:
            return None

    return find
