"""What a page, its container and its address state: each field from the source that knows it best."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.metadata import merge, read_metadata
from copydesk.metadata.headline import Stated, headline
from copydesk.metadata.moments import iso_of
from copydesk.metadata.people import names_of
from copydesk.model import Json, Metadata, Page, Source
from copydesk.parse import parse

URL = "https://www.example.org/2024/05/03/rain"


def of_html(head: str, body: str = "", url: str = URL) -> Metadata:
    content = f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"
    page = Page(Source("page.html", url=url), content, "text/html")
    return read_metadata(page, parse(page).web)


def of_hints(**hints: Json) -> Metadata:
    return read_metadata(Page(Source("row.jsonl"), "", "text/plain", hints=hints))


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Rain falls on Paris &amp; London",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}],
    "datePublished": "2024-05-03T10:00:00+0200",
    "dateModified": "2024-05-04",
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "articleSection": ["News", "Weather"],
    "keywords": "rain, Paris",
    "image": {"@type": "ImageObject", "url": "/rain.jpg"},
}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebPage"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
    ],
    ids=["plain", "array", "graph", "inside a page"],
)
def test_json_ld(value: object) -> None:
    metadata = of_html(json_ld(value))
    assert metadata.title == "Rain falls on Paris & London"
    assert metadata.authors == ("Jane Doe", "John Roe")
    assert (metadata.published, metadata.modified) == ("2024-05-03T10:00:00+02:00", "2024-05-04")
    assert metadata.site == "The Daily"
    assert metadata.categories == ("News", "Weather")
    assert metadata.tags == ("rain", "Paris")
    assert metadata.image == "https://www.example.org/rain.jpg"
    assert metadata.origins["title"] == "json-ld headline"
    assert metadata.origins["published"] == "json-ld datePublished"


def test_meta_elements() -> None:
    metadata = of_html(
        '<meta property="og:title" content="Rain in Paris | The Daily"><meta name="author" content="By Jane Doe">'
        '<meta property="article:published_time" content="2024-05-03T10:00Z">'
        '<meta property="og:site_name" content="The Daily"><meta name="description" content="It rains.">'
        '<meta property="article:tag" content="rain"><meta property="article:tag" content="Paris">'
        '<link rel="canonical" href="/rain">'
    )
    assert metadata.title == "Rain in Paris"
    assert metadata.authors == ("Jane Doe",)
    assert metadata.published == "2024-05-03T10:00Z"
    assert metadata.description == "It rains."
    assert metadata.tags == ("rain", "Paris")
    assert metadata.url == "https://www.example.org/rain"
    assert metadata.language == "en-GB"
    assert metadata.origins == {
        "title": "og:title", "authors": "meta author", "published": "meta article:published_time",
        "site": "og:site_name", "description": "meta description", "tags": "meta article:tag",
        "url": "link canonical", "language": "html lang",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Rain in Paris - The Daily</title>", "<h1>Rain in Paris</h1>", "Rain in Paris"),
        ("<title>The Daily: Rain in Paris</title>", "<h1>Rain in Paris</h1>", "Rain in Paris"),
        ("<title>Rain in Paris – example.org</title>", "", "Rain in Paris"),
        ("<title>Rain falls in Paris | A Paper of the Town</title>", "", "Rain falls in Paris"),
        ("<title>Rain - and snow - in Paris</title>", "", "Rain - and snow - in Paris"),
        (
            "<title>Rain in Paris - The Daily</title>",
            "<h1>The Daily</h1><h1>Rain in Paris</h1>",
            "Rain in Paris",
        ),
        (
            "<title>Rain in Paris</title>",
            "<h1>Search</h1><h1>Rain in Paris</h1><h1>Menu</h1>",
            "Rain in Paris",
        ),
        ("<title>Rain</title>", '<h1>Rain in Paris <a href="#rain">¶</a></h1>', "Rain in Paris"),
        ("<title>Caf&eacute;s &amp;amp; rain</title>", "", "Cafés & rain"),
        ("", f"<h1>{'long ' * 2_000}</h1>", ""),
        ("", "", ""),
    ],
)
def test_titles(head: str, body: str, title: str) -> None:
    assert of_html(head, body).title == title


def test_a_title_that_is_only_the_site_is_none() -> None:
    assert headline([Stated("The Daily", "h1", 1)], ["The Daily"]) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Jane Doe (jd), John Roe", ("Jane Doe", "John Roe")),
        ("Jane and John Doe", ("Jane and John Doe",)),
        ("[[Jane Doe]]", ("Jane Doe",)),
        (["Jane Doe", "jane doe", "https://example.org/jane", "jane@example.org"], ("Jane Doe",)),
        ({"name": ["Jane Doe", {"name": "John Roe"}]}, ("Jane Doe", "John Roe")),
        ({"givenName": "Jane", "familyName": "Doe"}, ("Jane Doe",)),
        (["Jane Doe", "AFP"], ("Jane Doe", "AFP")),
        ("Diana Resnik", ("Diana Resnik",)),
        (105092, ()),
        ("105092", ()),
        (None, ()),
        ([[[[[[[["Jane Doe"]]]]]]]], ()),
    ],
)
def test_authors(value: Json, names: tuple[str, ...]) -> None:
    assert names_of(value) == names


def test_the_site_is_the_author_only_where_nobody_else_is() -> None:
    head = '<meta property="og:site_name" content="The Daily"><meta name="author" content="The Daily">'
    assert of_html(head).authors == ("The Daily",)
    assert of_html(f'{head}<meta name="parsely-author" content="Jane Doe">').authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-05-03T10:00:00.000+0200", "2024-05-03T10:00:00+02:00"),
        ("2024-05-03 10:00", "2024-05-03T10:00"),
        ("2024-05-03T10:00:00Z", "2024-05-03T10:00:00Z"),
        ("2024-05", "2024-05"),
        ("20240503", "2024-05-03"),
        ("Fri, 03 May 2024 10:00:00 +0200", "2024-05-03T10:00:00+02:00"),
        ("3 May 2024", "2024-05-03"),
        (1714723200, "2024-05-03T08:00:00Z"),
        (1714723200000, "2024-05-03T08:00:00Z"),
        ("2024-13-01", ""),
        ("0001-01-01T00:00:00", ""),
        ("03/05/2024", ""),
        ("soon", ""),
        (True, ""),
        (None, ""),
        ([], ""),
        (7, ""),
    ],
)
def test_dates(value: Json, iso: str) -> None:
    assert iso_of(value) == iso


def test_a_time_element_dates_a_page_that_states_nothing() -> None:
    body = '<time datetime="2023-01-01">old</time><time class="published" datetime="2024-05-05">5 May</time>'
    assert of_html("", body).published == "2024-05-05"


def test_a_day_that_could_be_two_is_left_out() -> None:
    body = '<h1>Rain</h1><span class="date">03/04/2024</span><p>It rained all day in Paris.</p>'
    assert of_html("", body, url="https://example.org/rain").published == ""


def test_the_address_states_what_it_has() -> None:
    metadata = read_metadata(Page(Source("a.txt", url=URL), "", "text/plain"))
    assert (metadata.url, metadata.site, metadata.published) == (URL, "example.org", "2024-05-03")
    assert set(metadata.origins.values()) == {"address"}
    assert read_metadata(Page(Source("a.txt", url="not an address"), "", "text/plain")) == Metadata()


def test_names_in_use_for_fields() -> None:
    news_please = of_hints(
        title="Rain", date_publish="2024-05-03 10:00:00", source_domain="example.org", authors=["Jane Doe"]
    )
    assert (news_please.published, news_please.site) == ("2024-05-03T10:00:00", "example.org")
    note = of_hints(
        source="https://example.org/rain", author=["[[Jane Doe]]"], created="2024-05-03", tags=["clippings"]
    )
    assert (note.url, note.published, note.tags) == ("https://example.org/rain", "2024-05-03", ("clippings",))
    dolma = of_hints(id="7", source="news", added="2024-06-01", created="2024-05-03", metadata={"lang": "fr"})
    assert (dolma.language, dolma.site, dolma.extra["id"]) == ("fr", "news", "7")
    assert of_hints(headline="Rain", byline="By Jane Doe").authors == ("Jane Doe",)
    assert of_hints(Title="Rain").origins == {"title": "container: Title"}


def test_unknown_names_survive() -> None:
    assert of_hints(title="Rain", mood={"grey": True}).extra == {"mood": {"grey": True}}


def test_the_container_is_trusted_before_the_page() -> None:
    content = "<html><head><title>Snow</title></head><body><h1>Snow</h1></body></html>"
    page = Page(Source("row.jsonl"), content, "text/html", hints={"title": "Rain"})
    assert read_metadata(page).title == "Rain"


def test_merging_fills_what_is_empty() -> None:
    one = Metadata(title="Rain", origins={"title": "h1"}, extra={"a": 1})
    two = Metadata(title="Snow", site="S", origins={"title": "text", "site": "text"}, extra={"a": 2, "b": 3})
    assert merge(one, two) == Metadata(
        title="Rain", site="S", origins={"title": "h1", "site": "text"}, extra={"a": 1, "b": 3}
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "@type", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = (
    "title",
    "author",
    "date",
    "site",
    "url",
    "lang",
    "summary",
    "category",
    "tags",
    "image",
    "license",
    "metadata",
)


@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6))
def test_no_value_of_any_type_breaks_anything(hints: dict[str, Json]) -> None:
    metadata = of_hints(**hints)
    assert isinstance(metadata.title, str)
    assert all(isinstance(name, str) and name for name in metadata.authors + metadata.tags)


@given(st.dictionaries(st.sampled_from(sorted(ARTICLE)), JSON, max_size=8))
def test_no_json_ld_breaks_a_page(node: dict[str, Json]) -> None:
    metadata = of_html(json_ld({"@type": "NewsArticle", **node}))
    assert isinstance(metadata.title, str)


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "null",
        '"text"',
        "[[[[",
        "[" * 100_000,
        '{"@graph": 7}',
        '{"@type": ["NewsArticle", 7], "author": 7}',
    ],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    head = f'<title>Rain in Paris</title><script type="application/ld+json">{script}</script>'
    assert of_html(head).title == "Rain in Paris"


@pytest.mark.parametrize(
    "content",
    [
        "<time datetime=1>" * 20_000,
        "<meta name=author content=x>" * 20_000,
        "<h1>a</h1>" * 10_000,
        "1.1.2024 " * 50_000,
    ],
    ids=["times", "metas", "headings", "days"],
)
def test_hostile_pages_end_soon(content: str) -> None:
    of_html("", content)


def test_a_container_that_names_its_site_has_it_cut_off_the_title() -> None:
    hints: dict[str, Json] = {"title": "Rain falls in Rome - The Daily", "sitename": "The Daily"}
    assert read_metadata(Page(Source("a.jsonl"), "", "text/plain", hints=hints)).title == "Rain falls in Rome"
    assert (
        read_metadata(Page(Source("a.md"), "", "text/markdown", hints={"title": "Rain | Part 2"})).title
        == "Rain | Part 2"
    )


def page_of(*lines: str) -> str:
    """A page's body: a menu of other stories, then a headline with these lines below it, and prose."""
    prose = (
        "<p>The river rose all night, and by the morning the lower streets of the town were under water.</p>"
    )
    times = "".join(f'<time datetime="{year}-01-01">1 January {year}</time>' for year in (2018, 2019))
    old = f'<aside><a href="/author/eve-old">Eve Old</a> {times}</aside>'
    return f"{old}<h1>Rain falls on the old town</h1>{''.join(lines)}{prose * 3}"


