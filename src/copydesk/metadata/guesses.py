"""What trafilatura makes out in the body of a page, for what the page does not state in so many words."""

from __future__ import annotations

import logging

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from copydesk.language.dates import dates_in
from copydesk.metadata.moments import iso_of
from copydesk.metadata.people import names_of
from copydesk.metadata.values import MAX_NAME, MAX_TITLE, text_of, texts_of
from copydesk.model import Json, Page

MAX_TEXT = 200_000
"""Characters of a page in which a day is looked for."""
LAST_DAY = "2100-01-01"
"""htmldate's own limit is today, which would make the result depend on the clock."""

# What these say on their way is for their own users; ours get the result.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def guesses(tree: HtmlElement, page: Page) -> dict[str, object]:
    """What trafilatura finds by the names of classes in the body, where the page states nothing."""
    dates = {"original_date": True, "extensive_search": True, "max_date": LAST_DAY}
    try:
        found = extract_metadata(tree, default_url=page.source.url or None, date_config=dates)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return {}
    return {
        "title": text_of(found.title, MAX_TITLE),
        "authors": names_of(found.author),
        "published": iso_of(found.date) if found.date and _is_clear(found.date, tree, page.content) else "",
        "site": text_of(found.sitename, MAX_NAME),
        "description": text_of(found.description),
        "categories": texts_of(_listed(found.categories)),
        "tags": texts_of(_listed(found.tags)),
        "license": text_of(found.license),
    }


def _is_clear(day: str, tree: HtmlElement, content: str) -> bool:
    """Whether a day that was found can be no other: the page writes it in ISO 8601 or with the month's name."""
    return day in content or day in {found.iso for found in dates_in(" ".join(tree.itertext())[:MAX_TEXT])}


def _listed(values: list[str] | None) -> Json:
    return list(values or ())
