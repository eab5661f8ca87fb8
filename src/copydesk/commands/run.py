"""The command of a night: `copydesk run`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.commands.options import PATH, formatted, print_json, reading, settings_for, warn
from copydesk.exits import QUARANTINE

if TYPE_CHECKING:
    from copydesk.night import Step
    from copydesk.report import RunReport

    Watchers = tuple[Callable[[Step], None], Callable[[RunReport], None]]
    """Who is told of each step, and of the end."""


@click.command()
@click.argument("raw", default="raw", type=PATH)
@click.argument("clean", default="clean", type=PATH)
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
@click.option(
    "--log-json", is_flag=True, help="Log to standard error, a JSON object a line; no bar, no summary."
)
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
    log_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Clean what is new or changed in a folder of clippings into another.

    All clippings below RAW ("raw" if not given) are cleaned into CLEAN ("clean"). What has not changed since an earlier
    run is passed over, and a paragraph that came in any earlier night is a copy when it comes again. At the end stands
    a summary: what came in, what was removed and as what, which clippings are doubtful, and which failed and why.

    With --log-json each line of the log has its time, level, run, night and event, and the clipping it is about.

    A run that is cut off, by whatever, loses nothing: the next one goes on where it ended. Output that a person has
    edited stays as it is, and is named.

    \b
    Examples:
      copydesk run
      copydesk run downloads corpus --include '*.html' --exclude 'drafts/*'
      copydesk run --redo --settings stricter.toml
      copydesk run --json | jq .failures
      copydesk run --log-json 2>> copydesk.log

    Exit status: 0 all well; 1 the run failed; 2 wrong usage or settings; 3 clippings failed that had not failed
    before, all others are written; 130 stopped by Ctrl-C.
    """
    from copydesk import night, summary

    if log_json and (quiet or verbose):
        raise click.UsageError(
            "--log-json goes with neither --quiet nor --verbose: it says all, for machines"
        )
    settings = settings_for(
        settings_file, caution=caution, text_field=text_field, id_field=id_field, format=output_format
    )
    watched = _logged(raw, clean) if log_json else _watched(quiet, verbose, dry_run)
    with watched as (step, end):
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
        end(report)
    if include and not report.inputs and not log_json:
        warn(summary.nothing_matches(str(raw), include, exclude))
    if as_json:
        print_json(report.as_json())
    elif quiet:
        for failure in report.new_failures:
            warn(summary.failure_line(failure))
    elif not log_json:
        click.echo("\n".join(summary.lines(report, dry_run)))
    return QUARANTINE if report.newly_quarantined else 0


@contextmanager
def _watched(quiet: bool, verbose: bool, dry_run: bool) -> Iterator[Watchers]:
    """Progress for people."""
    from copydesk import progress

    watch = progress.silent if quiet else progress.said if verbose else progress.bar
    with watch() as shown, progress.told_if_stopped(shown, dry_run) as step:
        yield step, lambda _report: None


@contextmanager
def _logged(raw: Path, clean: Path) -> Iterator[Watchers]:
    """A log for machines; what ends the run is said there, and nowhere else."""
    from copydesk.exits import status_for
    from copydesk.logs import logged

    try:
        with logged(str(raw), str(clean)) as log:
            yield log.step, log.end
    except (Exception, KeyboardInterrupt) as error:
        raise click.exceptions.Exit(status_for(error)) from error
