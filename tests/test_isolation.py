"""What goes wrong with one clipping costs that one: in the pass over copies, in a reader, in a clipping without end."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

import copydesk
from copydesk.model import Document, Failure, Page, Source
from copydesk.night import intake
from copydesk.night.arrivals import Arrivals
from copydesk.night.signing import Signed
from copydesk.readers import Fields, read
from copydesk.settings import Settings
from copydesk.store import open_source
from copydesk.workers import Limits, open_pool
from folders import lay, paragraph, written

BAD = "the clipping that nobody thought of"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files and a container whose paragraphs repeat each other, with a bad clipping in each."""
    texts = [
        "\n\n".join((paragraph(n % 3, n % 6, n % 4), paragraph((n + 1) % 3, n % 5, n % 2))) for n in range(8)
    ]
    rows = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts)]
    lay(tmp_path / "raw", {f"{n}.txt": text for n, text in enumerate(texts)})
    lay(tmp_path / "raw", {"rows.jsonl": "\n".join(rows)})
    lay(tmp_path / "good", {path.name: path.read_text() for path in (tmp_path / "raw").iterdir()})
    lay(tmp_path / "raw", {"4a.txt": f"{texts[4]}\n\n{BAD}"})
    bad_row = json.dumps({"id": "bad", "text": f"{texts[0]}\n\n{BAD}"})
    lay(tmp_path / "raw", {"rows.jsonl": "\n".join([*rows[:3], bad_row, *rows[3:]])})
    return tmp_path


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the pass over copies, that shows when it has decided."""
    take = Arrivals.take

    def take_or_fail(self: Arrivals, arriving: Sequence[tuple[int, Signed]]) -> list[Document]:
        done = take(self, arriving)
        if any(BAD in block.text for _, signed in arriving for block in signed.document.blocks):
            raise ValueError("not thought of")
        return done

    monkeypatch.setattr(Arrivals, "take", take_or_fail)


@pytest.mark.usefixtures("bug")
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_fault_in_the_pass_over_copies_costs_one_clipping(folder: Path, dry_run: bool) -> None:
    report = copydesk.run(folder / "raw", folder / "clean", dry_run=dry_run)
    good = copydesk.run(folder / "good", folder / "clean-good", dry_run=dry_run)
    assert [failure.source.id for failure in report.failures] == ["4a.txt", "rows.jsonl#bad"]
    assert all(
        failure.stage == "copies" and "not thought of" in failure.detail for failure in report.failures
    )
    assert (report.inputs, report.written, report.quarantined) == (good.inputs + 2, good.written, 2)
    assert (report.copies, report.look_alikes) == (good.copies, good.look_alikes)
    assert written(folder / "clean") == written(folder / "clean-good")


@pytest.mark.usefixtures("bug")
def test_a_fault_in_deciding_anew_costs_one_clipping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = paragraph(0, 0, 0), paragraph(1, 1, 0)
    lay(
        tmp_path / "raw",
        {"1.txt": f"{first}\n\n{second}", "2.txt": f"{first}\n\nAnd now more.", "3.txt": second},
    )
    with monkeypatch.context() as healthy:
        healthy.undo()
        copydesk.run(tmp_path / "raw", tmp_path / "clean")
    before = (tmp_path / "clean/2.txt").read_bytes()
    lay(tmp_path / "raw", {"1.txt": "It rained."})
    monkeypatch.setattr("test_isolation.BAD", "And now more.")
    report = copydesk.run(tmp_path / "raw", tmp_path / "clean")
    assert [failure.source.id for failure in report.failures] == ["2.txt"]
    assert (tmp_path / "clean/2.txt").read_bytes() == before
    assert (tmp_path / "clean/3.txt").read_text().strip() == second
    assert copydesk.run(tmp_path / "raw", tmp_path / "clean").unchanged == 3


def test_limits_are_settings() -> None:
    assert Settings(max_cpu_seconds=2.5, max_memory_mib=300).max_memory_mib == 300
    for wrong in ({"max_cpu_seconds": 0}, {"max_memory_mib": True}, {"max_cpu_seconds": float("nan")}):
        with pytest.raises(copydesk.SettingsError):
            Settings(**wrong)


def test_what_changes_while_it_is_read_is_read_again_next_night(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {
        "2.txt": "\n\nAnd then there came more rain than ever over the hills to the west.",
        "rows.jsonl": '\n{"id": "more", "text": "So it was."}',
    }

    def read_and_write(stream: BinaryIO, source: Source, fields: Fields) -> Iterator[Page | Failure]:
        for page in read(stream, source, fields):
            if new := more.pop(source.path, ""):
                with (folder / "raw" / source.path).open("a") as file:
                    file.write(new)
            yield page

    with monkeypatch.context() as patched:
        patched.setattr(intake, "read", read_and_write)
        first = copydesk.run(folder / "raw", folder / "clean")
    assert [(one.source.id, one.detail) for one in first.failures] == [
        ("2.txt", intake.CHANGED),
        ("rows.jsonl", intake.CHANGED),
    ]
    assert (folder / "clean/3.txt").exists() and not (folder / "clean/2.txt").exists()
    second = copydesk.run(folder / "raw", folder / "clean")
    assert not second.failures
    assert (
        (folder / "clean/2.txt")
        .read_text()
        .endswith("And then there came more rain than ever over the hills to the west.\n")
    )
    assert '"text":"So it was."' in (folder / "clean/rows.jsonl").read_text()


def test_what_goes_away_before_it_is_read_was_never_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_or_not(raw: Path, source: Source) -> BinaryIO:
        if source.path in ("2.txt", "rows.jsonl"):
            (raw / source.path).unlink()
        return open_source(raw, source)

    monkeypatch.setattr(intake, "open_source", open_or_not)
    report = copydesk.run(folder / "raw", folder / "clean")
    assert (report.failures, report.written) == ((), 8)
    assert copydesk.run(folder / "raw", folder / "clean").unchanged == 8


GUARDED = """
import os, sys
def watch(event, given):
    if event in ("socket.__new__", "socket.getaddrinfo") or event == "open" and "treasure" in str(given[0]):
        os._exit(99)
