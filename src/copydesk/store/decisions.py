"""What people decided by hand, in a file of the output folder: a line of JSON each, sorted, fit to be committed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from copydesk.by_hand import ByHand, line_key
from copydesk.errors import SettingsError
from copydesk.settings import Settings, site_name
from copydesk.store.rows import write_rows

FILE = ".by-hand.jsonl"
"""Hidden: no clipping's output can have that name, since hidden files are no clippings."""
KEPT, REMOVED = "kept", "removed"


@dataclass(frozen=True, slots=True)
class LineDecision:
    """A line of a clipping that is kept, or removed."""

    clipping: str
    line: str
    decision: str

    @property
    def about(self) -> tuple[str, str]:
        return self.clipping, line_key(self.line)


@dataclass(frozen=True, slots=True)
class RuleDecision:
    """A rule that is undone for a site: what it would remove is kept."""

    site: str
    rule: str
    decision: str = KEPT

    @property
    def about(self) -> tuple[str, str]:
        return self.site, self.rule


Decision = LineDecision | RuleDecision


def read_decisions(clean: Path) -> list[Decision]:
    """What was decided for an output folder. Raises a `SettingsError` for a line that is no decision."""
    path = clean / FILE
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}", str(path)) from error
    return [_decision(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _decision(line: str, where: str) -> Decision:
    try:
        told = json.loads(line)
        kind = RuleDecision if "rule" in told else LineDecision
        found = kind(**told)
    except (ValueError, TypeError, RecursionError) as error:
        raise SettingsError(f"{where} is no decision: {error}; mend it, or remove the line", where) from error
    allowed = (KEPT,) if kind is RuleDecision else (KEPT, REMOVED)
    if not all(isinstance(value, str) for value in told.values()) or found.decision not in allowed:
        raise SettingsError(f"{where} is no decision; mend it, or remove the line", where)
    return found


def write_decisions(clean: Path, decisions: Iterable[Decision]) -> None:
    """Put decisions in the place of those that stand there. To be called by who holds the lock."""
    rows = sorted(json.dumps(asdict(one), ensure_ascii=False) for one in decisions)
    write_rows(clean / FILE, clean / f"{FILE}.part", rows)


def by_hand(decisions: Iterable[Decision]) -> ByHand:
    """The decisions as the pipeline has them."""
    lines: dict[str, defaultdict[str, set[str]]] = {KEPT: defaultdict(set), REMOVED: defaultdict(set)}
    undone: defaultdict[str, set[str]] = defaultdict(set)
    for one in decisions:
        if isinstance(one, RuleDecision):
            undone[site_name(one.site)].add(one.rule)
        else:
            lines[one.decision][one.clipping].add(line_key(one.line))
    return ByHand(_frozen(lines[KEPT]), _frozen(lines[REMOVED]), _frozen(undone))


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in sets.items()}


def changed(decisions: Iterable[Decision], new: Iterable[Decision]) -> Iterator[Decision]:
    """Decisions after new ones: of two about the same line the later one holds."""
    yield from {one.about: one for one in (*decisions, *new)}.values()


def with_decisions(settings: Settings, clean: Path) -> Settings:
    """The settings with what people decided by hand for an output folder."""
    return replace(settings, by_hand=by_hand(read_decisions(clean)))
