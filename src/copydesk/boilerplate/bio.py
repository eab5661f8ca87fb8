"""Author bios.

Drops “About the author” and the lines below it, and at the end of a text a line that begins with a name and says what
that person does for the paper (“Jane Doe is a reporter covering …”), or a name with such a line below it.

Keeps sentences about people in the story: only the end of a text, or a heading, makes a bio.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import is_heading, saying
from copydesk.boilerplate.zones import Prose
from copydesk.language.names import PARTICLES, is_name
from copydesk.language.phrases import begin, pattern

MAX_WORDS = 110
LAST_SHARE = 0.7
"""Bios stand in the last third of a text."""
SHARE_BEFORE, SHARE_BEFORE_NAMED, SHARE_BEFORE_LAST = 0.8, 0.95, 0.5
"""Of the prose, so much stands before a name with a role below it, before a name that is said again, and before either
if no prose follows (measured: of 480 such lines of 85 sites, one was an article's)."""
MAX_NAME_WORDS, MAX_WORDS_ROLE, MAX_CHARACTERS_TO_ROLE_ALONE = 5, 40, 60
MAX_LINES = 4
MAX_CHARACTERS_TO_ROLE = 80
"""What somebody does stands right behind the name and the verb."""


def find(draft: Draft) -> Iterator[Finding]:
    """Bios below a heading, and bios at the end."""
    forms, last = draft.forms, LAST_SHARE * len(draft)
    prose = Prose(draft)
    headings = set(saying(draft, "bio", ("heading",)))
    for index in draft.open():
        form = forms[index]
        if (
            index in headings
            and is_heading(form, "bio")
            and index not in draft.protected
            and _hangs_bio(draft, index)
        ):
            yield Finding(index, "bio", "the line heads a bio")
            yield from _below(draft, index)
        elif index >= last and is_bio(form):
            yield Finding(index, "bio", "a person’s name and what that person does for a living, at the end")
        elif 1 < form.words <= MAX_NAME_WORDS and _is_signed(draft, prose, index):
            yield Finding(index, "bio", "a name above what that person does, behind the text")
            yield Finding(index + 1, "bio", "what a person does, below the name and behind the text")


def _is_signed(draft: Draft, prose: Prose, index: int) -> bool:
    """Is it a name behind most of the text, with “Editor in Berlin” or “Jane Doe has …” below it?"""
    share = prose.share_before(index)
    if index + 1 == len(draft) or share < SHARE_BEFORE_LAST:
        return False
    name, below = draft.forms[index], draft.forms[index + 1]
    if below.words > MAX_WORDS or not is_name(name.text):
        return False
    is_last = prose.next_line(index + 2) == len(draft)
    if below.text.startswith(f"{name.text} "):
        return is_last or share >= SHARE_BEFORE_NAMED
    if not (is_last or share >= SHARE_BEFORE) or below.words > MAX_WORDS_ROLE or below.wording.dates:
        return False
    return pattern("bio", "role").search(below.text[:MAX_CHARACTERS_TO_ROLE_ALONE]) is not None


def is_bio(form: Form) -> bool:
    """Does the line begin with a name, then say “is a reporter” or the like?"""
    if not form.is_prose or form.words > MAX_WORDS:
        return False
    words = form.text.split(maxsplit=44)
    if len(words) < 2 or not (words[1][0].isupper() or words[1].rstrip(",") in PARTICLES):
        return False
    for count in (2, 3, 4):
        name, rest = " ".join(words[:count]).rstrip(","), " ".join(words[count : count + 40])
        if is_name(name) and begin("bio", "verb", rest):
            return bool(pattern("bio", "role").search(rest[:MAX_CHARACTERS_TO_ROLE]))
    return False


def _hangs_bio(draft: Draft, heading: int) -> bool:
    """Does a name, or a line that reads like a bio, stand right below?"""
    below = [draft.forms[index] for index in range(heading + 1, min(heading + 3, len(draft)))]
    return any(is_name(form.text) or is_bio(form) for form in below)


def _below(draft: Draft, heading: int) -> Iterator[Finding]:
    for index in range(heading + 1, min(heading + 1 + MAX_LINES, len(draft))):
        form = draft.forms[index]
        if form.words > MAX_WORDS:
            return
        yield Finding(index, "bio", f"below “{draft.forms[heading].bare}”")
        if form.is_prose:
            return
