"""Navigation lines.

Drops single lines that lead about the site: “Skip to content”, “Back to top”, “Next article”, “Log in”, “Read more”.

Keeps headings and sentences with the same words in them; only a line that says nothing else goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say a phrase of finding one's way."""
    for finding in find_phrases(draft, "navigation", ("whole", "start")):
        form = draft.forms[finding.index]
        if not (form.text.endswith(":") and is_heading(form, "related")):  # “Read more:” has a list below it
            yield finding
