"""When nights begin and end, and their manifests; a night that was cut off gets its manifest when the next begins."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from copydesk._version import __version__
from copydesk.figures import figures_of
from copydesk.model import Json
from copydesk.report import RunReport
from copydesk.settings import Settings
from copydesk.store.catalogue import Catalogue
from copydesk.store.cleaned import read_cleaned
from copydesk.store.manifests import last_night, new_failures, write_manifest

FINISHED, CUT_OFF = "finished", "cut off"
TOLD = "told"
"""The fact that says of which night the last manifest is."""


def begin_night(catalogue: Catalogue, clean: Path, settings: Settings, *, dry: bool) -> int:
    """Write down that a night begins; its number, which goes on from the manifests where the catalogue is new."""
    for (number,) in (
        () if dry else list(catalogue.rows("SELECT number FROM night WHERE number > ?", _told(catalogue)))
    ):
        _tell(catalogue, clean, number, {"status": CUT_OFF})
    stated = {name: value for name, value in asdict(settings).items() if name != "by_hand"}
    shown = json.dumps(stated, ensure_ascii=True)
    with catalogue.changes():
        (known,) = catalogue.first("SELECT coalesce(max(number), 0) FROM night") or (0,)
        number = 1 + max(int(known), last_night(clean))
        catalogue.change("INSERT INTO night VALUES (?, ?, ?)", (number, now(), shown))
        return number


def end_night(catalogue: Catalogue, clean: Path, number: int, report: RunReport) -> None:
    """Write the manifest of a night that did all it planned."""
    _tell(catalogue, clean, number, {"status": FINISHED, "ended": now(), "report": report.as_json()})


def now() -> str:
    """The time, for people. Nothing that is decided or written as output depends on it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _told(catalogue: Catalogue) -> tuple[int]:
    return (int(catalogue.fact(TOLD) or 0),)


def _tell(catalogue: Catalogue, clean: Path, number: int, more: dict[str, Json]) -> None:
    """Write the manifest of a night. What became of each clipping stands there then, and in the catalogue no more."""
    row = catalogue.first("SELECT started, settings FROM night WHERE number = ?", (number,))
    started, settings = row or ("", "{}")
    told: dict[str, Json] = {
        "night": number,
        "started": started,
        **more,
        **figures_of(read_cleaned(catalogue, number)),
        "new_failures": new_failures(catalogue, number),
        "copydesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "settings": json.loads(settings),
    }
    write_manifest(clean, catalogue, number, told)
    with catalogue.changes():
        catalogue.set_fact(TOLD, number)
        catalogue.change("DELETE FROM outcome WHERE night = ?", (number,))
        catalogue.change("DELETE FROM cleaned WHERE night = ?", (number,))
