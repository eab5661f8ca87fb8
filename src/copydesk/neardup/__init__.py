"""Near-duplicate paragraphs: found by MinHash, verified by true Jaccard, guarded against facts that differ."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.neardup.copies import CopyFinder, find_copies
    from copydesk.neardup.found import Copy, Found, LookAlike

__all__ = ["Copy", "CopyFinder", "Found", "LookAlike", "find_copies"]

NAMES = {"copies": ("CopyFinder", "find_copies"), "found": ("Copy", "Found", "LookAlike")}
"""Module → the names that are taken from it when they are asked for: most texts are told to have no copies without."""


def __getattr__(name: str) -> object:
    for module, names in NAMES.items():
        if name in names:
            return getattr(import_module(f"copydesk.neardup.{module}"), name)
    raise AttributeError(f"module 'copydesk.neardup' has no attribute {name!r}")
