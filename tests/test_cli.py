"""The command line as it is used: a process of its own, its output, its exit status."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROSE = "The harbour bridge will close for repairs on Friday night, the council said in a statement."
MORE = "Drivers will have to take the tunnel, which is open from six in the morning until midnight."
SHARE = "Share this article"
CLIPPING = f"{PROSE}\n\n{SHARE}\n"


def start(*arguments: object, folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "copydesk", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell lets what it starts in the background ignore Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


class Done:
    """A finished process: its status and what it printed."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes) -> None:
        out, err = process.communicate(given, timeout=120)
        self.status, self.out, self.err = process.returncode, out.decode(), err.decode()

    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


def copydesk(*arguments: object, folder: Path, given: bytes = b"", **environment: str) -> Done:
    done = Done(start(*arguments, folder=folder, **environment), given)
    assert "Traceback" not in done.err
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one clipping in raw/."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "bridge.txt").write_text(CLIPPING, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".copydesk" not in path.parts
    }


def test_run_cleans_a_folder_and_sums_up(folder: Path) -> None:
    done = copydesk("run", folder=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0] == "1 clipping: 1 written"
    assert "1 block removed: 1 share" in done.out
    assert (folder / "clean/bridge.txt").read_text(encoding="utf-8") == PROSE + "\n"
    removal = json.loads((folder / "clean/bridge.json").read_text(encoding="utf-8"))["removals"][0]
    assert (removal["text"], removal["label"], removal["rule"]) == (SHARE, "share", "share")


def test_a_second_run_changes_no_byte(folder: Path) -> None:
    copydesk("run", folder=folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "clean").glob("bridge.*")}
    assert "1 clipping: 1 unchanged" in copydesk("run", folder=folder).out
    assert {path: path.stat().st_mtime_ns for path in (folder / "clean").glob("bridge.*")} == before


def test_the_hash_seed_changes_no_byte(folder: Path) -> None:
    for number in range(4):
        (folder / "raw" / f"{number}.txt").write_text(f"{CLIPPING}\nSecond paragraph {number} of it.\n")
    seeds = ("0", "1", "2")
    written = []
    for seed in seeds:
        copydesk("run", "raw", f"clean{seed}", folder=folder, PYTHONHASHSEED=seed)
        written.append(contents(folder / f"clean{seed}"))
    assert written[0] == written[1] == written[2]
    assert len(written[0]) == 10


def test_json_is_one_object_on_standard_output(folder: Path) -> None:
    done = copydesk("run", "--json", "-v", folder=folder)
    report = json.loads(done.out)
    assert len(done.rows()) == 1
    assert (report["inputs"], report["written"], report["removed"]) == (1, 1, {"share": 1})


def test_quiet_says_nothing_and_verbose_names_each(folder: Path) -> None:
    assert copydesk("run", "-q", folder=folder).out == ""
    assert copydesk("run", "-v", "--verify", folder=folder).err.startswith("unchanged   bridge.txt\n")


def test_a_dry_run_writes_nothing_and_knows_what_it_would(folder: Path) -> None:
    done = copydesk("run", "--dry-run", folder=folder)
    assert "1 clipping: 1 would be written\na dry run: nothing was written" in done.out
    assert not (folder / "clean").exists()


def test_include_and_exclude(folder: Path) -> None:
    (folder / "raw/drafts").mkdir()
    (folder / "raw/drafts/a.txt").write_text(CLIPPING)
    (folder / "raw/b.md").write_text(CLIPPING)
    copydesk("run", "--include", "*.txt", "--exclude", "drafts/*", folder=folder)
    assert sorted(contents(folder / "clean")) == ["bridge.json", "bridge.txt"]


