"""Nights as their manifests tell them: the one that is asked for, and those before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from copydesk.errors import RunError
from copydesk.figures import SiteFigures, together
from copydesk.model import Failure, Json, Source

WINDOW = 30
"""So many nights before one say what is usual."""


@dataclass(frozen=True, slots=True)
class Story:
    """A clipping that others were copied from: how many of them in a night, and of which sites."""

    of: str
    copies: int
    sites: int
    named: tuple[str, ...]


@dataclass(frozen=True)
class Night:
    """A night in numbers. `figures` are those of each site that the night cleaned clippings of; `others` are those of
    the sites too small to be told one by one."""

    number: int
    started: str = ""
    ended: str = ""
    status: str = ""
    version: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, SiteFigures] = field(default_factory=dict)
    others: SiteFigures = field(default_factory=SiteFigures)
    stories: tuple[Story, ...] = ()
    new_failures: tuple[Failure, ...] = ()

    @cached_property
    def all(self) -> SiteFigures:
        """The sums of all sites."""
        return together([*self.figures.values(), self.others])

    @property
    def came_in(self) -> int:
        """Clippings that were new or changed: those that were cleaned, and those that newly failed."""
        return self.all.clippings + len(self.new_failures)

    @property
    def has_figures(self) -> bool:
        return bool(self.all.clippings)


def night_of(told: Mapping[str, Any]) -> Night:
    """A night from the first line of its manifest. An older one without figures has none."""
    return Night(
        int(told["night"]),
        str(told["started"]),
        str(told.get("ended") or ""),
        str(told["status"]),
        str(told.get("copydesk") or ""),
        told.get("report") or {},
        {site: SiteFigures.from_json(one) for site, one in (told.get("sites") or {}).items()},
        SiteFigures.from_json(told.get("other_sites") or {}),
        tuple(_story(one) for one in told.get("stories") or ()),
        tuple(_failure(one) for one in told.get("new_failures") or ()),
    )


def _story(told: Mapping[str, Any]) -> Story:
    return Story(told["of"], told["copies"], told["sites"], tuple(told["named"]))


def _failure(told: Mapping[str, Any]) -> Failure:
    return Failure(Source(told["path"], told["record"]), told["stage"], told["error"], told["detail"])


def pick(told: Iterable[Mapping[str, Json]], number: int | None) -> tuple[Night, list[Night]]:
    """A night, the last if no number is given, and up to `WINDOW` nights before it that cleaned anything, the oldest
    first. Raises a `RunError` if there is no such night."""
    nights = [night_of(one) for one in told]
    found = [night for night in nights if number in (None, night.number)]
    if not found:
        raise RunError(f"there is no night {number}; `copydesk nights` lists them")
    night = found[-1]
    before = [one for one in nights if one.number < night.number and one.has_figures]
    return night, before[-WINDOW:]
