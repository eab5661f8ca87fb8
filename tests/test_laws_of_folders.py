"""The laws of folders: same input, same bytes; and one bad clipping never stops a night."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.errors import ReadError
from copydesk.pipeline import clean
from generated import contents

SUFFIXES = {"text/plain": "txt", "text/markdown": "md", "text/html": "html"}
MAX_EXAMPLES = 15
"""Folders are slow: files are written and synced."""

BAD = {
    "binary.txt": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "broken.txt.gz": b"\x1f\x8b\x08\x00" + b"broken" * 40,
    "cut.jsonl.gz": gzip.compress(b'{"id": "a", "text": "Rain fell."}\n' * 900, mtime=0)[:-20],
    "rows.jsonl": b'{"id": "a", "text": "Rain fell on the city for nine days."}\n{"id": "b", "te\n[1]\n{"id": "c"}\n',
}
"""Files that cannot be read, as a whole or in part."""

folders = st.lists(contents, min_size=1, max_size=6)


def fill(raw: Path, clippings: list[tuple[str, str]], backwards: bool = False) -> list[str]:
    """The clippings as files, in names that sort as the list does; the names of those that hold readable text."""
    named = [
        (f"{number // 3}/{number:02}.{SUFFIXES[kind]}", text, kind)
        for number, (text, kind) in enumerate(clippings)
    ]
    for name, text, _ in reversed(named) if backwards else named:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return [name for name, text, kind in named if is_readable(text.encode("utf-8", "surrogatepass"), kind)]


def is_readable(content: bytes, media_type: str) -> bool:
    try:
        clean(content, media_type)
    except ReadError:
        return False
    return True


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What a night wrote: path → bytes, without copydesk's own records."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if not path.relative_to(folder).parts[0].startswith(".")
    }


# Law 3: same input, same bytes.


@settings(max_examples=MAX_EXAMPLES)
@given(folders)
def test_the_order_in_which_files_were_made_does_not_matter(clippings: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "one", clippings)
        fill(folder / "other", clippings, backwards=True)
        first = copydesk.run(folder / "one", folder / "clean one")
        other = copydesk.run(folder / "other", folder / "clean other")
        assert bytes_of(folder / "clean one") == bytes_of(folder / "clean other")
        assert first == other


@settings(max_examples=MAX_EXAMPLES)
@given(folders)
def test_a_second_run_changes_nothing(clippings: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        raw, target = Path(name, "raw"), Path(name, "clean")
        fill(raw, clippings)
        copydesk.run(raw, target)
        before = bytes_of(target)
        assert copydesk.run(raw, target).written == 0
        assert bytes_of(target) == before


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    cases = Path(__file__).parent / "cases"
    for path in sorted(cases.glob("*/raw.*")):
        (raw / path.parent.name).mkdir(parents=True)
        (raw / path.parent.name / path.name).write_bytes(path.read_bytes())
    code = "import copydesk, sys; copydesk.run(sys.argv[1], sys.argv[2])"
    written = []
    for seed in ("0", "1", "2"):
        target = tmp_path / f"clean {seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(raw), str(target)], env=environment, check=True)
        written.append(bytes_of(target))
    assert written[0]
    assert written[0] == written[1] == written[2]


# Law 6: one bad clipping never stops a night.


@settings(max_examples=MAX_EXAMPLES)
@given(folders, st.lists(st.sampled_from(sorted(BAD)), unique=True))
def test_every_good_clipping_is_written_and_every_bad_one_stated(
    clippings: list[tuple[str, str]], bad: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        raw, target = Path(name, "raw"), Path(name, "clean")
        good = fill(raw, clippings)
        for path in bad:
            (raw / path).write_bytes(BAD[path])
        report = copydesk.run(raw, target)
        assert written_for(good) <= bytes_of(target).keys()
        failed = {failure.source.path for failure in report.failures}
        assert not failed & set(good)
        assert set(paths_of(raw)) - set(good) <= failed | skipped_in(report)
        assert all(failure.stage and failure.error and failure.detail for failure in report.failures)
        assert report.quarantined == len(report.failures)
        counted = report.written + report.unchanged + report.quarantined + report.empty + report.skipped
        assert report.inputs == counted


def skipped_in(report: copydesk.RunReport) -> set[str]:
    """What is no clipping by its content, with the reason that the report states."""
    return {path for path, reason in report.passed_over.items() if reason}


def written_for(names: list[str]) -> set[str]:
    """What is written for clippings that are no containers: a text and a record each."""
    stems = [name.removesuffix(".txt") if name.endswith(".txt") else name for name in names]
    return {f"{stem}{suffix}" for stem in stems for suffix in (".txt", ".json")}


def paths_of(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.mark.parametrize("path", sorted(BAD))
def test_each_bad_file_alone_is_a_stated_failure(path: str, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / path).write_bytes(BAD[path])
    report = copydesk.run(tmp_path / "raw", tmp_path / "clean")
    assert {failure.source.path for failure in report.failures} | skipped_in(report) == {path}