PLAIN = "https://example.org/rain"


def test_authors_of_a_page_without_a_day_have_the_form_of_names() -> None:
    assert of_html("", page_of("<p>By Jane Doe</p>"), PLAIN).authors == ("Jane Doe",)
    assert of_html("", page_of("<p>by price</p>"), PLAIN).authors == ()
    assert of_html("", page_of("<p>AVAILABLE ADD-ONS</p><p>May 6, 2024</p>"), PLAIN).authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ('<p>By <a href="/author/jane-doe">Jane Doe</a> ⋅ Review Editor</p>', ("Jane Doe",)),
        ("<div><span>By</span><span>Jane Doe</span></div>", ("Jane Doe",)),
        ("<p>Written by</p><p>Jane Doe</p>", ("Jane Doe",)),
        ("<p>by <b>janed</b> on May 6, 2024</p>", ("janed",)),
        ('<div class="author">May 6, 2024<b>Jane Doe</b></div>', ("Jane Doe",)),
        ('<a href="/autoren/example-team">The Example Team</a> 6 May 2024', ("The Example Team",)),
        ('<div class="byline">About the author</div>', ()),
        ("<p>Portland has seen rain</p>", ()),
        ("<p>Rain falls on the old town</p><p>May 6, 2024</p>", ()),
    ],
)
def test_authors_by_the_lines_near_the_headline(line: str, authors: tuple[str, ...]) -> None:
    assert of_html("", page_of(line), PLAIN).authors == authors


