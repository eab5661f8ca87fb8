"""The benchmarks run, count right, and say what they skip: on two clippings written here, for correctness only."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import neardup, page, text
from benchmarks.neardup import Figures
from train.calibrate import calibrate, reliability
from train.evaluate import figures
from train.samples import read_samples, site_of

LINES = [
    ("Home", "drop"),
    ("Share on Facebook", "drop"),
    (
        "Rain fell on the valley for nine days, and on the tenth the river stood in the market of the bay.",
        "keep",
    ),
    ("The mayor said that nobody could remember such a year, and that the bridge would stay closed.", "keep"),
    ("© 2025 The Bay Courier. All rights reserved.", "drop"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    row = {
        "id": "a.page", "url": "https://www.example.co.uk/a", "rendering": "page", "language": "en",
        "text": "\n".join(line for line, _ in LINES), "line_labels": [label for _, label in LINES],
    }  # fmt: skip
    (tmp_path / "text").mkdir()
    with gzip.open(tmp_path / "text" / "news.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    monkeypatch.setenv("COPYDESK_BENCH", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["text"])
    return tmp_path


def test_the_table_has_a_row_for_each_system(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert text.main() == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split(" | ")[1] for row in rows] == list(text.SYSTEMS)
    copydesk = next(row for row in rows if "copydesk, balanced" in row)
    assert "| 1.000 | 1.000 | 1.000 | 0.00% | 0.0% |" in copydesk


def test_a_missing_folder_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COPYDESK_BENCH", raising=False)
    monkeypatch.setattr("sys.argv", ["text"])
    assert text.main() == 0
    assert capsys.readouterr().err.startswith("skipped: ")


def test_words_are_counted_by_what_became_of_their_line(folder: Path) -> None:
    samples = read_samples(folder)
    kept = "\n".join(line for line, _ in LINES[1:3])
    row = figures(samples, {"a.page": kept}, lambda sample: sample.site)["example.co.uk"].row()
    article, lost = [len(line.split()) for line, label in LINES if label == "keep"]
    assert row["article lost"] == pytest.approx(lost / (article + lost))
    assert row["damaged"] == 1.0
    dropped = 1 + 7  # “Home”, and the last line’s words without its ©
    assert row["drop recall"] == pytest.approx(dropped / (dropped + 3))
    assert row["drop precision"] == pytest.approx(dropped / (dropped + lost))


def test_calibration_finds_the_odds() -> None:
    scores = np.repeat([-2.0, 2.0], 1000)
    targets = np.concatenate((np.arange(1000) < 250, np.arange(1000) < 750)).astype(float)
    found = calibrate(scores, targets, np.ones(2000))
    assert found.probabilities(np.array([-2.0, 2.0])) == pytest.approx([0.25, 0.75])
    table = reliability(found.probabilities(scores), targets, np.ones(2000), (0.0, 0.5, 1.0))
    assert [(round(row[2], 3), row[3], row[4]) for row in table] == [(0.25, 0.25, 1000), (0.75, 0.75, 1000)]


def test_a_site_is_its_registered_domain() -> None:
    assert site_of("https://www.news.example.co.uk/a") == "example.co.uk"
    assert site_of("https://blog.example.com/b") == "example.com"


def test_the_sections_of_the_page_leave_each_other_alone(tmp_path: Path) -> None:
    here = tmp_path / "benchmarks.md"
    for script, told in (("text", "one"), ("neardup", "two"), ("text", "three")):
        page.put(f"<!-- Made by `python -m benchmarks.{script} --write`. -->\n# {told}\n", here)
    assert [line for line in here.read_text(encoding="utf-8").splitlines() if line.startswith("#")] == [
        "# three",
        "# two",
    ]


def test_near_duplicates_are_scored_and_drawn(tmp_path: Path) -> None:
    story = "Rain fell on the valley for nine days and on the tenth the river stood in the market of the old town."
    texts = [
        story,
        story.replace("nine", "ten"),
        "The mayor said that nobody could remember a year like this one.",
        story,
    ]
    corpus = tmp_path / "corpus-100k.txt.gz"
    for path, content in (
        (corpus, texts),
        (tmp_path / "pairs-100k-0.6.tsv.gz", ["0\t1\t0.7", "0\t3\t1", "1\t3\t0.7"]),
    ):
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.write("\n".join([*content, ""]))
    measured = neardup.measure("copydesk, no guard", corpus, 0.6)
    assert (measured.size, measured.copies, measured.recall, measured.precision) == (4, 2, 1.0, 1.0)
    figures = [
        Figures(name, size, 0.1, cost, 1.0, 10, 2)
        for name, cost in (("copydesk, no guard", 4.0), ("rensa", 36.0))
        for size in (1000, 10_000)
    ]
    assert "| 1,000 | copydesk, no guard | 4.0 | 1/9.0 |" in neardup.table(figures)[2]
    assert neardup.picture(figures).count("<polyline") == 2


def test_missing_corpora_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COPYDESK_BENCH", "/nowhere")
    monkeypatch.setattr("sys.argv", ["neardup"])
    assert neardup.main() == 0
    assert capsys.readouterr().err.startswith("skipped: ")
