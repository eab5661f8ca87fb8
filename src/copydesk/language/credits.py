"""Picture credits: “Photo: AFP” as a line, and “… public spacesCredit: AFP” at the end of a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.language.credit_forms import (
    CAPITALS,
    endings_for,
    has_ending,
    is_agency_line,
    lines_with_endings,
)
from copydesk.language.credit_tail import BRACKETS, MAX_WORDS, TAIL, has_beginning, lines_with_beginnings
from copydesk.language.joined_lines import FoldedLines
from copydesk.language.names import is_name
from copydesk.language.phrases import begin, phrases

LONGEST_CAPTION = 2000
"""Characters; what is longer is no caption, whoever calls it one."""
MAX_LINE_WORDS = 9
MAX_WORDS_BARE = 25
"""Behind more words than this, an agency alone is the report’s source (in 630 captions with a credit: never)."""
MAX_SMALL_WORDS = 2
"""A sentence that begins “Photo by Ann Poe” has more small letters behind it than a credit has."""
MAX_CREDITS = 3
"""Some sites give the credit twice: “The market © Ann Poe Photo: Ann Poe”."""
RESERVED = "reserved"
SITE_MARKS = "|–—-"
"""What stands between a headline and the site's name."""
RIGHTS = re.compile(
    r"[\s./|–—-]*(?:copyright|©)[\s©]*\d{4}\s(?P<holder>the (?:ap|associated press)\b|afp\b|reuters\b)[^.]{0,30}\."
    r"\s?all rights reserved\W*$",
    re.IGNORECASE,
)
"""What agencies put behind their own credit."""
YEAR_OR_RIGHTS = re.compile(
    r"\b(?:19|20)\d\d\b|rights reserved|\brechte vorbehalten|\b(?:inc|ltd|limited|llc|gmbh|s\.a|co)\b",
    re.IGNORECASE,
)
NAME_AFTER_SENTENCE = re.compile(r"(?<=[.!?”\"’»])\s?(?P<name>[^.!?\n]{3,60})$")


def may_have_credit(text: str) -> bool:
    """Could the line be a credit, or end with one? Nearly all lines are told by this to be neither.

    >>> may_have_credit("The river rose, and the bridge is closed."), may_have_credit("The bridge. Photo: Ann Poe")
    (False, True)
    """
    return has_beginning(text) or has_ending(text[-TAIL:]) or _may_reserve_rights(text)


def may_have_credits(lines: Sequence[str], folded: FoldedLines) -> list[bool]:
    """Of each line, whether it `may_have_credit`. `folded` are these lines."""
    likely = lines_with_beginnings(lines) | lines_with_endings(lines, folded) | folded.holding((RESERVED,))
    return [index in likely and may_have_credit(line) for index, line in enumerate(lines)]


def split_credit(text: str) -> tuple[str, str]:
    """A caption's text and the credit at its end, which is empty where there is none.

    >>> split_credit("Cameras can be seen in public spacesCredit: AFP")
    ('Cameras can be seen in public spaces', 'AFP')
    >>> split_credit("Tourists in the park. (Photo by Ann Poe/VCG via Getty Images)")
    ('Tourists in the park.', 'Ann Poe/VCG via Getty Images')
    >>> split_credit("Rain fell in the city, Reuters reported.")
    ('Rain fell in the city, Reuters reported.', '')
    """
    if len(text) > LONGEST_CAPTION:
        return text, ""
    rest, credit = _without_rights(text)
    for _ in range(MAX_CREDITS):
        caption, found = _split_once(rest)
        if not found:
            break
        rest, credit = caption, _joined(found, credit)
    if credit and rest is not text:
        rest, credit = _with_name(rest, credit)
    return (rest, credit) if credit else (text, "")


def is_credit(text: str) -> bool:
    """Is the whole line a credit?

    >>> is_credit("Photo: AFP"), is_credit("Ann Poe/Getty Images"), is_credit("Reuters reported it")
    (True, True, False)
    """
    if len(text) > TAIL or text.count(" ") > MAX_WORDS:
        return False
    bare = text.strip(BRACKETS).rstrip(".")
    if len(bare) > 3 and is_agency_line(bare):
        return True
    match = begin("credit", "start", text)
    rest = text[match.end() :].split() if match else []
    tells = text.endswith((".", "!", "?")) and sum(word[0].islower() for word in rest) > MAX_SMALL_WORDS
    return 0 < len(rest) <= MAX_LINE_WORDS and not tells


