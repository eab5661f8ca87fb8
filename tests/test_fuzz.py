"""Whatever bytes come in, as a clipping, as settings, as front matter or as the catalogue: an answer or a stated error.

`HYPOTHESIS_PROFILE=search python -m pytest tests/test_fuzz.py` tries thousands of new examples.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, SettingsError
from copydesk.model import Failure, Page, Source
from copydesk.pipeline import clean_page
from copydesk.readers import read
from copydesk.readers.front_matter import fields_of
from copydesk.readers.hints import hints_from
from copydesk.settings import Settings
from copydesk.settings_file import load_settings
from copydesk.store.catalogue import catalogue_path
from copydesk.store.decisions import FILE, read_decisions
from copydesk.writers import WRITERS
from folders import lay, paragraph
from generated import BOILERPLATE, CONTROLS, HARMFUL, PROSE, SCRIPTS

NAMES = ("a.html", "a.txt", "a.md", "a.jsonl", "a", "a.html.gz", "a.jsonl.gz", "a.pdf", "\udcff.xhtml")

MARKUP = (
    "<p>", "</p>", "<div>", "</div>", "<a href='", "'>", "</a>", "<b>", "<i>", "<table>", "<tr>", "<td>", "</table>",
    "<ul>", "<li>", "<pre>", "</pre>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ",
    "?>", "<svg>", "<title>", "</title>", "<h1>", "<article>", "<noscript>", "<iframe>", "<template>", "<select>",
    "<plaintext>", "<math>", "<meta charset='utf-16'>", "<meta name=author content='", "<base href='http://[::1",
    "<figure><img alt='", "<figcaption>", "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":',
    '"datePublished":', '"author":[', "}]}", "<time datetime='", "<html lang='", "<body", "<p hidden", " class='ad",
    " id='", "='", '"', ">", "<", "&", "&#", "&#x202e;", "&#27;", "&amp", ";", "<!DOCTYPE html [<!ENTITY x '", "&x;",
    "<br>", "<h2 ", "<frameset>", "<form>", "<input value='",
)  # fmt: skip
ROWS = (
    '{"text":"', '"}\n', '{"id":', '"url":"http://', '{"a":', "[", "]", "}", ",", ":", "\n", "null", "1e999", "NaN",
    "9" * 5000, '"\\ud800"', "\\u0000", '{"html":"<p>', '"title":', "true", "\r", '{"text":"Rain fell.","x":',
)  # fmt: skip
YAML = (
    "---\n", "a: ", "- ", "? ", "&a ", "*a", "!!python/object:os ", "!!binary ", "|\n", ">\n", "'", '"', "\n", "  ",
    "[", "]", "{", "}", ",", ": ", "#", "%YAML 1.1\n", "<<: ", "~", "2024-05-06", "12:30", "0x1f", "1e9", "\t",
    "...\n", "title: ", "@", "`",
)  # fmt: skip
TOML = (
    "off = ", "[", "]", '"', "'", "keep = ", "\n", "[sites.", "threshold = ", "0.5", "nan", "inf", "-1", "true", "{",
    "}", "=", ",", '["bio"]', "max_cpu_seconds = ", "1e400", "2024-01-01", '"""', '[sites."example.com"]\n', "drop = ",
    '[""]', "#", "format = ",
)  # fmt: skip
MAGIC = (
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0\0\xfe\xff", b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-", b"\0",
    b"\x80", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf8\x88\x80\x80\x80", b"\x1b$B", b"\xe6\x9d", b"\x8e\xa1", b"\xff",
    b"\x1a", b"a\0b\0", b"\0a\0b",
)  # fmt: skip


