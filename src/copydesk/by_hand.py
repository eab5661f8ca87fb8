"""What people decided of single clippings and of a site's rules, beyond the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copydesk.language.words import normal


@dataclass(frozen=True, slots=True)
class ByHand:
    """What people decided of single clippings: by id the lines that are kept, and those that are removed, whatever the
    rules say; and by site the rules that are undone. It stands in the output folder, not in a settings file."""

    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    removed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undone: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def keeps(self, clipping: str, text: str) -> bool:
        """Is a line of a clipping to be kept?"""
        return clipping in self.kept and line_key(text) in self.kept[clipping]

    def removes(self, clipping: str, text: str) -> bool:
        """Is a line of a clipping to be removed?"""
        return clipping in self.removed and line_key(text) in self.removed[clipping]


def line_key(text: str) -> str:
    """What two lines share that are one to a person who decides of them: their words, or without words all of it."""
    return normal(text) or text.strip()
