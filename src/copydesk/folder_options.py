"""What the commands of an output folder share: their options, and how they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from copydesk.settings import Settings

FOLDER = click.Path(path_type=Path)
in_folder = click.option(
    "--clean", "clean", metavar="DIR", default="clean", type=FOLDER, help="The output folder. Default: clean."
)
from_folder = click.option(
    "--raw", "raw", metavar="DIR", default="raw", type=FOLDER, help="The input folder. Default: raw."
)
with_settings = click.option(
    "--settings", "settings_file", metavar="FILE", type=FOLDER, help="Settings from FILE, as with run."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def load(settings_file: Path | None) -> Settings:
    """The settings of a file, or of this folder."""
    from copydesk.pipeline import check_rules
    from copydesk.settings_file import load_settings

    return load_settings(settings_file, check=check_rules)


def say(line: str) -> None:
    """Print a line that no terminal obeys."""
    from copydesk.terminal import harmless

    click.echo(harmless(line))


def print_json(found: object) -> None:
    """Print one JSON object a line."""
    click.echo(json.dumps(found, ensure_ascii=False))