few = settings(max_examples=settings().max_examples // 2)
"""These examples take longer than others."""


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def soup(*kinds: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Pieces of a format in any order, with texts between them."""
    pieces = st.one_of(*(st.sampled_from(kind) for kind in (*kinds, kinds[0])), st.text(max_size=20))
    repeated = st.tuples(pieces, st.sampled_from((1, 1, 1, 1, 2, 40))).map(lambda pair: pair[0] * pair[1])
    return st.lists(repeated, max_size=40).map("".join)


TEXTS = (*PROSE, *SCRIPTS, *CONTROLS)
words = st.one_of(
    soup(MARKUP, TEXTS),
    soup(ROWS, TEXTS),
    soup(YAML, TEXTS),
    soup(MARKUP, BOILERPLATE),
    st.text(max_size=300),
)
encodings = st.sampled_from(("utf-8", "utf-8", "utf-16", "utf-32-be", "cp1252", "gb18030", "koi8-r"))
encoded = st.tuples(words, encodings).map(
    lambda pair: pair[0].encode(pair[1], "surrogatepass" if pair[1].startswith("utf") else "ignore")
)
spliced = st.lists(st.one_of(encoded, st.sampled_from(MAGIC), st.binary(max_size=40)), max_size=6).map(
    b"".join
)
packed = st.tuples(spliced, st.integers(-30, 0), st.binary(max_size=9)).map(
    lambda parts: gzip.compress(parts[0], 1, mtime=0)[: parts[1] or None] + parts[2]
)
contents = st.one_of(encoded, spliced, packed)


@few
@given(contents, st.sampled_from(NAMES))
def test_any_bytes_are_pages_or_failures_with_a_reason(content: bytes, name: str) -> None:
    for one in read(io.BytesIO(content), Source(name)):
        assert isinstance(one, Page) or (one.stage == "read" and one.detail), one
        if isinstance(one, Page):
            json.dumps(dict(one.hints), allow_nan=False)


@few
@given(contents, st.sampled_from(NAMES), st.sampled_from(("text", "markdown")))
def test_any_page_is_cleaned_and_written(content: bytes, name: str, form: str) -> None:
    for page in list(read(io.BytesIO(content), Source(name)))[:3]:
        if isinstance(page, Failure):
            continue
        document = clean_page(page, Settings(format=form))
        assert not HARMFUL.search(document.text)
        again = copydesk.clean(document.text, "text/plain")
        assert again.text == document.text
        for write in WRITERS.values():
            write(document).decode()
        row = WRITERS["jsonl"](document)
        assert row.endswith(b"\n") and row.count(b"\n") == 1 and json.loads(row)["text"] == document.text


@few
@given(soup(YAML, TEXTS))
def test_any_front_matter_is_plain_values_or_none(text: str) -> None:
    fields = fields_of(text)
    assert fields is None or json.dumps(hints_from(fields), allow_nan=False)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


deep = st.integers(1, 5000).map(lambda depth: b"off = " + b"[" * depth)


@few
@given(st.one_of(soup(TOML).map(as_bytes), st.binary(max_size=60), deep))
def test_any_settings_are_settings_or_a_stated_error(scratch: Path, content: bytes) -> None:
    path = scratch / "copydesk.toml"
    path.write_bytes(content)
    try:
        assert isinstance(load_settings(path), Settings)
    except SettingsError as error:
        assert "copydesk.toml" in str(error)


@few
@given(st.one_of(soup(ROWS).map(as_bytes), st.binary(max_size=60), deep.map(lambda content: content[6:])))
def test_any_decisions_are_decisions_or_a_stated_error(scratch: Path, content: bytes) -> None:
    (scratch / FILE).write_bytes(content)
    try:
        read_decisions(scratch)
    except SettingsError as error:
        assert FILE in str(error)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after a night."""
    folder = tmp_path_factory.mktemp("whole")
    lay(folder / "raw", {f"{n}.txt": f"{paragraph(n, 0, 0)}\n\n{paragraph(0, 1, n)}" for n in range(3)})
    copydesk.run(folder / "raw", folder / "clean", workers=1)
    return folder


@pytest.mark.parametrize("place", [0.0, 0.03, 0.3, 0.9])
@pytest.mark.parametrize("fault", [b"\0" * 60, b"\xff" * 700, b""], ids=["nul", "ff", "cut off"])
def test_a_damaged_catalogue_is_told_of_and_costs_no_text(
    whole: Path, tmp_path: Path, place: float, fault: bytes
) -> None:
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    path = catalogue_path(tmp_path / "clean")
    content = path.read_bytes()
    start = int(place * len(content))
    path.write_bytes(content[:start] + (fault + content[start + len(fault) :] if fault else b""))
    texts = {one.name: one.read_bytes() for one in (tmp_path / "clean").glob("*.txt")}
    try:
        copydesk.run(tmp_path / "raw", tmp_path / "clean", workers=1)
    except CopydeskError as error:
        assert "catalogue" in str(error)
    assert {one.name: one.read_bytes() for one in (tmp_path / "clean").glob("*.txt")} == texts
