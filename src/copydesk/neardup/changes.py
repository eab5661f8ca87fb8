"""What differs between two texts word by word, where they differ between spaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.neardup.alignment import Part, differing
from copydesk.neardup.tokens import Token, tokens_of

Tokens = Sequence[Token]


class Change(NamedTuple):
    """Words of the kept text in whose place the later one has others. One of the two may be empty."""

    kept: Tokens
    later: Tokens
    at_start: bool
    at_end: bool


def changes_in(parts: Sequence[Part]) -> list[Change] | None:
    """What differs word by word, where the texts differ between spaces; None if it is too much."""
    changes: list[Change] = []
    for part in parts:
        kept, later = tokens_of(part.kept), tokens_of(part.later)
        if not kept or not later or len(kept) == len(later) == 1:
            differ = [token.form for token in kept] != [token.form for token in later]
            changes += [Change(kept, later, part.at_start, part.at_end)] if differ else []
            continue
        spans = differing([token.form for token in kept], [token.form for token in later])
        if spans is None:
            return None
        for one, other in spans:
            at_start = part.at_start and one.start == other.start == 0
            at_end = part.at_end and one.stop == len(kept) and other.stop == len(later)
            changes.append(Change(kept[one], later[other], at_start, at_end))
    return changes
