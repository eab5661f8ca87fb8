"""Contact lines.

Drops lines that say how to reach the author or the paper (“Write to A. Person at a.person@example.com”, “Phone: …”).
The name in such a line is taken for the author's when nothing else states one.

Keeps sentences that mention an address as a part of the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say how to reach somebody."""
    return find_phrases(draft, "contact", ("start",))
