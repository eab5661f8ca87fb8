"""What is read of a page: its lines in order, what stands around each, and what hostile sources become."""

from __future__ import annotations

from time import process_time

import pytest

from copydesk import clean
from copydesk.webpage.looks import Around, read_tag
from copydesk.webpage.outline import Outline
from copydesk.webpage.source import tokens_of, tree_of
from copydesk.webpage.walk import outline_of


def outline(body: str) -> Outline:
    tree = tree_of(f"<html><body>{body}</body></html>")
    assert tree is not None
    return outline_of(tokens_of(tree))


def lines(body: str) -> list[str]:
    return list(outline(body).lines.text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <b>bold</b> word</p>text <i>behind</i>", ["One bold word", "text behind"]),
        ("<div>one<br>two<br><br>three</div>", ["one", "two", "three"]),
        ("<h1>A headline<br>in two lines</h1>", ["A headline in two lines"]),
        ("<a href=1>News</a><a href=2>Sport</a>", ["News Sport"]),
        ('<p>a<!-- <p>"no --> b</p>', ["a b"]),
        ('<p title="x > y" class="a"">kept</p>', ["kept"]),
        ("<custom-box>one</custom-box><custom-box>two</custom-box>", ["one", "two"]),
        ("<p>&lt;b&gt; &amp;amp; &nbsp;x</p>", ["<b> &amp; x"]),
        ("<script>no</script><style>no</style><template>no</template><svg><text>no</text></svg>yes", ["yes"]),
        ("<noscript><p>for readers without scripts</p></noscript>", ["for readers without scripts"]),
    ],
)
def test_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_a_row_of_short_cells_is_one_line_and_a_table_for_layout_is_none() -> None:
    assert lines("<table><tr><th>Year<th>Cost<tr><td>2024<td>3 million</table>") == [
        "Year | Cost",
        "2024 | 3 million",
    ]
    assert lines("<table><tr><td>menu<p>more<td>text</table>") == ["menu", "more", "text"]


def test_elements_hold_their_lines() -> None:
    page = outline("<div><p>one</p><table><tr><td>a<td>b</table><p>two</p></div><p>three</p>")
    held = {
        look.tag: (first, end)
        for look, first, end in zip(page.elements.look, page.elements.first, page.elements.end, strict=True)
    }
    assert page.lines.text == ("one", "a | b", "two", "three")
    assert (held["div"], held["table"], held["tr"], held["td"]) == ((0, 3), (1, 2), (1, 2), (1, 2))


@pytest.mark.parametrize(
    ("tag", "flag"),
    [
        ("<nav>", Around.NAV),
        ('<div role="navigation">', Around.NAV),
        ('<div class="comment-list">', Around.COMMENTS),
        ('<div id="relatedPosts">', Around.RELATED),
        ('<div class="story__body">', Around.BODY),
        ('<p hidden="">', Around.HIDDEN),
        ('<p style="color:red;display: none">', Around.HIDDEN),
        ('<p aria-hidden="true">', Around.HIDDEN),
        ('<span class="photo-credit">', Around.CREDIT),
    ],
)
def test_what_a_start_tag_says(tag: str, flag: Around) -> None:
    assert read_tag(tag).around & flag


@pytest.mark.parametrize(
    ("tag", "flag"),
    [
        ('<p title="the hidden gem">', Around.HIDDEN),
        ('<p class="text-caption">', Around.CAPTION),
        ('<div class="shadow">', Around.ADVERT),
        ('<div data-class="comment">', Around.COMMENTS),
        ('<div hidden="" id="S:1f">', Around.HIDDEN),
    ],
)
def test_what_a_start_tag_does_not_say(tag: str, flag: Around) -> None:
    assert not read_tag(tag).around & flag


def test_links_and_emphasis_are_counted() -> None:
    page = outline("<p>See <a href=x>the <b>report</b></a> now</p>").lines
    assert (page.linked[0], page.links[0], page.bold[0]) == (10, 1, 6)


def test_deep_pages_have_no_tree() -> None:
    assert tree_of("<div>" * 30_000 + "text") is None
    assert tree_of("<p>text" * 30_000) is not None


def test_what_has_no_end_tag_ends_nothing_else() -> None:
    page = outline(
        '<figure><img class="caption" alt=""><figcaption>A caption</figcaption></figure><p>text</p>'
    )
    elements = page.elements
    assert [elements.ways[elements.way[element]].depth for element in page.lines.element] == [3, 2]
    assert lines("<div>one<keygen> two<bgsound></div><div>three</div>") == ["one two", "three"]


def test_a_row_with_preformatted_cells_stays_apart_and_what_follows_stays_itself() -> None:
    page = outline("<table><tr><td><pre>1\n2</pre><td><pre>a = 1\nb = 2</pre></table><p>text</p>").lines
    assert (page.text, sorted(page.raw)) == (("1 2", "a = 1 b = 2", "text"), [0, 1])


def test_a_picture_in_a_row_stands_next_to_it() -> None:
    page = outline("<table><tr><td>a<td>b<td>c<img src=x></table><p>text</p>")
    assert (page.lines.text, page.pictures[0].line) == (("a | b | c", "text"), 1)


def cpu_seconds(body: str) -> float:
    """The least of three times that cleaning a page takes."""
    times = []
    for _ in range(3):
        start = process_time()
        clean(f"<html><body>{body}</body></html>", media_type="text/html")
        times.append(process_time() - start)
    return min(times)


def test_four_times_as_many_nested_styles_take_no_ten_times_as_long() -> None:
    few, many = (
        cpu_seconds("".join(f"<b class=c{n % 5}>x{n}" for n in range(count))) for count in (2000, 8000)
    )
    assert many < 10 * few


def test_entries_that_look_alike_share_the_way_down() -> None:
    page = outline('<ul><li class="e"><p>one<li class="e"><p>two<li><p>three</ul>')
    one, two, three = (page.elements.way[element] for element in page.lines.element)
    assert one == two != three


def test_a_look_has_all_that_class_id_and_itemprop_tell() -> None:
    look = read_tag('<div class="post-42 siteHeader" id="entry-content" itemprop="x" style="display: none">')
    assert look.words == (
        "post-0", "siteheader", "entry-content", "x", "~post", "~site", "~header", "~entry", "~content", "~x",
    )  # fmt: skip
    assert look.around == Around.HEADER | Around.BODY | Around.HIDDEN
    assert read_tag('<a class="nav" rel="author" hidden="">').around == Around.NAV | Around.AUTHOR
