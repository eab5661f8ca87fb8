"""Nights add up: what many leave is what one would, whatever changes, goes, or is edited in between."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk import RunReport, Settings
from copydesk.copy_pass import CopyPass
from copydesk.errors import RunError
from copydesk.model import Source
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import shingles_of, similarity
from copydesk.night.desk import Manner, open_desk
from copydesk.night.forgetting import Forgotten
from copydesk.night.forgetting import forget as forget_paths
from copydesk.night.upkeep import rebuild
from copydesk.pipeline import clean_page
from copydesk.readers import page_of
from copydesk.store.catalogue import catalogue_path, open_catalogue, read_catalogue
from copydesk.store.lock import hold
from copydesk.store.manifests import manifest, manifests
from copydesk.store.sources import Sources
from copydesk.writers import outputs
from folders import clippings, folders, lay, paragraph, written

MAX_EXAMPLES = 12
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Nights sync what they write, which takes its time on a disk."""
A, B, C = paragraph(0, 0, 0), paragraph(1, 0, 0), paragraph(2, 0, 0)
NEAR_A = paragraph(0, 1, 0)


@contextmanager
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as name:
        (Path(name) / "raw").mkdir()
        yield Path(name)


def night(folder: Path, files: dict[str, str] | None = None, **how: object) -> RunReport:
    """Lay files into the input folder and run a night."""
    lay(folder / "raw", files or {})
    return copydesk.run(folder / "raw", folder / "clean", **how)  # type: ignore[arg-type]


def named(texts: list[str]) -> dict[str, str]:
    return {f"{number // 3}/{number:02}.txt": text for number, text in enumerate(texts)}


# Law 4


@settings(max_examples=MAX_EXAMPLES)
@given(folders, st.data())
def test_nights_add_up(texts: list[str], data: st.DataObject) -> None:
    files = sorted(named(texts).items())
    cuts = sorted(data.draw(st.sets(st.integers(1, len(files) - 1), max_size=4)))
    with place() as one, place() as many:
        night(one, dict(files))
        for begin, end in zip([0, *cuts], [*cuts, len(files)], strict=True):
            night(many, dict(files[begin:end]))
        assert written(many / "clean") == written(one / "clean")


@settings(max_examples=MAX_EXAMPLES)
@given(folders)
def test_the_pass_over_a_folder_means_what_find_copies_means(texts: list[str]) -> None:
    given_settings = Settings()
    copies, expected = CopyPass(given_settings), {}
    for name, text in sorted(named(texts).items()):
        page = page_of(text, "text/plain")
        source = Source(name, media_type="text/plain")
        cleaned = clean_page(type(page)(source, page.content, page.media_type), given_settings)
        expected |= {file.name: file.content for file in outputs(copies.drop(cleaned))}
    with place() as folder:
        night(folder, named(texts))
        assert written(folder / "clean") == expected


@settings(max_examples=MAX_EXAMPLES)
@given(folders, st.lists(st.tuples(st.integers(0, 8), clippings), max_size=3), st.data())
def test_every_copy_cites_a_kept_block_that_it_resembles(
    texts: list[str], changes: list[tuple[int, str]], data: st.DataObject
) -> None:
    """Law 5, also after clippings have changed; and a redo of all leaves the law whole."""
    with place() as folder:
        night(folder, named(texts))
        for number, text in changes:
            night(folder, {f"{number // 3}/{number:02}.txt": text})
            check_citations(folder / "clean")
        night(folder, redo=data.draw(st.booleans()))
        check_citations(folder / "clean")


def check_citations(clean: Path) -> None:
    records = {
        path.relative_to(clean).as_posix(): json.loads(path.read_bytes()) for path in clean.rglob("*.json")
    }
    kept = {
        (record["id"], block["position"]): block["text"]
        for record in records.values()
        for block in record["blocks"]
    }
    for record in records.values():
        for removal in record["removals"]:
            if removal["rule"] == "copy":
                of = kept[removal["copy_of"]["document"], removal["copy_of"]["position"]]
                mine, theirs = shingles_of(words_of(removal["text"])), shingles_of(words_of(of))
                assert similarity(mine, theirs) >= 0.8 or removal["text"] == of


