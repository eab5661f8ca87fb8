"""How the program ends: the exit status of every way it can go, and errors in one line instead of a traceback."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from typing import Any, BinaryIO, cast

import click

from copydesk.errors import CopydeskError, SettingsError

FAILED, USAGE, QUARANTINE, NOTICED, STOPPED, TERMINATED = 1, 2, 3, 4, 130, 143
"""Exit status: the run itself failed · wrong usage or settings · finished, but a clipping failed · a condition of
`digest --fail-on` is met · Ctrl-C · SIGTERM."""


class Terminated(KeyboardInterrupt):
    """Somebody ends the process by SIGTERM: as with Ctrl-C, what is open is closed first."""


class _Closed(io.RawIOBase):
    """Standard output where the caller has closed it: nothing is lost silently."""

    def writable(self) -> bool:
        return True

    def write(self, _content: object) -> int:
        raise OSError(errno.EBADF, "closed, nothing can be printed", "standard output")


def open_streams() -> None:
    """Make standard output and error fit for any text, also where the caller has closed them (`>&-`)."""
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(cast(BinaryIO, _Closed()), encoding="utf-8", write_through=True)
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(cast(BinaryIO, io.BytesIO()), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        cast(io.TextIOWrapper, stream).reconfigure(encoding="utf-8", errors="backslashreplace")


class Commands(click.Group):
    """The commands; a reader that closes the pipe early (`| head`) has seen enough, and nothing went wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return status


def status_of(commands: click.Command) -> int:
    """Run the commands and give their exit status; what went wrong is printed."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return int(commands.main(prog_name="copydesk", standalone_mode=False) or 0)
    except (click.Abort, KeyboardInterrupt) as error:
        return TERMINATED if Terminated in (type(error), type(error.__cause__)) else STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:
        if os.environ.get("COPYDESK_TRACEBACK"):
            raise
        return _complain(error)


def _terminate(_number: int, _frame: object) -> None:
    signal.signal(
        signal.SIGTERM, signal.SIG_IGN
    )  # Once is enough: closing what is open is not to be cut off.
    raise Terminated


def _complain(error: Exception) -> int:
    from copydesk.terminal import harmless

    message = str(error)
    if isinstance(error, OSError):
        message = f"{error.filename or 'output'}: {error.strerror or error}"
    elif not isinstance(error, CopydeskError):
        message = f"{type(error).__name__}: {error} (COPYDESK_TRACEBACK=1 shows where)"
    click.echo(f"copydesk: {harmless(message)}", err=True)
    return status_for(error)


def status_for(error: BaseException) -> int:
    """The exit status for what ends the program."""
    if isinstance(error, KeyboardInterrupt):
        return TERMINATED if isinstance(error, Terminated) else STOPPED
    return USAGE if isinstance(error, SettingsError) else FAILED
