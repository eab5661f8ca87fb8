"""Words and sentences by their form, in any script."""

from __future__ import annotations

import re

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}]+(?:['’.-][^\W_{SPACELESS}]+)*")
IN_SPACELESS = re.compile(f"[{SPACELESS}]")
CHARACTERS_A_WORD = 2
"""Two characters of a script without spaces say about as much as one word (Chinese: 1.5 to 1.7, Thai: 3 to 4)."""
SENTENCE_END = re.compile(r"[.!?。！？｡؟۔।॥։።](?:[\s\"'’”»«›)\]」』）”\u00a0]|\[\d+\])*$")
ELLIPSIS = re.compile(r"(?:…|\.\.\.+|\[(?:…|\.\.\.)\])[\s\"'’”)\]]*$")


def count_words(text: str) -> int:
    """How many words a text has; where a script writes no spaces, two characters count as one.

    >>> count_words("Don’t count 3.5 twice."), count_words("北京今天下雨")
    (4, 3)
    """
    words = len(WORD.findall(text))
    spaceless = len(IN_SPACELESS.findall(text))
    return words - spaceless + -(-spaceless // CHARACTERS_A_WORD)


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does, quotes and brackets behind the mark included?

    >>> ends_sentence("“It rained,” he said."), ends_sentence("It rained…"), ends_sentence("Rain")
    (True, False, False)
    """
    return bool(SENTENCE_END.search(text)) and not ELLIPSIS.search(text)


def ends_open(text: str) -> bool:
    """Was the text cut off (“…”), as teasers are?"""
    return bool(ELLIPSIS.search(text))


def normal(text: str) -> str:
    """The text's words in lower case with single spaces: what two lines must share to say the same.

    >>> normal("  Share — THIS!  ")
    'share this'
    """
    return " ".join(WORD.findall(text.casefold()))
