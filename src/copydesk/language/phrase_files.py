"""The files of phrases, and what can be told of each phrase beforehand: how it begins, which letters it has.

To work that out for all phrases takes longer than to clean many pages, so `make phrases` writes it into `told/`, a file
for each file of phrases. Where that is missing, or the phrases have changed since, it is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from copydesk.language.phrase_literals import literals_of
from copydesk.language.phrase_shape import backwards, heads_of

Key = tuple[str, str]
"""A label and a kind of phrase."""
PHRASES, TOLD = "phrases", "told"
"""The folders of the two."""
WHOLE = ("whole", "heading", "among")
AGENCIES = ("agency", "short")
AT_START = (*WHOLE, *AGENCIES, "start", "role", "verb", "joint", "join", "from")
"""Kinds of phrases that are looked for at the first character of a text."""
ANYWHERE = ("contains",)
SEARCHED = (*ANYWHERE, "glued")
VERSION = "1"
"""Another one, when what is told of a phrase is told otherwise."""
CAPTURING = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\((?!\?)")
"""The opening bracket of a group; what is escaped, or in a class of characters, is passed over."""


class Told(NamedTuple):
    """A phrase, and what is told of it where that is of use: its beginnings, parts and ends, with bars between."""

    phrase: str
    heads: str = ""
    literals: str = ""
    ends: str = ""


Language = Mapping[Key, list[Told]]
"""The phrases of a language by label and kind, in their order."""


@cache
def languages() -> tuple[Language, ...]:
    """Every language, in the order of their codes."""
    folder = resources.files("copydesk.language")
    names = (file.name for file in (folder / PHRASES).iterdir())
    return tuple(_read(folder, name[:-5]) for name in sorted(names) if name.endswith(".toml"))


def _read(folder: Traversable, code: str) -> Language:
    written = (folder / PHRASES / f"{code}.toml").read_bytes()
    file = folder / TOLD / f"{code}.json"
    told = json.loads(file.read_bytes()) if file.is_file() else {}
    if told.get("of") != digest_of(written):
        return worked_out(written)
    return {(label, kind): [Told(*row) for row in rows] for label, kind, rows in told["phrases"]}


def digest_of(written: bytes) -> str:
    """What tells whether phrases have changed."""
    return hashlib.blake2b(VERSION.encode() + written.replace(b"\r\n", b"\n"), digest_size=12).hexdigest()


def worked_out(written: bytes) -> Language:
    """The phrases of a file, and what is told of them."""
    labels = tomllib.loads(written.decode()).items()
    return {
        (label, kind): [_told(kind, _uncaptured(phrase)) for phrase in phrases]
        for label, kinds in labels
        for kind, phrases in kinds.items()
    }


def _told(kind: str, phrase: str) -> Told:
    heads = _joined(heads_of, phrase) if kind in AT_START else ""
    ends = _joined(lambda name: heads_of(backwards(name)), phrase) if kind in AGENCIES else ""
    needs_literals = kind in SEARCHED or (kind in AT_START and not heads) or (kind in AGENCIES and not ends)
    return Told(phrase, heads, _joined(literals_of, phrase) if needs_literals else "", ends)


def _joined(told_of: Callable[[str], Iterable[str]], phrase: str) -> str:
    return "|".join(sorted(told_of(phrase)))


def _uncaptured(phrase: str) -> str:
    """The phrase with groups that capture nothing, and with any white space for a space."""
    return CAPTURING.sub(lambda found: found[1] or "(?:", phrase).replace(" ", r"\s")


def as_json(written: bytes) -> str:
    """What is told of the phrases of a file, a line for each phrase."""
    language = worked_out(written)
    kinds = [
        f"[{json.dumps(label)}, {json.dumps(kind)}, {_listed(map(_row, rows))}]"
        for (label, kind), rows in language.items()
    ]
    return f'{{"of": "{digest_of(written)}", "phrases": {_listed(kinds)}}}\n'


def _row(told: Told) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _listed(parts: Iterable[str]) -> str:
    return "[\n" + ",\n".join(parts) + "\n]"


def write_all(folder: Path) -> None:
    """Write what is told of the phrases of each file."""
    (folder / TOLD).mkdir(exist_ok=True)
    for file in sorted((folder / PHRASES).glob("*.toml")):
        told = folder / TOLD / f"{file.stem}.json"
        told.write_text(as_json(file.read_bytes()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_all(Path(__file__).parent)
