"""The commands that look after an output folder: what came in, what is there already, and what is to be forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from copydesk.model import Json
    from copydesk.night.desk import Desk
    from copydesk.night.seen import Sighting
    from copydesk.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path)
in_folder = click.option(
    "--clean", "clean", metavar="DIR", default="clean", type=FOLDER, help="The output folder. Default: clean."
)
from_folder = click.option(
    "--raw", "raw", metavar="DIR", default="raw", type=FOLDER, help="The input folder. Default: raw."
)
with_settings = click.option(
    "--settings", "settings_file", metavar="FILE", type=FOLDER, help="Settings from FILE, as with run."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def add_to(commands: click.Group) -> None:
    """Add all commands of this module."""
    for command in (nights, seen, forget, quarantine, index):
        commands.add_command(command)


def _settings(settings_file: Path | None) -> Settings:
    from copydesk.pipeline import check_rules
    from copydesk.settings_file import load_settings

    return load_settings(settings_file, check=check_rules)


def _say(line: str) -> None:
    from copydesk.terminal import harmless

    click.echo(harmless(line))


def _print_json(found: object) -> None:
    click.echo(json.dumps(found, ensure_ascii=False))


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
    for place, row in enumerate(told):
        if as_json:
            _print_json(row)
        elif number is None or not place:
            _say(_night_line(row))
        else:
            detail = f"  ({row['detail']})" if row["detail"] else ""
            _say(f"  {row['outcome']:12} {row['path']}{detail}")
    return 0


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
    kept there or was a copy itself. Look-alikes that state something else are listed too: they are similar. It may run
    while a night does.

    \b
    Examples:
      copydesk seen page.html
      curl -s https://example.com/story | copydesk seen - --json
    """
    from copydesk import single
    from copydesk.model import Failure, Source
    from copydesk.night.seen import sightings

    settings = _settings(settings_file)
    for document in single.documents(Source(file), settings):
        if isinstance(document, Failure):
            _say(f"failed: {document.stage}: {document.detail}")
            continue
        found = sightings(clean, document, settings)
        if as_json:
            _print_json({"id": document.id, "paragraphs": [sighting.as_json() for sighting in found]})
        else:
            for line in _sighting_lines(found):
                _say(line)
    return 0


def _sighting_lines(found: list[Sighting]) -> Iterator[str]:
    for sighting in found:
        shown = sighting.text if len(sighting.text) <= 60 else f"{sighting.text[:57]}..."
        yield f"block {sighting.position}: {shown}"
        for place in sighting.places:
            how = f"a copy of {place.copy_of}" if place.copy_of else "kept"
            yield f"  {place.similarity:.0%} {place.address} ({how})"
        if not sighting.places:
            yield "  not seen"
    there = sum(bool(sighting.places) for sighting in found)
    yield f"{there} of {len(found)} paragraphs seen"


@contextmanager
def _desk(raw: Path, clean: Path, settings: Settings, task: str) -> Iterator[Desk]:
    """What a night works with, for a command that changes something outside of one."""
    from copydesk.night.desk import Manner, open_desk
    from copydesk.store.catalogue import open_catalogue, read_catalogue
    from copydesk.store.lock import hold

    with read_catalogue(clean):
        pass  # There is one, or this says so.
    with hold(clean, task), open_catalogue(clean) as catalogue:
        yield open_desk(raw, clean, settings, Manner(), catalogue, 0)


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

    with _desk(raw, clean, _settings(settings_file), "copydesk forget") as desk:
        done = forget_paths(desk, paths)
    _say(f"forgotten: {len(done.sources):,}")
    for what, names in (("decided anew", done.redecided), ("edited by a person and left", done.edited)):
        for name in names:
            _say(f"  {what}: {name}")
    for path in done.sources:
        if (raw / path).exists():
            _say(f"  {path} is still in {raw}: the next run takes it in again")
    return 0


@click.group()
def quarantine() -> None:
    """List, show and retry the clippings that failed.

    \b
    Examples:
      copydesk quarantine list
      copydesk quarantine show 2024/story.html
      copydesk quarantine retry 2024/story.html
    """


