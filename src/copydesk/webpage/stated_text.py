"""The text of a page that a script would show: what JSON-LD states as the article's body, where the page lacks it."""

from __future__ import annotations

import re
from html import escape, unescape

from copydesk.language.visible import TAG
from copydesk.language.words import WORD
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import PROSE, Outline
from copydesk.webpage.statements import Statements

MIN_WORDS = 40
"""A shorter body is a description."""
MAX_PROSE = 0.25
"""A page whose own paragraphs are longer than this share of the stated body has a text of its own."""
RUN, MAX_RUNS = 5, 200
MAX_SHOWN = 0.1
"""Share of the body's runs of five words, of some 200 of them at most, that the page may have in its lines. Of 60 pages
of WCXB and of news that state a body of 300 characters or more, all have .65 or more of them."""
BLOCK_TAG = re.compile(
    r"<(?:p|br|div|h[1-6]|[uo]l|li|blockquote|table|article|section)\b[^<>]*>", re.IGNORECASE
)
"""With one of them a body is HTML; without, its lines are its paragraphs, whatever else looks like a tag."""
INLINE_TAG = re.compile(r"</?(?:a|b|i|em|strong|span|u|sup|sub|small|mark)\b[^<>]*>", re.IGNORECASE)
ELSEWHERE = int(Around.DIALOG | Around.FOOTER | Around.HIDDEN)


def stated_article(stated: Statements, outline: Outline) -> str:
    """The body of the article as the source of an `article` element; nothing where the page has a text of its own."""
    body = stated.article.get("articleBody")
    if not isinstance(body, str):
        return ""
    source = _source(body)
    text = unescape(TAG.sub(" ", source))
    words = WORD.findall(text)
    lines = zip(outline.lines.text, outline.lines.around, strict=True)
    prose = sum(len(line) for line, around in lines if len(line) >= PROSE and not around & ELSEWHERE)
    if len(words) < MIN_WORDS or prose > MAX_PROSE * len(text):
        return ""
    page = " ".join(WORD.findall(" ".join(outline.lines.text)))
    starts = range(0, len(words) - RUN, max(RUN, len(words) // MAX_RUNS))
    shown = sum(" ".join(words[start : start + RUN]) in page for start in starts)
    return "" if shown > MAX_SHOWN * len(starts) else f"<article>{source}</article>"


def _source(body: str) -> str:
    """The body as HTML, which it may be already, also with its tags written as entities."""
    for source in (body, unescape(body)):
        if BLOCK_TAG.search(source):
            return source
    return "".join(f"<p>{_escaped(line)}</p>" for line in body.splitlines())


def _escaped(line: str) -> str:
    """A line of plain text as HTML, without the tags of emphasis and links that it may have."""
    return escape(unescape(INLINE_TAG.sub("", line)))
