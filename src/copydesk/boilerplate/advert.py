"""Adverts.

Drops the marks that stand around adverts (“Advertisement”, “Story continues below”), calls to buy, and the notes about
paid links.

Keeps article text about advertising, prices and trade.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say a phrase of adverts."""
    return find_phrases(draft, "advert")
