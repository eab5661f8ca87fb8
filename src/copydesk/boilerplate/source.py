"""Source lines.

Drops the lines that say where a text was first published or who else worked on it (“Source: Reuters”, “Reporting by
A. Person”, “This article was originally published by …”). The source becomes `source_credit`.

Keeps sentences about sources (“Sources close to the minister said …”), and ones that begin with a quotation
(“‘Source: ministry’, he had written …”).
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, saying

MAX_WORDS_CITED = 60
"""“Source: The Daily – ” with a whole headline behind it is no longer than this."""


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that name a source."""
    found = find_phrases(draft, "source", ("start", "contains"))
    yield from (finding for finding in found if not draft.forms[finding.index].tells)
    for index in saying(draft, "source", ("start",)):
        form = draft.forms[index]
        said = form.wording.said["source", "start"] if form.words <= MAX_WORDS_CITED else ""
        if said.endswith(":") and not form.is_sentence:
            yield Finding(index, "source", f"the line begins with “{said}” and is no sentence")
