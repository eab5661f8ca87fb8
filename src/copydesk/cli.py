"""The command line: all commands, and how the program starts and ends."""

from __future__ import annotations

import sys

import click

from copydesk._version import __version__
from copydesk.commands.care import index, quarantine
from copydesk.commands.clipping import clean, explain
from copydesk.commands.digest import digest
from copydesk.commands.folder import clusters, forget, nights, seen
from copydesk.commands.hand import remove, restore
from copydesk.commands.run import run
from copydesk.exits import Commands, open_streams, status_of


def main() -> None:
    """Run the command line and leave with its exit status. An error is one line, never a traceback."""
    open_streams()
    sys.exit(status_of(commands))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="copydesk")
def commands() -> None:
    """Clean scraped news clippings and say of every removed block why.

    \b
    copydesk run                     cleans raw/ into clean/
    copydesk digest                  says what the last night did
    copydesk clean page.html         prints the clean text of one clipping
    copydesk explain page.html       shows what was removed, and why
    copydesk clusters                lists the clippings that tell one story
    copydesk seen page.html          says which paragraphs are there already
    """


for command in (
    run,
    digest,
    clean,
    explain,
    clusters,
    nights,
    seen,
    restore,
    remove,
    forget,
    quarantine,
    index,
):
    commands.add_command(command)
