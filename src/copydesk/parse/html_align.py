"""Where in the source of a page the blocks of its main text stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from copydesk.language.words import key_of
from copydesk.model import Block, Role
from copydesk.parse.html_source import Kind, SourceLine

MARKER = re.compile(r"^(?:- |\d+\. )")
TELLING = 25
"""Letters that make a text its own on a page; a shorter one may stand at many places."""
REACH = 30
"""How many lines further down a text that is not telling is looked for."""


def key_of_block(block: Block) -> str:
    """The key of the block's text without the marker that we put before it."""
    return key_of(MARKER.sub("", block.text) if block.role is Role.LIST_ITEM else block.text)


def align(keys: Sequence[str], lines: Sequence[SourceLine]) -> list[int | None]:
    """For each key of a block the index of the line where it stands or begins, or none."""
    whole, starts = _indexed(lines)
    found: list[int | None] = []
    last = -1
    for key in keys:
        telling = len(key) >= TELLING
        places = whole.get(key) or (starts.get(key[:TELLING]) if telling else None) or [-1]
        next_one = bisect_right(places, last)
        place = places[next_one] if next_one < len(places) else places[0]
        if place < 0 or (not telling and not last < place <= last + REACH):
            found.append(None)
        else:
            found.append(place)
            last = place
    return found


def _indexed(lines: Sequence[SourceLine]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    whole: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        key = "" if line.kind is Kind.ALT else key_of(line.text)
        if key:
            whole[key].append(index)
        if len(key) >= TELLING:
            starts[key[:TELLING]].append(index)
    return whole, starts
