"""copydesk cleans scraped news clippings and says of every removed block why.

>>> import copydesk
>>> doc = copydesk.clean("Rain stopped play in Leeds on Friday, officials said.\\n\\nShare this article\\n")
>>> doc.text
'Rain stopped play in Leeds on Friday, officials said.'
>>> [(removal.label, removal.block.text) for removal in doc.removals]
[('share', 'Share this article')]

`clean` takes one clipping, `run` a folder of them, `find_copies` a list of texts. `Settings` says how.

Nothing is imported before it is used: `import copydesk` is cheap in a program that may never clean a page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk._version import __version__
    from copydesk.errors import CopydeskError, ParseError, ReadError, RunError, SettingsError, WriteError
    from copydesk.model import (
        Address,
        Block,
        Caption,
        Document,
        Failure,
        Gap,
        Metadata,
        Page,
        Removal,
        Role,
        Source,
    )
    from copydesk.neardup import Copy, find_copies
    from copydesk.night import run
    from copydesk.pipeline import clean
    from copydesk.report import RunReport
    from copydesk.settings import Settings, SiteSettings

NAMES = {
    "_version": ("__version__",),
    "errors": ("CopydeskError", "ParseError", "ReadError", "RunError", "SettingsError", "WriteError"),
    "model": (
        "Address", "Block", "Caption", "Document", "Failure", "Gap", "Metadata", "Page", "Removal", "Role", "Source",
    ),
    "neardup": ("Copy", "find_copies"),
    "night": ("run",),
    "pipeline": ("clean",),
    "report": ("RunReport",),
    "settings": ("Settings", "SiteSettings"),
}  # fmt: skip
"""Module → the public names that are taken from it when they are first asked for."""

__all__ = [
    "Address",
    "Block",
    "Caption",
    "Copy",
    "CopydeskError",
    "Document",
    "Failure",
    "Gap",
    "Metadata",
    "Page",
    "ParseError",
    "ReadError",
    "Removal",
    "Role",
    "RunError",
    "RunReport",
    "Settings",
    "SettingsError",
    "SiteSettings",
    "Source",
    "WriteError",
    "__version__",
    "clean",
    "find_copies",
    "run",
]


def __getattr__(name: str) -> object:
    """The public name, imported from where it lives the first time it is used (PEP 562)."""
    for module, names in NAMES.items():
        if name in names:
            value: object = getattr(import_module(f"copydesk.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'copydesk' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
