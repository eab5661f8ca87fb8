"""The text of a page that a script would show: what JSON-LD states as the article's body, where the page lacks it."""

from __future__ import annotations

import re
from html import escape, unescape

from copydesk.language.words import WORD
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import PROSE, Outline
from copydesk.webpage.statements import Statements

MIN_WORDS = 40
"""A shorter body is a description."""
MAX_PROSE = 0.25
"""A page whose own paragraphs are longer than this share of the stated body has a text of its own."""
RUN = 5
MAX_SHOWN = 0.1
"""Share of the body's runs of so many words that the page may have in its lines. Of 60 pages of WCXB and of news that
state a body of 300 characters or more, all have .65 or more of them."""
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ELSEWHERE = int(Around.DIALOG | Around.FOOTER | Around.HIDDEN)


def stated_article(stated: Statements, outline: Outline) -> str:
    """The body of the article as the source of an `article` element; nothing where the page has a text of its own."""
    body = stated.article.get("articleBody")
    if not isinstance(body, str) or (said := len(words := WORD.findall(body))) < MIN_WORDS:
        return ""
    lines = zip(outline.lines.text, outline.lines.around, strict=True)
    prose = sum(len(text) for text, around in lines if len(text) >= PROSE and not around & ELSEWHERE)
    if prose > MAX_PROSE * len(body):
        return ""
    page = " ".join(WORD.findall(" ".join(outline.lines.text)))
    runs = [" ".join(words[start : start + RUN]) for start in range(0, said - RUN, RUN)]
    if sum(run in page for run in runs) > MAX_SHOWN * len(runs):
        return ""
    return f"<article>{_source(body)}</article>"


def _source(body: str) -> str:
    """The body as HTML, which it may be already, also with its tags written as entities."""
    if not TAG.search(body) and TAG.search(written := unescape(body)):
        body = written
    if TAG.search(body):
        return body
    return "".join(f"<p>{escape(line)}</p>" for line in unescape(body).splitlines())
