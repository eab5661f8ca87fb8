"""What a reader sees of a text: characters that show nothing are left out, and white space is a space."""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\xad"
BYTE_ORDER_MARK = "\ufeff"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What embeds, overrides or isolates a reading direction: text that has it can show other words than it says, or turn
around what stands behind it. (The marks that leave the letters' own directions alone are none of these.)"""
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
"""What stands in a text as a tag, where tags are not meant to be read."""
UNSEEN = dict.fromkeys(map(ord, (SOFT_HYPHEN, BYTE_ORDER_MARK, *TURNING, "\x1f"))) | {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if not chr(code).isspace()
}
"""Characters that no reader sees and that are no white space; inside a word they keep it from being found."""


def collapse(text: str) -> str:
    """The text as one line: each run of white space, line separators of every kind included, is one space.

    >>> collapse(" one\\u2028two\\t three ")
    'one two three'
    """
    return " ".join(text.translate(UNSEEN).split())


def is_visible(text: str) -> bool:
    """Whether a reader would see anything of the text."""
    return text[:1].isalnum() or any(unicodedata.category(character)[0] not in "CZ" for character in text)
