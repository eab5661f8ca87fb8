"""Picture credits: “Photo: AFP” as a line, and “… public spacesCredit: AFP” at the end of a caption."""

from __future__ import annotations

import re
from functools import cache

from copydesk.language.phrases import phrases

LONGEST_CAPTION = 2000
"""Characters; what is longer is no caption, whoever calls it one."""
MAX_WORDS = 14
"""The longest credits name a photographer, an agency and a licence."""
MAX_LINE_WORDS = 9
MAX_WORDS_BARE = 25
"""Behind more words than this, an agency alone is the report’s source (in 630 captions with a credit: never)."""
NAME = r"[^()\[\]|:\n]{2,90}"
PERSON = r"[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}"


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
    for found in _endings():
        match = found.search(text)
        if match and match.start() > 0 and _is_for_picture(text[: match.start()], match["credit"]):
            return text[: match.start()].rstrip(" (|[-–—"), match["credit"].strip(" .:()[]|/")
    return text, ""


def _is_for_picture(caption: str, credit: str) -> bool:
    """Is it a picture's credit, and not “(AP)” at the end of a report's paragraph?"""
    is_report = " " not in credit and "/" not in credit and len(caption.split()) > MAX_WORDS_BARE
    return 0 < len(credit.split()) <= MAX_WORDS and not is_report


def is_credit(text: str) -> bool:
    """Is the whole line a credit?

    >>> is_credit("Photo: AFP"), is_credit("Ann Poe/Getty Images"), is_credit("Reuters reported it")
    (True, True, False)
    """
    if len(text) > LONGEST_CAPTION:
        return False
    bare = text.strip("()[] ").rstrip(".")
    if len(bare) > 3 and _agency().fullmatch(bare):
        return True
    match = _announced().match(text)
    return match is not None and 0 < len(text[match.end() :].split()) <= MAX_LINE_WORDS


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    """How a credit stands at the end of a caption, the clearest forms first."""
    agency, short, word, start = (
        "|".join(phrases("credit", kind)) for kind in ("agency", "short", "glued", "start")
    )
    by = rf"(?:(?i:{agency})|{short})"
    people = rf"{PERSON}(?:\s?[/|,]\s?{PERSON})*"
    return (
        # “… credit: she came” is a sentence: a credit begins with a capital, or is one of the short ones.
        re.compile(rf"\(?\[?(?i:{word})\s?(?P<credit>(?=[^a-zà-ÿ\s]|(?:{short})\b){NAME})[.)\]]*$"),
        re.compile(rf"[(\[](?i:{start})\s?(?P<credit>{NAME})[)\]]\.?$"),
        re.compile(rf"[(\[](?P<credit>(?:{NAME}(?:/|\s))?{by})[)\]]\.?$"),
        re.compile(rf"\s©\s?(?P<credit>{people})$"),
        re.compile(rf"\s\|?\s?(?:(?i:{start}))(?<=[:©])\s?(?P<credit>{people})$"),
        re.compile(
            rf"(?:(?<=[.!?”\"’)])\s?|(?<=[a-zà-ÿ0-9]))(?P<credit>{PERSON}\s?[/|]\s?{by}(?:\s?/\s?{PERSON})?)$"
        ),
        re.compile(rf"(?<=[.!?”\"’)])\s?(?P<credit>(?i:{agency})(?:\s?/\s?{PERSON})?)$"),
    )


@cache
def _agency() -> re.Pattern[str]:
    agency, short = ("|".join(phrases("credit", kind)) for kind in ("agency", "short"))
    by = rf"(?:(?i:{agency})|{short})"
    return re.compile(rf"(?=[A-Z])(?i:{agency})|{PERSON}\s?[/|]\s?{by}(?:\s?[/|]\s?{PERSON})?")


@cache
def _announced() -> re.Pattern[str]:
    return re.compile("|".join(phrases("credit", "start")), re.IGNORECASE)
