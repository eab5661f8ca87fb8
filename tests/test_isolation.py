"""What goes wrong with one clipping costs that one: in the pass over copies, in a reader, in a clipping without end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import copydesk
from copydesk.model import Document
from copydesk.night.arrivals import Arrivals
from copydesk.night.signing import Signed
from copydesk.settings import Settings
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
