"""Source lines.

Drops the lines that say where a text was first published or who else worked on it (“Source: Reuters”, “Reporting by
A. Person”, “This article was originally published by …”). The source becomes `source_credit`.

Keeps sentences that quote a source (“Sources close to the minister said …”).
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that name a source."""
    return find_phrases(draft, "source", ("start", "contains"))
