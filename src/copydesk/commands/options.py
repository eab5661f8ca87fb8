"""What commands share: their options, the settings that these make, and how they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from copydesk.settings import CAUTION_LEVELS

if TYPE_CHECKING:
    from copydesk.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(readable=False, path_type=Path)
"""Whether it can be read is found, and said, when it is read."""
in_folder = click.option(
    "--clean", "clean", metavar="DIR", default="clean", type=PATH, help="The output folder. Default: clean."
)
from_folder = click.option(
    "--raw", "raw", metavar="DIR", default="raw", type=PATH, help="The input folder. Default: raw."
)
with_settings = click.option(
    "--settings", "settings_file", metavar="FILE", type=PATH, help="Settings from FILE, as with run."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


formatted = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown"]),
    help="What is written. Default: text.",
)


def reading(command: Command) -> Command:
    """The options of every command that reads: where the settings are, and how rows name their fields."""
    options = (
        click.option(
            "--settings",
            "settings_file",
            metavar="FILE",
            type=PATH,
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


def settings_for(settings_file: Path | None, **flags: str | None) -> Settings:
    """The settings of a file, or of this folder, with the flags that were given put over them."""
    given = {name: value for name, value in flags.items() if value}
    return replace(load(settings_file), **given)  # type: ignore[arg-type]


def load(settings_file: Path | None) -> Settings:
    """The settings of a file, or of this folder."""
    from copydesk.pipeline import check_rules
    from copydesk.settings_file import load_settings

    return load_settings(settings_file, check=check_rules)


def say(line: str) -> None:
    """Print a line that no terminal obeys."""
    from copydesk.terminal import harmless

    click.echo(harmless(line))


def warn(message: str) -> None:
    """Say on standard error what went wrong and did not end the command."""
    from copydesk.terminal import harmless

    click.echo(f"copydesk: {harmless(message)}", err=True)


def print_json(found: object) -> None:
    """Print one JSON object a line."""
    click.echo(json.dumps(found, ensure_ascii=False))