def test_a_failed_clipping_is_stated_and_the_others_are_written(folder: Path) -> None:
    (folder / "raw/page.txt").write_bytes(bytes(range(256)) * 16)
    done = copydesk("run", folder=folder)
    assert done.status == 3
    assert "2 clippings: 1 written, 1 quarantined" in done.out
    assert "page.txt: read: looks like binary content" in done.out
    assert "mend the file, or leave it out with --exclude" in done.out
    assert (folder / "clean/bridge.txt").exists()
    again = copydesk("run", folder=folder)
    assert again.status == 0 and "1 quarantined" in again.out
    assert (copydesk("run", "-q", folder=folder).err, again.err) == ("", "")
    (folder / "raw/more.txt").write_bytes(bytes(range(256)) * 16)
    quiet = copydesk("run", "-q", folder=folder)
    assert (quiet.status, quiet.out) == (3, "")
    assert "copydesk: more.txt: read: " in quiet.err


def test_a_pattern_that_matches_nothing_is_said(folder: Path) -> None:
    done = copydesk("run", "--include", "*.x", "--exclude", "a*", folder=folder)
    assert (done.status, done.out) == (0, "0 clippings: nothing to do\n")
    assert (
        done.err == "copydesk: no file below raw matches --include '*.x' without what --exclude leaves out\n"
    )


def test_what_to_do_is_said_once(folder: Path) -> None:
    (folder / "raw/a.txt").write_text(CLIPPING)
    (folder / "clean/a.txt").mkdir(parents=True)
    done = copydesk("run", folder=folder)
    assert "a.txt cannot be written: a folder has that name; move it away\n" in done.out


def test_settings_of_the_folder_and_flags_over_them(folder: Path) -> None:
    (folder / "copydesk.toml").write_text('off = ["share"]\nformat = "markdown"\n')
    copydesk("run", folder=folder)
    assert SHARE in (folder / "clean/bridge.md").read_text(encoding="utf-8")
    assert (
        "1 unchanged clipping cleaned by other settings"
        in copydesk("run", "--format", "text", folder=folder).out
    )
    copydesk("run", "--redo", "--format", "text", folder=folder)
    assert SHARE in (folder / "clean/bridge.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("treshold = 0.9", "there is no setting 'treshold'; did you mean threshold?"),
        ('off = ["title"]', "copydesk.toml: title is a label; the rule to switch off is headline"),
        ('off = ["shares"]', "copydesk.toml: there is no rule 'shares' to switch off; did you mean share?"),
    ],
)
def test_a_wrong_setting_is_wrong_usage(folder: Path, setting: str, said: str) -> None:
    (folder / "copydesk.toml").write_text(setting)
    for command in (("run",), ("clean", "raw/bridge.txt"), ("explain", "raw/bridge.txt")):
        done = copydesk(*command, folder=folder)
        assert done.status == 2
        assert said in done.err
        assert done.err.count("\n") == 1
    assert not (folder / "clean").exists()


@pytest.mark.parametrize(
    "arguments", [("rum",), ("run", "--formt", "text"), ("clean",), ("clean", "-", "--jsonl", "--json")]
)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    assert copydesk(*arguments, folder=folder).status == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nowhere"), "the input folder nowhere does not exist"),
        (("run", "raw/bridge.txt"), "is not a folder"),
        (("run", "raw", "raw"), "same folder"),
        (("run", "raw", "raw/bridge.txt"), "is a file"),
        (("clean", "nowhere.txt"), "nowhere.txt: No such file"),
        (("clean", "raw"), "raw: Is a directory"),
        (("explain", "nowhere.txt"), "nowhere.txt: No such file"),
    ],
)
def test_what_cannot_start_says_so_in_a_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = copydesk(*arguments, folder=folder)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("copydesk: ")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_clean_prints_the_text(folder: Path) -> None:
    assert copydesk("clean", "raw/bridge.txt", folder=folder).out == PROSE + "\n"
    assert copydesk("clean", "-", folder=folder, given=CLIPPING.encode()).out == PROSE + "\n"
    assert copydesk("clean", "-", folder=folder).out == ""


def test_clean_in_other_forms(folder: Path) -> None:
    record = json.loads(copydesk("clean", "raw/bridge.txt", "--json", folder=folder).out)
    assert record["removals"][0]["label"] == "share"
    page = f"<p>{PROSE}</p>".encode()
    assert (
        PROSE
        in copydesk("clean", "-", "--type", "html", "--format", "markdown", folder=folder, given=page).out
    )
    named = copydesk("clean", "-", "--json", "--url", "https://example.com/a", folder=folder, given=page)
    assert json.loads(named.out)["source"]["url"] == "https://example.com/a"


