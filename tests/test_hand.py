"""People have the last word on a clipping's lines and a site's rules: for good, however the folder lives on."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from calls import run, said
from copydesk.by_hand import ByHand, line_key
from copydesk.errors import SettingsError
from copydesk.model import Document, Source
from copydesk.pipeline import clean_page
from copydesk.readers import page_of
from copydesk.settings import Settings
from copydesk.store.catalogue import catalogue_path
from copydesk.store.decisions import FILE, LineDecision, read_decisions, write_decisions
from folders import lay, paragraph, written
from generated import contents

A, B, C = paragraph(0, 0, 0), paragraph(1, 0, 0), paragraph(2, 0, 0)
NEAR_A = paragraph(0, 1, 0)
SHARE = "Share this article"


def text(folder: Path, name: str) -> str:
    return (folder / "clean" / name).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lay(
        tmp_path / "raw",
        {
            "a.txt": f"{A}\n\n{SHARE}\n\n{B}",
            "b.txt": f"{NEAR_A}\n\n{C}",
            "x.org/c.html": f"<head><link rel=canonical href='https://www.x.org/c'></head><p>{C} {B}</p><p>{SHARE}</p>",
        },
    )
    said("run", "-q")
    return tmp_path


def fresh(folder: Path) -> dict[str, bytes]:
    """What one run over all writes that knows the decisions from the beginning."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(folder / "clean" / FILE, name)
        copydesk.run(folder / "raw", name)
        return written(Path(name))


def test_a_block_is_put_back_for_good(folder: Path) -> None:
    assert said("restore", "a.txt", "--block", "1") == f"restored: {SHARE}\n1 clipping cleaned anew\n"
    assert SHARE in text(folder, "a.txt")
    assert f"+ [other] {SHARE}  (hand: restored by hand)" in said("explain", "a.txt", "--clean", "clean")
    assert written(folder / "clean") == fresh(folder)
    assert "3 unchanged" in said("run") and "cleaned by other settings" not in said("run")
    lay(
        folder / "raw",
        {"a.txt": f"New first line of it, which says that more is known by now.\n\n{SHARE}!\n\n{A}\n\n{B}"},
    )
    said("run", "-q")
    assert f"{SHARE}!" in text(folder, "a.txt")
    said("run", "-q", "--redo")
    assert f"{SHARE}!" in text(folder, "a.txt")


def test_all_that_was_removed_comes_back(folder: Path) -> None:
    said("restore", "b.txt")
    assert NEAR_A in text(folder, "b.txt"), "a copy, too"
    assert written(folder / "clean") == fresh(folder)


def test_a_block_is_removed_by_hand_and_who_cited_it_is_decided_anew(folder: Path) -> None:
    assert NEAR_A not in text(folder, "b.txt")
    assert "removed: " in said("remove", "a.txt", "--block", "0")
    assert A not in text(folder, "a.txt") and NEAR_A in text(folder, "b.txt")
    assert "(hand: removed by hand)" in said("explain", "a.txt", "--clean", "clean")
    assert written(folder / "clean") == fresh(folder)
    said("restore", "a.txt", "--block", "0")
    assert A in text(folder, "a.txt")
    assert [one.decision for one in read_decisions(folder / "clean")] == ["kept"], "the last word counts"


