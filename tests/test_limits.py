"""What no clipping has is refused before it is parsed, with a sentence; in a container it costs that record."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

import copydesk
from copydesk.model import Failure, Page, Source
from copydesk.readers import jsonl, limits, read, streams

PROSE = "Rain fell on the valley for nine days, and on the tenth the river stood in the market."


def pages(content: bytes, name: str) -> list[Page | Failure]:
    return list(read(io.BytesIO(content), Source(name)))


def said(content: bytes, name: str) -> list[str]:
    """The sentence of each failure, and the text of each page."""
    return [one.detail if isinstance(one, Failure) else one.content for one in pages(content, name)]


def row(**fields: object) -> bytes:
    return json.dumps({"text": PROSE, **fields}).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "content", "limit", "sentence"),
    [
        ("a.txt", b"a\n" * 11, "MAX_LINES", "has 11 lines (limit 10), too many for one clipping; split it"),
        ("a.md", b"a\n" * 11, "MAX_LINES", "has 11 lines (limit 10)"),
        ("a.html", b"<p>a" * 11, "MAX_TAGS", "has 11 tags (limit 10)"),
    ],
)
def test_lines_and_tags(
    name: str, content: bytes, limit: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(pages(content, name)[0], Page)
    monkeypatch.setattr(limits, limit, 10)
    (detail,) = said(content, name)
    assert detail.startswith(sentence)
    with pytest.raises(copydesk.ReadError, match="too many"):
        copydesk.clean(content.decode(), "text/html" if name == "a.html" else "text/plain")


def test_a_row_with_too_many_lines_or_values_costs_that_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LINES", 10)
    monkeypatch.setattr(limits, "MAX_VALUES", 100)
    monkeypatch.setattr(limits, "MANY_BYTES", 1000)
    wide = row(wide=[{}] * 400)
    content = row() + row(text="a\n" * 11) + wide + row(wide=[{}] * 20) + row(text=", " * 90) + row()
    first, lines, values, *others = said(content, "a.jsonl")
    assert (first, others) == (PROSE, [PROSE, ", " * 90, PROSE])
    assert lines.startswith("has 11 lines (limit 10)")
    assert values == "line 3 has up to 805 values (limit 100), too many for one clipping"


def test_millions_of_blank_lines_are_no_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINES", 10)
    some = row() + b"\n" * 9 + row() + b"\n" * 3
    assert said(some + row() * 20 + b"\n" * 20, "a.jsonl") == [PROSE] * 22
    assert said(some + b"\n" * 20 + row(), "a.jsonl") == [
        PROSE,
        PROSE,
        "has 13 blank lines and 2 rows up to line 15",
    ]


def test_a_gzip_that_unpacks_to_too_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_BYTES", 100_000)
    bomb = row() * 3 + b'{"text": "' + b"a" * 2_000_000
    *found, last = said(gzip.compress(bomb), "a.jsonl.gz")
    assert found == [PROSE] * 3 and last.startswith("unpacks to more than 250 times its size")


def test_a_gzip_of_rows_may_be_large_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = gzip.compress(b"".join(row(id=str(n)) for n in range(9_000)))
    monkeypatch.setattr(streams, "MAX_BYTES", 100_000)
    assert len(pages(rows, "a.jsonl.gz")) == 9_000
    monkeypatch.setattr(streams, "MAX_UNPACKED", 500_000)
    *found, last = pages(rows, "a.jsonl.gz")
    assert isinstance(last, Failure) and last.detail.startswith("unpacks to more than")
    assert len(found) > 3_000


def test_entities_that_a_page_defines_are_not_put_in(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret of the house")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{laughs}<!ENTITY x SYSTEM '
        f'"file://{tmp_path}/secret.txt">]><html><body><p>{PROSE} &l9; &x;</p></body></html>'
    )
    text = copydesk.clean(page, "text/html").text
    assert PROSE in text and "secret of" not in text and "lollol" not in text


@pytest.mark.parametrize("mark", ["![[", "[a](b)", "["])
def test_brackets_without_number_are_read_as_plain_text(mark: str) -> None:
    few, many = (copydesk.clean(f"{mark * number}\n\n{PROSE}", "text/markdown") for number in (9, 50_000))
    assert few.text.endswith(PROSE) and many.text.endswith(PROSE)
    assert not few.doubtful and "as plain text" in many.doubtful
