"""What no rule takes, whatever it says: code, forms, numbered headings, and verse.

Their lines are short, come twice, and have the words of menus in them; what gives them away is their company.

Only people take such lines, with the `drop` phrases of the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from copydesk.boilerplate.draft import Form
from copydesk.language.phrase_files import WHOLE
from copydesk.model import Gap, Role

CODE = re.compile(
    r"(?!\$?\{)(?:(?:def|class|fn|func|function|public|private|static|const|let|var|return|import|package|namespace|using)\s[^.!?]*$"
    r"|(?:from\s[\w.]+\simport\s|#include|#!/|@\w+$|SELECT\s|INSERT\s|UPDATE\s)"
    r"|(?:if|for|while|try|else|elif|except|finally|switch|catch|with|do)\b.*[:{]$"
    r"|.*(?:\w\([^()]*\)+[;:,{]?$|[{};]$|\s(?:=|==|!=|=>|->|\+=|:=|&&|\|\|)\s)|[}\])]+[;,]?$)"
)
CODE_STARTS, SQL = frozenset("dcfpslvrinuwte#@"), ("SELECT", "INSERT", "UPDATE")
CODE_ENDS = frozenset(");:,{}]")
"""What a match of `CODE` begins with or ends with, unless it has an operator in it."""
REMEMBERED = 4096
"""Lines that are remembered, since a clipping is looked at twice. It bounds memory and changes no result."""
COMMENT = re.compile(r"(?:#|//|/\*|\*|--|<!--|\"\"\"|''')")
FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
FENCES = ("```", "~~~")
"""What stands above and below code in Markdown, and how it begins."""
REACH, MIN_CODE, MIN_CODE_SHARE = 6, 4, 0.4
"""A comment or an indented line is code if so many of the lines near it are plainly code. Prose among them is none."""

FIELD = re.compile(r"[^\s:|.!?][^:|.!?]{0,28}:\s+\S")
MAX_KEY_WORDS, MAX_FIELD_WORDS = 3, 10
MIN_FIELDS, MIN_SHARE_UNKNOWN = 3, 2 / 3
"""Two of three fields are a form's own: below every second headline of a list stands “Photo: AFP” as well."""
NAMING = ("byline", "dateline", "source", "credit", "caption", "tags", "crumb", "contact", "related", "share")
"""Labels whose lines have the form of a field as well (“Photo: AFP”)."""

NUMBERED = re.compile(r"(?:§ ?|art\. ?)?(\d{1,3})[.)]?\s+\S", re.IGNORECASE)
MIN_NUMBERED = 4
MAX_HEADING_WORDS = 8

MIN_VERSES, MIN_STANZA = 8, 3
MAX_SHARE_SAID, MAX_SHARE_SAID_UNPARTED = 0.25, 0.15
"""Of the lines of a text without prose, at most so many may say a phrase of boilerplate: more of them are a menu."""
SAID = ("share", "navigation", "legal", "newsletter", "advert", "comments", "related")


def sheltered(forms: Sequence[Form]) -> frozenset[int]:
    """The lines that no rule may take."""
    return frozenset((*_fenced(forms), *_code(forms), *_fields(forms), *_numbered(forms), *_verses(forms)))


def _fenced(forms: Sequence[Form]) -> Iterator[int]:
    """Two fences with all between them."""
    opened, fence = 0, ""
    for index, form in enumerate(forms):
        if not form.text.startswith(fence or FENCES):
            continue
        if fence and form.text.strip(fence[0]) == "":
            yield from range(opened, index + 1)
            fence = ""
        elif not fence and (found := FENCE.match(form.text)):
            opened, fence = index, found[1]


def _code(forms: Sequence[Form]) -> Iterator[int]:
    """Lines of code, and the comments and indented lines among them."""
    sure = [
        form.block.role is Role.CODE or (form.is_short_enough and _is_plainly_code(form.text))
        for form in forms
    ]
    if sum(sure) < MIN_CODE:
        return
    for index, form in enumerate(forms):
        near = sure[max(0, index - REACH) : index + REACH + 1]
        is_amid_code = sum(near) >= MIN_CODE and sum(near) >= MIN_CODE_SHARE * len(near)
        if is_amid_code and (sure[index] or form.block.indent or COMMENT.match(form.text)):
            yield index


@lru_cache(REMEMBERED)
def _is_plainly_code(text: str) -> bool:
    """Does a keyword at its head, or a mark that sentences have not, make it a line of code?"""
    may_be = text[:1] in CODE_STARTS or text[-1:] in CODE_ENDS or text[:6] in SQL
    if not may_be:
        may_be = "=" in text or "->" in text or "&&" in text or "||" in text
    return may_be and CODE.match(text) is not None


def _fields(forms: Sequence[Form]) -> Iterator[int]:
    """“Date: …” and the like in a run of fields of which the most are no boilerplate's: an e-mail's head, a form."""
    for run in _runs([index for index, form in enumerate(forms) if is_field(form)]):
        known = [index for index in run if _names_boilerplate(forms[index])]
        if len(run) >= MIN_FIELDS and len(run) - len(known) >= MIN_SHARE_UNKNOWN * len(run):
            yield from known


def is_field(form: Form) -> bool:
    """Is it “Key: value”, with a word or three before the colon and a few behind it?"""
    if ":" not in form.text or not form.is_short_enough or form.words > MAX_FIELD_WORDS:
        return False
    if not FIELD.match(form.bare):
        return False
    return len(form.bare.partition(":")[0].split()) <= MAX_KEY_WORDS


def _names_boilerplate(form: Form) -> bool:
    return any((label, "start") in form.wording.said for label in NAMING)


def _numbered(forms: Sequence[Form]) -> Iterator[int]:
    """Headings counted through (“4 Cookies … 5 Newsletters … 6 Comments”) with text between them."""
    found: list[int] = []
    numbered = (
        (index, match[1])
        for index, form in enumerate(forms)
        if form.words <= MAX_HEADING_WORDS and (match := NUMBERED.match(form.text))
    )
    for index, number in numbered:
        if int(number) == len(found) + 1 and not forms[index].text.endswith(":"):
            found.append(index)
    apart = sum(later - earlier > 1 for earlier, later in pairwise(found))
    if len(found) >= MIN_NUMBERED and apart == len(found) - 1:
        yield from found


def _verses(forms: Sequence[Form]) -> Iterator[int]:
    """The stanzas of a text that has no prose at all, and hardly a phrase of boilerplate."""
    if len(forms) < MIN_VERSES or any(form.is_prose for form in forms):
        return
    said = [_is_said(form) for form in forms]
    is_parted = any(form.block.gap is Gap.BLANK for form in forms[1:])
    if sum(said) > (MAX_SHARE_SAID if is_parted else MAX_SHARE_SAID_UNPARTED) * len(forms):
        return
    for stanza in _stanzas(forms):
        if len(stanza) >= MIN_STANZA and 2 * sum(said[index] for index in stanza) < len(stanza):
            inside = [index for index in stanza if not said[index]]
            yield from stanza if is_parted else range(inside[0], inside[-1] + 1)


def _is_said(form: Form) -> bool:
    return any(label in SAID and kind in WHOLE for label, kind in form.wording.said)


def _stanzas(forms: Sequence[Form]) -> list[list[int]]:
    stanzas: list[list[int]] = [[]]
    for index, form in enumerate(forms):
        if form.block.gap is Gap.BLANK and stanzas[-1]:
            stanzas.append([])
        stanzas[-1].append(index)
    return stanzas


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """The indexes in stretches without a hole."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
