"""What may tell two texts of the very same words apart: currencies, and points and dashes between digits."""

from __future__ import annotations

import re

from copydesk.neardup.normalise import SPACELESS

CURRENCIES = "$€£¥₹₩₽₺"
DIGIT = rf"[^\D{SPACELESS}]"
SIGN = re.compile(rf"[{CURRENCIES}]|[^\w\s{SPACELESS}](?<={DIGIT}.)(?={DIGIT})")

MAY_HAVE_SIGNS = re.compile(rf"[\d{CURRENCIES}]")


def signs_of(text: str) -> list[str]:
    """The signs of a text, in their order.

    >>> signs_of("$3.5 or €3-5")
    ['$', '.', '€', '-']
    """
    return SIGN.findall(text) if MAY_HAVE_SIGNS.search(text) else []
