"""How picture credits are written: patterns made of the phrases of every language."""

from __future__ import annotations

import re
from functools import cache

from copydesk.language.phrases import phrases

MARK = re.compile(r"[:©/(\[|]")
"""One of these stands in nearly every credit; a line without any ends with an agency’s name at most."""
NAME = r"[^()\[\]|:\n]{2,90}"
CAPITAL = r"(?![a-zß-öø-ÿ\d_])\w"
PERSON = rf"{CAPITAL}[\w.'’-]*(?: [\w.'’-]+){{0,4}}"
PARTICLE = r"(?:von|van|de|del|della|da|di|der|el|al|und|and|y|et|of|the) "
WORD = rf"{CAPITAL}(?:\.|[\w'’-]*(?:\.[\w'’-]+)*)"
CAPITALS = rf"{WORD}(?: (?:{PARTICLE})?{WORD}){{0,5}}"
HANDLE = r"[\w.'’@-]{2,30}"
JOINT = r"\s?(?:[/|,;]|\bvia\b|\bfor\b)\s?"
ENDED = r"(?<=[.!?…”\"’)»|])\s?"


def endings_for(tail: str) -> tuple[re.Pattern[str], ...]:
    """How a credit may stand at the end of a line, the clearest forms first; fewer where no mark is in it."""
    return endings() if MARK.search(tail) else unmarked_endings()


@cache
def _by() -> str:
    agency, short = ("|".join(phrases("credit", kind)) for kind in ("agency", "short"))
    return rf"(?:(?i:{agency})|{short})"


@cache
def _capitals() -> str:
    return rf"(?:{CAPITALS}|{_by()})(?:{JOINT}(?:{CAPITALS}|{_by()}))*"


@cache
def endings() -> tuple[re.Pattern[str], ...]:
    """How a credit stands at the end of a caption, the clearest forms first."""
    agency, short, word, start = (
        "|".join(phrases("credit", kind)) for kind in ("agency", "short", "glued", "start")
    )
    by = _by()
    people = rf"(?:{HANDLE}/)?{PERSON}(?:\s?[/|,]\s?{PERSON})*"
    named = rf"(?=[^a-zà-ÿ\s]|(?i:{agency})\b|(?:{short})\b|{HANDLE}/)"
    return (
        # “… credit: she came” is a sentence: a credit begins with a capital, or is one of the short ones.
        re.compile(rf"\(?\[?(?i:{word})\s?(?P<credit>{named}{NAME})[.)\]]*$"),
        re.compile(rf"[(\[](?i:{start})\s?(?P<credit>{named}{NAME})[)\]]\.?$"),
        re.compile(rf"[(\[](?P<credit>(?:{NAME}(?:/|\s))?{by})[)\]]\.?$"),
        re.compile(rf"[(\[](?P<credit>{by}\s?[/|]\s?{NAME})[)\]]\.?$"),
        re.compile(rf"{ENDED}(?i:{start})(?<=[:©])\s?(?P<credit>{named}{people})$"),
        re.compile(rf"\s?©\s?(?P<credit>(?!\d{{4}}){named}[^©\n]{{2,120}})$"),
        re.compile(rf"\s\|?\s?(?:(?i:{start}))(?<=[:©])\s?(?P<credit>{_capitals()})\.?$"),
        *unmarked_endings(),
    )


@cache
def unmarked_endings() -> tuple[re.Pattern[str], ...]:
    """A person and an agency, or an agency alone, behind the caption's full stop or glued to it."""
    agency, start = ("|".join(phrases("credit", kind)) for kind in ("agency", "start"))
    by = _by()
    whole = rf"(?:{CAPITALS}|{HANDLE}){JOINT}{by}(?:{JOINT}(?:{CAPITALS}|{by}))*"
    return (
        re.compile(rf"{ENDED}(?i:{start})\s?(?P<credit>{_capitals()})\.?$"),
        re.compile(rf"(?:{ENDED}|(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ]))(?P<credit>{whole})$"),
        re.compile(rf"{ENDED}(?P<credit>(?i:{agency})(?:{JOINT}{PERSON})?)$"),
    )


@cache
def agency_line() -> re.Pattern[str]:
    """What a line that is nothing but people and their agency matches as a whole."""
    by = _by()
    agency = "|".join(phrases("credit", "agency"))
    others = rf"(?:{JOINT}(?:{by}|{CAPITALS}|{HANDLE}))*"
    return re.compile(
        rf"(?={CAPITAL})(?i:{agency})(?:\s?[/|]\s?(?:{by}|{CAPITALS}|{HANDLE}))*|(?:{CAPITALS}|{HANDLE}){JOINT}{by}{others}"
    )


@cache
def announcement() -> re.Pattern[str]:
    """How a credit begins: “Photo:”, “©”."""
    return re.compile("|".join(phrases("credit", "start")), re.IGNORECASE)
