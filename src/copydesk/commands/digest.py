"""The command of the morning: `copydesk digest`."""

from __future__ import annotations

from pathlib import Path

import click

from copydesk.commands.options import in_folder, print_json, warn
from copydesk.exits import NOTICED


@click.command()
@click.argument("number", metavar="[N]", type=click.IntRange(1), required=False)
@in_folder
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
@click.option("--html", "form", flag_value="html", help="Print a page for a browser, whole in one file.")
@click.option(
    "--fail-on",
    metavar="CONDITION",
    multiple=True,
    help="Exit status 4 if it is so: a figure, a sign (>, >=, <, <=) and a limit, also in %. Can be repeated.",
)
def digest(number: int | None, clean: Path, form: str | None, fail_on: tuple[str, ...]) -> int:
    """Say what the last night did, or night N, for those who look in the morning.

    What came in and from which sites, which clippings are doubtful and how to see why, what is unlike the nights
    before and by which figures, what is new in quarantine, what was removed, and which stories came more than once.

    Figures for --fail-on: new (clippings that came in or changed), doubtful, quarantined (newly), empty, duplicates
    (mostly copied from another), removed (words, copies apart), anomalies.

    \b
    Examples:
      copydesk digest
      copydesk digest --html > digest.html
      copydesk digest --fail-on "doubtful>5%" --fail-on "new<100"

    Exit status: 0 all well; 1 there is no such night; 2 wrong usage; 4 a condition is met, which standard error names.
    """
    from copydesk.digest.conditions import conditions, those_met
    from copydesk.digest.digest import digest_of
    from copydesk.digest.lines import lines

    wanted = conditions(fail_on)
    found = digest_of(clean, number)
    if form == "json":
        print_json(found.as_json())
    elif form == "html":
        from copydesk.digest.page import digest_page

        for piece in digest_page(found, str(clean)):
            click.echo(piece, nl=False)
    else:
        click.echo("\n".join(lines(found, str(clean))))
    met = list(those_met(wanted, found))
    for one in met:
        warn(one)
    return NOTICED if met else 0