@quarantine.command("list")
@in_folder
@as_json
def quarantine_list(clean: Path, as_json: bool) -> int:
    """List what is in quarantine: at which stage and why, since which night, how often.

    \b
    Examples:
      copydesk quarantine list
      copydesk quarantine list --json | jq -r .path
    """
    from copydesk.store.catalogue import read_catalogue
    from copydesk.store.quarantine import Quarantine

    with read_catalogue(clean) as catalogue:
        for case in Quarantine(catalogue).cases():
            if as_json:
                _print_json(case.as_json())
            else:
                failure = case.failure
                often = f"since night {case.since}, failed {case.times} times"
                _say(f"{failure.source.id}: {failure.stage}: {failure.detail} ({often})")
    return 0


@quarantine.command("show")
@click.argument("path")
@in_folder
def quarantine_show(path: str, clean: Path) -> int:
    """Show all that is known of why a clipping failed, and when it is tried again.

    \b
    Examples:
      copydesk quarantine show 2024/story.html
    """
    from copydesk.errors import RunError
    from copydesk.store.catalogue import read_catalogue
    from copydesk.store.quarantine import Quarantine

    with read_catalogue(clean) as catalogue:
        cases = Quarantine(catalogue)
        found = list(cases.cases(path))
        if not found:
            raise RunError(f"{path} is not in quarantine; `copydesk quarantine list` shows what is")
        for case in found:
            for name, value in case.as_json().items():
                _say(f"{name:7} {value}")
        again = (
            "with the next run" if cases.is_due(path) else "when it has changed, or copydesk has, or by retry"
        )
        _say(f"retry   {again}")
    return 0


@quarantine.command("retry")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@in_folder
def quarantine_retry(paths: tuple[str, ...], clean: Path) -> int:
    """Let the next run try clippings again, or all that are in quarantine.

    \b
    Examples:
      copydesk quarantine retry
      copydesk quarantine retry 2024/story.html
    """
    from copydesk.night.upkeep import retry
    from copydesk.store.lock import hold

    with hold(clean, "copydesk quarantine retry"):
        count = retry(clean, paths)
    _say(f"{count:,} to be tried again by the next run")
    return 0


@click.group()
def index() -> None:
    """Look after what copydesk remembers of earlier nights.

    \b
    Examples:
      copydesk index info
      copydesk index check
      copydesk index rebuild
    """


@index.command("info")
@in_folder
@as_json
def index_info(clean: Path, as_json: bool) -> int:
    """Say how much is remembered, and how large it is.

    \b
    Examples:
      copydesk index info --json | jq .index_bytes
    """
    from copydesk.night.upkeep import size_of_memory

    found = asdict(size_of_memory(clean))
    if as_json:
        _print_json(found)
    else:
        _say_table(found.items())
    return 0


def _say_table(pairs: Iterable[tuple[str, object]]) -> None:
    for name, value in pairs:
        _say(f"{name.replace('_', ' '):16} {value:,}" if isinstance(value, int) else f"{name:16} {value}")


@index.command("check")
@in_folder
def index_check(clean: Path) -> int:
    """Read all that is remembered, and say what is wrong with it.

    Exit status: 0 all well; 1 something is wrong.

    \b
    Examples:
      copydesk index check || copydesk index rebuild
    """
    from copydesk.night.upkeep import troubles

    found = list(troubles(clean))
    for trouble in found:
        _say(trouble)
    _say("`copydesk index rebuild` makes it anew" if found else "all well")
    return bool(found)


@index.command("rebuild")
@in_folder
@from_folder
@with_settings
def index_rebuild(clean: Path, raw: Path, settings_file: Path | None) -> int:
    """Make the index anew; and the catalogue, where it is lost or damaged, from what was written.

    What was decided stays so. After the catalogue was made anew the next run reads all clippings again; what is written
    changes only where it differs. A damaged catalogue is kept under another name.

    \b
    Examples:
      copydesk index rebuild
    """
    from copydesk.night.upkeep import rebuild
    from copydesk.store.lock import hold

    with hold(clean, "copydesk index rebuild"):
        _say(rebuild(raw, clean, _settings(settings_file)))
    return 0
