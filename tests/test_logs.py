"""The log for machines: every line is JSON, names its run and its clipping, and nothing else is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.logs import logged
from test_cli import CLIPPING, Done, copydesk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/bridge.txt").write_text(CLIPPING, encoding="utf-8")
    (tmp_path / "raw/bad\udcff\n.txt").write_bytes(bytes(range(256)) * 16)
    (tmp_path / "raw/empty.txt").write_text("")
    return tmp_path


def rows(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.err.splitlines()]


def test_each_line_names_its_run_and_its_clipping(folder: Path) -> None:
    done = copydesk("run", "--log-json", folder=folder)
    log = rows(done)
    assert (done.status, done.out) == (3, "")
    assert [row["event"] for row in log] == [
        "begin", "clipping", "clipping", "clipping", "passed over", "failed", "end",
    ]  # fmt: skip
    assert len({row["run"] for row in log}) == 1 and {row["night"] for row in log[1:]} == {1}
    outcomes = {row["clipping"]: row["outcome"] for row in log if row["event"] == "clipping"}
    assert outcomes == {"bad\udcff\n.txt": "quarantined", "bridge.txt": "written", "empty.txt": "empty"}
    (failed,) = [row for row in log if row["event"] == "failed"]
    assert (failed["level"], failed["stage"]) == ("error", "read") and failed["detail"]
    assert (log[-1]["inputs"], log[-1]["written"], log[-1]["removed"]) == (3, 1, {"share": 1})


def test_what_failed_before_is_no_new_error(folder: Path) -> None:
    first = rows(copydesk("run", "--log-json", folder=folder))
    again = copydesk("run", "--log-json", "--json", folder=folder)
    assert (again.status, json.loads(again.out)["unchanged"]) == (0, 1)
    log = rows(again)
    assert [row["event"] for row in log if row["event"] != "clipping"] == [
        "begin",
        "still in quarantine",
        "end",
    ]
    assert {row["level"] for row in log} == {"info"}
    assert log[0]["run"] != first[0]["run"]


def test_a_new_failure_is_told_from_one_that_failed_again(folder: Path) -> None:
    copydesk("run", folder=folder)
    (folder / "raw/worse.txt").write_bytes(bytes(range(256)) * 16)
    done = copydesk("run", "--log-json", "--json", "--verify", folder=folder)
    told = {row["clipping"]: (row["level"], row["event"]) for row in rows(done) if "stage" in row}
    assert told == {"bad\udcff\n.txt": ("info", "still in quarantine"), "worse.txt": ("error", "failed")}
    report = json.loads(done.out)
    assert [one["path"] for one in report["new_failures"]] == ["worse.txt"]
    assert (len(report["failures"]), report["newly_quarantined"]) == (2, 1)


def test_what_ends_a_run_is_a_line_of_it(folder: Path) -> None:
    done = copydesk("run", "nowhere", "--log-json", folder=folder)
    assert (done.status, rows(done)[-1]["event"]) == (1, "run failed")
    assert "nowhere does not exist" in str(rows(done)[-1]["detail"])


def test_a_run_that_is_stopped_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), logged("raw", "clean"):
        raise KeyboardInterrupt
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == [
        "begin",
        "stopped",
    ]


def test_it_is_for_machines_alone(folder: Path) -> None:
    for flag in ("-q", "-v"):
        assert copydesk("run", "--log-json", flag, folder=folder).status == 2
