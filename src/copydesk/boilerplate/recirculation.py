"""Lists of other stories.

Drops “You May Also Like”, “Read also”, “More Must-Reads from …” with the headlines and teasers that hang on them, in
the middle of a text or to its end, and single lines such as “Read more: …”.

Keeps the prose that follows: a list ends where article text goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading
from copydesk.boilerplate.zones import is_prose_again


def find(draft: Draft) -> Iterator[Finding]:
    """Lines that lead to one other story, and headings with what hangs on them."""
    yield from find_phrases(draft, "related", ("start",))
    order = draft.open()
    for place, index in enumerate(order):
        if is_heading(draft.forms[index], "related"):
            yield from _list(draft, order, place)


def _list(draft: Draft, order: list[int], place: int) -> Iterator[Finding]:
    """The heading and its list, unless prose follows it at once: then it heads a section of the article."""
    if is_prose_again(draft, order, place + 1):
        return
    said = draft.forms[order[place]].bare
    yield Finding(order[place], "related", f"“{said}” heads a list of other stories")
    end = place + 1
    while end < len(order) and not is_prose_again(draft, order, end):
        end += 1
    if end < len(order) and draft.forms[order[end - 1]].words <= 7 and not draft.forms[order[end - 1]].is_listed:
        end -= 1
    for below in order[place + 1 : end]:
        yield Finding(below, "related", f"in the list below “{said}”")
