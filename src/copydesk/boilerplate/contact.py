"""Contact lines.

Drops lines that say how to reach the author or the paper (“Write to A. Person at a.person@example.com”, “Phone: …”).
The name in such a line is taken for the author's when nothing else states one.

Keeps addresses further up in a text: a list of clinics or shops is made of them; and those in a quoted e-mail.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases
from copydesk.model import Role

LAST_SHARE = 0.8
"""Contact lines stand in the last fifth of a text; addresses further up belong to what it is about."""


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that say how to reach somebody."""
    last = LAST_SHARE * len(draft)
    found = (finding for finding in find_phrases(draft, "contact", ("start",)) if finding.index >= last)
    return (finding for finding in found if draft.forms[finding.index].block.role is not Role.QUOTE)