def test_a_rule_is_undone_for_a_site_and_holds_again(folder: Path) -> None:
    before = written(folder / "clean")
    assert "page" in said("explain", "x.org/c.html", "--clean", "clean")
    rule = json.loads(text(folder, "x.org/c.html.json"))["removals"][-1]["rule"]
    assert said("restore", "--rule", rule, "--site", "https://X.org/").endswith("1 clipping cleaned anew\n")
    assert SHARE in text(folder, "x.org/c.html.txt") or rule == "page"
    assert SHARE not in text(folder, "a.txt")
    assert "cleaned by other settings" not in said("run")
    assert written(folder / "clean") == fresh(folder)
    said("remove", "--rule", rule, "--site", "x.org")
    after = written(folder / "clean")
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("lives_on", ["rebuild", "clone", "move", "rotated"])
def test_decisions_survive(folder: Path, lives_on: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue made anew, a fresh clone with committed output, another place, clippings gone from the input."""
    if lives_on == "rotated":
        (folder / "raw/a.txt").unlink()
    said("restore", "a.txt", "--block", "1")
    said("remove", "b.txt", "--block", "1")
    before = written(folder / "clean")
    assert SHARE in text(folder, "a.txt") and C not in text(folder, "b.txt")
    if lives_on == "rebuild":
        catalogue_path(folder / "clean").write_bytes(b"damaged" * 999)
        said("index", "rebuild")
    elif lives_on == "clone":
        shutil.rmtree(folder / "clean/.copydesk")
    elif lives_on == "move":
        shutil.copytree(folder, folder / "elsewhere", ignore=shutil.ignore_patterns("elsewhere"))
        monkeypatch.chdir(folder / "elsewhere")
    said("run", "-q", "--redo")
    assert written(folder / "clean") == before


def test_rows_of_a_container(folder: Path) -> None:
    rows = [{"id": "1", "text": f"{A}\n\n{SHARE}"}, {"id": "2", "text": f"{SHARE}\n\n{C} {B}"}]
    lay(folder / "raw", {"rows.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    said("run", "-q")
    said("restore", "rows.jsonl#2", "--block", "0")
    found = [json.loads(line)["text"] for line in text(folder, "rows.jsonl").splitlines()]
    assert SHARE not in found[0] and SHARE in found[1]
    (folder / "raw/rows.jsonl").unlink()
    said("remove", "rows.jsonl#2", "--block", "0")
    assert SHARE not in json.loads(text(folder, "rows.jsonl").splitlines()[1])["text"]


def test_output_that_a_person_edited_stays(folder: Path) -> None:
    (folder / "clean/a.txt").write_text("Mine.\n")
    assert "a.txt was edited by a person, and stays as it is" in said("restore", "a.txt", "--block", "1")
    assert text(folder, "a.txt") == "Mine.\n"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("restore", "z.txt"), "nothing in clean was written of z.txt"),
        (("restore", "a.txt", "--block", "0"), "a.txt has no block 0 that is removed"),
        (("remove", "a.txt", "--block", "1"), "a.txt has no block 1 that is kept"),
        (("remove", "a.txt"), "name the blocks with --block"),
        (("restore",), "name a clipping, or a rule and its site"),
        (("restore", "--rule", "share"), "name a clipping, or a rule and its site"),
        (
            ("restore", "a.txt", "--rule", "share", "--site", "x.org"),
            "name a clipping, or a rule and its site",
        ),
        (("restore", "--rule", "shares", "--site", "x.org"), "did you mean share?"),
        (("remove", "--rule", "share", "--site", "x.org"), "the rule share is not undone for x.org"),
    ],
)
def test_what_cannot_be_decided(folder: Path, words: tuple[str, ...], what: str) -> None:
    assert what in str(run(*words).exception)
    assert not (folder / "clean" / FILE).exists()


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"clipping": "a"}', '{"clipping": "a", "line": 5, "decision": "kept"}',
     '{"clipping": "a", "line": "b", "decision": "maybe"}', '{"site": "a", "rule": "b", "decision": "removed"}'],
)  # fmt: skip
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f"\n{line}\n")
    with pytest.raises(SettingsError, match=r"line 2 is no decision.*mend it, or remove the line"):
        read_decisions(tmp_path)


def test_decisions_are_written_as_they_are_read(tmp_path: Path) -> None:
    decisions = [LineDecision("b", "x\u2028\n", "kept"), LineDecision("a\udcff", "“y”", "removed")]
    write_decisions(tmp_path, decisions)
    assert read_decisions(tmp_path) == decisions[::-1]


def test_no_file_of_settings_states_them(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text("[by_hand]\n")
    with pytest.raises(SettingsError, match="there is no setting 'by_hand'"):
        copydesk.settings_file.load_settings(folder=tmp_path)  # type: ignore[attr-defined]


# The laws, with decisions


@settings(max_examples=60)
@given(contents, st.data())
def test_the_laws_hold_with_decisions(content: tuple[str, str], data: st.DataObject) -> None:
    """Nothing vanishes, twice is once; what is kept by hand stays, what is removed goes, and no other line with it."""
    given_text, media_type = content
    page = replace(page_of(given_text, media_type, None), source=Source("a", media_type=media_type))
    plain = clean_page(page, Settings())
    blocks = [*plain.blocks, *(removal.block for removal in plain.removals)]
    lines = sorted({line_key(block.text) for block in blocks} - {""})
    if not lines:
        return
    kept = data.draw(st.frozensets(st.sampled_from(lines), max_size=3))
    removed = data.draw(st.frozensets(st.sampled_from(lines), max_size=3)) - kept
    chosen = Settings(by_hand=ByHand({"a": kept}, {"a": removed}))
    done = clean_page(page, chosen)
    texts = {line_key(block.text) for block in done.blocks}
    assert kept <= texts and not removed & texts
    assert positions(done) == positions(plain)
    again = clean_page(replace(page_of(done.text, "text/plain", None), source=Source("a")), chosen)
    assert again.text == done.text


def positions(document: Document) -> list[int]:
    blocks = [*document.blocks, *(removal.block for removal in document.removals)]
    return sorted(block.position for block in blocks)
