"""How far a night is: a bar on the terminal, a line for each clipping, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from copydesk.errors import RunError
from copydesk.night import Step
from copydesk.summary import count
from copydesk.terminal import harmless

SHOWN = 40
"""Characters of a clipping's name beside the bar, from its end: folders say less than the name."""

Watch = Callable[[Step], None]


@contextmanager
def silent() -> Iterator[Watch | None]:
    """Nothing."""
    yield None


@contextmanager
def said() -> Iterator[Watch | None]:
    """A line on standard error for every clipping whose outcome is known."""
    yield _say


@contextmanager
def bar() -> Iterator[Watch | None]:
    """A bar over the files on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, item_show_func=_shown, show_pos=True) as drawn:
        yield lambda step: _advance(drawn, step)


@contextmanager
def told_if_stopped(watch: Watch | None, dry_run: bool) -> Iterator[Watch]:
    """Pass the steps on, and say on standard error how far the night was if somebody stops it."""
    last: Step | None = None

    def passed_on(step: Step) -> None:
        nonlocal last
        last = step
        if watch:
            watch(step)

    try:
        yield passed_on
    except KeyboardInterrupt:
        click.echo(f"\ncopydesk: {_stopped(last, dry_run)}", err=True)
        raise
    except BrokenPipeError as error:
        raise RunError(f"nobody reads the output any more: {_stopped(last, dry_run)}") from error


def _stopped(last: Step | None, dry_run: bool) -> str:
    if last is None:
        return "stopped before the first file; run again"
    stays = "nothing was written" if dry_run else "what was written stays, run again to go on"
    return f"stopped after {last.files_done:,} of {count(last.files, 'file')}; {stays}"


def _say(step: Step) -> None:
    if step.outcome is not None:
        click.echo(f"{step.outcome.value:11} {harmless(step.source.id)}", err=True)


def _advance(drawn: Any, step: Step) -> None:
    drawn.length = step.files
    drawn.update(step.files_done - drawn.pos, step.source.id)


def _shown(name: str | None) -> str:
    return harmless(name or "")[-SHOWN:]
