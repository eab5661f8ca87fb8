"""The commands of single clippings and streams of rows: `copydesk clean` and `copydesk explain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.commands.options import PATH, Command, formatted, reading, settings_for, warn
from copydesk.exits import QUARANTINE

if TYPE_CHECKING:
    from copydesk.single import Printed

TYPES = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}
"""What `--type` can say, and the media type that it means."""
ROWS = "application/jsonl"


def typing(command: Command) -> Command:
    """The options that say what a single clipping is."""
    told = click.option(
        "--type", "kind", type=click.Choice(list(TYPES)), help="What it is, if it does not show."
    )
    return told(click.option("--url", metavar="URL", default="", help="The page's address.")(command))


@click.command()
@click.argument("file", metavar="FILE|-")
@formatted
@click.option(
    "--json", "as_json", is_flag=True, help="Print metadata, blocks and removals as one JSON object."
)
@click.option("--jsonl", is_flag=True, help="Read a stream of JSONL rows and print one row for each.")
@typing
@reading
def clean(
    file: str,
    output_format: str | None,
    as_json: bool,
    jsonl: bool,
    url: str,
    kind: str | None,
    settings_file: Path | None,
    caution: str | None,
    text_field: str | None,
    id_field: str | None,
) -> int:
    """Print the clean text of one clipping.

    With --jsonl it is a filter for a stream of rows, one out for one in: a row that cannot be read comes out with an
    "error" field in place of its text.

    \b
    Examples:
      copydesk clean page.html
      curl -s https://example.com/story | copydesk clean - --format markdown
      zcat a.jsonl.gz | copydesk clean - --jsonl --text-field maintext > b.jsonl

    Exit status: 0 all well; 1 the clipping cannot be read; 2 wrong usage or settings; 3 some rows failed.
    """
    from copydesk import single
    from copydesk.model import Source

    if jsonl and (as_json or kind or output_format):
        raise click.UsageError("--jsonl goes with none of --json, --type and --format: rows in, rows out")
    settings = settings_for(
        settings_file, caution=caution, text_field=text_field, id_field=id_field, format=output_format
    )
    media_type = ROWS if jsonl else TYPES.get(kind or "", "")
    documents = single.documents(Source(file, media_type=media_type, url=url), settings)
    return _status(single.print_clean(documents, "json" if as_json else settings.format))


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--html", "as_page", is_flag=True, help="Print a page for a browser, whole in one file.")
@click.option("-n", "--numbers", is_flag=True, help="Number the blocks, plainly, for restore and remove.")
@click.option(
    "--clean",
    metavar="DIR",
    type=PATH,
    help="Show what a run wrote of it into DIR; FILE is its path below the input folder then.",
)
@typing
@reading
def explain(
    file: str,
    as_page: bool,
    numbers: bool,
    clean: Path | None,
    url: str,
    kind: str | None,
    settings_file: Path | None,
    caution: str | None,
    text_field: str | None,
    id_field: str | None,
) -> int:
    """Show what was removed from a clipping, and why.

    On a terminal, what was removed is struck out and the reason stands beside it. Without one, or with NO_COLOR set,
    kept blocks stand behind two spaces, and removed ones are lines "- [label] text  (rule: reason)". A "+" in place
    of the "-" is what a rule found and your settings keep in the text, such as "+ [title]". At the end stands where
    bylines, dates and captions went: what is known of the clipping. With --html it is a page with what was kept and
    what went beside each other.

    With --clean nothing is cleaned: what a run has written is shown, so that copies of other clippings are named too.
    A row of a container is "rows.jsonl#its id".

    \b
    Examples:
      copydesk explain page.html
      copydesk explain page.html --html > explained.html
      copydesk explain 2024/page.html --clean clean
      copydesk explain page.html | grep '^- .caption'

    Exit status: 0 all well; 1 the clipping cannot be read; 2 wrong usage or settings; 3 of many clippings in one file
    some cannot be read.
    """
    from copydesk import explaining, single
    from copydesk.model import Source

    if clean:
        return _status(explaining.print_written(clean, file, as_page, numbers))
    settings = settings_for(settings_file, caution=caution, text_field=text_field, id_field=id_field)
    documents = single.documents(Source(file, media_type=TYPES.get(kind or "", ""), url=url), settings)
    if as_page:
        return _status(explaining.print_page(documents, file))
    return _status(explaining.print_explained(documents, numbers))


def _status(printed: Printed) -> int:
    """The exit status for what was printed; rows that failed are counted on standard error."""
    if printed.failed:
        warn(str(printed))
    return QUARANTINE if printed.failed else 0
