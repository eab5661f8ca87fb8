"""Characters that move the cursor or turn the reading direction around reach nothing that is written or printed."""

from __future__ import annotations

import json

import pytest

import copydesk
from copydesk.figures import site_of
from copydesk.model import Document, Metadata, Source
from copydesk.terminal import harmless
from copydesk.writers import WRITERS
from generated import HARMFUL

EVIL = "".join(
    map(chr, (*range(9), *range(14, 32), 127, 155, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
PROSE = "The council met on Monday to vote on the new budget for schools and libraries in the old town, for nine hours."
MORE = "\n\n".join(f"On day {n} the river stood {n} feet above the lock and the market." for n in range(9))


def page(evil: str, evil_json: str) -> str:
    """A page with harmful characters in every place where a text or an address stands."""
    linked = {
        "@type": "NewsArticle", "headline": f"H{evil_json}", "author": {"@type": "Person", "name": f"Jo{evil_json}Roe"},
        "articleSection": f"S{evil_json}", "publisher": {"name": f"P{evil_json}"}, "image": f"https://e.com/{evil_json}",
    }  # fmt: skip
    return f"""<!doctype html><html><head><title>A town{evil} votes for nine hours</title>
    <meta name="author" content="Jane{evil} Doe"><meta name="description" content="D{evil}">
    <meta property="og:site_name" content="S{evil}"><link rel="canonical" href="https://e.com/{evil}a">
    <meta property="og:image" content="https://e.com/{evil}.png"><meta name="keywords" content="a{evil}, b">
    <script type="application/ld+json">{json.dumps(linked)}</script></head><body><article>
    <h1>A town{evil} votes</h1><p>By Jane{evil} Doe</p><p>{PROSE}{evil}</p>
    <p>{evil}They <b>w{evil}ent</b> <a href="https://e.com/{evil}">home{evil}</a> when the night was nearly over.</p>
    <figure><img src="https://e.com/{evil}" alt="A{evil} hall">
    <figcaption>The hall{evil} (AFP{evil})</figcaption></figure>
    <pre>{evil}  co{evil}de{evil}
      x{evil}</pre><table><tr><td>a{evil}</td><td>b{evil}</td></tr></table></article></body></html>"""


MARKDOWN = (
    f"---\ntitle: T{EVIL}\nx{EVIL}: [y{EVIL}]\nurl: https://e.com/{EVIL}\n---\n\n{PROSE}{EVIL}\n\n{MORE}"
)
ROW = json.dumps({"id": f"i{EVIL}", "text": f"{PROSE}{EVIL}", "title": f"T{EVIL}", f"k{EVIL}": [f"v{EVIL}"]})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (page(EVIL.replace("\x00", ""), EVIL), "text/html"),
        (page("".join(f"&#{ord(character)};" for character in EVIL), EVIL), "text/html"),
        (f"A town{EVIL} votes\nBy Jane{EVIL} Doe\n{EVIL}{PROSE}{EVIL}\n  {EVIL}x\n{MORE}", "text/plain"),
        (MARKDOWN, "text/markdown"),
        (
            f"&#x202e;{PROSE} [a&#x202e;](https://e.com/&#x202e;&#27;) `&#x2066;`\n\n    &#27;x",
            "text/markdown",
        ),
        (ROW, "application/jsonl"),
    ],
    ids=["html", "references", "text", "markdown", "references in markdown", "jsonl"],
)
@pytest.mark.parametrize("title", ["metadata", "keep"])
def test_no_harmful_character_is_written(content: str, media_type: str, title: str) -> None:
    settings = copydesk.Settings(title=title, captions="keep" if title == "keep" else "metadata")
    document = copydesk.clean(content.encode(), media_type, settings=settings)
    assert PROSE.removesuffix(".") in document.text
    for name, write in WRITERS.items():
        written = write(document).decode()
        assert not HARMFUL.search(written), name
        if name.startswith("json"):
            assert not HARMFUL.search(json.dumps(json.loads(written), ensure_ascii=False)), name


def test_the_lenient_parser_lets_none_through() -> None:
    deep = "<div>" * 40_000 + f"<p>{PROSE}&#x202e;\u202e&#27;\x1b</p>"
    assert copydesk.clean(deep, "text/html").text == PROSE


def test_marks_that_writing_needs_stay() -> None:
    text = f"{PROSE} می\u200cخواهم \u200f(ד) 👩\u200d🚒"
    assert copydesk.clean(text, "text/plain").text == text


def test_a_name_is_shown_harmless() -> None:
    assert not HARMFUL.search(harmless(f"{EVIL}\udcff\n\r\u2028.html"))


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org:8080/a", "example.org"),
        ("https://example.org@evil.example/a", "evil.example"),
        ("https://example.org%2f..%2f/a", ""),
        ("https://example.org\u202e/a", ""),
        ("https://exa<b>mple.org/a", ""),
        ("https://example.org\\@evil.example/", ""),
        ("https://münchen.example/", "münchen.example"),
    ],
)
def test_a_site_is_named_by_what_can_be_a_host(url: str, site: str) -> None:
    assert site_of(Document("a", Source("a", url=url))) == site
    assert site_of(Document("a", Source("a"), Metadata(url=url))) == site
    assert copydesk.clean(PROSE, "text/plain", url).metadata.site == site
