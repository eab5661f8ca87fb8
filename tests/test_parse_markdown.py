"""Markdown to blocks: the visible text of a note, each line once, with its role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Block, Document, Gap, Page, Role, Source
from copydesk.parse.markdown import NOT_MARKDOWN, parse_markdown
from copydesk.pipeline import clean
from copydesk.writers import WRITERS

NOTE = """\
# Old bridge closes

The council **voted** on Tuesday to close
the [old bridge](https://example.org/bridge) for *two* years.

![The bridge in May](bridge.jpg "Photo: Ann Lee")

## What it costs

1. Three million
2. A ferry
   - by noon
   - by night

| Year | Cost |
|------|-----:|
| 2024 | 3 |

> We had no choice.

```python
def close():
    return None
```

Falling down,\\
falling down,
"""


def parse(text: str) -> tuple[Block, ...]:
    return parse_markdown(Page(Source("note.md"), text, "text/markdown")).blocks


def test_a_note_in_full() -> None:
    assert [(block.role, block.gap, block.indent, block.text) for block in parse(NOTE)] == [
        (Role.TITLE, Gap.BLANK, "", "Old bridge closes"),
        (
            Role.PARAGRAPH,
            Gap.BLANK,
            "",
            "The council voted on Tuesday to close the old bridge for two years.",
        ),
        (Role.CAPTION, Gap.BLANK, "", "The bridge in May"),
        (Role.CAPTION, Gap.BLANK, "", "Photo: Ann Lee"),
        (Role.HEADING, Gap.BLANK, "", "What it costs"),
        (Role.LIST_ITEM, Gap.BLANK, "", "1. Three million"),
        (Role.LIST_ITEM, Gap.LINE, "", "2. A ferry"),
        (Role.LIST_ITEM, Gap.LINE, "  ", "- by noon"),
        (Role.LIST_ITEM, Gap.LINE, "  ", "- by night"),
        (Role.TABLE, Gap.BLANK, "", "Year | Cost"),
        (Role.TABLE, Gap.LINE, "", "2024 | 3"),
        (Role.QUOTE, Gap.BLANK, "", "We had no choice."),
        (Role.CODE, Gap.BLANK, "", "```python"),
        (Role.CODE, Gap.LINE, "", "def close():"),
        (Role.CODE, Gap.LINE, "    ", "return None"),
        (Role.CODE, Gap.LINE, "", "```"),
        (Role.PARAGRAPH, Gap.BLANK, "", "Falling down,"),
        (Role.PARAGRAPH, Gap.LINE, "", "falling down,"),
    ]


def test_positions_count_up() -> None:
    assert [block.position for block in parse(NOTE)] == list(range(18))


def test_markup_where_it_says_more_than_the_text() -> None:
    blocks = parse(NOTE)
    assert blocks[1].markup == (
        "The council **voted** on Tuesday to close the [old bridge](https://example.org/bridge) for *two* years."
    )
    assert not blocks[0].markup
    assert parse("- run `make`")[0].markup == "- run `make`"


@pytest.mark.parametrize(
    "source",
    [
        "[[Armley]] is a place.",
        "See **bold** [[Leeds]], [a page](https://x.org/a_b) and <https://x.org/>.",
        "- [ ] task\n- [x] done *now*",
        "![[a.jpg]]",
        "Footnote[^1] and 5 * 3 < 20.",
        "[^1]: See the report for details of it.",
        "Line [[one]]\\\nline [[two]] with snake\\_case\n\nThe end.",
        "1986\\. A good year.",
        "AT&amp;T",
        "> [!note] [[Armley]]",
    ],
)
def test_source_comes_back_as_it_was(source: str) -> None:
    assert written(source) == source + "\n"


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("[a][1] and [[b]]\n\n[1]: https://x.org/", r"[a](https://x.org/) and \[\[b\]\]"),
        ("![a](b.jpg) and *c*", "and *c*"),
        ("<b>a</b> and *c*", "a and *c*"),
        ("**a\\\nb** c", "**a**"),
    ],
)
def test_source_that_leans_on_what_stands_around_it_is_made_anew(source: str, markup: str) -> None:
    assert parse(source)[0].markup == markup


@given(st.text(alphabet="ab*_#>-+=|`[]()!<&;\\ 1.~:\n", max_size=40))
def test_what_is_written_is_read_as_the_same_text(source: str) -> None:
    lines = [block for block in parse(source) if block.role is Role.PARAGRAPH]
    for block in lines:
        again = parse(written_of(block))
        assert [(one.role, one.text) for one in again] == [(Role.PARAGRAPH, block.text)]


def written(source: str) -> str:
    return written_of(*parse(source))


def written_of(*blocks: Block) -> str:
    return WRITERS["markdown"](Document("a", Source("a.md"), blocks=blocks)).decode()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<div>One <b>bold</b> word</div>", ["One bold word"]),
        ("A <span class='x'>word</span> in HTML<br>and a line", ["A word in HTML", "and a line"]),
        ("<p>One</p><p>Two &amp; three</p>", ["One", "Two & three"]),
        ("<script>no()</script>", []),
        ("&lt;b&gt; stays &copy;", ["<b> stays ©"]),
        ("Title\n=====\n\nText", ["Title", "Text"]),
        ("1\\. Not a list", ["1. Not a list"]),
        ("- one\n\n- two\n\n  more of two", ["- one", "- two", "more of two"]),
        ("| a | |\n|---|---|\n| | b |", ["a", "b"]),
        ("***\n\ntext", ["text"]),
        ("[[Wiki link|shown]] stays", ["[[Wiki link|shown]] stays"]),
        ("    one\x85two\u2028three", ["one", "two", "three"]),
        ("", []),
    ],
)
def test_visible_text(text: str, lines: list[str]) -> None:
    assert [block.text for block in parse(text)] == lines


FENCED = "One line.\n\n~~~~ html\n<a>\nHome\n\n```\n</a>\n~~~~\n\nAnother line."


def test_code_keeps_its_fences() -> None:
    assert [(block.role, block.text) for block in parse(FENCED)][1:-1] == [
        (Role.CODE, line) for line in ("~~~~html", "<a>", "Home", "```", "</a>", "~~~~")
    ]
    assert written(FENCED) == FENCED.replace("~~~~ html", "~~~~html") + "\n"
    assert [block.text for block in parse("text\n\n```\n```")] == ["text"]


def test_no_line_between_fences_goes_and_none_when_cleaned_twice() -> None:
    found = clean(FENCED, "text/markdown")
    assert not found.removals
    assert clean(found.text, "text/plain").text == found.text


def test_loose_lists_keep_their_blank_lines() -> None:
    assert [block.gap for block in parse("- one\n\n- two")] == [Gap.BLANK, Gap.BLANK]


@pytest.mark.parametrize("text", ["> " * 500 + "deep", "- " * 500 + "deep"])
def test_deep_nesting_is_read_as_plain_text(text: str) -> None:
    parsed = parse_markdown(Page(Source("note.md"), text, "text/markdown"))
    assert parsed.doubtful == NOT_MARKDOWN
    assert "deep" in parsed.blocks[-1].text


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "![[" * 5_000, "*a **b " * 5_000, "<!--" * 20_000, "`" * 20_000]
)
def test_hostile_notes_end_soon(text: str) -> None:
    parse(text)


@given(st.text(alphabet="ab*_#>-|`[]()!<&;\\ \n\t1.\u2028\x85\x00", max_size=60))
def test_blocks_are_stripped_single_lines(text: str) -> None:
    for number, block in enumerate(parse(text)):
        assert block.position == number
        assert block.text == block.text.strip() != ""
        assert not set("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") & set(block.text + block.indent)


def test_footnotes_are_paragraphs_of_their_own_and_keep_their_marks() -> None:
    blocks = parse(
        "It rained[^1] for *days*.[^url]\n\n[^1]: The **first** note.\n[^2]: The second\nnote.\n"
        "[^url]: https://example.org/\n[ref]: https://example.org/\n"
    )
    assert [block.text for block in blocks] == [
        "It rained[^1] for days.[^url]",
        "[^1]: The first note.",
        "[^2]: The second note.",
        "[^url]: https://example.org/ [ref]: https://example.org/",
    ]
    assert [block.markup for block in blocks[:2]] == [
        "It rained[^1] for *days*.[^url]",
        "[^1]: The **first** note.",
    ]
