"""The phrases of every language, compiled: one pattern for each label and kind of phrase.

A language is added by adding a file to `phrases/`; every language is looked for in every clipping, because clippings
mix them and short lines do not give their language away.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

NEVER = re.compile(r"(?!)")
CAPTURING = re.compile(r"(?<!\\)\((?!\?)")


@cache
def pattern(label: str, kind: str) -> re.Pattern[str]:
    """What the phrases of a kind match under a label; a pattern that never matches where no language has any.

    >>> bool(pattern("comments", "heading").fullmatch("Leave a Reply"))
    True
    """
    found = phrases(label, kind)
    if not found:
        return NEVER
    alternatives = "|".join(f"(?:{phrase})" for phrase in found)
    return re.compile(alternatives, re.IGNORECASE)


def phrases(label: str, kind: str) -> tuple[str, ...]:
    """All languages' phrases of a kind, in the order of the languages' codes."""
    found = (phrase for language in _languages() for phrase in language.get(label, {}).get(kind, ()))
    return tuple(CAPTURING.sub("(?:", phrase).replace(" ", r"\s") for phrase in found)


@cache
def _languages() -> tuple[dict[str, dict[str, list[str]]], ...]:
    folder = resources.files("copydesk.language") / "phrases"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
