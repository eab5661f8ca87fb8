"""Author bios.

Drops “About the author” and the lines below it, and at the end of a text a line that begins with a name and says what
that person does for the paper (“Jane Doe is a reporter covering …”).

Keeps sentences about people in the story: only the end of a text, or a heading, makes a bio.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.boilerplate.lines import is_heading
from copydesk.language.names import is_name
from copydesk.language.phrases import begin, pattern

MAX_WORDS = 110
LAST_SHARE = 0.7
"""Bios stand in the last third of a text."""
MAX_LINES = 4
MAX_CHARACTERS_TO_ROLE = 80
"""What somebody does stands right behind the name and the verb."""


def find(draft: Draft) -> Iterator[Finding]:
    """Bios below a heading, and bios at the end."""
    last = LAST_SHARE * len(draft)
    for index in draft.open():
        form = draft.forms[index]
        if is_heading(form, "bio") and index not in draft.protected and _hangs_bio(draft, index):
            yield Finding(index, "bio", "the line heads a bio")
            yield from _below(draft, index)
        elif index >= last and is_bio(form):
            yield Finding(index, "bio", "a person’s name and what that person does for a living, at the end")


def is_bio(form: Form) -> bool:
    """Does the line begin with a name, then say “is a reporter” or the like?"""
    if not form.is_prose or form.words > MAX_WORDS:
        return False
    words = form.text.split()
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