def test_a_class_around_the_whole_page_says_nothing_of_its_parts() -> None:
    body = f'<div class="newsletter">{page_of("<p>By Jane Doe</p><p>6 May 2024</p>")}</div>'
    metadata = of_html("", body, PLAIN)
    assert (metadata.authors, metadata.published) == (("Jane Doe",), "2024-05-06")


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("<p>May 6, 2024 | 5 min read</p>", "2024-05-06", ""),
        ("<p>by Jane Doe · May 6, 2024</p>", "2024-05-06", ""),
        (
            '<p><time datetime="2024-05-06T10:00:00+02:00">yesterday</time></p>',
            "2024-05-06T10:00:00+02:00",
            "",
        ),
        ("<p>Updated May 7, 2024</p>", "2024-05-07", "2024-05-07"),
        ("<p>By: Jane Doe on 06-may-2024 5:11:10</p>", "2024-05-06", ""),
        ("<p>May 2024</p>", "2024-05", ""),
        ("<p>by Jane Doe · May 6, 2024</p><h3>A book</h3><p>Released: June 4, 2023</p>", "2024-05-06", ""),
    ],
)
def test_days_by_the_lines_near_the_headline(line: str, published: str, modified: str) -> None:
    metadata = of_html("", page_of(line), PLAIN)
    assert (metadata.published, metadata.modified) == (published, modified)
    assert metadata.origins["published"].endswith("(of a change)") is bool(modified)


