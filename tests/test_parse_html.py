"""HTML to blocks: what stands in the page comes out once, in its role, in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Block, Gap, Page, Role, Source
from copydesk.parse.blocks import Parsed
from copydesk.parse.html import NO_TREE, parse_html
from copydesk.parse.html.lenient import readable

PROSE = (
    "The council voted on Tuesday to close the old bridge over the river for at least two years of repairs.",
    "Residents had asked for a ferry, but the mayor said that the money for it was needed for the new school.",
    "Work is to begin in March, when the river is low, and the first lane should open again a year later.",
)
SEPARATORS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def parse(body: str, head: str = "") -> Parsed:
    content = (
        f"<!DOCTYPE html><html lang='en'><head><title>Bridge</title>{head}</head><body>{body}</body></html>"
    )
    return parse_html(Page(Source("page.html", url="https://example.org/news/bridge"), content, "text/html"))


def article(*between: str) -> tuple[Block, ...]:
    """The blocks of a page with the prose above, and something after each of its paragraphs."""
    parts = [f"<p>{text}</p>{extra}" for text, extra in zip(PROSE, (*between, "", "", ""), strict=False)]
    return parse(f"<main><article><h1>Old bridge closes</h1>{''.join(parts)}</article></main>").blocks


def texts(blocks: tuple[Block, ...], role: Role) -> list[str]:
    return [block.text for block in blocks if block.role is role]


def test_headline_and_paragraphs() -> None:
    blocks = article()
    assert [(block.role, block.text) for block in blocks] == [
        (Role.TITLE, "Old bridge closes"),
        *((Role.PARAGRAPH, text) for text in PROSE),
    ]
    assert [block.position for block in blocks] == [0, 1, 2, 3]


def test_no_headline_is_invented() -> None:
    blocks = parse("".join(f"<p>{text}</p>" for text in PROSE)).blocks
    assert texts(blocks, Role.TITLE) == []


def test_headings_quotes_and_lists() -> None:
    blocks = article(
        "<h2>What it costs</h2>",
        "<blockquote><p>We had no choice but to close it, said the engineer in charge.</p></blockquote>",
        "<ol><li>Close the bridge<ul><li>by noon</li></ul></li><li>Open the ferry</li></ol>",
    )
    assert texts(blocks, Role.HEADING) == ["What it costs"]
    assert texts(blocks, Role.QUOTE) == ["We had no choice but to close it, said the engineer in charge."]
    entries = [(block.indent, block.text, block.gap) for block in blocks if block.role is Role.LIST_ITEM]
    assert entries == [
        ("", "1. Close the bridge", Gap.BLANK),
        ("  ", "- by noon", Gap.LINE),
        ("", "2. Open the ferry", Gap.LINE),
    ]


def test_table_rows_are_lines_of_cells() -> None:
    rows = "<tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>3 million</td></tr>"
    blocks = article(f"<table>{rows}</table>")
    assert [(block.text, block.gap) for block in blocks if block.role is Role.TABLE] == [
        ("Year | Cost", Gap.BLANK),
        ("2024 | 3 million", Gap.LINE),
    ]


def test_code_keeps_its_lines_and_indents() -> None:
    blocks = article("<pre><code>def close(bridge):\n    return None\n\nclose(1)</code></pre>")
    assert [(block.indent, block.text, block.gap) for block in blocks if block.role is Role.CODE] == [
        ("", "def close(bridge):", Gap.BLANK),
        ("    ", "return None", Gap.LINE),
        ("", "close(1)", Gap.BLANK),
    ]


def test_line_breaks_begin_lines() -> None:
    blocks = article(
        "<p>The bridge is falling down,<br>falling down,<br><br>my fair lady, sings the choir.</p>"
    )
    verse = [(block.text, block.gap) for block in blocks[2:5]]
    assert verse == [
        ("The bridge is falling down,", Gap.BLANK),
        ("falling down,", Gap.LINE),
        ("my fair lady, sings the choir.", Gap.BLANK),
    ]


def test_captions_stand_where_their_pictures_stand() -> None:
    figure = (
        '<figure><img src="a.jpg" alt="Two men on a closed bridge"><figcaption>The bridge on <b>Monday</b>.'
        '<span class="credit">Ann Lee/AFP</span></figcaption></figure>'
    )
    blocks = article(figure)
    captions = [(block.position, block.text, block.gap) for block in blocks if block.role is Role.CAPTION]
    assert captions == [
        (2, "Two men on a closed bridge", Gap.BLANK),
        (3, "The bridge on Monday.", Gap.BLANK),
        (4, "Ann Lee/AFP", Gap.LINE),
    ]


@pytest.mark.parametrize(
    "figure",
    [
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">The old bridge in May.</p></div>',
        '<div><img src="a.jpg"><div>The old bridge in May.</div></div>',
        '<figure><img src="a.jpg" alt="The old bridge in May."></figure>',
        '<figure><img src="a.jpg" alt="The old bridge in May"><figcaption>The old bridge in May.</figcaption></figure>',
        '<div class="slider"><figure><img src="a.jpg"><figcaption>The old bridge in May.</figcaption></figure></div>',
        '<button><figure><img src="a.jpg"><figcaption>The old bridge in May.</figcaption></figure></button>',
    ],
)
def test_a_caption_comes_once_however_it_is_written(figure: str) -> None:
    assert texts(article(figure), Role.CAPTION) == ["The old bridge in May."]


@pytest.mark.parametrize(
    "figure",
    [
        '<aside><figure><img src="a.jpg"><figcaption><a href="/">Another story of a town</a></figcaption></figure>',
        '<div class="comments"><figure><img src="a.jpg"><figcaption>What I saw there today</figcaption></figure></div>',
        '<div class="related"><div><img src="a.jpg"><div>Another story of another town</div></div></div>',
        '<div><a href="/x"><img src="a.jpg" alt="Another story of another town"></a></div>',
        '<div><img src="a.jpg"><h3>Another story of another town</h3><time>5 May</time></div>',
        '<div><img src="a.jpg" width="16"><span>Share this story now</span></div>',
        '<figure><img src="logo.png" alt="Logo"></figure>',
    ],
)
def test_pictures_of_others_bring_no_captions(figure: str) -> None:
    assert texts(article(figure), Role.CAPTION) == []


def test_a_class_around_all_of_the_page_hides_no_caption() -> None:
    prose = "".join(f"<p>{text} {text}</p>" for text in PROSE)
    figure = '<div><img src="a.jpg"><p class="caption">The old bridge in May.</p></div>'
    blocks = parse(f'<div class="menu-open">{prose}{figure}</div>').blocks
    assert texts(blocks, Role.CAPTION) == ["The old bridge in May."]


def test_a_class_around_all_of_the_page_makes_no_captions() -> None:
    prose = "".join(f"<p>{text} {text}</p>" for text in PROSE)
    blocks = parse(f'<div class="has-caption">{prose}<ul><li>The bridge</li></ul></div>').blocks
    assert texts(blocks, Role.CAPTION) == []


def test_white_space_in_links_takes_no_text_from_the_page() -> None:
    menu = "".join(f"<li><a href=/{n}>{' ' * 200}Section {n}</a></li>" for n in range(9))
    figure = (
        '<div class="slider"><figure><img src="a.jpg"><figcaption>The old bridge.</figcaption></figure></div>'
    )
    assert texts(article(figure, f"<ul>{menu}</ul>"), Role.CAPTION) == ["The old bridge."]


def test_a_slider_that_holds_most_of_the_page_is_its_text() -> None:
    figures = "".join(f'<figure><img src="a.jpg"><figcaption>{text}</figcaption></figure>' for text in PROSE)
    blocks = parse(f'<main><div class="slider">{figures}</div></main>').blocks
    assert texts(blocks, Role.PARAGRAPH) == list(PROSE)


def test_cards_with_pictures_stay_text() -> None:
    cards = "".join(f'<div><img src="{n}.jpg"><p>{text}</p></div>' for n, text in enumerate(PROSE))
    blocks = parse(f"<main><article>{cards}</article></main>").blocks
    assert texts(blocks, Role.PARAGRAPH) == list(PROSE)


@pytest.mark.parametrize(
    "reference", ["&#27;", "&#xFFFE;", "&#x0;", "&#xD800;", "&#99999999;", "\x1b", "\ufffe", "\x00"]
)
def test_a_broken_character_loses_no_article(reference: str) -> None:
    blocks = parse(
        f"<main><article>{''.join(f'<p>{text}{reference}</p>' for text in PROSE)}</article></main>"
    ).blocks
    said = [text.removesuffix("\ufffd") for text in texts(blocks, Role.PARAGRAPH)]
    assert said == list(PROSE)


def test_references_that_are_characters_stay() -> None:
    assert readable("&#39;&#x27;&#8217;&#128512;&#10;") == "&#39;&#x27;&#8217;&#128512;&#10;"


def test_no_line_separator_stays_in_a_text() -> None:
    noisy = SEPARATORS.join(PROSE[0].split())
    blocks = article(f"<p>{noisy}</p>", f"<pre>{noisy}</pre>", f"<ul><li>{noisy}</li></ul>")
    assert not [block for block in blocks if set(block.text + block.indent) & set(SEPARATORS)]


@pytest.mark.parametrize("depth", [300, 3_000, 30_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    parsed = parse("<div>" * depth + "".join(f"<p>{text}</p>" for text in PROSE) + "</div>" * depth)
    assert [block.text for block in parsed.blocks] == list(PROSE)
    assert parsed.doubtful in ("", NO_TREE)


def test_a_frame_that_nobody_closed_swallows_no_article() -> None:
    frame = '<noscript><iframe src="https://example.com/tags" height="0"> </noscript>'
    blocks = parse(f"<p>{PROSE[0]}</p>{frame}<p>{PROSE[1]}</p>").blocks
    assert [block.text for block in blocks] == list(PROSE[:2])


def test_what_no_reader_sees_is_not_read() -> None:
    parsed = parse(
        "<button>Start</button><script>var x = '<p>no</p>';</script><!-- no --><template>no</template>"
    )
    assert [block.text for block in parsed.blocks] == ["Start"]


@pytest.mark.parametrize(
    "content", ["", "   ", "<html></html>", "<!-- nothing -->", "<script>alert(1)</script>", "<"]
)
def test_nothing_to_see_gives_no_blocks(content: str) -> None:
    blocks = parse_html(Page(Source("page.html"), content, "text/html")).blocks
    assert all(block.text == "<" for block in blocks)


@pytest.mark.parametrize(
    "content",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">text</p>",
        "<" * 200_000,
        "<script>" * 50_000,
        "<!--" * 50_000,
        "<b>" * 50_000 + "text",
        "<p>text" * 20_000,
        "&#" * 200_000,
    ],
    ids=["attributes", "angles", "scripts", "comments", "inline", "open paragraphs", "references"],
)
def test_hostile_pages_end_soon(content: str) -> None:
    parse_html(Page(Source("page.html"), f"<html><body>{content}</body></html>", "text/html"))


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<ul><li>", "</ul>", "<pre>", "<table><tr><td>", "</table>", "<br>", "<h1>",
     "</h1>", "<figure><img alt='A long red bus'>", "</figure>", "<figcaption>", "<a href='x'>", "</a>", "<b>", "&#27;",
     "&amp;", "\u2028", "\x85", "\n", "  ", "|", "- ", "1. ", *PROSE]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
def test_blocks_are_stripped_single_lines(pieces: list[str]) -> None:
    for number, block in enumerate(parse("".join(pieces)).blocks):
        assert block.position == number
        assert block.text == block.text.strip() != ""
        assert not set(SEPARATORS) & set(block.text + block.indent + block.markup)


def test_only_the_html_modules_know_the_libraries() -> None:
    import copydesk.parse

    for path in Path(copydesk.parse.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        is_free = not any(
            f"{word} {name}" in source
            for word in ("import", "from")
            for name in ("trafilatura", "bs4", "lxml")
        )
        assert path.name.startswith("html") or is_free


CODE = "code = 1\n  two = 2\n\nthree()"
WRAPPED = (
    "The council met on Monday to vote on the new budget for schools and\n"
    "libraries in the old town, and by midnight nobody had agreed on what\n"
    "to do about the bridge that had been closed for months now."
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (CODE, [("", "code = 1"), ("  ", "two = 2"), ("", "three()")]),
        (CODE.replace("\n", "<br>"), [("", "code = 1"), ("  ", "two = 2"), ("", "three()")]),
        (f"<code>{CODE}</code>", [("", "code = 1"), ("  ", "two = 2"), ("", "three()")]),
        ("a <b>bold</b>\n  word", [("", "a bold"), ("  ", "word")]),
        ("make run", [("", "make run")]),
    ],
)
def test_each_line_of_preformatted_code_is_a_block(inside: str, expected: list[tuple[str, str]]) -> None:
    blocks = [block for block in article(f"<pre>{inside}</pre>") if block.role is Role.CODE]
    assert [(block.indent, block.text) for block in blocks] == expected


def test_preformatted_prose_is_prose() -> None:
    assert " ".join(WRAPPED.split()) in texts(article(f"<pre>{WRAPPED}</pre>"), Role.PARAGRAPH)
