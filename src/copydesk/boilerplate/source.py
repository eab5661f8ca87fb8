"""Source lines.

Drops the lines that say where a text was first published or who else worked on it (“Source: Reuters”, “Reporting by
A. Person”, “This article was originally published by …”). The source becomes `source_credit`.

Keeps sentences about sources (“Sources close to the minister said …”), and ones that begin with a quotation
(“‘Source: ministry’, he had written …”).
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases
from copydesk.language.phrases import pattern

MAX_WORDS_CITED = 60
"""“Source: The Daily – ” with a whole headline behind it is no longer than this."""


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that name a source."""
    found = find_phrases(draft, "source", ("start", "contains"))
    yield from (finding for finding in found if not draft.forms[finding.index].tells)
    for index in draft.open():
        form = draft.forms[index]
        match = pattern("source", "start").match(form.bare) if form.words <= MAX_WORDS_CITED else None
        if match and match.group().endswith(":") and not form.is_sentence:
            yield Finding(index, "source", f"the line begins with “{match.group()}” and is no sentence")