sys.addaudithook(watch)
from copydesk.boilerplate.pagemodel import verdict
from copydesk.cli import main
verdict.MIN_SURE = 1001  # trafilatura, which reads by libxml2, is asked of every page.
main()
"""


def test_nothing_that_a_clipping_names_is_fetched_or_opened(tmp_path: Path) -> None:
    secret = tmp_path / "treasure"
    secret.write_text("the secret of the house")
    prose = "Rain fell on the valley for nine days, and on the tenth the river stood in the market."
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    web = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    pages = {
        "dtd.html": f'<!DOCTYPE html SYSTEM "{web}x.dtd" [<!ENTITY x SYSTEM "file://{secret}">]><p>&x;',
        "include.xhtml": f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{secret}"/><p>',
        "frames.html": f'<base href="{web}"><iframe src="file://{secret}"></iframe><img src="a.png"><p>',
        "linked.html": f'<link rel="canonical" href="{web}c"><a href="file://{secret}">there</a><p>',
        "note.md": f"---\nimage: file://{secret}\n---\n![]({secret})\n\n",
        "row.jsonl": json.dumps({"url": f"file://{secret}", "text": prose}) + "\n",
    }
    lay(tmp_path / "raw", {name: page + ("" if "jsonl" in name else prose) for name, page in pages.items()})
    command = [sys.executable, "-c", GUARDED, "run", "raw", "clean", "--json"]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not json.loads(done.stdout)["failures"]
    with listening, pytest.raises(BlockingIOError):  # Nobody has called, from C code either.
        listening.accept()
    assert not any(b"secret of" in content for content in written(tmp_path / "clean").values())


def test_what_has_taken_the_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "secret").write_text("the secret of the house")
    (tmp_path / "raw/link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "raw/pipe.txt")
    for name in ("link.txt", "pipe.txt", "gone.txt"):
        with pytest.raises(copydesk.ReadError):
            open_source(tmp_path / "raw", Source(name))


def test_modules_in_the_working_folder_do_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "raw", {"note.md": "---\ntitle: Rain\n---\nIt rained."})
    lay(tmp_path, {"yaml.py": "open('ran', 'w')", "numpy.py": "open('ran', 'w')"})
    monkeypatch.chdir(tmp_path)
    with open_pool(intake.Intake(tmp_path / "raw", Settings()), 1, Limits()) as pool:
        taken = pool.result(pool.submit(intake.FileTask(Source("note.md"))))
    assert isinstance(taken, intake.Taken) and isinstance(taken.found, Signed)
    assert taken.found.document.metadata.title == "Rain" and not (tmp_path / "ran").exists()
