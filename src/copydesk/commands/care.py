"""The commands that look after what copydesk remembers: its quarantine, and its index with the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from copydesk.commands.options import as_json, from_folder, in_folder, load, print_json, say, with_settings


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
        cases = list(Quarantine(catalogue).cases())
        if not cases and not as_json:
            say("nothing is in quarantine")
        for case in cases:
            if as_json:
                print_json(case.as_json())
            else:
                failure = case.failure
                times = "once" if case.times == 1 else f"{case.times} times"
                often = f"since night {case.since}, failed {times}"
                say(f"{failure.source.id}: {failure.stage}: {failure.detail} ({often})")
    return 0


@quarantine.command("show")
@click.argument("path")
@in_folder
def quarantine_show(path: str, clean: Path) -> int:
    """Show all that is known of why a clipping failed, and when it is tried again.

    PATH is the clipping's path below the input folder ("rows.jsonl#id" for a row).

    \b
    Examples:
      copydesk quarantine show 2024/story.html
    """
    from copydesk.store.catalogue import read_catalogue
    from copydesk.store.quarantine import Quarantine

    with read_catalogue(clean) as catalogue:
        cases = Quarantine(catalogue)
        for case in cases.named(path):
            for name, value in case.as_json().items():
                say(f"{name:7} {value}")
        again = (
            "with the next run"
            if cases.is_due(case.failure.source.path)
            else "when it has changed, or copydesk has, or by retry"
        )
        say(f"retry   {again}")
    return 0


@quarantine.command("retry")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@in_folder
def quarantine_retry(paths: tuple[str, ...], clean: Path) -> int:
    """Let the next run try clippings again, or all that are in quarantine.

    A row is tried again with all of its file.

    \b
    Examples:
      copydesk quarantine retry
      copydesk quarantine retry 2024/story.html
    """
    from copydesk.night.upkeep import retry
    from copydesk.store.lock import hold

    with hold(clean, "copydesk quarantine retry"):
        count = retry(clean, paths)
    say(f"{count:,} to be tried again by the next run")
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
        print_json(found)
    else:
        _say_table(found.items())
    return 0


def _say_table(pairs: Iterable[tuple[str, object]]) -> None:
    for name, value in pairs:
        say(f"{name.replace('_', ' '):16} {value:,}" if isinstance(value, int) else f"{name:16} {value}")


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
        say(trouble)
    say("`copydesk index rebuild` makes it anew" if found else "all well")
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
        say(rebuild(raw, clean, load(settings_file)))
    return 0
