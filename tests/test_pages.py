"""Pages for a browser: nothing in a clipping is markup there, nothing is loaded, and what is said is all there."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import run, said
from copydesk.pages.look import framed
from copydesk.pages.markup import Markup, element, file_link, web_link
from copydesk.pages.plots import Column, bar, columns, trace
from folders import lay, paragraph

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'\u202e\x1b[2J\x00"
VOID = {"meta", "br"}


class Read(HTMLParser):
    """A page as a browser would take it: its elements, attributes and text; what is not closed is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def safe(page: str) -> Read:
    """The page read, with nothing in it that runs or loads anything."""
    read = Read(page)
    names = {name for name, _ in read.elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "input", "use"}
    for _, attributes in read.elements:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
    for link in read.all("a"):
        assert re.match(r"https?://|#|\./|/", link["href"] or ""), link
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", page)
    policy = next(one["content"] for one in read.all("meta") if one.get("http-equiv")) or ""
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style and "@import" not in style
    return read


@given(st.text(), st.text())
def test_a_string_is_text_whatever_stands_in_it(text: str, value: str) -> None:
    made = element("p", text, title=value).code
    read = Read(made)
    assert read.elements[0][0] == "p" and len(read.elements) == 1
    made.encode()


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcset", "href", "formaction", "action", "a b"])
def test_attributes_that_load_or_run_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        element("p", **{name: "x"})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://x.org/a b", "x", ""]
)
def test_what_is_no_page_of_the_web_is_no_link(address: str) -> None:
    assert web_link(address, address).code == element("p", address).code[3:-4]


def test_links() -> None:
    assert web_link("https://x.org/?a=1&b=2", "x").code == (
        '<a href="https://x.org/?a=1&amp;b=2" rel="noreferrer nofollow">x</a>'
    )
    assert file_link("javascript:alert(1)", "x").code == '<a href="./javascript%3Aalert%281%29">x</a>'
    assert file_link("a\udcff#b/c?.txt", "x").code == '<a href="./a%FF%23b/c%3F.txt">x</a>'


def test_a_page_without_anything() -> None:
    read = safe("".join(framed(EVIL, [])))
    assert read.all("html") == [{"lang": "en"}] and len(read.all("h1")) == 1


def test_plots_hold_all_that_is_given() -> None:
    assert bar([(1, "kept"), (3, "lost")], 4).code.count("<rect") == 2
    drawn = [Column("1", [(2, "kept"), (1, "bad")]), Column("2", [(6, "kept")])]
    shown = columns(EVIL, drawn, ["x"]).code
    assert shown.count("<rect") == 3 and "<script" not in shown
    tops = [float(one) for one in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', shown)]
    assert min(tops) == tops[2] == 12, "the highest reaches the top"
    for nothing in ([], [Column("1", [])], [Column("1", [(0, "kept")])]):
        assert "nan" not in columns("x", nothing, []).code
    assert trace("x", [Column("1", [(0.5, "lost")])], []).code.count("<circle") == 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose clippings try to be markup: by their names, titles, texts, sites."""
    monkeypatch.chdir(tmp_path)
    evil = EVIL.replace("\x00", "")
    escaped = evil.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    page = f"""<html><head><title>{escaped}</title><meta property="og:site_name" content="{escaped}">
        <meta name=author content="{escaped}"><link rel=canonical href="javascript:alert(1)"></head><body><article>
        <h1>{escaped}</h1><p>{escaped} {paragraph(0, 0, 0)}</p><p>{paragraph(1, 0, 0)} {escaped}</p></article>
        <footer><p>© {escaped}</p></footer></body></html>"""
    lay(
        tmp_path / "raw",
        {
            "<script>alert(1)<b>/a'\"&.html": page,
            "b.txt": f"{paragraph(2, 0, 0)}\n\n{paragraph(1, 0, 0)}\n\nShare this article\n",
            "c.txt": f"{paragraph(2, 0, 0)}\n\n{paragraph(0, 1, 0)}\n\n{paragraph(2, 1, 0)}\n",
            "d.txt": "Share this article\n\nRead more\n\n" + "Menu\n\n" * 12,
        },
    )
    (tmp_path / "raw/<img src=x>.txt").write_bytes(bytes(range(256)) * 16)
    said("run", "-q")
    return tmp_path


def test_the_digest_as_a_page(folder: Path) -> None:
    shown = said("digest", "--html")
    read = safe(shown)
    text = " ".join(read.text)
    assert "<img src=x>.txt: read: looks like binary" in text and "d.txt" in text
    assert len(read.all("main")) == len(read.all("h1")) == 1
    assert all(one.get("scope") for one in read.all("th"))
    assert shown == said("digest", "--html"), "the same night, the same page"
    places = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(set(places)) == len(places)
    assert {link["href"] for link in read.all("a") if (link["href"] or "").startswith("#")} <= {
        f"#{place}" for place in places
    }


def test_an_explanation_as_a_page(folder: Path) -> None:
    name = "<script>alert(1)<b>/a'\"&.html"
    read = safe(said("explain", f"raw/{name}", "--html"))
    assert EVIL[:20] in " ".join(read.text)
    assert safe(said("explain", name, "--clean", "clean", "--html")).all("li")


def test_a_copy_leads_to_what_is_kept(folder: Path) -> None:
    shown = said("explain", "c.txt", "--clean", "clean", "--html")
    read = safe(shown)
    assert {"href": "./clean/b.txt"} in read.all("a")
    assert " ".join(read.text).count(paragraph(2, 0, 0)) == 3, (
        "the copy, what it is like, and the one that is kept"
    )
    assert "rule copy" in shown and "block 0" in shown


def test_an_explanation_of_what_was_written(folder: Path) -> None:
    assert "- [copy] " in said("explain", "c.txt", "--clean", "clean")
    assert "- [copy] " not in said("explain", "raw/c.txt").splitlines()[0]
    for name in ("e.txt", "../raw/b.txt", "/etc/passwd", "b", ""):
        result = run("explain", name, "--clean", "clean")
        assert "nothing in clean was written of" in str(result.exception)


def test_rows_are_explained_on_one_page(folder: Path) -> None:
    rows = '{"id": "<b>", "text": "Rain fell on the city for nine days."}\n{"id": "b", "te\n'
    lay(folder / "raw", {"rows.jsonl": rows})
    result = run("explain", "raw/rows.jsonl", "--html")
    assert result.return_value == 3
    read = safe(result.stdout)
    assert len(read.all("h2")) == 2 and "failed: read: " in " ".join(read.text)
    said("run", "-q")
    assert "Rain fell" in said("explain", "rows.jsonl#<b>", "--clean", "clean")


def test_markup_is_made_by_nobody_else() -> None:
    """What makes `Markup` of a string by hand is here for all to see: the pieces themselves, and the style."""
    source = Path(__file__).parent.parent / "src/copydesk"
    made = {path.name for path in source.rglob("*.py") if re.search(r"\bMarkup\(", path.read_text("utf-8"))}
    assert made == {"markup.py", "look.py"}
    assert Markup("<b>").code == "<b>"
