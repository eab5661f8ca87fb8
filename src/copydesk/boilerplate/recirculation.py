"""Lists of other stories.

Drops “You May Also Like”, “Read also”, “More Must-Reads from …” with the headlines and teasers that hang on them, in
the middle of a text or to its end, and single lines such as “Read more: …”.

Keeps the prose that follows: a list ends where article text goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import find_phrases, is_heading, quoted, saying
from copydesk.boilerplate.zones import PARAGRAPH_WORDS, Prose
from copydesk.model import Gap

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
MIN_SENTENCES = 2
"""So many sentences running below a list's headlines, to the end of the text, are no teasers."""
MAX_WORDS_STOPPED = 5
"""A heading with a full stop is no longer (“Read more about my story.”); longer ones are sentences of the article."""
ASKS_OR_EXCLAIMS = "?？؟!！"
MAX_ENTRIES = 24
"""A list of other stories inside an article has at most so many lines."""


def find(draft: Draft) -> Iterator[Finding]:
    """Headings with what hangs on them, and lines that lead to one other story."""
    prose = Prose(draft)
    covered = 0
    for index in sorted({index for label in HEADINGS for index in saying(draft, label, ("heading",))}):
        form = draft.forms[index]
        heads = any(is_heading(form, label) for label in HEADINGS)
        heads = heads and not (form.words > MAX_WORDS_STOPPED and _is_stopped(form))
        if index >= covered and heads and not form.is_listed:
            below = _list_below(draft, prose, index)
            if below or (below is not None and is_heading(form, "related")):
                yield from _findings(draft, index, below)
                covered = below[-1] + 1 if below else index + 1
    # “Live blog: …” in the first line is the headline
    yield from (finding for finding in find_phrases(draft, "related", ("start",)) if finding.index > 0)


def _findings(draft: Draft, heading: int, below: list[int]) -> Iterator[Finding]:
    said = quoted(draft.forms[heading])
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
    end = _behind_blank(draft, first, end)
    if end == len(draft):
        below = [index for index in range(first, end) if draft.is_open(index)]
        return below[: len(below) - _sentences_of_article(draft, below)]
    below = [index for index in range(max(first, end - MAX_ENTRIES - 1), end) if draft.is_open(index)]
    is_group = first < end and draft.is_one_group(heading, end)
    if below and not is_group and _is_section_heading(draft, below[-1]):
        below.pop()
    return below if end - first <= MAX_ENTRIES and (is_group or _are_headlines(draft, below)) else None


def _behind_blank(draft: Draft, first: int, end: int) -> int:
    """The index of the sentence that stands behind a blank line, where the list above it has none; or else the end."""
    forms = draft.forms
    blank = next((index for index in range(first, end) if forms[index].block.gap is Gap.BLANK), end)
    is_list = first < blank < end and not any(_is_stopped(form) for form in forms[first:blank])
    return blank if is_list and draft.is_open(blank) and _is_stopped(forms[blank]) else end


def _sentences_of_article(draft: Draft, below: list[int]) -> int:
    """How many lines at the end of the text's last list go on the article: a few sentences below mere headlines."""
    forms = [draft.forms[index] for index in below]
    count = sum(1 for _ in takewhile(_is_stopped, reversed(forms)))
    headlines = forms[: len(forms) - count]
    if not headlines or any(form.is_prose for form in headlines):
        return 0
    is_last = count == 1 and forms[-1].is_prose and len(headlines) <= MAX_HEADLINES_AMID
    return count if count >= MIN_SENTENCES or is_last else 0


def _is_stopped(form: Form) -> bool:
    """Is it a sentence with a full stop? Headlines ask and exclaim as well."""
    return form.is_sentence and not any(mark in form.text[-2:] for mark in ASKS_OR_EXCLAIMS)


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