@pytest.mark.parametrize("headline", ["<h1>{}</h1>", "<div>{}</div>"], ids=["h1", "no heading"])
def test_the_headline_is_not_a_teaser_in_its_words(headline: str) -> None:
    title = "Rain falls on the old town"
    teaser = f"<div><h2>{title}</h2><p>1 May 2024</p></div>{'<p>Sport</p>' * 20}"
    page = headline.format(title) + page_of("<p>By Jane Doe</p><p>6 May 2024</p>").partition("</h1>")[2]
    head = f'<meta property="og:title" content="{title}">'
    metadata = of_html(head, teaser * ("h1" in headline) + page, PLAIN)
    assert (metadata.authors, metadata.published) == (("Jane Doe",), "2024-05-06")


def test_an_earlier_day_near_the_headline_counts_unless_a_newsroom_states_another() -> None:
    body = page_of("<p>May 6, 2023</p>")
    blog, news = ({"@type": kind, "datePublished": "2024-05-03"} for kind in ("BlogPosting", "NewsArticle"))
    assert of_html(json_ld(blog), body, PLAIN).published == "2023-05-06"
    assert of_html(json_ld(news), body, PLAIN).published == "2024-05-03"


def test_json_ld_names_people_elsewhere_in_the_graph() -> None:
    person = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    page = {"@type": "WebPage", "author": {"@id": "#jane"}, "datePublished": "2024-05-03"}
    assert of_html(json_ld({"@graph": [page, person]})).authors == ("Jane Doe",)


def test_a_card_that_says_written_by_names_the_author() -> None:
    labels = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">'
    times = (
        '<meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="5 minutes">'
    )
    assert of_html(times.replace("2", "1") + labels.replace("1", "2")).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Rain in Paris",}',
        '{"@type": "NewsArticle", // the kind\n"headline": "Rain in Paris"}',
        '{"@type": "Organization"}{"@type": "NewsArticle", "headline": "Rain in Paris"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Rain in Paris&quot;}",
    ],
    ids=["comma", "comment", "two", "entities"],
)
def test_json_ld_is_mended(script: str) -> None:
    head = f'<title>Snow</title><script type="application/ld+json">{script}</script>'
    assert of_html(head).title == "Rain in Paris"


def test_a_heading_in_nearly_the_words_of_the_window_is_the_headline() -> None:
    title = "Best ways to reduce waste in 2024"
    head = f'<title>{title}</title><meta property="og:title" content="{title}">'
    heading = "<h1>Seven simple ways to reduce your waste</h1>"
    assert of_html(head, heading).title == "Seven simple ways to reduce your waste"
    assert of_html(head, "<h1>A message from our founder</h1>").title == "Best ways to reduce waste in 2024"


def test_headings_do_not_support_each_other() -> None:
    head = '<title>Small trips | A blog</title><meta property="og:title" content="Small trips with a boat">'
    headings = "".join(f"<h1>What the {what} of the trip cost</h1>" for what in ("fuel", "food", "sails"))
    assert of_html(head, headings).title == "Small trips with a boat"


def test_the_language_of_a_page_among_its_versions() -> None:
    links = "".join(
        f'<link rel="alternate" hreflang="{code}" href="https://example.org/{code}/rain">'
        for code in ("de", "fr")
    )
    page = Page(
        Source("page.html", url="https://example.org/fr/rain"),
        f"<head>{links}</head><p>Pluie</p>",
        "text/html",
    )
    assert read_metadata(page, parse(page).web).language == "fr"
