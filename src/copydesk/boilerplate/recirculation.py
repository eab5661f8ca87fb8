"""Lists of other stories.

Drops “You May Also Like”, “Read also”, “More Must-Reads from …” with the headlines and teasers that hang on them, in
the middle of a text or to its end, and single lines such as “Read more: …”.

Keeps the prose that follows: a list ends where article text goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding
from copydesk.boilerplate.lines import find_phrases, is_heading, saying
from copydesk.boilerplate.zones import PARAGRAPH_WORDS, Prose

MIN_SHARE_BEFORE = 0.6
"""While less of the prose than this stands before a list, any prose line ends it; later, only prose that goes on."""
MAX_HEADING_WORDS = 7
"""A line this short at the end of a list, before the prose, is the heading of what follows."""
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 5, 22
"""The median line of a list of headlines has so many words."""
HEADINGS = ("related", "tags")
"""“More on this” may head a list of either; the rule for tags has had its turn."""
MIN_TEASERS = 2
MAX_HEADLINES_AMID = 3
"""A list that stands right above the last paragraph has at most so many headlines."""
MAX_ENTRIES = 24
"""A list of other stories inside an article has at most so many lines."""


def find(draft: Draft) -> Iterator[Finding]:
    """Headings with what hangs on them, and lines that lead to one other story."""
    prose = Prose(draft)
    covered = 0
    for index in sorted({index for label in HEADINGS for index in saying(draft, label, ("heading",))}):
        form = draft.forms[index]
        heads = any(is_heading(form, label) for label in HEADINGS)
        if index >= covered and heads and not form.is_listed:
            below = _list_below(draft, prose, index)
            if below or (below is not None and is_heading(form, "related")):
                yield from _findings(draft, index, below)
                covered = below[-1] + 1 if below else index + 1
    # “Live blog: …” in the first line is the headline
    yield from (finding for finding in find_phrases(draft, "related", ("start",)) if finding.index > 0)


def _findings(draft: Draft, heading: int, below: list[int]) -> Iterator[Finding]:
    said = draft.forms[heading].bare
    yield Finding(heading, "related", f"“{said}” heads a list of other stories")
    for index in below:
        yield Finding(index, "related", f"in the list below “{said}”")


def _list_below(draft: Draft, prose: Prose, heading: int) -> list[int] | None:
    """The lines that hang on the heading; None if prose follows it at once: then it heads a section of the article."""
    first = heading + 1
    if first == prose.next_run(first) < len(draft):
        return None
    if heading < prose.first:  # “Latest News” above the headline is the section that the text stands in
        return []
    late = prose.share_before(heading) >= MIN_SHARE_BEFORE
    end = prose.next_run(first) if late else prose.next_line(first)
    if late and _are_teasers(draft, [index for index in range(first, len(draft)) if draft.is_open(index)]):
        end = len(draft)
    if end == len(draft):
        below = [index for index in range(first, end) if draft.is_open(index)]
        return below[:-1] if _ends_article(draft, below) else below
    below = [index for index in range(max(first, end - MAX_ENTRIES - 1), end) if draft.is_open(index)]
    if below and _is_section_heading(draft, below[-1]):
        below.pop()
    return below if end - first <= MAX_ENTRIES and _are_headlines(draft, below) else None


def _ends_article(draft: Draft, below: list[int]) -> bool:
    """Is the only prose of a short list its last line? Then it is the last paragraph of the article."""
    if not 1 < len(below) <= MAX_HEADLINES_AMID + 1:
        return False
    *headlines, last = (draft.forms[index] for index in below)
    return last.is_prose and last.is_sentence and not any(form.is_prose for form in headlines)


def _are_teasers(draft: Draft, indexes: list[int]) -> bool:
    """Are the lines headlines with a short sentence below each? Sections of an article are longer."""
    headlines, teasers = indexes[::2], indexes[1::2]
    if len(headlines) != len(teasers) or len(teasers) < MIN_TEASERS:
        return False
    forms = draft.forms
    return all(not forms[i].is_sentence and forms[i].words >= MIN_HEADLINE_WORDS for i in headlines) and all(
        forms[index].is_sentence and forms[index].words < PARAGRAPH_WORDS for index in teasers
    )


def _is_section_heading(draft: Draft, index: int) -> bool:
    form = draft.forms[index]
    is_short = form.words <= MAX_HEADING_WORDS and not form.wording.byline_names
    return is_short and (not form.is_listed or form.text[:1].isdigit())


def _are_headlines(draft: Draft, indexes: list[int]) -> bool:
    """Do the lines read like headlines: most of them with several words?"""
    words = sorted(draft.forms[index].words for index in indexes)
    return not words or MIN_HEADLINE_WORDS <= words[len(words) // 2] <= MAX_HEADLINE_WORDS
