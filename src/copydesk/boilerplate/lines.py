"""What the rules for single lines share: a line says one of a label's phrases, and is short enough to say no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.language.phrase_search import find
from copydesk.language.words import ends_sentence

MAX_WORDS = {"whole": 40, "heading": 14, "among": 8, "start": 28, "contains": 40}
"""The longest line that a phrase of each kind may condemn. On real clippings, lines longer than this that begin with
or contain one are article text about newsletters, cookies or comments more often than they are boilerplate."""


LONGEST_QUOTED = 60
"""Characters."""
LIKE_HEADINGS = ("navigation", "comments", "legal")
"""Labels of which one word may as well be a heading of the article (“Close”, “Report”, “Performance”)."""


def find_phrases(
    draft: Draft, label: str, kinds: tuple[str, ...] = ("whole", "start", "contains")
) -> Iterator[Finding]:
    """The open lines that say one of the label's phrases. One word between two paragraphs may be a heading."""
    said = {
        index: why
        for index in saying(draft, label, kinds)
        if (why := says(draft.forms[index], label, kinds))
        and not (label in LIKE_HEADINGS and draft.forms[index].words == 1 and draft.is_amid_prose(index))
    }
    for index, why in said.items():
        yield Finding(index, label, why)
    yield from _in_company(draft, label, said)


def saying(draft: Draft, label: str, kinds: tuple[str, ...]) -> list[int]:
    """The open lines that may say one of the label's phrases and that rules may take, in order: few of them all."""
    found: set[int] = set()
    for kind in kinds:
        lines = draft.forms.held if kind == "contains" else draft.forms.said
        found.update(lines.get((label, kind), ()))
    return sorted(index for index in found if draft.is_open(index) and index not in draft.protected)


def _in_company(draft: Draft, label: str, said: dict[int, str]) -> Iterator[Finding]:
    """Lines whose word is a menu's as well as a heading's (“Pricing”, “Instagram”): they go where two of them meet.
    With a full stop somebody says it (“Yes.”)."""
    among = (index for index in saying(draft, label, ("among",)) if index not in said)
    words = [
        index
        for index in among
        if says(draft.forms[index], label, ("among",)) and not ends_sentence(draft.forms[index].text)
    ]
    company = {*words, *said, *draft.found} if words else set()
    for index in words:
        if index - 1 in company or (index + 1 in company and not draft.heads_prose(index)):
            yield Finding(
                index,
                label,
                f"the line says only “{quoted(draft.forms[index])}”, beside others of the kind",
            )


def says(form: Form, label: str, kinds: tuple[str, ...]) -> str:
    """Why a line belongs to a label by its phrases, or nothing."""
    if not form.is_short_enough or form.is_spoken:
        return ""
    for kind in kinds:
        if form.words > MAX_WORDS[kind]:
            continue
        if kind == "contains":
            if match := find(label, kind, form.text, form.wording.held):
                return f"the line has “{_short(match.group())}” in it"
        elif found := form.wording.said.get((label, kind)):
            if kind != "start" and len(found) > LONGEST_QUOTED:
                return f"the whole line is a phrase of the kind {label}"
            how = "begins with" if kind == "start" else "says only"
            return f"the line {how} “{_short(found)}”"
    return ""


def says_any(form: Form, labels: Iterable[str], kinds: tuple[str, ...]) -> bool:
    """Does a line belong to one of some labels by its phrases?"""
    return bool(form.wording.said or form.wording.held) and any(says(form, label, kinds) for label in labels)


def is_heading(form: Form, label: str) -> bool:
    """Does the line head a list or section of this label?"""
    return (label, "heading") in form.wording.said and form.words <= MAX_WORDS["heading"]


def quoted(form: Form) -> str:
    """What a line says, to be quoted in a reason: without the marks around it, but for a bracket that it opens."""
    said = form.bare
    behind = form.text[form.text.find(said) + len(said) :]
    return _short(said + ")" if behind[:1] == ")" and said.count("(") > said.count(")") else said)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 3].rstrip() + "…"
