"""Every rule by its two tables, drops and keeps: `rules/<rule>.txt`, documents with the lines marked that must go.

A document begins with `=== drops: why` or `=== keeps: why`; lines `@ name = value` behind that are its settings. A line
`[label] text` must be removed under that label, every other line must stay. In *drops* the rule speaks, in *keeps* it
removes nothing of its own. `=== open drops: why` is a known failure, strictly expected to fail.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from copydesk.boilerplate import RULES
from copydesk.copies import RULE as COPY
from copydesk.model import LABELS
from copydesk.pipeline import clean
from copydesk.settings_file import settings_from

TABLES = Path(__file__).parent / "rules"
NAMES = [*(rule.name for rule in RULES), COPY]
KINDS = ("drops", "keeps")
OPEN = "open "
MARKED = re.compile(rf"\[({'|'.join(LABELS)})\] ")


@dataclass(frozen=True)
class Case:
    """A document of one of a rule's two tables."""

    rule: str
    kind: str
    why: str
    settings: str
    lines: tuple[str, ...]
    is_open: bool = False

    @property
    def text(self) -> str:
        return "\n".join(MARKED.sub("", line, count=1) for line in self.lines)

    @property
    def gone(self) -> list[tuple[str, str]]:
        marked = ((MARKED.match(line), line) for line in self.lines)
        return [(match[1], line[match.end() :]) for match, line in marked if match]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}: {self.why}"


def cases_of(path: Path) -> Iterator[Case]:
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = part.rstrip().split("\n")
        kind, why = head.removeprefix(OPEN).split(": ", 1)
        settings = "\n".join(line[2:] for line in lines if line.startswith("@ "))
        shown = tuple(line for line in lines if not line.startswith("@ "))
        yield Case(path.stem, kind, why, settings, shown, is_open=head.startswith(OPEN))


def marked(case: Case) -> object:
    """The case as a parameter: one that is open must fail, so that a mend is noticed."""
    return pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True)] if case.is_open else [])


CASES = [case for path in sorted(TABLES.glob("*.txt")) for case in cases_of(path)]


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_has_both_tables(rule: str) -> None:
    assert {case.kind for case in CASES if case.rule == rule} == set(KINDS)


def test_every_table_belongs_to_a_rule() -> None:
    assert {case.rule for case in CASES} <= set(NAMES)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_lines_go_and_stay(case: Case) -> None:
    settings = settings_from(tomllib.loads(case.settings), case.rule)
    document = clean(case.text, "text/plain", settings=settings)
    gone = [(removal.label, removal.block.text) for removal in document.removals]
    assert gone == case.gone
    assert not document.doubtful
    if case.kind == "drops":
        assert case.rule in [removal.rule for removal in document.removals]
