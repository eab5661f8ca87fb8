"""What the model is told of a page's statements."""

from __future__ import annotations

from urllib.parse import urlsplit

from copydesk.boilerplate.pagemodel.stated import Statement
from copydesk.webpage.statements import Statements

MAX_TEXT = 60_000
"""Characters of an article's body that lines are compared with."""


def statement_of(stated: Statements, url: str) -> Statement:
    """The statement of a page with this address."""
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    body = stated.article.get("articleBody") or stated.article.get("text") or ""
    return Statement(
        path,
        stated.kinds,
        stated.meta("og:type")[1].lower(),
        stated.title or next(iter(stated.headings), ""),
        stated.meta("og:description", "description", "twitter:description")[1],
        body[:MAX_TEXT] if isinstance(body, str) else "",
    )