# What a later night leaves alone, and what it does not


def test_an_unchanged_clipping_is_not_read(tmp_path: Path) -> None:
    long_ago = (1_000_000_000, 1_000_000_000)
    lay(tmp_path / "raw", {"a.txt": A})
    os.utime(tmp_path / "raw/a.txt", long_ago)
    night(tmp_path)
    (tmp_path / "raw/a.txt").write_text(A.replace("council", "couzcil"))
    os.utime(tmp_path / "raw/a.txt", long_ago)
    assert night(tmp_path).unchanged == 1, "same size, time and inode: nobody looks"
    assert night(tmp_path, verify=True).written == 1
    assert "couzcil" in (tmp_path / "clean/a.txt").read_text()


def test_an_unchanged_night_reads_listing_and_catalogue_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [
        "Z.txt",
        "a-b/c.txt",
        "a.txt",
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "\ufb01.txt",
        os.fsdecode(b"\xff.txt"),
    ]
    night(tmp_path, dict.fromkeys(names, A))
    for name in names:
        os.utime(tmp_path / "raw" / name, (1, 1))
    night(tmp_path)
    (tmp_path / "raw/a/z.txt").unlink()
    (tmp_path / "clean/a/b/c.json").unlink()
    lay(tmp_path / "raw", {"a/y.txt": B})
    looked_up = []
    known = Sources.known
    monkeypatch.setattr(Sources, "known", lambda self, path: looked_up.append(path) or known(self, path))
    report = night(tmp_path)
    assert (report.inputs, report.unchanged, report.written) == (8, 6, 2)
    assert looked_up == ["a/b/c.txt", "a/y.txt"]


def test_a_file_that_was_just_changed_is_read_again(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    at = (tmp_path / "raw/a.txt").stat()
    (tmp_path / "raw/a.txt").write_text(A.replace("council", "couzcil"))
    os.utime(tmp_path / "raw/a.txt", ns=(at.st_atime_ns, at.st_mtime_ns))
    assert night(tmp_path).written == 1


def test_a_missing_source_changes_nothing(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A, "b.txt": f"{A}\n\n{B}"})
    before = written(tmp_path / "clean")
    (tmp_path / "raw/a.txt").unlink()
    report = night(tmp_path, {"c.txt": f"{A}\n\n{C}"})
    assert {name: written(tmp_path / "clean")[name] for name in before} == before
    assert (report.inputs, report.written) == (2, 1)
    assert (tmp_path / "clean/c.txt").read_text() == C + "\n"


def test_a_kept_paragraph_that_goes_away_gives_its_copies_a_new_decision(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": f"{A}\n\n{B}", "b.txt": f"{NEAR_A}\n\n{C}", "c.txt": f"{A}\n\n{C}"})
    assert (tmp_path / "clean/b.txt").read_text() == f"{C}\n"
    report = night(tmp_path, {"a.txt": B})
    assert report.redecided == ("b.txt", "c.txt")
    assert (tmp_path / "clean/b.txt").read_text() == f"{NEAR_A}\n\n{C}\n"
    removals = json.loads((tmp_path / "clean/c.json").read_text())["removals"]
    assert [removal["copy_of"]["document"] for removal in removals] == ["b.txt", "b.txt"]
    assert report.written == 1 and report.unchanged == 2


def test_decisions_are_made_anew_where_the_source_is_gone(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A, "b.txt": f"{A}\n\n{C}"})
    (tmp_path / "raw/b.txt").unlink()
    night(tmp_path, {"a.txt": B})
    assert (tmp_path / "clean/b.txt").read_text() == f"{A}\n\n{C}\n"


