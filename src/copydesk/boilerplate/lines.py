"""What the rules for single lines share: a line says one of a label's phrases, and is short enough to say no more."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.boilerplate.draft import Draft, Finding, Form
from copydesk.language.phrases import pattern

MAX_WORDS = {"whole": 40, "heading": 14, "among": 8, "start": 28, "contains": 40}
"""The longest line that a phrase of each kind may condemn. On real clippings, lines longer than this that begin with
or contain one are article text about newsletters, cookies or comments more often than they are boilerplate."""


def find_phrases(
    draft: Draft, label: str, kinds: tuple[str, ...] = ("whole", "start", "contains")
) -> Iterator[Finding]:
    """The open lines that say one of the label's phrases."""
    said = {index: why for index in draft.open() if (why := says(draft.forms[index], label, kinds))}
    for index, why in said.items():
        yield Finding(index, label, why)
    yield from _in_company(draft, label, said)


def _in_company(draft: Draft, label: str, said: dict[int, str]) -> Iterator[Finding]:
    """Lines whose word is a menu's as well as a heading's (“Pricing”, “Instagram”): they go where two of them meet."""
    words = {i for i in draft.open() if i not in said and says(draft.forms[i], label, ("among",))}
    company = words | said.keys() | draft.found.keys()
    for index in sorted(words):
        if index - 1 in company or (index + 1 in company and not draft.heads_prose(index)):
            yield Finding(
                index,
                label,
                f"the line says only “{_short(draft.forms[index].bare)}”, beside others of the kind",
            )


def says(form: Form, label: str, kinds: tuple[str, ...]) -> str:
    """Why a line belongs to a label by its phrases, or nothing."""
    if not form.is_short_enough or form.is_spoken:
        return ""
    for kind in kinds:
        if form.words > MAX_WORDS[kind]:
            continue
        found = pattern(label, kind)
        if kind in ("whole", "heading", "among"):
            if form.bare and found.fullmatch(form.bare):
                return f"the line says only “{_short(form.bare)}”"
        elif kind == "start":
            if match := found.match(form.bare):
                return f"the line begins with “{_short(match.group())}”"
        elif match := found.search(form.text):
            return f"the line has “{_short(match.group())}” in it"
    return ""


def is_heading(form: Form, label: str) -> bool:
    """Does the line head a list or section of this label?"""
    return (
        form.words <= MAX_WORDS["heading"]
        and bool(form.bare)
        and bool(pattern(label, "heading").fullmatch(form.bare))
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
