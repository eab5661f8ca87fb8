"""Whole clippings: each folder of `cases/` has what came in, what must come out, and a note that says why it is there.

`raw.txt` (or `.md`, `.html`) comes in; `expected.txt` is the clean text, `metadata.json` the fields that must hold, and
`removals.tsv` every removed block with its label, in order.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from copydesk.model import Document
from copydesk.pipeline import clean

CASES = sorted((Path(__file__).parent / "cases").iterdir())
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}


def cleaned(case: Path) -> Document:
    (raw,) = case.glob("raw.*")
    return clean(raw.read_bytes(), MEDIA_TYPES[raw.suffix])


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_text_is_as_expected(case: Path) -> None:
    document = cleaned(case)
    assert document.text + "\n" == read(case / "expected.txt")
    assert not document.doubtful


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_metadata_hold(case: Path) -> None:
    expected = json.loads(read(case / "metadata.json"))
    found = json.loads(json.dumps(asdict(cleaned(case).metadata)))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_removed_bears_its_label(case: Path) -> None:
    expected = [tuple(row.split("\t", 1)) for row in read(case / "removals.tsv").split("\n") if row]
    found = [(removal.label, removal.block.text) for removal in cleaned(case).removals]
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_clean_text_is_clean(case: Path) -> None:
    text = read(case / "expected.txt")
    assert clean(text, "text/plain").text + "\n" == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_note_says_why(case: Path) -> None:
    assert read(case / "note.md").strip()
