"""Cookie notices, copyright lines and other legal lines.

Drops what a site says of itself for its lawyers: cookies and consent, copyright, terms, privacy, accessibility.

Keeps article text about law, copyright and privacy: sentences that don't speak of “this site” and “we”.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say a phrase of law."""
    return find_phrases(draft, "legal")
