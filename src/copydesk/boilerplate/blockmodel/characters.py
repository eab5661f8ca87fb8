"""What kinds of characters there are, as numbers that a table gives for every character."""

from __future__ import annotations

import re
import unicodedata

from copydesk.language.words import SPACELESS

IN_SPACELESS = re.compile(f"[{SPACELESS}]")
TABLE_SIZE = 0x10000
"""Characters above (emoji, rare scripts) share the table's last place."""


class Kind:
    """The kinds of characters that the features count. Plain numbers: numpy is slow with enumerations."""

    BREAK = 0
    SPACE = 1
    LOWER = 2
    UPPER = 3
    CASELESS = 4
    SPACELESS = 5
    DIGIT = 6
    STOP = 7
    ASK = 8
    COMMA = 9
    COLON = 10
    QUOTE = 11
    OPEN = 12
    CLOSE = 13
    DASH = 14
    BAR = 15
    AT = 16
    MATH = 17
    RIGHTS = 18
    MORE = 19
    APOSTROPHE = 20
    STAR = 21
    AMPERSAND = 22
    SYMBOL = 23


KIND_NAMES = tuple(name for name in vars(Kind) if name.isupper())
KINDS = len(KIND_NAMES)

MARKS = {
    Kind.BREAK: "\n",
    Kind.STOP: ".。।॥։۔｡．።",
    Kind.ASK: "!?！？؟",
    Kind.COMMA: ",;、，；،؛",
    Kind.COLON: ":：",
    Kind.QUOTE: '"“”„‟«»‘‚「」『』',
    Kind.BAR: "|/\\•·›‹→←▸►▪●｜",
    Kind.AT: "@#_",
    Kind.MATH: "%",
    Kind.RIGHTS: "©®™",
    Kind.MORE: "…",
    Kind.APOSTROPHE: "'’ʼ",
    Kind.STAR: "*",
    Kind.AMPERSAND: "&",
}
"""Characters whose kind is set here; that of all others follows from their Unicode category."""
CATEGORIES = {
    "Ps": Kind.OPEN,
    "Pe": Kind.CLOSE,
    "Pd": Kind.DASH,
    "Pi": Kind.QUOTE,
    "Pf": Kind.QUOTE,
    "Sc": Kind.MATH,
    "Sm": Kind.MATH,
    "Ll": Kind.LOWER,
    "Lu": Kind.UPPER,
    "Lt": Kind.UPPER,
}
GROUPS = {"L": Kind.CASELESS, "M": Kind.CASELESS, "N": Kind.DIGIT, "Z": Kind.SPACE, "C": Kind.SPACE}


def kind_of(character: str) -> int:
    """The kind of a character.

    >>> [KIND_NAMES[kind_of(character)] for character in "é京»"]
    ['LOWER', 'SPACELESS', 'QUOTE']
    """
    for kind, marks in MARKS.items():
        if character in marks:
            return kind
    category = unicodedata.category(character)
    if category[0] in "LM" and IN_SPACELESS.match(character):
        return Kind.SPACELESS
    return CATEGORIES.get(category) or GROUPS.get(category[0], Kind.SYMBOL)


def lower_of(code: int) -> int:
    """The code of a character's small letter, where that is one character of the table; else the code."""
    small = chr(code).lower()
    return ord(small) if len(small) == 1 and ord(small) < TABLE_SIZE else code
