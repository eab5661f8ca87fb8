"""The commands by which people have the last word on single clippings: `copydesk restore` and `copydesk remove`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.commands.folder import open_folder
from copydesk.commands.options import Command, from_folder, in_folder, load, say, with_settings

if TYPE_CHECKING:
    from copydesk.night.deciding import Verdict
    from copydesk.settings import Settings

BOTH = "name a clipping, or a rule and its site: PATH, or --rule NAME --site SITE"


def deciding(command: Command) -> Command:
    """What both commands are told: a clipping and its blocks, or a rule and its site; and where it all lies."""
    options = (
        click.argument("path", required=False),
        click.option(
            "--block",
            "positions",
            metavar="N",
            type=click.IntRange(0),
            multiple=True,
            help="Block N. Can be repeated.",
        ),
        click.option("--rule", metavar="NAME", help="A rule, by its name."),
        click.option("--site", metavar="SITE", help="The site that --rule is about, such as example.com."),
        in_folder,
        from_folder,
        with_settings,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@deciding
def restore(
    path: str | None,
    positions: tuple[int, ...],
    rule: str | None,
    site: str | None,
    clean: Path,
    raw: Path,
    settings_file: Path | None,
) -> int:
    """Put back what was removed from a clipping, for good; or undo a rule for a site.

    PATH is the clipping's path below the input folder ("rows.jsonl#id" for a row). Without --block all that was removed
    comes back. It stays when the clipping changes and in later nights, as long as the line says the same. What was
    decided stands in .by-hand.jsonl of the output folder.

    \b
    Examples:
      copydesk explain 2024/story.html --clean clean --numbers
      copydesk restore 2024/story.html --block 12 --block 13
      copydesk restore --rule bio --site example.com

    Exit status: 0 done; 1 there is no such clipping or block; 2 wrong usage.
    """
    from copydesk.night.deciding import restore_lines, restore_rule

    settings = load(settings_file)
    if path and not rule and not site:
        verdict = restore_lines(clean, path, positions)
    else:
        verdict = restore_rule(clean, *_site_and_rule(path, positions, rule, site, settings))
    return _decide(raw, clean, settings, verdict, "restore")


@click.command()
@deciding
def remove(
    path: str | None,
    positions: tuple[int, ...],
    rule: str | None,
    site: str | None,
    clean: Path,
    raw: Path,
    settings_file: Path | None,
) -> int:
    """Remove blocks from a clipping by hand, for good; or let a rule hold for a site again.

    The other way round than "copydesk restore". To take out a whole clipping, use "copydesk forget".

    \b
    Examples:
      copydesk remove 2024/story.html --block 3
      copydesk remove --rule bio --site example.com

    Exit status: 0 done; 1 there is no such clipping or block; 2 wrong usage.
    """
    from copydesk.night.deciding import remove_lines, remove_rule

    settings = load(settings_file)
    if path and not rule and not site:
        if not positions:
            raise click.UsageError(
                "name the blocks with --block; `copydesk forget` takes out a whole clipping"
            )
        verdict = remove_lines(clean, path, positions)
    else:
        verdict = remove_rule(clean, *_site_and_rule(path, positions, rule, site, settings))
    return _decide(raw, clean, settings, verdict, "remove")


def _site_and_rule(
    path: str | None, positions: tuple[int, ...], rule: str | None, site: str | None, settings: Settings
) -> tuple[str, str]:
    from copydesk.pipeline import check_rules

    if path or positions or not rule or not site:
        raise click.UsageError(BOTH)
    check_rules(replace(settings, off=(rule,)))
    return site, rule


def _decide(raw: Path, clean: Path, settings: Settings, verdict: Verdict, task: str) -> int:
    """Write down what was decided, carry it out, and say what came of it."""
    from copydesk.night.deciding import carry_out, told, write_down

    with open_folder(raw, clean, settings, f"copydesk {task}") as desk:
        write_down(desk, verdict)
    with open_folder(raw, clean, settings, f"copydesk {task}") as desk:
        carry_out(desk)
    for line in told(verdict):
        say(line)
    for name in desk.tally.edited:
        say(f"  {name} was edited by a person, and stays as it is; `copydesk run --overwrite` writes it")
    return 0
