"""Lists of other stories.

Drops “You May Also Like”, “Read also”, “More Must-Reads from …” with the headlines and teasers that hang on them, in
the middle of a text or to its end, and single lines such as “Read more: …”.

Keeps the prose that follows: a list ends where article text goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading
from copydesk.boilerplate.zones import is_prose_again, share_of_prose_before

MIN_SHARE_BEFORE = 0.6
MAX_HEADING_WORDS = 7
MIN_HEADLINE_WORDS = 5
MAX_ENTRIES = 24


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
    end = _end_of_list(draft, order, place + 1)
    below = order[place + 1 : end]
    if end < len(order) and not _are_headlines(draft, below):
        return
    said = draft.forms[order[place]].bare
    yield Finding(order[place], "related", f"“{said}” heads a list of other stories")
    for index in below:
        yield Finding(index, "related", f"in the list below “{said}”")


def _end_of_list(draft: Draft, order: list[int], start: int) -> int:
    """Where article text goes on. While most of the prose is still to come, any prose line counts as that."""
    late = share_of_prose_before(draft, order[start - 1]) >= MIN_SHARE_BEFORE
    end = start
    while end < len(order):
        if is_prose_again(draft, order, end) if late else draft.forms[order[end]].is_prose:
            break
        end += 1
    if start < end < len(order) and _is_heading(draft, order[end - 1]):
        end -= 1
    return end


def _is_heading(draft: Draft, index: int) -> bool:
    form = draft.forms[index]
    return form.words <= MAX_HEADING_WORDS and (not form.is_listed or form.text[:1].isdigit())


def _are_headlines(draft: Draft, indexes: list[int]) -> bool:
    """Do the lines read like headlines, most of them with several words and no full stop, and no more than a few?"""
    words = sorted(draft.forms[index].words for index in indexes)
    return len(words) <= MAX_ENTRIES and (not words or words[len(words) // 2] >= MIN_HEADLINE_WORDS)
