"""Writers: a document as text, JSON, rows and Markdown, and the names of its files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from copydesk.model import Address, Block, Caption, Document, Gap, Json, Metadata, Removal, Role, Source
from copydesk.readers import page_of
from copydesk.readers.decode import tidy
from copydesk.writers import WRITERS, indented, output_names, outputs
from copydesk.writers.escape import escaped

METADATA = Metadata(
    title="Rain: again",
    authors=("Ada Brandt",),
    published="2024-05-03",
    language="no",
    captions=(Caption("The pier.", "AFP"), Caption("The sea.")),
    origins={"title": "headline"},
    extra={"x-desk": ["night", 2], "title": "other", "rating": None},
)
COPY = Removal(
    Block(2, Role.PARAGRAPH, "It rained.", Gap.LINE),
    "copies",
    "copy",
    "is like it",
    0.876,
    Address("b.txt", 4),
    0.912,
)
DOCUMENT = Document(
    "a.txt",
    Source("a.txt", media_type="text/plain"),
    METADATA,
    (Block(0, Role.HEADING, "Rain"), Block(1, Role.PARAGRAPH, "Über 5 mm.", Gap.LINE)),
    (COPY,),
)


def document(*blocks: Block, metadata: Metadata = METADATA) -> Document:
    return Document("a.txt", Source("a.txt"), metadata, blocks)


def body(*blocks: Block) -> str:
    return WRITERS["markdown"](document(*blocks, metadata=Metadata())).decode()


def lines(role: Role, *texts: str, gap: Gap = Gap.LINE) -> list[Block]:
    return [
        Block(position, role, text, gap if position else Gap.BLANK) for position, text in enumerate(texts)
    ]


# Text and JSON


PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_indented_json_is_that_of_the_standard_library(value: Json) -> None:
    assert indented.dumps(value) == json.dumps(value, ensure_ascii=False, indent=1)


def test_what_json_has_no_number_for_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        indented.dumps({"a": [float("nan")]})


def test_text_ends_with_one_newline_unless_it_is_empty() -> None:
    assert WRITERS["text"](DOCUMENT) == "Rain\nÜber 5 mm.\n".encode()
    assert WRITERS["text"](document()) == b""


def test_the_json_of_a_document() -> None:
    written = WRITERS["json"](DOCUMENT).decode()
    assert written.startswith('{\n "schema": 1,\n "id": "a.txt",\n') and written.endswith("\n}\n")
    assert "Über" in written
    assert json.loads(written) == {
        "schema": 1,
        "id": "a.txt",
        "source": {"path": "a.txt", "media_type": "text/plain"},
        "metadata": {
            "title": "Rain: again",
            "authors": ["Ada Brandt"],
            "published": "2024-05-03",
            "language": "no",
            "captions": [{"text": "The pier.", "credit": "AFP"}, {"text": "The sea.", "credit": None}],
            "origins": {"title": "headline"},
            "extra": {"x-desk": ["night", 2], "title": "other", "rating": None},
        },
        "doubtful": None,
        "duplicate_of": None,
        "sha256": hashlib.sha256("Rain\nÜber 5 mm.\n".encode()).hexdigest(),
        "blocks": [
            {"position": 0, "role": "heading", "text": "Rain", "gap": "blank line"},
            {"position": 1, "role": "paragraph", "text": "Über 5 mm.", "gap": "line break"},
        ],
        "removals": [
            {
                "position": 2,
                "role": "paragraph",
                "text": "It rained.",
                "gap": "line break",
                "rule": "copies",
                "label": "copy",
                "reason": "is like it",
                "score": 0.88,
                "copy_of": {"document": "b.txt", "position": 4},
                "similarity": 0.91,
            }
        ],
        "marked": [],
    }


def test_metadata_that_is_always_there() -> None:
    found = json.loads(WRITERS["json"](document(metadata=Metadata())))
    assert found["metadata"] == {"title": None, "authors": [], "published": None, "captions": []}


def test_structure_stands_where_there_is_any() -> None:
    block = Block(0, Role.PARAGRAPH, "Rain.", indent="  ", markup="*Rain.*")
    (shown,) = json.loads(WRITERS["json"](document(block)))["blocks"]
    assert (shown["indent"], shown["markup"]) == ("  ", "*Rain.*")


def test_the_digest_is_that_of_the_file_of_the_text() -> None:
    for form in ("text", "markdown"):
        written, record = outputs(DOCUMENT, form)
        assert json.loads(record.content)["sha256"] == hashlib.sha256(written.content).hexdigest()
    assert [output.name for output in outputs(DOCUMENT, "markdown")] == ["a.md", "a.json"]


def test_a_name_that_is_no_utf_8_can_be_written() -> None:
    path = os.fsdecode(b"caf\xe9.txt")
    odd = replace(DOCUMENT, id=path, source=Source(path))
    assert json.loads(WRITERS["json"](odd))["id"] == path
    assert json.loads(WRITERS["jsonl"](odd))["source"] == {"path": path}


def test_a_row_of_a_container() -> None:
    source = Source("a.jsonl", "7", "application/jsonl")
    row = WRITERS["jsonl"](replace(DOCUMENT, id=source.id, source=source)).decode()
    assert row.startswith('{"id":"7","text":"Rain\\nÜber 5 mm.","schema":1,') and row.endswith("}\n")
    assert row.count("\n") == 1
    assert json.loads(row)["removals"] == json.loads(WRITERS["json"](DOCUMENT))["removals"]


def test_yaml_is_loaded_only_to_write_front_matter() -> None:
    code = "import sys, copydesk.writers; assert 'yaml' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# Markdown


def test_front_matter_and_blocks() -> None:
    assert WRITERS["markdown"](DOCUMENT).decode() == (
        "---\ntitle: 'Rain: again'\nauthors:\n- Ada Brandt\npublished: '2024-05-03'\nlanguage: 'no'\n"
        "captions:\n- text: The pier.\n  credit: AFP\n- text: The sea.\n"
        "x-desk:\n- night\n- 2\nrating: null\n---\n\n## Rain\n\nÜber 5 mm.\n"
    )


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(lines(Role.PARAGRAPH, "One.", "Two."), "One.\n\nTwo.\n", id="a block a line"),
        pytest.param(
            [*lines(Role.PARAGRAPH, "Rose,", "red."), Block(2, Role.PARAGRAPH, "End.")],
            "Rose,\\\nred.\n\nEnd.\n",
            id="verse",
        ),
        pytest.param(lines(Role.LIST_ITEM, "- a", "• b", "3. c"), "- a\n- b\n3. c\n", id="list"),
        pytest.param(
            [
                Block(0, Role.LIST_ITEM, "- a", markup="- [a](b)"),
                Block(1, Role.LIST_ITEM, "- c", Gap.LINE, "  ", "*c*"),
            ],
            "- [a](b)\n  - *c*\n",
            id="list with markup",
        ),
        pytest.param(lines(Role.QUOTE, "a", "b", gap=Gap.BLANK), "> a\n\n> b\n", id="quotes"),
        pytest.param(
            lines(Role.TABLE, "a | b", "c | d | e|f"),
            "| a | b |  |\n| --- | --- | --- |\n| c | d | e\\|f |\n",
            id="table",
        ),
        pytest.param(
            [
                Block(0, Role.CODE, "if x:"),
                Block(1, Role.CODE, "```", Gap.LINE, "  "),
                Block(2, Role.CODE, "y"),
            ],
            "````\nif x:\n  ```\n\ny\n````\n",
            id="code",
        ),
        pytest.param(
            [Block(0, Role.TITLE, "T"), Block(1, Role.HEADING, "H", Gap.LINE)], "# T\n\n## H\n", id="headings"
        ),
        pytest.param([Block(0, Role.PARAGRAPH, "a", markup="[a](b)")], "[a](b)\n", id="markup"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_blocks_as_markdown(blocks: list[Block], expected: str) -> None:
    assert body(*blocks) == expected


texts = st.text(st.sampled_from("ab 1.)(*_-+=#>`~[]<!&;\\|:/\té")) | st.text()
a_line = texts.map(tidy).map(lambda text: " ".join(text.split())).filter(bool)


@given(a_line)
def test_escaped_text_reads_as_it_stood(line: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escaped(line))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert all(child.type in ("text", "text_special") for child in tokens[1].children or [])
    assert "".join(child.content for child in tokens[1].children or []) == line


@given(
    a_line,
    st.lists(a_line),
    st.dictionaries(st.text().map(tidy).filter(bool), st.text().map(tidy) | st.booleans()),
)
def test_front_matter_is_read_as_it_was_written(
    title: str, authors: list[str], extra: dict[str, str | bool]
) -> None:
    metadata = Metadata(title=title, authors=tuple(authors), extra=extra)
    page = page_of(
        WRITERS["markdown"](document(*lines(Role.PARAGRAPH, "Rain."), metadata=metadata)), "text/markdown"
    )
    authors_stated = {"authors": authors} if authors else {}
    assert dict(page.hints) == {**extra, **authors_stated, "title": title}
    assert page.content == "\nRain.\n"


# Names


@pytest.mark.parametrize(
    ("source", "form", "names"),
    [
        (Source("a.txt"), "text", ("a.txt", "a.json")),
        (Source("a.html"), "text", ("a.html.txt", "a.html.json")),
        (Source("a.md"), "text", ("a.md.txt", "a.md.json")),
        (Source("a.TXT"), "text", ("a.TXT.txt", "a.TXT.json")),
        (Source("x.txt/a"), "text", ("x.txt/a.txt", "x.txt/a.json")),
        (Source("a.txt"), "markdown", ("a.md", "a.json")),
        (Source("a.html"), "markdown", ("a.html.md", "a.html.json")),
        (Source("a.txt", media_type="text/html"), "text", ("a.txt", "a.json")),
        (Source("a.jsonl.gz", media_type="application/jsonl"), "text", ("a.jsonl.gz",)),
        (Source("a.jsonl", "7"), "markdown", ("a.jsonl",)),
        (Source("a.json", "7"), "text", ("a.json.jsonl",)),
    ],
)
def test_output_names(source: Source, form: str, names: tuple[str, ...]) -> None:
    assert output_names(source, form) == names


file_names = st.lists(
    st.sampled_from(["a", "b", ".txt", ".html", ".json", ".jsonl", ".md", ".gz"]), min_size=1, max_size=4
).map("".join)


@given(file_names, file_names, st.sampled_from(["text", "markdown"]))
def test_two_sources_write_one_file_only_in_the_stated_case(one: str, other: str, form: str) -> None:
    """A plain text file is written under its own name, so `a.html.txt` meets `a.html`, and `a.txt` meets `a`."""
    names = set(output_names(Source(one), form)) & set(output_names(Source(other), form))
    short, long = sorted((one, other), key=len)
    assert bool(names) == (one == other or (long == f"{short}.txt" and not short.endswith(".txt")))