def test_a_paragraph_that_moves_is_cited_where_it_stands(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": f"{B}\n\n{A}", "b.txt": f"{A}\n\n{C}"})
    night(tmp_path, {"a.txt": f"{C.replace('bridge', 'brigde')}\n\nNew.\n\n{A}"})
    (removal,) = json.loads((tmp_path / "clean/b.json").read_text())["removals"][:1]
    assert removal["copy_of"] == {"document": "a.txt", "position": 2}
    assert removal["reason"].startswith("100% the same as a.txt, block 2 ")


def test_correcting_a_typo_does_not_move_a_paragraph_to_the_end_of_the_queue(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": f"{A}\n\n{B}"})
    night(tmp_path, {"b.txt": f"{C}"})
    night(tmp_path, {"a.txt": f"{A}\n\n{B.replace('rangers', 'rangrs')}", "aa.txt": A})
    assert (tmp_path / "clean/a.txt").read_text().startswith(A)
    assert (tmp_path / "clean/aa.txt").read_text() == ""


def test_rows_of_a_container_that_cited_what_is_gone(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": A}, {"id": "y", "text": f"{B}\n\n{C}"}]
    night(tmp_path, {"a.txt": f"{A}\n\n{B}", "b.jsonl": "\n".join(map(json.dumps, rows))})
    report = night(tmp_path, {"a.txt": B})
    assert report.redecided == ("b.jsonl#x", "b.jsonl#y"), "the second cites a paragraph that moved up"
    texts = [json.loads(row)["text"] for row in (tmp_path / "clean/b.jsonl").read_text().splitlines()]
    assert texts == [A, C]


def test_a_container_that_grows_and_loses_a_row(tmp_path: Path) -> None:
    rows = [json.dumps({"id": name, "text": text}) for name, text in (("x", A), ("y", B), ("z", C))]
    night(tmp_path, {"a.jsonl": "\n".join(rows[:2]), "b.txt": f"{B}\n\n{C}"})
    assert (tmp_path / "clean/b.txt").read_text() == f"{C}\n"
    night(tmp_path, {"a.jsonl": "\n".join([rows[0], rows[2]])})
    assert (tmp_path / "clean/b.txt").read_text() == f"{B}\n\n{C}\n"
    texts = [json.loads(row)["text"] for row in (tmp_path / "clean/a.jsonl").read_text().splitlines()]
    assert texts == [A, ""], "C had arrived with b.txt"


# Settings


def test_old_output_stays_until_a_redo(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": f"{A}\n\nShare this article\n"})
    report = night(tmp_path, {"b.txt": f"{B}\n\nShare this article\n"}, settings=Settings(off=("share",)))
    assert (report.outdated, report.unchanged, report.written) == (1, 1, 1)
    assert "Share" not in (tmp_path / "clean/a.txt").read_text()
    assert "Share" in (tmp_path / "clean/b.txt").read_text()
    assert night(tmp_path, settings=Settings(off=("share",)), redo=True).written == 1
    assert "Share" in (tmp_path / "clean/a.txt").read_text()


@settings(max_examples=MAX_EXAMPLES)
@given(folders, st.sampled_from([0.5, 0.9]))
def test_a_redo_with_another_threshold_is_a_first_run_with_it(texts: list[str], threshold: float) -> None:
    with place() as one, place() as other:
        night(one, named(texts), settings=Settings(threshold=threshold))
        night(other, named(texts))
        night(other, settings=Settings(threshold=threshold), redo=True)
        assert written(one / "clean") == written(other / "clean")


@settings(max_examples=MAX_EXAMPLES)
@given(folders, folders, st.data())
def test_a_redo_after_changes_is_a_first_run_over_what_there_is(
    texts: list[str], later: list[str], data: st.DataObject
) -> None:
    names = [data.draw(st.sampled_from(sorted(named(texts)))) for _ in later]
    changes = list(zip(names, later, strict=True))
    with place() as one, place() as other:
        night(other, named(texts))
        for change in changes:
            night(other, dict([change]))
        night(other, redo=True)
        night(one, named(texts) | dict(changes))
        assert written(one / "clean") == written(other / "clean")


def test_a_redo_keeps_no_near_duplicate_twice(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": C, "b.txt": A})
    night(tmp_path, {"a.txt": f"{C}\n\n{NEAR_A}"})
    assert NEAR_A not in (tmp_path / "clean/a.txt").read_text(), "b.txt had it before"
    night(tmp_path, redo=True)
    texts = [(tmp_path / f"clean/{name}.txt").read_text() for name in "ab"]
    assert texts == [f"{C}\n\n{NEAR_A}\n", ""]
    assert night(tmp_path, redo=True).written == 0


# People


def test_what_a_person_edited_stays_until_overwrite(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    (tmp_path / "clean/a.txt").write_text("Mine.")
    report = night(tmp_path, {"a.txt": B})
    assert (report.edited, report.written, report.unchanged) == (("a.txt",), 0, 1)
    assert (tmp_path / "clean/a.txt").read_text() == "Mine."
    assert night(tmp_path, overwrite=True).written == 1
    assert (tmp_path / "clean/a.txt").read_text() == B + "\n"


def test_overwrite_replaces_an_edited_container_too(tmp_path: Path) -> None:
    night(tmp_path, {"rows.jsonl": json.dumps({"id": "a", "text": A})})
    before = written(tmp_path / "clean")
    (tmp_path / "clean/rows.jsonl").write_text("{}")
    assert night(tmp_path, verify=True).edited == ("rows.jsonl",)
    assert (night(tmp_path, overwrite=True).written, written(tmp_path / "clean")) == (1, before)


def test_edits_are_told_where_there_is_no_catalogue(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A, "b.txt": B})
    shutil.rmtree(tmp_path / "clean/.copydesk")
    (tmp_path / "clean/a.txt").write_text("Mine.")
    report = night(tmp_path)
    assert (report.edited, report.unchanged) == (("a.txt",), 2)


def test_output_that_was_removed_is_written_again(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    before = written(tmp_path / "clean")
    (tmp_path / "clean/a.txt").unlink()
    assert night(tmp_path).written == 1
    assert written(tmp_path / "clean") == before


def test_a_moved_folder_goes_on(tmp_path: Path) -> None:
    night(tmp_path / "one", {"a.txt": A})
    shutil.move(tmp_path / "one", tmp_path / "two")
    report = night(tmp_path / "two", {"b.txt": f"{A}\n\n{B}"})
    assert (report.unchanged, report.written) == (1, 1)
    assert (tmp_path / "two/clean/b.txt").read_text() == B + "\n"


# Quarantine


def test_a_failure_is_new_once(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_bytes(bytes(range(256)) * 16)
    first, second = night(tmp_path), night(tmp_path)
    assert (first.newly_quarantined, second.newly_quarantined) == (1, 0)
    assert first.as_json()["failures"] == second.as_json()["failures"] and second.quarantined == 1
    assert night(tmp_path, {"a.txt": A}).quarantined == 0


def test_a_failure_leaves_what_was_written(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A, "b.txt": f"{A}\n\n{B}"})
    before = written(tmp_path / "clean")
    (tmp_path / "raw/a.txt").write_bytes(bytes(range(256)) * 16)
    assert night(tmp_path).quarantined == 1
    assert written(tmp_path / "clean") == before


# The catalogue


def test_a_damaged_catalogue_ends_the_run_with_what_to_do(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    catalogue_path(tmp_path / "clean").write_bytes(b"nothing of the kind" * 999)
    with pytest.raises(RunError, match="damaged; `copydesk index rebuild`"):
        night(tmp_path)


def test_nights_are_counted_on_where_the_catalogue_was_lost(tmp_path: Path) -> None:
    for text in (A, B):
        night(tmp_path, {"a.txt": text})
    catalogue_path(tmp_path / "clean").unlink()
    night(tmp_path)
    catalogue_path(tmp_path / "clean").write_bytes(b"no catalogue")
    rebuild(tmp_path / "raw", tmp_path / "clean", Settings())
    night(tmp_path)
    told = [(one["night"], one["status"]) for one in manifests(tmp_path / "clean")]
    assert told == [(1, "finished"), (2, "finished"), (3, "finished"), (4, "finished")]


def test_a_dry_run_leaves_the_catalogue_alone(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    with read_catalogue(tmp_path / "clean") as catalogue:
        before = list(catalogue.rows("SELECT * FROM source"))
    report = night(tmp_path, {"b.txt": f"{A}\n\n{B}"}, dry_run=True)
    assert (report.written, report.copies) == (1, 1)
    with read_catalogue(tmp_path / "clean") as catalogue:
        assert list(catalogue.rows("SELECT * FROM source")) == before


@settings(max_examples=MAX_EXAMPLES)
@given(folders, st.data())
def test_a_fresh_clone_without_catalogue_changes_nothing(texts: list[str], data: st.DataObject) -> None:
    """Not even where the order of the nights was not that of the paths; and what comes then is held against it."""
    files = data.draw(st.permutations(sorted(named(texts).items())))
    with place() as folder:
        for name, text in files:
            night(folder, {name: text})
        before = written(folder / "clean")
        shutil.rmtree(folder / "clean/.copydesk")
        report = night(folder)
        assert written(folder / "clean") == before
        assert (report.written, report.unchanged) == (0, len(files))
        night(folder, {"zz.txt": texts[0]})
        check_citations(folder / "clean")


def test_a_fresh_clone_of_containers(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": name, "text": text}) for name, text in (("x", f"{A}\n\n{B}"), ("y", f"{B}\n\n{C}"))
    ]
    night(tmp_path, {"z.txt": f"{C}\n\nThe end."})
    night(tmp_path, {"a.jsonl": "\n".join(rows)})
    before = written(tmp_path / "clean")
    shutil.rmtree(tmp_path / "clean/.copydesk")
    (tmp_path / "raw/z.txt").unlink()
    assert night(tmp_path).unchanged == 2
    assert written(tmp_path / "clean") == before


# Forgetting


def forget(folder: Path, *paths: str) -> Forgotten:
    with hold(folder / "clean", "test"), open_catalogue(folder / "clean") as catalogue:
        desk = open_desk(folder / "raw", folder / "clean", Settings(), Manner(), catalogue, 0)
        return forget_paths(desk, paths)


def test_what_is_forgotten_leaves_the_output_and_its_copies_are_decided_anew(tmp_path: Path) -> None:
    night(tmp_path, {"a/a.txt": A, "b.txt": f"{A}\n\n{B}", "c.jsonl": json.dumps({"text": f"{B}\n\n{C}"})})
    (tmp_path / "raw/b.txt").unlink()
    assert forget(tmp_path, "a").redecided == ["b.txt"]
    assert sorted(written(tmp_path / "clean")) == ["b.json", "b.txt", "c.jsonl"]
    assert (tmp_path / "clean/b.txt").read_text() == f"{A}\n\n{B}\n"
    assert forget(tmp_path, "b.txt").redecided == ["c.jsonl#line-1"]
    with pytest.raises(RunError, match=r"nothing has come in as b\.txt"):
        forget(tmp_path, "b.txt")
    assert night(tmp_path, {"d.txt": f"{A}\n\nNew."}).copies == 1, "a/a.txt came in anew, before it"


def test_what_a_person_edited_is_not_removed(tmp_path: Path) -> None:
    night(tmp_path, {"a.txt": A})
    (tmp_path / "clean/a.txt").write_text("Mine.")
    assert forget(tmp_path, "a.txt").edited == ["a.txt"]
    assert (tmp_path / "clean/a.txt").read_text() == "Mine."


# Manifests


def test_each_night_has_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/bad.txt").write_bytes(bytes(range(256)) * 16)
    night(tmp_path, {"a.txt": A, "b.txt": f"{A}\n\n{B}"})
    night(tmp_path, {"a.txt": C})
    first, second = manifests(tmp_path / "clean")
    assert (first["status"], second["status"]) == ("finished", "finished")
    assert first["report"]["written"] == 2  # type: ignore[index,call-overload]
    outcomes = [(row["path"], row["outcome"]) for row in list(manifest(tmp_path / "clean", 2))[1:]]
    assert outcomes == [("a.txt", "written"), ("b.txt", "decided anew")]
    assert [row["outcome"] for row in list(manifest(tmp_path / "clean", 1))[1:]].count("quarantined") == 1
