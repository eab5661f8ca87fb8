"""Newsletter, subscription and app prompts.

Drops lines that ask the reader to subscribe, to sign up, to get the news by e-mail or to install an app, and the
small print below them.

Keeps article text about newsletters and subscribers: longer lines, and sentences that don't speak to the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say a phrase of subscribing."""
    return find_phrases(draft, "newsletter")
