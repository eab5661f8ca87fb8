"""The commands of an output folder: what came in, what is there already, and what is to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.commands.options import (
    PATH,
    as_json,
    from_folder,
    in_folder,
    load,
    print_json,
    say,
    warn,
    with_settings,
)
from copydesk.exits import QUARANTINE

if TYPE_CHECKING:
    from copydesk.model import Json
    from copydesk.night.desk import Desk
    from copydesk.night.seen import Sighting
    from copydesk.settings import Settings


@click.command()
@click.argument("number", metavar="[N]", type=click.IntRange(1), required=False)
@in_folder
@as_json
def nights(number: int | None, clean: Path, as_json: bool) -> int:
    """List the nights, or show what night N did.

    A night is one `copydesk run`. Each has a manifest in .copydesk/nights of the output folder: what came in, what
    became of it, with which settings and versions, and when.

    \b
    Examples:
      copydesk nights
      copydesk nights 12
      copydesk nights 12 --json | jq -r 'select(.outcome == "written").path'
    """
    from copydesk.store.manifests import manifest, manifests

    told = manifests(clean) if number is None else manifest(clean, number)
    if as_json:
        for row in told:
            print_json(row)
    elif number is None:
        for row in told:
            say(_night_line(row))
    else:
        for line in _lines_of_night(told):
            say(line)
    return 0


def _lines_of_night(told: Iterator[dict[str, Json]]) -> Iterator[str]:
    """A night, and what became of each clipping: of files, and behind them of what no file was taken of."""
    night = next(told)
    yield _night_line(night)
    named = set()
    for row in told:
        named.add(row["path"])
        yield _outcome_line(row["outcome"], row["path"], row["detail"])
    report = night.get("report")
    passed_over = report["passed_over"] if isinstance(report, dict) else {}
    if isinstance(passed_over, dict):
        for name, reason in passed_over.items():
            if name not in named:
                yield _outcome_line("passed over", name, reason)


def _outcome_line(outcome: Json, path: Json, detail: Json) -> str:
    return f"  {outcome!s:12} {path}" + (f"  ({detail})" if detail else "")


def _night_line(told: dict[str, Json]) -> str:
    report = told.get("report")
    counted = ""
    if isinstance(report, dict):
        names = ("written", "unchanged", "quarantined", "empty", "skipped")
        counted = ": " + ", ".join(f"{report[name]:,} {name}" for name in names if report[name])
    return f"{told['night']:>5}  {told['started']}  {told['status']}{counted}"


@click.command()
@click.argument("file", metavar="FILE|-")
@in_folder
@with_settings
@as_json
def seen(file: str, clean: Path, settings_file: Path | None, as_json: bool) -> int:
    """Say which paragraphs of a clipping are there already.

    For each paragraph: where it stands, or one that is similar enough to be a copy; how similar; and whether it is
    kept there or was a copy itself. Look-alikes are listed too, with what they state otherwise, and do not count as
    seen. It may run while a night does.

    \b
    Examples:
      copydesk seen page.html
      curl -s https://example.com/story | copydesk seen - --json
    """
    from copydesk import single
    from copydesk.model import Failure, Source
    from copydesk.night.seen import sightings

    settings = load(settings_file)
    for document in single.documents(Source(file), settings):
        if isinstance(document, Failure):
            say(f"failed: {document.stage}: {document.detail}")
            continue
        found = sightings(clean, document, settings)
        if as_json:
            print_json({"id": document.id, "paragraphs": [sighting.as_json() for sighting in found]})
        else:
            for line in _sighting_lines(found):
                say(line)
    return 0


def _sighting_lines(found: list[Sighting]) -> Iterator[str]:
    for sighting in found:
        shown = sighting.text if len(sighting.text) <= 60 else f"{sighting.text[:57]}..."
        yield f"block {sighting.position}: {shown}"
        for place in sighting.places:
            how = f"a copy of {place.copy_of}" if place.copy_of else "kept"
            but = f"; states something else: {place.difference}" if place.difference else ""
            yield f"  {place.similarity:.0%} {place.address} ({how}{but})"
        if not sighting.places:
            yield "  not seen"
    there = sum(sighting.is_there for sighting in found)
    yield f"{there} of {len(found)} paragraphs seen"


@contextmanager
def open_folder(raw: Path, clean: Path, settings: Settings, task: str) -> Iterator[Desk]:
    """What a night works with, for a command that changes something outside of one."""
    from copydesk.night.desk import Manner, open_desk
    from copydesk.store.catalogue import open_catalogue, read_catalogue
    from copydesk.store.decisions import with_decisions
    from copydesk.store.lock import hold

    with read_catalogue(clean):
        pass  # There is one, or this says so.
    with hold(clean, task), open_catalogue(clean) as catalogue:
        yield open_desk(raw, clean, with_decisions(settings, clean), Manner(), catalogue, 0)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@in_folder
@from_folder
@with_settings
def forget(paths: tuple[str, ...], clean: Path, raw: Path, settings_file: Path | None) -> int:
    """Forget clippings, by their paths below the input folder; a folder's name stands for all in it.

    Their output is removed, except what a person has edited. Paragraphs that were copies of theirs are decided anew:
    the first of them to arrive is kept now. A file that is still in the input folder comes in anew with the next run.

    \b
    Examples:
      copydesk forget 2024/story.html
      copydesk forget drafts
    """
    from copydesk.night.forgetting import forget as forget_paths

    with open_folder(raw, clean, load(settings_file), "copydesk forget") as desk:
        done = forget_paths(desk, paths)
    say(f"forgotten: {len(done.sources):,}")
    for what, names in (("decided anew", done.redecided), ("edited by a person and left", done.edited)):
        for name in names:
            say(f"  {what}: {name}")
    for path in done.sources:
        if (raw / path).exists():
            say(f"  {path} is still in {raw}: the next run takes it in again")
    return 0


@click.command()
@click.argument("clean", default="clean", type=PATH)
@click.option("--json", "form", flag_value="json", help="Print one JSON object a line, for each clipping.")
@click.option("--csv", "form", flag_value="csv", help="Print a table as CSV.")
@click.option(
    "--min-share",
    metavar="SHARE",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    help="Share of the words, of a clipping or of the first, that makes them one story. Default: 0.5.",
)
def clusters(clean: Path, form: str | None, min_share: float) -> int:
    """List the clippings that tell one story: who had it first, and who took how much.

    CLEAN is the folder that "copydesk run" wrote into ("clean" if not given). A cluster is a clipping and those that
    copied most of their paragraphs from it, or most of its paragraphs: as a duplicate, shorter, longer, or only an
    overlap. Clippings without a date stand last.

    \b
    Examples:
      copydesk clusters
      copydesk clusters corpus --csv > clusters.csv
      copydesk clusters --json | jq 'select(.relation == "longer")'

    Exit status: 0 all well; 1 the folder cannot be read; 2 wrong usage; 3 some files cannot be read.
    """
    from copydesk import clusters as found
    from copydesk import listed
    from copydesk.errors import ReadError
    from copydesk.store import read_records

    unread: list[ReadError] = []
    articles = map(found.article_of, read_records(clean, unread))
    listed.write(found.clusters_of(articles, min_share), form or "text")
    for error in unread:
        warn(str(error))
    return QUARANTINE if unread else 0