def test_clean_says_why_it_cannot_read(folder: Path) -> None:
    done = copydesk("clean", "-", folder=folder, given=b"%PDF-1.7 ...")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("copydesk: standard input is PDF")


def test_clean_filters_rows_one_out_for_one_in(folder: Path) -> None:
    given = [
        json.dumps({"id": "a", "text": CLIPPING}),
        "{broken",
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": "d", "body": "no text here"}),
        json.dumps({"id": "e", "html": f"<p>{PROSE}</p>"}),
    ]
    done = copydesk("clean", "-", "--jsonl", folder=folder, given="\n".join(given).encode())
    rows = done.rows()
    assert done.status == 3
    assert [row.get("text") for row in rows] == [PROSE, None, "", None, PROSE]
    assert ["error" in row for row in rows] == [False, True, False, True, False]
    assert [row["id"] for row in rows] == ["a", "line-2", "c", "d", "e"]
    assert done.err == "copydesk: 2 of 5 rows failed\n"


def test_clean_filters_packed_rows_under_other_names(folder: Path) -> None:
    given = gzip.compress(json.dumps({"key": 7, "maintext": CLIPPING}).encode())
    names = ("--text-field", "maintext", "--id-field", "key")
    done = copydesk("clean", "-", "--jsonl", *names, folder=folder, given=given)
    assert [(row["id"], row["text"]) for row in done.rows()] == [("7", PROSE)]


def test_explain_is_plain_without_a_terminal(folder: Path) -> None:
    lines = copydesk("explain", "raw/bridge.txt", folder=folder).out.splitlines()
    assert lines[0] == f"  {PROSE}"
    assert lines[1].startswith(f"- [share] {SHARE}  (share: ")
    assert lines[2] == "1 block kept, 1 removed"


def test_explain_says_where_things_went(folder: Path) -> None:
    page = f"""<html><head><title>Bridge to close</title><meta name=author content="Jane Doe">
        <meta property="article:published_time" content="2025-05-06"><meta property="og:site_name" content="The Post">
        </head><body><article><h1>Bridge to close</h1><p>{PROSE}</p><figure><img src=a.jpg>
        <figcaption>The harbour bridge at dusk on Monday.</figcaption></figure>
        <p>{MORE}</p><p>{MORE} {PROSE}</p></article>"""
    lines = copydesk("explain", "-", folder=folder, given=page.encode()).out.splitlines()
    assert lines[-5:] == [
        "title: Bridge to close", "authors: Jane Doe", "published: 2025-05-06", "site: The Post",
        "caption: The harbour bridge at dusk on Monday.",
    ]  # fmt: skip


def test_explain_shows_what_the_settings_keep(folder: Path) -> None:
    (folder / "copydesk.toml").write_text('copies = "mark"')
    given = f"{PROSE}\n\nREUTERS - {PROSE}\n".encode()
    lines = copydesk("explain", "-", folder=folder, given=given).out.splitlines()
    assert lines[1].startswith(f"+ [copy] REUTERS - {PROSE}  (copy: ")