def is_agency(text: str) -> bool:
    """Is it the name of an agency, and nothing else?

    >>> is_agency("Reuters"), is_agency("Ann Poe/Reuters")
    (True, False)
    """
    agency, short = ("|".join(phrases("credit", kind)) for kind in ("agency", "short"))
    return bool(re.fullmatch(rf"(?:(?i:(?:the\s)?(?:{agency}))|{short})", text.strip("()[] .")))


def is_copyright(text: str) -> bool:
    """Does a credit speak of rights as the foot of a page does, with a year, a company or “All rights reserved”?

    >>> is_copyright("© 2025 The Courier Ltd."), is_copyright("© Ann Poe")
    (True, False)
    """
    return ("©" in text or "copyright" in text.casefold()) and bool(YEAR_OR_RIGHTS.search(text))


def credit_behind(caption: str, line: str) -> str:
    """The credit that a line has behind the words of a caption, or nothing where it goes on with something else.

    Beside its own alt text a caption shows where the credit begins, so that no word has to announce it.

    >>> credit_behind("People wade through the market", "People wade through the market Ann Poe/The Courier")
    'Ann Poe/The Courier'
    >>> credit_behind("People wade through the market", "People wade through the market of the old town")
    ''
    """
    said = caption.rstrip(" .…")
    if len(line) <= len(said) or not line.startswith(said):
        return ""
    rest = line[len(said) :].lstrip(" .")
    if not 0 < len(rest.split()) <= MAX_WORDS:
        return ""
    bare = bare_credit(rest)
    if is_credit(rest) or rest[0] in "©" or _bracketed_name(rest) or split_credit(line)[1]:
        return bare
    if rest[0] in SITE_MARKS:
        return ""
    parts = re.split(r"\s?[/;]\s?|\svia\s", rest.lstrip("/ "))
    is_parted = len(parts) > 1 or rest[0] == "/" or caption.rstrip().endswith((".", "!", "”", '"'))
    return bare if is_parted and all(re.fullmatch(CAPITALS, part) for part in parts) else ""


def bare_credit(text: str) -> str:
    """A credit without brackets around it and without what announces it.

    >>> bare_credit("(Photo: Ann Poe)"), bare_credit("© Ann Poe")
    ('Ann Poe', 'Ann Poe')
    """
    bare = text.strip("()[] ")
    match = begin("credit", "start", bare)
    return (bare[match.end() :] if match else bare).strip(" ©:|/–—-.()[]")


def _bracketed_name(text: str) -> bool:
    inner = text.rstrip(". ")[1:-1]
    return text[0] in "([" and text.rstrip(". ")[-1:] in ")]" and is_name(inner)


def _without_rights(text: str) -> tuple[str, str]:
    """The text without an agency's “Copyright 2025 The AP. All rights reserved”, and that agency."""
    match = RIGHTS.search(text[-TAIL:]) if _may_reserve_rights(text) else None
    if match is None or not text[-TAIL:][: match.start()].strip():
        return text, ""
    return text[: len(text) - len(text[-TAIL:]) + match.start()], match["holder"]


def _may_reserve_rights(text: str) -> bool:
    return text[-TAIL:].rstrip(" .").casefold().endswith(RESERVED)


def _split_once(text: str) -> tuple[str, str]:
    start = max(0, len(text) - TAIL)
    tail = text[start:]
    for found in endings_for(tail):
        match = found.search(tail)
        if (
            match
            and start + match.start() > 0
            and _is_for_picture(text[: start + match.start()], match["credit"])
        ):
            return text[: start + match.start()].rstrip(" (|[-–—"), match["credit"].strip(" .:()[]|/©")
    return text, ""


def _joined(inner: str, outer: str) -> str:
    if not outer or outer.casefold() in inner.casefold():
        return inner
    return outer if inner.casefold() in outer.casefold() else f"{inner} / {outer}"


def _with_name(caption: str, credit: str) -> tuple[str, str]:
    """A name behind the caption's full stop is the credit's: “… in 2024. Ann Poe” and “AFP” → “Ann Poe / AFP”."""
    match = NAME_AFTER_SENTENCE.search(caption)
    if match is None or not is_name(match["name"]):
        return caption, credit
    return caption[: match.start()].rstrip(), _joined(match["name"], credit)


def _is_for_picture(caption: str, credit: str) -> bool:
    """Is it a picture's credit, and not “(AP)” at the end of a report's paragraph?"""
    is_report = " " not in credit and "/" not in credit and len(caption.split()) > MAX_WORDS_BARE
    return 0 < len(credit.split()) <= MAX_WORDS and not is_report
