"""Calls of the command line, within the test's own process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from copydesk.cli import commands


def run(*words: str) -> Result:
    """What a command did."""
    return CliRunner().invoke(commands, words, standalone_mode=False)


def said(*words: str) -> str:
    """What a command printed that must not fail."""
    result = run(*words)
    assert result.exception is None, result.exception
    return result.stdout
