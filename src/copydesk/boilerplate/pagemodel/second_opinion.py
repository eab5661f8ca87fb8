"""What trafilatura takes for the text of a page that the model is unsure of."""

from __future__ import annotations

import logging

import numpy as np
from trafilatura import extract

from copydesk.boilerplate.blockmodel.lines import Flags
from copydesk.language.words import key_of
from copydesk.webpage.page import WebPage

MIN_LETTERS = 25
"""A shorter line has to stand on a line of its own in trafilatura's text, a longer one anywhere in it."""

MAX_TAGS, MAX_ATTRIBUTES = 20_000, 100_000
"""Pages with more are not shown to it: it takes minutes for a million tags or 100,000 attributes of one."""

# What it says on its way is for its own users; ours get the result.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def lines_of_trafilatura(page: WebPage, url: str) -> Flags:
    """Which lines of the page stand in trafilatura's text; none where it finds no text, fails, or would take too long.

    Comments count: they are the text of a thread, and where there is another text it is found beside them.
    """
    lines = page.outline.lines.text
    if page.source.count("<") > MAX_TAGS or page.source.count("=") > MAX_ATTRIBUTES:
        return np.zeros(len(lines), np.bool_)
    try:
        text = extract(page.source, url=url or None, include_comments=True, deduplicate=False) or ""
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        text = ""
    keys = [key for line in text.split("\n") if (key := key_of(line))]
    whole, joined = frozenset(keys), "\n".join(keys)
    return np.array([
        bool(key := key_of(line)) and (key in whole or (len(key) >= MIN_LETTERS and key in joined)) for line in lines
    ], np.bool_)  # fmt: skip
