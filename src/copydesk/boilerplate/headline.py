"""The headline.

Drops the line that is the headline: one that says what the page states as its title, one that stands twice before the
text, or the first of the lines just above a byline, a date or a share bar that may be one. It becomes the `title`.

Keeps a first line that nothing but its place gives away (its text is still taken for the title when nothing else
states one): it may as well be a heading or a standfirst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import says, says_any
from copydesk.boilerplate.times import Times
from copydesk.boilerplate.zones import Prose
from copydesk.language.bylines import has_role
from copydesk.language.phrases import begin
from copydesk.language.titles import SITE_MARK, is_with_site
from copydesk.language.words import normal
from copydesk.model import Role

MIN_WORDS, MAX_WORDS = 4, 45
MIN_WORDS_STATED = 2
MAX_WORDS_DATED = 12
"""A line with a date is a date line if it has no more words than this."""
MAX_WORDS_BESIDE_DATE = 5
MAX_WORDS_ABOVE = 24
"""A longer line above a byline is a standfirst: of 152 headlines of 109 news sites, the longest has 23 words."""
MAX_LINES_BETWEEN = 3
"""Between the headline and the byline stand at most a standfirst and a kicker, beside captions."""
MAX_REACH = 8
"""With captions between, the headline is not farther away."""
KINDS = ("whole", "start", "contains")
OTHERS = ("share", "navigation", "newsletter", "legal", "advert", "caption", "dateline", "comments")
"""A line with a phrase of these is no headline."""
ENDINGS = (".", ":", ",", ";", "。", "：", "，", "、", "；", "।", "۔", "،", "؛")
PREFIX = re.compile(r"[A-Z][\w-]{1,9}:\s.*@|[\[(]")
"""An e-mail's “From: …@…”, or a line in brackets."""


def find(draft: Draft) -> Iterator[Finding]:
    """The headline, wherever it stands, when there is evidence that it is one."""
    stated = _stated(draft)
    if stated:
        yield from stated
        return
    start = Prose(draft).start
    if start < len(draft):  # verse and lists say things twice as well, and have dates in them
        yield from _with_site(draft, start) or _repeated(draft, start) or _above_byline(draft, start)


def _stated(draft: Draft) -> list[Finding]:
    """Lines that say what the page states as its title."""
    title = normal(draft.metadata.title)
    if len(title.split()) < MIN_WORDS_STATED:
        return []
    return [
        Finding(index, "title", "the line says what the page states as its title")
        for index in draft.open()
        if draft.forms[index].normal == title and not draft.forms[index].is_listed
    ]


def _repeated(draft: Draft, start: int) -> list[Finding]:
    """The first line that stands before the prose and again, there or in a line about the source."""
    head = [index for index in draft.open() if index < max(start, 1) and _may_be(draft.forms[index])]
    times = Times(draft.forms[index] for index in head)
    for index in head:
        if times.of(draft.forms[index]) > 1 and not _has_credit_below(draft, index):
            said = draft.forms[index].normal
            same = [other for other in head if draft.forms[other].normal == said]
            return [Finding(other, "title", "the line stands twice before the text") for other in same]
    if head and _is_cited(draft, head[0]):
        return [Finding(head[0], "title", "the first line is cited again as the title of the source")]
    return []


def _with_site(draft: Draft, start: int) -> list[Finding]:
    """The page's title with the site's name in the first line, and the headline itself where it stands without."""
    first = draft.forms[0]
    if not draft.is_open(0) or first.words > MAX_WORDS or not SITE_MARK.search(first.text):
        return []
    ahead = (index for index in draft.open() if index > 0)
    said_bare = (index for index in ahead if is_with_site(first.text, draft.forms[index].text))
    bare = next((index for index in said_bare if _may_be(draft.forms[index])), None)
    if bare is None:
        return []
    said = draft.forms[bare].normal
    same = [i for i in draft.open() if bare <= i < max(start, bare + 1) and draft.forms[i].normal == said]
    return [
        Finding(index, "title", "the line is the page’s title, with the site’s name or without")
        for index in (0, *same)
    ]


def _is_cited(draft: Draft, first: int) -> bool:
    """Is it the first line, and does one that names a source say it again?"""
    forms = draft.forms
    return first == 0 and any(forms[0].normal in forms[index].normal for index in _sources(draft) if index)


def _sources(draft: Draft) -> Iterator[int]:
    """The lines that name a source; long ones are not looked up among those that say something."""
    yield from draft.forms.said.get(("source", "start"), ())
    for index, form in enumerate(draft.forms):
        if not form.wording.may_say and begin("source", "start", form.bare):
            yield index


def _above_byline(draft: Draft, start: int) -> list[Finding]:
    """The first of the lines just above a byline, date or share bar before the prose that may be one."""
    for index in range(1, start):
        if index in draft.protected or not _stands_below_headlines(draft.forms[index]):
            continue
        near = range(max(0, index - MAX_REACH), index)
        for above in [other for other in near if draft.is_open(other)][-MAX_LINES_BETWEEN:]:
            form = draft.forms[above]
            if form.words <= MAX_WORDS_ABOVE and _may_be(form) and not _has_credit_below(draft, above):
                reason = "the line stands above the byline, the date or the share bar"
                return [Finding(above, "title", reason)]
    return []


def _stands_below_headlines(form: Form) -> bool:
    """Is it a byline, a date or a share bar?"""
    if not form.is_short_enough:
        return False
    says_when = form.words <= MAX_WORDS_DATED and bool(form.wording.dates) and not _tells_more(form)
    return says_when or bool(form.wording.byline_names) or bool(says(form, "share", ("whole", "start")))


def _tells_more(form: Form) -> bool:
    """Has it more words beside the date than “updated” and a place (“Minutes of the meeting held on …”)?"""
    return sum(word[0].isalpha() for word in normal(form.wording.undated).split()) > MAX_WORDS_BESIDE_DATE


def _has_credit_below(draft: Draft, index: int) -> bool:
    """Does a picture's credit stand right below? Then the line is its caption."""
    return index + 1 < len(draft) and draft.forms[index + 1].wording.is_credit


def _may_be(form: Form) -> bool:
    if not MIN_WORDS <= form.words <= MAX_WORDS or form.text.endswith(ENDINGS):
        return False
    if form.block.role in (Role.LIST_ITEM, Role.TABLE, Role.CODE, Role.QUOTE) or form.is_cut:
        return False
    if PREFIX.match(form.text) or _stands_below_headlines(form) or says_any(form, OTHERS, KINDS):
        return False
    return not (form.wording.credit[1] or has_role(form.text))
