"""The command line: `copydesk run`, `copydesk clean`, `copydesk explain`, and the commands of an output folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from copydesk._version import __version__
from copydesk.care_commands import index, quarantine
from copydesk.exits import QUARANTINE, Commands, open_streams, status_of
from copydesk.folder_commands import forget, nights, seen
from copydesk.settings import CAUTION_LEVELS

if TYPE_CHECKING:
    from copydesk.settings import Settings
    from copydesk.single import Printed

TYPES = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}
"""What `--type` can say, and the media type that it means."""
ROWS = "application/jsonl"

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> None:
    """Run the command line and leave with its exit status. An error is one line, never a traceback."""
    open_streams()
    sys.exit(status_of(commands))


def reading(command: Command) -> Command:
    """The options of every command that reads: where the settings are, and how rows name their fields."""
    options = (
        click.option(
            "--settings",
            "settings_file",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Settings from FILE, not from copydesk.toml or pyproject.toml here.",
        ),
        click.option(
            "--caution",
            type=click.Choice(CAUTION_LEVELS),
            help="How sure the trained model must be of a line to remove it. Default: balanced.",
        ),
        click.option("--text-field", metavar="NAME", help="The JSONL field that holds the text."),
        click.option("--id-field", metavar="NAME", help="The JSONL field that holds the id."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def typing(command: Command) -> Command:
    """The options that say what a single clipping is."""
    told = click.option(
        "--type", "kind", type=click.Choice(list(TYPES)), help="What it is, if it does not show."
    )
    return told(click.option("--url", metavar="URL", default="", help="The page's address.")(command))


formatted = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown"]),
    help="What is written. Default: text.",
)


def settings_for(settings_file: Path | None, **flags: str | None) -> Settings:
    """The settings of a file, or of this folder, with the flags that were given put over them."""
    from copydesk.pipeline import check_rules
    from copydesk.settings_file import load_settings

    settings = load_settings(settings_file, check=check_rules)
    given = {name: value for name, value in flags.items() if value}
    return replace(settings, **given)  # type: ignore[arg-type]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="copydesk")
def commands() -> None:
    """Clean scraped news clippings and say of every removed block why.

    \b
    copydesk run                     cleans raw/ into clean/
    copydesk clean page.html         prints the clean text of one clipping
    copydesk explain page.html       shows what was removed, and why
    copydesk clusters                lists the clippings that tell one story
    copydesk seen page.html          says which paragraphs are there already
    """


@commands.command()
@click.argument("raw", default="raw", type=click.Path(path_type=Path))
@click.argument("clean", default="clean", type=click.Path(path_type=Path))
@formatted
@reading
@click.option(
    "--include", metavar="PATTERN", multiple=True, help="Only files that match, such as '2025/*.html'."
)
@click.option(
    "--exclude", metavar="PATTERN", multiple=True, help="No files that match. Both can be repeated."
)
@click.option("--dry-run", is_flag=True, help="Clean and report, but write nothing.")
@click.option("--verify", is_flag=True, help="Read unchanged files again, and the output, to be sure.")
@click.option("--redo", is_flag=True, help="Clean all anew, as settings and copydesk are now.")
@click.option("--overwrite", is_flag=True, help="Write also over output that a person has edited.")
@click.option(
    "--workers", metavar="N", type=click.IntRange(1), help="Processes that clean. Default: the cores."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for every clipping that is read.")
def run(
    raw: Path,
    clean: Path,
    output_format: str | None,
    settings_file: Path | None,
    caution: str | None,
    text_field: str | None,
    id_field: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    dry_run: bool,
    verify: bool,
    redo: bool,
    overwrite: bool,
    workers: int | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Clean what is new or changed in a folder of clippings into another.

    All clippings below RAW ("raw" if not given) are cleaned into CLEAN ("clean"). What has not changed since an earlier
    run is passed over, and a paragraph that came in any earlier night is a copy when it comes again. At the end stands
    a summary: what came in, what was removed and as what, which clippings are doubtful, and which failed and why.

    A run that is cut off, by whatever, loses nothing: the next one goes on where it ended. Output that a person has
    edited stays as it is, and is named.

    \b
    Examples:
      copydesk run
      copydesk run downloads corpus --include '*.html' --exclude 'drafts/*'
      copydesk run --redo --settings stricter.toml
      copydesk run --json | jq .failures

    Exit status: 0 all well; 1 the run failed; 2 wrong usage or settings; 3 clippings failed that had not failed
    before, all others are written; 130 stopped by Ctrl-C.
    """
    from copydesk import night, progress, summary

    settings = settings_for(
        settings_file, caution=caution, text_field=text_field, id_field=id_field, format=output_format
    )
    watch = progress.said if verbose and not as_json else progress.bar
    with (progress.silent if quiet else watch)() as shown, progress.told_if_stopped(shown, dry_run) as step:
        report = night.run(
            raw,
            clean,
            settings,
            include=include,
            exclude=exclude,
            dry_run=dry_run,
            verify=verify,
            redo=redo,
            overwrite=overwrite,
            workers=workers,
            progress=step,
        )
    if include and not report.inputs:
        click.echo(f"copydesk: {summary.nothing_matches(str(raw), include, exclude)}", err=True)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    elif quiet:
        for failure in report.failures if report.newly_quarantined else ():
            click.echo(f"copydesk: {summary.failure_line(failure)}", err=True)
    else:
        click.echo("\n".join(summary.lines(report, dry_run)))
    return QUARANTINE if report.newly_quarantined else 0


@commands.command()
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


@commands.command()
@click.argument("file", metavar="FILE|-")
@typing
@reading
def explain(
    file: str,
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
    bylines, dates and captions went: what is known of the clipping.

    \b
    Examples:
      copydesk explain page.html
      copydesk explain page.html | grep '^- .caption'

    Exit status: 0 all well; 1 the clipping cannot be read; 2 wrong usage or settings; 3 of many clippings in one file
    some cannot be read.
    """
    from copydesk import single
    from copydesk.model import Source

    settings = settings_for(settings_file, caution=caution, text_field=text_field, id_field=id_field)
    documents = single.documents(Source(file, media_type=TYPES.get(kind or "", ""), url=url), settings)
    return _status(single.print_explained(documents))


@commands.command()
@click.argument("clean", default="clean", type=click.Path(path_type=Path))
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

    Exit status: 0 all well; 1 the folder cannot be read; 2 wrong usage.
    """
    from copydesk import clusters as found
    from copydesk import listed
    from copydesk.store import read_records

    listed.write(found.clusters_of(map(found.article_of, read_records(clean)), min_share), form or "text")
    return 0


for command in (nights, seen, forget, quarantine, index):
    commands.add_command(command)


def _status(printed: Printed) -> int:
    """The exit status for what was printed; rows that failed are counted on standard error."""
    if printed.failed:
        click.echo(f"copydesk: {printed}", err=True)
    return QUARANTINE if printed.failed else 0
