"""The page model at work: what of a page stays, as what the rest goes, and that people and promises are kept."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from copydesk import Settings, clean
from copydesk.boilerplate.blockmodel.layout import layout_of
from copydesk.boilerplate.blockmodel.lines import count
from copydesk.boilerplate.pagemodel import network
from copydesk.boilerplate.pagemodel.decide import CAUTION, decide
from copydesk.boilerplate.pagemodel.features import FEATURES
from copydesk.boilerplate.pagemodel.names import NAMES
from copydesk.boilerplate.pagemodel.second_opinion import MAX_TAGS, lines_of_trafilatura
from copydesk.boilerplate.pagemodel.verdict import second_opinion
from copydesk.boilerplate.pagemodel.weights import load
from copydesk.model import Document, Page, Role, Source
from copydesk.parse.html import parse_html
from copydesk.webpage.page import WebPage
from copydesk.writers import markdown

PROSE = (
    "The council voted on Tuesday to close the old bridge over the river for at least two years of repairs.",
    "Residents had asked for a ferry, but the mayor said that the money for it was needed for the new school.",
    "Work is to begin in March, when the river is low, and the first lane should open again a year later.",
    "A crack that is as wide as a hand had been found below the third arch by an engineer on a walk.",
)
MENU = "<nav><ul><li><a href=/>Home</a></li><li><a href=/w>Weather</a></li></ul></nav>"
TEASERS = (
    '<aside class="related"><h3>Related stories</h3>'
    "<ul><li><a href=/a>Swans return to the bay</a></li><li><a href=/b>School opens late</a></li></ul></aside>"
)
FOOTER = "<footer><p>© 2025 The Bay Courier. All rights reserved.</p></footer>"


def page(between: str = "", settings: Settings | None = None) -> Document:
    first, *rest = (f"<p>{text}</p>" for text in PROSE)
    article = f"<article><h1>Old bridge closes</h1>{first}{between}{''.join(rest)}</article>"
    head = "<head><title>Old bridge closes</title></head>"
    source = f"<html lang=en>{head}<body>{MENU}{article}{TEASERS}{FOOTER}</body></html>"
    return clean(source, "text/html", url="https://example.org/news/bridge", settings=settings)


def test_the_article_stays_and_the_rest_goes_with_its_reasons() -> None:
    document = page()
    assert document.text == "\n\n".join(PROSE)
    labels = {removal.block.text: removal.label for removal in document.removals}
    assert labels["- Weather"] == "navigation"
    assert labels["- Swans return to the bay"] == "related"
    assert all(removal.reason for removal in document.removals)
    assert not document.doubtful


def test_kept_and_removed_are_all_lines_of_the_page() -> None:
    document = page()
    positions = sorted(
        [*(block.position for block in document.blocks), *(r.block.position for r in document.removals)]
    )
    assert positions == list(range(len(positions)))


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<p style='display:none'>{}</p>",
        "<div aria-hidden=true><p>{}</p></div>",
        "<template><p>{}</p></template>",
        "<script>var text = '{}'</script>",
    ],
)
def test_hidden_text_does_not_come_out(hidden: str) -> None:
    secret = "The swans that live below the arch are fed by nobody in the winter, said the man at the gate."
    assert page(hidden.format(secret)).text == "\n\n".join(PROSE)


def test_an_article_that_scripts_would_show_comes_out() -> None:
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    document = clean(
        f"<body>{MENU}<article style='display:none'>{body}</article>{FOOTER}</body>", "text/html"
    )
    assert document.text == "\n\n".join(PROSE)


def test_a_page_for_readers_without_scripts_comes_out() -> None:
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    document = clean(f"<body><noscript><article>{body}</article></noscript></body>", "text/html")
    assert document.text == "\n\n".join(PROSE)


def test_captions_and_alternative_texts_become_metadata() -> None:
    figure = (
        "<figure><img src=a.jpg alt='Two men on a closed bridge'><figcaption>The bridge on <b>Monday</b>, at noon. "
        '<span class="credit">Ann Lee/AFP</span></figcaption></figure>'
    )
    document = page(figure)
    assert document.text == "\n\n".join(PROSE)
    said = {caption.text: caption.credit for caption in document.metadata.captions}
    assert said["The bridge on Monday, at noon."] == "Ann Lee/AFP"
    assert "Two men on a closed bridge" in said


def test_the_last_line_of_a_page_with_a_picture_stays() -> None:
    texts = (*PROSE, "The ferry is free, the mayor said on Tuesday.")
    picture = "<img src=a.jpg alt='The old bridge on Tuesday, closed to all traffic' width=600>"
    source = f"<html><body>{picture}{''.join(f'<p>{text}</p>' for text in texts)}</body></html>"
    assert clean(source, "text/html").text == "\n\n".join(texts)


def test_reasons_say_what_is_boilerplate_in_plain_words() -> None:
    footer = {removal.block.text: removal for removal in page().removals}[
        "© 2025 The Bay Courier. All rights reserved."
    ]
    assert footer.label == "legal"
    reasons = {removal.block.text: removal.reason for removal in page().removals}
    assert re.match(r"\d+% boilerplate: it stands in a menu; all of it is links", reasons["- Weather"])


def test_a_caption_behind_a_button_is_one_and_a_credit_alone_is_none() -> None:
    document = page(
        "<figure><img src=a.jpg><figcaption><p hidden>The bridge on Monday, at noon.</p><p>(Photo: Ann Lee/AFP)</p>"
        "</figcaption></figure>"
    )
    assert [(one.text, one.credit) for one in document.metadata.captions] == [
        ("The bridge on Monday, at noon.", "Ann Lee/AFP")
    ]


def test_markup_has_links_and_emphasis() -> None:
    text = "The <strong>full report </strong>of the engineers is <a href='/report (1).pdf'>on the site</a> of the town."
    block = page(f"<p>{text}</p>").blocks[1]
    assert block.text == "The full report of the engineers is on the site of the town."
    assert block.markup == (
        "The **full report** of the engineers is [on the site](https://example.org/report%20%281%29.pdf) of the town."
    )


def test_markup_has_pictures_and_the_links_of_tables() -> None:
    table = "<table><tr><th>Year</th><th>Cost</th></tr><tr><td><a href='/1'>2024</a></td><td>3 <b>million</b></td></tr>"
    words = (
        "of the old bridge, with all of the words that a paragraph of an article has, and some more of them."
    )
    picture = "<img src='/a.png' alt='a plan'><img src='/b.svg' alt='an icon'>"
    document = page(f"<p>See {picture} {words}</p>{table}</table>")
    markups = {block.text: block.markup for block in document.blocks}
    assert markups[f"See {words}"] == f"See ![a plan](https://example.org/a.png) {words}"
    assert markups["2024 | 3 million"] == "[2024](https://example.org/1) | 3 **million**"


def test_footnotes_are_marked_where_their_text_stays() -> None:
    note = "The engineers' report has a chapter on the bridge, and it says that the old piers are worn by the river."
    before = "The council met on Tuesday to close the old bridge, as was said."
    after = "The council voted on Tuesday to close the old bridge for two years."
    document = page(
        f'<p>{before}<sup id="back"><a href="#one">[1]</a></sup></p><p>{after}<a href="#none">2</a></p>'
        f'<p id="one">{note} <a href="#back">↩</a></p><p>{PROSE[0]} Again.</p>'
    )
    markups = [block.markup for block in document.blocks]
    assert f"{before}[^1]" in markups and f"[^1]: {note}" in markups
    assert not any("[^2]" in markup for markup in markups)
    assert f"\n\n[^1]: {note}\n\n" in markdown.write(document).decode()


def test_people_have_the_last_word() -> None:
    kept = page(settings=Settings(keep=("Swans return",)))
    assert "Swans return to the bay" in kept.text
    everything = page(settings=Settings(off=("page",)))
    assert all(removal.rule != "page" for removal in everything.removals)


def test_a_page_of_many_answers_says_that_it_is_unsure_or_keeps_them() -> None:
    rows = "".join(f"<div><a href=/{n}>Boots number {n}</a><span>{n} euro</span></div>" for n in range(40))
    document = clean(f"<body>{MENU}<main>{rows}</main>{FOOTER}</body>", "text/html")
    assert document.text or document.doubtful


def web_page(body: str) -> WebPage:
    parsed = parse_html(Page(Source("page.html"), f"<html><body>{body}</body></html>", "text/html"))
    assert parsed.web
    return parsed.web


def test_the_second_opinion_reads_a_thread_and_is_not_asked_of_huge_pages() -> None:
    answers = "".join(f"<div class=comment><p>{text}</p></div>" for text in PROSE)
    thread = web_page(f"<h1>Old bridge</h1><section class=comments id=comments>{answers}</section>")
    assert lines_of_trafilatura(thread, "").sum() >= len(PROSE)
    huge = web_page(answers + "<br>" * (MAX_TAGS + 1))
    assert not lines_of_trafilatura(huge, "").any()


def test_an_opinion_is_taken_of_more_words_that_the_model_does_not_hold_for_menus() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    web = web_page(f"{MENU}<article><h1>Old bridge closes</h1>{paragraphs}</article>")
    words = count(layout_of(web.outline.lines.text, load().tables)).words
    everything, unsure = np.ones(len(words), np.bool_), np.full(len(words), 300)
    hidden = np.zeros(len(words), np.bool_)
    assert second_opinion(web, "", everything, hidden, words, unsure).all()
    menu = np.array([text in {"Home", "Weather"} for text in web.outline.lines.text])
    assert second_opinion(web, "", menu, hidden, words, unsure)[~menu].any()
    sure = np.where(menu, 600, 1)
    assert second_opinion(web, "", menu, hidden, words, sure).tolist() == menu.tolist()


def test_the_decision_keeps_what_promises_the_best_text() -> None:
    permilles = np.arange(1, 1000) - 500
    scores, words = np.array([400, 300, -300, -400]), np.array([50, 50, 5, 5])
    decision = decide(scores, words, permilles, "balanced")
    assert decision.stays.tolist() == [True, True, False, False]
    assert 900 < decision.promise <= 1000
    assert sum(decide(scores, words, permilles, "careful").stays) >= 2
    assert not decide(np.array([-10_000]), np.array([3]), permilles, "balanced").stays.any()
    assert set(CAUTION) == {"careful", "balanced", "thorough"}


def test_a_long_list_that_may_be_the_text_as_a_whole_is_kept_whole() -> None:
    permilles = np.rint(64 * np.log(np.arange(1, 1000) / np.arange(999, 0, -1))).astype(np.int64)
    scores, words = np.repeat([300, -60], [3, 30]), np.repeat([20, 10], [3, 30])
    assert decide(scores, words, permilles, "balanced").stays.all()


def test_features_have_names_of_their_own() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert set(NAMES) <= set(FEATURES)


def test_a_list_of_topics_and_roles() -> None:
    roles = {
        block.text: block.role for block in page("<h2>What it costs</h2><blockquote>No.</blockquote>").blocks
    }
    assert roles["What it costs"] is Role.HEADING


def shell(body: str, shown: str = "") -> Document:
    """A page that a script would fill, with the body that its JSON-LD states."""
    stated = json.dumps({"@type": "NewsArticle", "headline": "Old bridge closes", "articleBody": body})
    stated = stated.replace("</", r"<\/")
    script = f'<script type="application/ld+json">{stated}</script>'
    source = f"<head>{script}</head><body>{MENU}<div id=root>{shown}</div>{FOOTER}</body>"
    return clean(source, "text/html", url="https://example.org/news/bridge")


@pytest.mark.parametrize(
    "form",
    ["{}", "<p>{}</p>", "&lt;p&gt;{}&lt;/p&gt;", "<em>{}</em>"],
    ids=["lines", "tags", "entities", "emphasis"],
)
def test_the_text_is_the_stated_body_where_the_page_has_none(form: str) -> None:
    document = shell("\n".join(form.format(text) for text in PROSE), "<p>Loading…</p>")
    assert document.text.endswith("\n\n".join(PROSE))
    assert "JSON-LD" in document.doubtful
    assert "- Weather" in {removal.block.text for removal in document.removals}


def test_the_stated_body_is_not_believed_where_the_page_has_a_text() -> None:
    shown = "".join(f"<p>{text.replace('bridge', 'ferry')}</p>" for text in PROSE)
    document = shell("\n".join(PROSE), shown)
    assert "ferry" in document.text
    assert "bridge" not in document.text
    assert "JSON-LD" not in document.doubtful


def test_a_stated_body_that_the_page_shows_is_not_read_again() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    document = shell(paragraphs, f"<article>{paragraphs}</article>")
    assert document.text.count(PROSE[0]) == 1
    assert "JSON-LD" not in document.doubtful
    assert PROSE[0] not in {removal.block.text for removal in document.removals}


def test_a_page_of_many_lines_is_judged_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    features = chance.integers(-127, 128, (50, len(FEATURES))).astype(np.int8)
    groups = [chance.integers(0, 4, 50) for _ in range(4)]
    words = chance.integers(0, 30, 50)
    whole = network.run(load().network, features, groups, words)
    monkeypatch.setattr(network, "AT_ONCE", 7)
    assert (network.run(load().network, features, groups, words) == whole).all()
