"""A night: every clipping counted once, what arrived before counts, and no bad clipping stops it."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

import copydesk
from copydesk import RunError, RunReport, Settings, SettingsError
from copydesk.model import LABELS
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import shingles_of, similarity
from copydesk.night import Step

BRIDGE = (
    "The harbour bridge will close for repairs on Friday night, the council said in a statement on Monday."
)
AGENCY = f"LEEDS (Reuters) - {BRIDGE}"
RIVER = "Rangers warned walkers to keep away from the river, which has risen by two metres since the storm."
OTHER = "Bakers across the county have begun to sell a loaf made of rye that was milled by wind alone."
BINARY = bytes(range(1, 32)) * 100


def lay(folder: Path, **files: str | bytes) -> Path:
    """Files below raw/; a dot in a name is written as two underscores."""
    for name, content in files.items():
        path = folder / "raw" / name.replace("__", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run(folder: Path, settings: Settings | None = None, **options: object) -> RunReport:
    report = copydesk.run(folder / "raw", folder / "clean", settings, **options)  # type: ignore[arg-type]
    counted = report.written + report.unchanged + report.quarantined + report.empty + report.skipped
    assert counted == report.inputs
    assert sum(report.removed.values()) == sum(
        report.removed[label] for label in LABELS if label in report.removed
    )
    return report


def text(folder: Path, name: str) -> str:
    return (folder / "clean" / name).read_text(encoding="utf-8")


def record(folder: Path, name: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(text(folder, name))
    return loaded


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    content = (folder / "clean" / name).read_bytes()
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    return [json.loads(line) for line in plain.splitlines()]


def all_bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted((folder / "clean").rglob("*")) if path.is_file())
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith("clean/.copydesk/")}


def test_a_copy_of_an_earlier_clipping_is_dropped_and_cites_it(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=f"{BRIDGE}\n\n{RIVER}\n", b__txt=f"{AGENCY}\n\n{OTHER}\n")
    report = run(tmp_path)
    assert (report.copies, report.removed) == (1, {"copy": 1})
    assert text(tmp_path, "b.txt") == OTHER + "\n"
    (removal,) = record(tmp_path, "b.json")["removals"]  # type: ignore[misc]
    assert removal["copy_of"] == {"document": "a.txt", "position": 0}
    true = similarity(shingles_of(words_of(AGENCY)), shingles_of(words_of(BRIDGE)))
    assert removal["similarity"] == round(true, 2)
    assert removal["reason"].startswith("89% the same as a.txt, block 0")


def test_a_copy_within_a_clipping_is_decided_anew_when_what_it_cites_goes(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=f"{BRIDGE}\n\n{RIVER}\n", b__txt=f"{BRIDGE}\n\n{OTHER}\n\n{AGENCY}\n")
    run(tmp_path)
    cited = [removal["copy_of"] for removal in record(tmp_path, "b.json")["removals"]]  # type: ignore[attr-defined]
    assert cited == [{"document": "a.txt", "position": 0}] * 2


def test_a_clipping_that_is_wholly_copies_is_empty_and_says_of_what(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=OTHER, b__txt=f"{BRIDGE}\n\n{RIVER}\n", c__txt=f"{RIVER}\n\n{BRIDGE}\n\n{OTHER}\n")
    report = run(tmp_path)
    assert (report.written, report.empty) == (3, 0)
    assert text(tmp_path, "c.txt") == ""
    assert record(tmp_path, "c.json")["duplicate_of"] == "b.txt"
    assert record(tmp_path, "b.json")["duplicate_of"] is None


SHORT = "We will."
HEADING = "What happens next"
STORY = f"{BRIDGE}\n\n{SHORT}\n\n{HEADING}\n\n{RIVER}\n\n* * *\n"


def test_a_clipping_that_is_a_duplicate_leaves_no_skeleton(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=STORY, c__txt=STORY)
    report = run(tmp_path)
    assert text(tmp_path, "c.txt") == ""
    found = record(tmp_path, "c.json")
    assert found["duplicate_of"] == "a.txt"
    kept = {block["position"]: block["text"] for block in record(tmp_path, "a.json")["blocks"]}  # type: ignore[attr-defined]
    removals = {removal["text"]: removal for removal in found["removals"]}  # type: ignore[attr-defined]
    assert {SHORT, HEADING, "* * *"} <= set(removals)
    for said, removal in removals.items():
        assert (removal["label"], removal["similarity"], removal["copy_of"]["document"]) == (
            "copy",
            1.0,
            "a.txt",
        )
        assert kept[removal["copy_of"]["position"]] == said
    assert report.copies == 5
    assert removals[HEADING]["reason"] == (
        "the same line as a.txt, block 2, in a clipping whose paragraphs are all copies"
    )


def test_a_line_of_its_own_stays_beside_copies(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=STORY, c__txt=STORY.replace(HEADING, "What happened before"))
    run(tmp_path)
    assert text(tmp_path, "c.txt") == "What happened before\n"
    assert record(tmp_path, "c.json")["duplicate_of"] == "a.txt"


@pytest.mark.parametrize("more", [OTHER, RIVER.replace("two metres", "three metres")])
def test_lines_stay_where_a_paragraph_stays(tmp_path: Path, more: str) -> None:
    lay(tmp_path, a__txt=STORY, c__txt=f"{STORY}\n{more}\n")
    run(tmp_path, Settings(threshold=0.5))
    assert text(tmp_path, "c.txt") == f"{SHORT}\n\n{HEADING}\n\n* * *\n\n{more}\n"


def test_lines_stay_where_a_clipping_repeats_only_itself(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=f"{OTHER}\n\n{HEADING}\n", c__txt=f"{BRIDGE}\n\n{HEADING}\n\n{BRIDGE}\n")
    run(tmp_path)
    assert text(tmp_path, "c.txt") == f"{BRIDGE}\n\n{HEADING}\n"


def test_lines_that_people_keep_stay_and_marked_ones_are_only_marked(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=STORY, c__txt=STORY)
    run(tmp_path, Settings(keep=(HEADING,)))
    assert text(tmp_path, "c.txt") == HEADING + "\n"
    run(tmp_path, Settings(copies="mark"), redo=True)
    found = record(tmp_path, "c.json")
    assert text(tmp_path, "c.txt") == text(tmp_path, "a.txt")
    assert (len(found["marked"]), found["duplicate_of"]) == (5, "a.txt")  # type: ignore[arg-type]


def test_marked_copies_stay_in_the_text(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=AGENCY)
    report = run(tmp_path, Settings(copies="mark"))
    assert (report.copies, report.removed) == (1, {})
    assert text(tmp_path, "b.txt") == AGENCY + "\n"
    found = record(tmp_path, "b.json")
    assert (len(found["marked"]), found["duplicate_of"]) == (1, "a.txt")  # type: ignore[arg-type]


def test_a_kept_phrase_keeps_a_copy(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=AGENCY, c__txt=AGENCY)
    assert run(tmp_path, Settings(keep=("(Reuters)",))).copies == 0
    assert text(tmp_path, "c.txt") == AGENCY + "\n"


def test_what_the_settings_keep_stays_marked_beside_copies(tmp_path: Path) -> None:
    caption = "A view of the harbour bridge at dusk. (Photo by Ann Smith/Getty Images)"
    lay(tmp_path, a__txt=f"{BRIDGE}\n\n{caption}\n\n{RIVER}\n", b__txt=f"{AGENCY}\n\n{caption}\n\n{OTHER}\n")
    run(tmp_path, Settings(captions="keep", copies="mark"))
    marked = record(tmp_path, "b.json")["marked"]
    assert [removal["label"] for removal in marked] == ["copy", "caption"]  # type: ignore[attr-defined]


def test_look_alikes_are_counted_and_kept(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=RIVER, b__txt=RIVER.replace("two metres", "three metres"))
    report = run(tmp_path, Settings(threshold=0.5))
    assert (report.look_alikes, report.copies) == (1, 0)


def test_rows_of_a_container(tmp_path: Path) -> None:
    given = [{"id": "x", "text": BRIDGE}, {"id": "y", "text": AGENCY, "topic": "roads"}, {"text": ""}]
    packed = gzip.compress("\n".join([*map(json.dumps, given), "{broken"]).encode())
    lay(tmp_path, dump__jsonl__gz=packed, later__txt=BRIDGE)
    report = run(tmp_path)
    assert (report.inputs, report.written, report.quarantined, report.empty) == (5, 3, 1, 1)
    assert [row["text"] for row in rows(tmp_path, "dump.jsonl.gz")] == [BRIDGE, "", ""]
    assert rows(tmp_path, "dump.jsonl.gz")[1]["duplicate_of"] == "dump.jsonl.gz#x"
    assert record(tmp_path, "later.json")["duplicate_of"] == "dump.jsonl.gz#x"
    (failure,) = report.failures
    assert (failure.source.path, failure.stage) == ("dump.jsonl.gz", "read")
    assert "line 4" in failure.detail
    assert run(tmp_path).unchanged == 3


def test_rows_under_any_name_and_hidden_files(tmp_path: Path) -> None:
    lay(tmp_path, a__json=json.dumps({"text": BRIDGE}), __b__txt=RIVER, c__json='[{"text": "Rain."}]')
    report = run(tmp_path)
    assert (report.inputs, report.written, set(report.passed_over)) == (2, 1, {"c.json"})
    assert sorted(all_bytes(tmp_path)) == ["clean/a.json.jsonl"]


def test_output_that_nothing_belongs_to_any_more_stays(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=RIVER)
    run(tmp_path)
    (tmp_path / "raw/b.txt").unlink()
    run(tmp_path, Settings(format="markdown"), redo=True)
    assert sorted(all_bytes(tmp_path)) == [
        "clean/a.json",
        "clean/a.md",
        "clean/a.txt",
        "clean/b.json",
        "clean/b.txt",
    ]


def test_rows_under_other_names(tmp_path: Path) -> None:
    lay(tmp_path, news__jsonl=json.dumps({"key": 7, "maintext": BRIDGE}))
    assert run(tmp_path, Settings(text_field="maintext", id_field="key")).written == 1
    assert rows(tmp_path, "news.jsonl")[0]["id"] == "7"


def test_a_container_of_which_nothing_can_be_read_leaves_what_stands(tmp_path: Path) -> None:
    lay(tmp_path, a__jsonl=json.dumps({"text": BRIDGE}))
    run(tmp_path)
    before = all_bytes(tmp_path)
    lay(tmp_path, a__jsonl="{broken\n{broken")
    assert run(tmp_path).quarantined == 2
    assert all_bytes(tmp_path) == before


def test_a_second_run_and_a_dry_run_change_nothing(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__html=f"<p>{RIVER}</p>", c__jsonl=json.dumps({"text": OTHER}))
    lay(tmp_path, d__jsonl__gz=gzip.compress(json.dumps({"text": AGENCY}).encode()))
    assert run(tmp_path, dry_run=True).written == 4
    assert not (tmp_path / "clean").exists()
    assert run(tmp_path).written == 4
    before = all_bytes(tmp_path)
    assert run(tmp_path).unchanged == run(tmp_path, dry_run=True).unchanged == 4
    assert all_bytes(tmp_path) == before
    lay(tmp_path, c__jsonl=json.dumps({"text": OTHER + " Loaves."}))
    assert run(tmp_path, dry_run=True).written == 1
    assert all_bytes(tmp_path) == before


def test_the_order_in_which_files_were_made_changes_nothing(tmp_path: Path) -> None:
    files = {"a__txt": BRIDGE, "b__txt": AGENCY, "c__txt": f"{RIVER}\n\n{AGENCY}"}
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, names in ((one, list(files)), (other, list(reversed(files)))):
        folder.mkdir()
        for name in names:
            lay(folder, **{name: files[name]})
        run(folder)
    assert all_bytes(one) == all_bytes(other)


def bad_inputs() -> dict[str, str | bytes]:
    return {
        "binary__txt": BINARY,
        "broken__html": "<html><div><p>" + RIVER + "<table><tr><b",
        "cut__jsonl__gz": gzip.compress(json.dumps({"text": "a b c. " * 9}).encode())[:-9],
        "empty__txt": b"",
        "latin__txt": "Der Fluss trat über die Ufer, sagte die Bürgermeisterin am späten Abend.".encode(
            "cp1252"
        ),
        "long__txt": b"word " * 1_000_000,
        "nul__txt": OTHER.replace(" ", " \0").encode(),
        "photo__jpg": b"\xff\xd8\xff\xe0" + BINARY,
        "row__jsonl": '{"id": 1, "text": "Fish are not birds, the keeper said."}\n{"id": 2, "text"\n[]\n',
        "utf16__txt": "The mayor of the town read the letter aloud.".encode("utf-16"),
        "white__txt": " \n\t\n ",
    }


def test_bad_clippings_are_stated_and_lose_nothing_else(tmp_path: Path) -> None:
    lay(tmp_path, aa__txt=BRIDGE, zz__txt=f"{AGENCY}\n\n{OTHER[:50]} and then some more.\n", **bad_inputs())
    report = run(tmp_path)
    failed = {failure.source.path for failure in report.failures}
    assert {"binary.txt", "cut.jsonl.gz", "row.jsonl"} <= failed
    assert all(failure.detail and failure.stage for failure in report.failures)
    assert {"empty.txt", "white.txt", "photo.jpg"} == set(report.passed_over)
    assert (report.empty, report.skipped) == (2, 1)
    assert "über die Ufer" in text(tmp_path, "latin.txt")
    assert text(tmp_path, "utf16.txt") == "The mayor of the town read the letter aloud.\n"
    assert text(tmp_path, "nul.txt") == OTHER + "\n"
    assert "Rangers warned" in text(tmp_path, "broken.html.txt")
    assert len(text(tmp_path, "long.txt")) > 4_000_000
    assert text(tmp_path, "aa.txt") == BRIDGE + "\n"
    assert len(rows(tmp_path, "row.jsonl")) == 1


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=RIVER)
    (tmp_path / "raw/a.txt").chmod(0)
    if os.access(tmp_path / "raw/a.txt", os.R_OK):
        pytest.skip("this user may read everything")
    report = run(tmp_path)
    assert (report.written, report.quarantined) == (1, 1)
    assert "Permission denied" in report.failures[0].detail


def test_two_sources_with_one_output_name(tmp_path: Path) -> None:
    lay(tmp_path, a__html=f"<p>{RIVER}</p>", a__html__txt=BRIDGE)
    report = run(tmp_path)
    assert (report.written, report.quarantined) == (1, 1)
    (failure,) = report.failures
    assert (failure.source.path, failure.stage) == ("a.html.txt", "write")
    assert failure.detail == "would be written to a.html.txt, as a.html is; rename one of the two"
    assert text(tmp_path, "a.html.txt") == RIVER + "\n"


def test_an_output_that_cannot_be_written_is_that_clippings_failure(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=RIVER, c__jsonl=json.dumps({"text": OTHER}))
    (tmp_path / "clean/a.txt").mkdir(parents=True)
    (tmp_path / "clean/c.jsonl").mkdir()
    report = run(tmp_path)
    assert (report.written, report.quarantined) == (1, 2)
    assert {failure.stage for failure in report.failures} == {"write"}
    assert "a folder has that name" in report.failures[0].detail


def test_what_could_not_be_written_is_no_original(tmp_path: Path) -> None:
    story = json.dumps({"text": STORY})
    lay(tmp_path, a__jsonl=f"{story}\n{story}", b__txt=STORY, c__txt=STORY, d__txt=STORY)
    for name in ("a.jsonl", "b.txt"):
        (tmp_path / "clean" / name).mkdir(parents=True)
    report = run(tmp_path)
    assert (report.quarantined, report.written) == (2, 2)
    assert text(tmp_path, "c.txt") == STORY
    assert text(tmp_path, "d.txt") == ""
    assert record(tmp_path, "d.json")["duplicate_of"] == "c.txt"


def test_a_run_that_can_write_nothing_fails(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE)
    (tmp_path / "clean/a.txt").mkdir(parents=True)
    with pytest.raises(RunError, match="cannot be written"):
        run(tmp_path)


def test_a_read_only_output_folder(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE)
    (tmp_path / "clean").mkdir(mode=0o555)
    if os.access(tmp_path / "clean", os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(RunError, match="no permission to write"):
        run(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_full_disk_is_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, a__txt=BRIDGE)
    written = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda _, content: written(Path("/dev/full"), content))
    with pytest.raises(RunError, match="the disk is full; make room, then run again"):
        run(tmp_path)


def test_output_inside_the_input_is_never_read(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE)
    for _ in range(2):
        report = copydesk.run(tmp_path / "raw", tmp_path / "raw" / "clean")
        assert report.inputs - report.skipped == 1
    assert sorted(path.name for path in (tmp_path / "raw/clean").iterdir()) == [
        ".copydesk",
        "a.json",
        "a.txt",
    ]


def test_a_rule_that_is_off_and_one_that_does_not_exist(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=BRIDGE)
    assert run(tmp_path, Settings(off=("copy",))).copies == 0
    with pytest.raises(SettingsError, match="no rule 'copies'"):
        run(tmp_path, Settings(off=("copies",)))


def test_progress_tells_every_file_and_record(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__jsonl=json.dumps({"text": RIVER}))
    steps: list[Step] = []
    run(tmp_path, progress=steps.append)
    told = [(step.source.path, step.outcome and step.outcome.value, step.files_done) for step in steps]
    assert told == [("a.txt", "written", 1), ("b.jsonl", None, 1), ("b.jsonl", "written", 2)]
    assert {step.files for step in steps} == {2}


def test_a_report_that_does_not_add_up_is_no_report() -> None:
    with pytest.raises(RunError, match="does not add up: 2 clippings came in, 1 are accounted for"):
        RunReport(inputs=2, written=1)


def test_the_report_as_json(tmp_path: Path) -> None:
    lay(tmp_path, a__txt=BRIDGE, b__txt=BINARY, c__txt="")
    report = run(tmp_path).as_json()
    assert json.loads(json.dumps(report)) == report
    assert report["failures"][0]["path"] == "b.txt"  # type: ignore[index,call-overload]
    assert report["passed_over"] == {"c.txt": "there is no text in it"}
