"""docs/benchmarks.md: a section for each benchmark, each made by its own script, which leaves the others alone."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGINS = re.compile(r"^(?=<!-- Made by `python -m benchmarks\.\w+)", re.MULTILINE)
"""The note with which a section begins. It names the script."""


def put(section: str, page: Path = PAGE) -> None:
    """Write a section in place of the one of the same script, or behind the others."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = {_script(part): part.strip() for part in BEGINS.split(old) if part.strip()}
    sections[_script(section)] = section.strip()
    page.write_text("\n\n".join(sections.values()) + "\n", encoding="utf-8")


def _script(section: str) -> str:
    return section.split("`")[1].split()[2]
