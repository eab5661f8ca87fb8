"""Clippings that tell one story are listed with who had it first and who took how much, in three forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import copydesk
from copydesk.cli import commands
from copydesk.clusters import Article, Relation, clusters_of
from copydesk.night.versions import page_at
from copydesk.writers import record

PARAGRAPHS = [
    f"The {what} was closed on Monday after heavy rain, the mayor of the town said, and for how long: {number} hours."
    for what, number in (
        ("bridge", 11),
        ("market", 12),
        ("harbour", 13),
        ("station", 14),
        ("school", 15),
        ("road", 16),
    )
]


def story(*numbers: int) -> str:
    return "\n\n".join(PARAGRAPHS[number] for number in numbers)


def lay(folder: Path, **texts: str) -> Path:
    (folder / "raw").mkdir()
    for name, text in texts.items():
        (folder / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
    copydesk.run(folder / "raw", folder / "clean")
    return folder / "clean"


def listed(clean: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["clusters", str(clean), *options])


def test_the_first_and_what_others_took(tmp_path: Path) -> None:
    clean = lay(
        tmp_path,
        a=story(0, 1, 2, 3),
        b=story(0, 1, 2, 3),
        c=story(0, 1),
        d=story(0, 1, 2, 3, 4, 5),
        e=story(5),
    )
    rows = [json.loads(line) for line in listed(clean, "--json").output.splitlines()]
    assert [(row["id"], row["relation"]) for row in rows if row["cluster"] == 1] == [
        ("a.txt", "first"),
        ("b.txt", "duplicate"),
        ("c.txt", "shorter"),
        ("d.txt", "longer"),
    ]
    assert rows[2]["share"] == 1.0
    assert rows[2]["taken"] == 0.5
    assert [(row["id"], row["relation"]) for row in rows if row["cluster"] == 2] == [
        ("d.txt", "first"),
        ("e.txt", "shorter"),
    ]


def test_for_a_reader_and_as_csv(tmp_path: Path) -> None:
    clean = lay(tmp_path, a=story(0, 1, 2), b=story(0, 1, 2))
    assert listed(clean).output.splitlines()[1] == "  duplicate b.txt: 100% of it copied, 100% of the first"
    table = list(csv.DictReader(io.StringIO(listed(clean, "--csv").output)))
    assert [(row["relation"], row["copied_words"]) for row in table] == [
        ("first", ""),
        ("duplicate", table[0]["words"]),
    ]


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    page = {"text": story(0, 1), "title": "=HYPERLINK(1)", "url": "https://a.example/1"}
    rows = [json.dumps(page | {"id": name}) for name in ("-1", "@2")]
    (tmp_path / "raw" / "x.jsonl").write_text("\n".join(rows), encoding="utf-8")
    copydesk.run(tmp_path / "raw", tmp_path / "clean")
    printed = listed(tmp_path / "clean", "--csv").output
    assert "'=HYPERLINK" in printed
    assert ",=HYPERLINK" not in printed


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    assert "there is no folder" in str(listed(tmp_path / "none").exception)


def test_members_stand_by_date_and_stars_do_not_chain() -> None:
    first = Article("a", "", "", "", "", 100)
    second = Article("b", "", "", "2025-02-01", "", 100, copied={"a": 60})
    third = Article("c", "", "", "2025-01-01", "", 100, copied={"a": 55, "b": 40})
    fourth = Article("d", "", "", "", "", 100, copied={"b": 40})
    fifth = Article("e", "", "", "", "", 10, copied={"b": 9, "gone": 1})
    found = clusters_of([first, second, third, fourth, fifth])
    assert [(cluster.first.id, [m.article.id for m in cluster.members]) for cluster in found] == [
        ("a", ["c", "b"]),
        ("b", ["e"]),
    ]
    assert found[0].members[0].relation is Relation.OVERLAP
    assert found[1].members[0].relation is Relation.SHORTER


def test_most_of_a_text_makes_a_duplicate(tmp_path: Path) -> None:
    clean = lay(tmp_path, a=story(0, 1, 2), b=story(0, 2, 4))
    assert json.loads((clean / "b.json").read_text(encoding="utf-8"))["duplicate_of"] == "a.txt"


def test_look_alikes_of_other_clippings_are_written_down_and_sought_anew(tmp_path: Path) -> None:
    other = PARAGRAPHS[1].replace("12", "19")
    clean = lay(tmp_path, a=story(0, 1), b=story(1), c=other)
    (alike,) = json.loads((clean / "c.json").read_text(encoding="utf-8"))["look_alikes"]
    assert alike == {
        "position": 0,
        "of": {"document": "a.txt", "position": 1},
        "similarity": alike["similarity"],
        "difference": "12 → 19",
    }
    for text, of in ((f"{story(2)}\n\n{story(0, 1)}", 2), (story(0), None)):
        (tmp_path / "raw" / "a.txt").write_text(text, encoding="utf-8")
        copydesk.run(tmp_path / "raw", clean)
        found = json.loads((clean / "c.json").read_text(encoding="utf-8")).get("look_alikes", [])
        expected = {"document": "a.txt", "position": of} if of else {"document": "b.txt", "position": 0}
        assert [one["of"] for one in found] == [expected]


def test_look_alikes_are_written_down() -> None:
    other = PARAGRAPHS[1].replace("12", "19")
    document = copydesk.clean(f"{story(0, 1)}\n\n{other}")
    assert [(one.position, one.of.position, one.difference) for one in document.look_alikes] == [
        (2, 1, "12 → 19")
    ]
    (alike,) = json.loads(record.write(document))["look_alikes"]
    assert alike["of"]["position"] == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.example/x/", "http://a.example/x?utm_source=feed", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x?id=1", "https://a.example/x?utm_source=feed&id=1", True),
        ("https://a.example/x?id=1&href=2", "https://a.example/x?id=1&href=3", False),
        ("https://a.example/", "https://a.example/#top", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert bool(page_at(one) and page_at(one) == page_at(other)) == same


def test_a_later_version_is_listed(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    url = "https://a.example/story"
    texts = {"1": story(0, 1), "2": story(0, 1, 2, 3), "3": story(0, 1), "4": story(4, 5)}
    rows = [{"id": name, "url": url, "text": text} for name, text in texts.items()]
    (tmp_path / "raw" / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    copydesk.run(tmp_path / "raw", tmp_path / "clean")
    written = [json.loads(line) for line in listed(tmp_path / "clean", "--json").output.splitlines()]
    assert [(row["id"], row["relation"], row["version_of"]) for row in written] == [
        ("x.jsonl#1", "first", ""),
        ("x.jsonl#2", "longer", "x.jsonl#1"),
        ("x.jsonl#3", "duplicate", ""),
        ("x.jsonl#4", "version", "x.jsonl#1"),
    ]
