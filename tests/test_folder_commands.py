"""The commands that look after an output folder, as they are used."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import click
import pytest

from calls import run, said
from copydesk.cli import commands
from copydesk.store.catalogue import catalogue_path
from folders import lay, paragraph, written

A, B, C = paragraph(0, 0, 0), paragraph(1, 0, 0), paragraph(2, 0, 0)
NEAR_A = paragraph(0, 1, 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder after one night, with a clipping that failed."""
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "raw", {"a.txt": f"{A}\n\n{B}", "b.txt": f"{NEAR_A}\n\n{C}"})
    (tmp_path / "raw/bad.txt").write_bytes(bytes(range(256)) * 16)
    run("run", "-q")
    return tmp_path


def test_nights_are_listed_and_shown(folder: Path) -> None:
    assert "1  " in said("nights") and "finished: 2 written, 1 quarantined" in said("nights")
    shown = said("nights", "1").splitlines()
    assert [line.split()[:2] for line in shown[1:]] == [
        ["written", "a.txt"],
        ["written", "b.txt"],
        ["quarantined", "bad.txt"],
    ]
    rows = [json.loads(line) for line in said("nights", "1", "--json").splitlines()]
    assert rows[0]["report"]["written"] == 2 and rows[0]["settings"]["threshold"] == 0.8
    (folder / "raw/link").symlink_to("nowhere")
    run("run", "-q")
    assert "  passed over  link  (a symbolic link that leads nowhere)" in said("nights", "2")
    assert "there is no night 9" in str(run("nights", "9").exception)


def test_seen_says_where_what_is_similar_stands(folder: Path) -> None:
    lay(
        folder,
        {
            "new.txt": f"{NEAR_A}\n\n{paragraph(2, 1, 0)}\n\nSomething else that nobody has ever written before."
        },
    )
    shown = said("seen", "new.txt")
    assert "100% b.txt, block 0 (a copy of a.txt, block 0)" in shown
    assert "a.txt, block 0 (kept)" in shown and "b.txt, block 1 (kept)" in shown
    assert "not seen\n2 of 3 paragraphs seen" in shown
    (found,) = [json.loads(line) for line in said("seen", "new.txt", "--json").splitlines()]
    assert [len(one["places"]) for one in found["paragraphs"]] == [2, 1, 0]


def test_seen_tells_what_states_something_else(folder: Path) -> None:
    counted = f"{A} In the end they counted the votes for it, which nobody had asked them to do: {{}}."
    lay(folder, {"raw/c.txt": counted.format(42), "new.txt": counted.format(47)})
    run("run", "-q")
    shown = said("seen", "new.txt")
    assert "c.txt, block 0 (kept; states something else: 42 → 47)\n0 of 1 paragraphs seen" in shown


def test_forget_removes_and_decides_anew(folder: Path) -> None:
    shown = said("forget", "a.txt")
    assert "forgotten: 1\n  decided anew: b.txt\n  a.txt is still in raw" in shown
    assert sorted(written(folder / "clean")) == ["b.json", "b.txt"]
    assert NEAR_A in (folder / "clean/b.txt").read_text()


def test_quarantine(folder: Path) -> None:
    assert "bad.txt: read: looks like binary content" in said("quarantine", "list")
    (case,) = [json.loads(line) for line in said("quarantine", "list", "--json").splitlines()]
    assert (case["path"], case["since"], case["times"]) == ("bad.txt", 1, 1)
    assert "retry   when it has changed" in said("quarantine", "show", "bad.txt")
    run("run", "-q")
    assert json.loads(said("quarantine", "list", "--json"))["times"] == 1
    assert said("quarantine", "retry") == "1 to be tried again by the next run\n"
    assert run("run", "-q").return_value == 0, "nothing new is in quarantine"
    assert json.loads(said("quarantine", "list", "--json"))["times"] == 2
    (folder / "raw/bad.txt").write_text(A)
    run("run", "-q")
    assert said("quarantine", "list") == "nothing is in quarantine\n"
    assert "is not in quarantine" in str(run("quarantine", "retry", "a.txt").exception)


def test_a_row_in_quarantine_goes_by_the_name_that_is_listed(folder: Path) -> None:
    lay(folder / "raw", {"rows.jsonl": "{\n" + json.dumps({"id": "a", "text": A})})
    run("run", "-q")
    assert "rows.jsonl#line-1: read: line 1 is not JSON" in said("quarantine", "list")
    assert "record  line-1" in said("quarantine", "show", "rows.jsonl#line-1")
    assert said("quarantine", "retry", "rows.jsonl#line-1") == "1 to be tried again by the next run\n"
    assert "is not in quarantine" in str(run("quarantine", "show", "rows.jsonl#a").exception)


@pytest.mark.parametrize(
    ("name", "content"),
    [("bad.json", b"no JSON"), ("bad.jsonl.gz", gzip.compress(b"{}" * 99)[:12] + b"no deflate" * 9)],
)
def test_output_that_cannot_be_read_hides_nothing_of_the_rest(
    folder: Path, name: str, content: bytes
) -> None:
    (folder / "clean" / name).write_bytes(content)
    told = run("clusters")
    assert told.return_value == 3 and "b.txt" in told.stdout
    assert f"clean/{name} cannot be read, and is passed over" in told.stderr
    catalogue_path(folder / "clean").unlink()
    assert "2 unchanged" in said("run")


def test_index(folder: Path) -> None:
    info = json.loads(said("index", "info", "--json"))
    assert (info["files"], info["clippings"], info["paragraphs"], info["copies"]) == (3, 2, 4, 1)
    assert "segments" in said("index", "info")
    assert said("index", "check") == "all well\n"
    assert said("index", "rebuild") == "the index is made anew from the catalogue\n"
    (segment,) = (folder / "clean/.copydesk/index").iterdir()
    segment.write_bytes(segment.read_bytes()[:-1] + b"x")
    broken = run("index", "check")
    assert broken.return_value == 1 and "not what was written" in broken.stdout
    said("index", "rebuild")
    assert said("index", "check") == "all well\n"


def test_a_damaged_catalogue_is_made_anew_from_what_was_written(folder: Path) -> None:
    before = written(folder / "clean")
    catalogue_path(folder / "clean").write_bytes(b"nothing of the kind" * 999)
    assert "damaged" in str(run("run").exception)
    assert "damaged" in str(run("index", "check").exception)
    assert "made anew from 2 written clippings" in said("index", "rebuild")
    assert said("index", "check") == "all well\n"
    assert "2 unchanged" in said("run")
    assert written(folder / "clean") == before
    assert list((folder / "clean/.copydesk").glob("*.damaged"))


def test_a_folder_that_nothing_was_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, {"note.txt": A})
    monkeypatch.chdir(tmp_path)
    for words in (("index", "info"), ("seen", "note.txt"), ("quarantine", "list"), ("forget", "a.txt")):
        assert "has no catalogue; `copydesk run` makes it" in str(
            run(*words, "--clean", str(tmp_path)).exception
        )
    for command in ("nights", "digest"):
        assert "there has been no night in" in str(run(command, "--clean", str(tmp_path)).exception)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


GROUPS = {name: group for name, group in commands.commands.items() if isinstance(group, click.Group)}
NAMES = [*commands.commands, *(f"{name} {sub}" for name, group in GROUPS.items() for sub in group.commands)]


@pytest.mark.parametrize("name", NAMES)
def test_help_has_examples_that_fit(name: str) -> None:
    shown = said(*name.split(), "--help")
    assert "Examples:" in shown and f"copydesk {name}" in shown
    assert max(map(len, shown.splitlines())) <= 80
