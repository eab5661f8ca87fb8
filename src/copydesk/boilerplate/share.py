"""Share and follow bars.

Drops lines that only ask to share, print or follow, or only name networks (“Share on Facebook”, “Facebook X Email”,
“Follow us on Instagram”, “Share this @example.com”).

Keeps sentences about networks: “She shared the video on Facebook, where it was seen by two million people.”
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say a phrase of sharing and no more."""
    return find_phrases(draft, "share", ("whole", "start"))