def on_a_terminal(*arguments: object, folder: Path, **environment: str) -> str:
    """What a process prints to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm", **environment},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    printed = b""
    try:
        while part := os.read(ours, 65536):
            printed += part
    except OSError:  # Linux's way to say that the other end is closed.
        pass
    process.wait(timeout=60)
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def test_explain_strikes_out_on_a_terminal(folder: Path) -> None:
    shown = on_a_terminal("explain", "raw/bridge.txt", folder=folder)
    assert f"\x1b[2m\x1b[9m{SHARE}\x1b[0m" in shown
    assert "│\x1b[0m share: " in shown
    assert on_a_terminal("explain", "raw/bridge.txt", folder=folder, NO_COLOR="1").count("\x1b") == 0


def test_explain_uses_the_width_where_no_reason_stands_beside(folder: Path) -> None:
    shown = on_a_terminal("explain", "raw/bridge.txt", folder=folder)
    assert max(map(len, shown.splitlines()[: len(PROSE) // 80 + 1])) > 60


@pytest.mark.parametrize("command", [("clean",), ("clean", "--json"), ("explain",), ("run", "-v")])
def test_a_clipping_cannot_command_the_terminal(folder: Path, command: tuple[str, ...]) -> None:
    evil = "\x1b]0;owned\x07\u202e\x9b2J"
    (folder / "raw/bridge.txt").unlink()
    path = folder / "raw" / f"{evil[:9]}.txt"
    path.write_text(f"{PROSE} {evil}\n\n{evil} {PROSE}", encoding="utf-8")
    file = (path,) if command[0] != "run" else ()
    shown = on_a_terminal(*command, *file, folder=folder)
    for sequence in ("\x1b]", "\x07", "\u202e", "\x9b"):
        assert sequence not in shown


def test_a_bar_only_on_a_terminal(folder: Path) -> None:
    assert "1/1" in on_a_terminal("run", folder=folder)
    assert "1/1" not in on_a_terminal("run", "-q", folder=folder)
    assert copydesk("run", folder=folder).err == ""


@pytest.mark.parametrize("arguments", [("--help",), ("clean", "raw/long.txt"), ("explain", "raw/long.txt")])
def test_a_closed_pipe_ends_quietly(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "raw/long.txt").write_text("\n\n".join(f"Page {number}." for number in range(2000)))
    process = start(*arguments, folder=folder)
    assert process.stdout and process.stderr and process.stdin
    process.stdin.close()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 1)
    process.stderr.close()


def test_ctrl_c_stops_with_130(folder: Path) -> None:
    process = start("clean", "-", "--jsonl", folder=folder)
    assert process.stdin
    process.stdin.write(
        b"{" + b" " * 500_000
    )  # More than a pipe holds: when it is written, it is being read.
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    done = Done(process, b"")
    assert "Traceback" not in done.err


def test_a_traceback_only_when_asked_for(folder: Path) -> None:
    done = Done(start("run", "nowhere", folder=folder, COPYDESK_TRACEBACK="1"), b"")
    assert done.status == 1
    assert "Traceback" in done.err


@pytest.mark.parametrize("command", ["run", "clean", "explain"])
def test_help_has_examples(folder: Path, command: str) -> None:
    assert f"Examples:\n    copydesk {command}" in copydesk(command, "--help", folder=folder).out


@pytest.mark.parametrize("command", [(), ("run",), ("clean",), ("explain",)])
def test_help_fits_into_80_columns(folder: Path, command: tuple[str, ...]) -> None:
    assert max(map(len, copydesk(*command, "--help", folder=folder, COLUMNS="200").out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("clean raw/bridge.txt >&-", 1, "copydesk: standard output: closed, nothing can be printed\n"),
        ("explain raw/bridge.txt >&-", 1, "copydesk: standard output: closed, nothing can be printed\n"),
        ("run >&-", 1, "copydesk: standard output: closed, nothing can be printed\n"),
        ("run -q >&-", 0, ""),
        ("clean nowhere.txt 2>&-", 1, ""),
        ("clean - <&-", 1, "copydesk: standard input is closed; name a file, or pipe something in\n"),
    ],
)
def test_streams_that_the_caller_has_closed(folder: Path, line: str, status: int, said: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m copydesk {line}"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (status, said)


def test_ctrl_c_says_how_far_a_run_was(folder: Path) -> None:
    for number in range(2000):
        (folder / "raw" / f"{number:04}.txt").write_text(f"{CLIPPING}\nParagraph {number} of it.\n")
    process = start("run", "-v", folder=folder, PYTHONUNBUFFERED="1")
    assert process.stderr
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    done = Done(process, b"")
    assert done.status == 130
    assert re.search(
        r"copydesk: stopped after [\d,]+ of 2,001 files; what was written stays, run again to go on", done.err
    )
    assert (folder / "clean/0000.txt").exists()
