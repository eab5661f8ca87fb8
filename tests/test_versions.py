"""Clippings from one web address: each that says otherwise than the first is a version of it, whatever the nights."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from folders import paragraph, written
from test_nights import MAX_EXAMPLES, forget, night, place

TEXTS = [f"{paragraph(stem, 0, 0)}\n" for stem in range(3)]
STORY, OTHER = "https://a.example/story", "https://a.example/other"


def clipping(url: str, text: str) -> str:
    return f"---\nurl: {url}\n---\n\n{text}" if url else text


def versions(clean: Path) -> dict[str, str]:
    found = {}
    for content in (content for name, content in written(clean).items() if name.endswith(".json")):
        record = json.loads(content)
        found[record["id"]] = record.get("version_of", "")
    return found


addresses = st.sampled_from(["", STORY, f"{STORY}/?utm_source=feed", OTHER])
texts = st.sampled_from(TEXTS)
files = st.dictionaries(
    st.sampled_from("abcdefg").map(lambda name: f"{name}.md"),
    st.builds(clipping, addresses, texts),
    min_size=2,
)


@settings(max_examples=MAX_EXAMPLES)
@given(files, st.data())
def test_nights_with_addresses_add_up(laid: dict[str, str], data: st.DataObject) -> None:
    in_order = sorted(laid.items())
    cut = data.draw(st.integers(1, len(in_order) - 1))
    with place() as one, place() as many:
        night(one, laid)
        night(many, dict(in_order[:cut]))
        night(many, dict(in_order[cut:]))
        assert written(many / "clean") == written(one / "clean")
        shutil.rmtree(many / "clean" / ".copydesk")
        night(many)
        assert written(many / "clean") == written(one / "clean")


steps = st.tuples(st.sampled_from("abcd"), addresses, texts, st.booleans())


@settings(max_examples=4 * MAX_EXAMPLES)
@given(st.lists(steps, max_size=8))
def test_a_version_is_one_of_the_first_that_is_there(changes: list[tuple[str, str, str, bool]]) -> None:
    """Also where clippings change, move to another address, or are forgotten."""
    arrived: dict[str, tuple[str, str]] = {}
    with place() as folder:
        for name, url, text, is_gone in changes:
            path = f"{name}.md"
            if is_gone:
                if path in arrived:
                    (folder / "raw" / path).unlink()
                    forget(folder, path)
                    del arrived[path]
            else:
                page = url.partition("/?")[0]
                if path in arrived and arrived[path][0] != page:
                    del arrived[path]
                arrived[path] = (page, text)
                night(folder, {path: clipping(url, text)})
            first: dict[str, str] = {}
            expected = {}
            for path, (page, said) in arrived.items():
                of = first.setdefault(page, path)
                expected[path] = of if page and arrived[of][1] != said else ""
            assert versions(folder / "clean") == expected


def test_a_fresh_clone_knows_who_came_first(tmp_path: Path) -> None:
    night(tmp_path, {"z.md": clipping(STORY, TEXTS[0])})
    night(tmp_path, {"a.md": clipping(STORY, TEXTS[0]), "b.md": clipping(STORY, TEXTS[1])})
    before = written(tmp_path / "clean")
    assert versions(tmp_path / "clean") == {"z.md": "", "a.md": "", "b.md": "z.md"}
    shutil.rmtree(tmp_path / "clean" / ".copydesk")
    night(tmp_path)
    assert written(tmp_path / "clean") == before


def test_rows_of_a_container_are_versions(tmp_path: Path) -> None:
    rows = [{"id": str(number), "url": STORY, "text": text} for number, text in enumerate(TEXTS)]
    night(tmp_path, {"x.jsonl": "\n".join(map(json.dumps, rows))})
    found = [json.loads(row) for row in (tmp_path / "clean" / "x.jsonl").read_text("utf-8").splitlines()]
    assert [row.get("version_of") for row in found] == [None, "x.jsonl#0", "x.jsonl#0"]
    night(tmp_path, {"x.jsonl": "\n".join(map(json.dumps, rows[1:]))})
    found = [json.loads(row) for row in (tmp_path / "clean" / "x.jsonl").read_text("utf-8").splitlines()]
    assert [row.get("version_of") for row in found] == [None, "x.jsonl#1"]


def test_the_front_page_of_a_site_is_another_every_hour(tmp_path: Path) -> None:
    night(
        tmp_path, {f"{number}.md": clipping("https://a.example/", text) for number, text in enumerate(TEXTS)}
    )
    assert set(versions(tmp_path / "clean").values()) == {""}
