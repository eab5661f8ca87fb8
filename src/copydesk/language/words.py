"""Words and sentences by their form, in any script."""

from __future__ import annotations

import re

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}]+(?:['’.-][^\W_{SPACELESS}]+)*")
IN_SPACELESS = re.compile(f"[{SPACELESS}]")
CHARACTERS_A_WORD = 2
"""Two characters of a script without spaces say about as much as one word (Chinese: 1.5 to 1.7, Thai: 3 to 4)."""
SENTENCE_END = re.compile(r"[.!?。！？｡؟۔।॥։።](?:[\s\"'’”»«›)\]」』）”\u00a0]|\[\d+\])*$")
TAIL = 60
"""How a text ends is seen from so many of its last characters; more would let a line of dots cost its square."""
ELLIPSIS = re.compile(r"(?:…|\.\.\.+|\[(?:…|\.\.\.)\])[\s\"'’”)\]]*$")

KEPT_EDGES = '"“”„‟©'
"""Marks that belong to what is said: a spoken “Home.” is no menu, and © makes a copyright line."""


def count_words(text: str) -> int:
    """How many words a text has; where a script writes no spaces, two characters count as one.

    >>> count_words("Don’t count 3.5 twice."), count_words("北京今天下雨")
    (4, 3)
    """
    words = sum(1 for _ in WORD.finditer(text))
    spaceless = sum(1 for _ in IN_SPACELESS.finditer(text))
    return words - spaceless + -(-spaceless // CHARACTERS_A_WORD)


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does, quotes and brackets behind the mark included?

    >>> ends_sentence("“It rained,” he said."), ends_sentence("It rained…"), ends_sentence("Rain")
    (True, False, False)
    """
    tail = text[-TAIL:]
    return bool(SENTENCE_END.search(tail)) and not ELLIPSIS.search(tail)


def ends_open(text: str) -> bool:
    """Was the text cut off (“…”), as teasers are?"""
    return bool(ELLIPSIS.search(text[-TAIL:]))


def bare(text: str) -> str:
    """The text without the bullets, arrows and punctuation around it; what is quoted stays quoted.

    >>> bare("» Share this! «"), bare("* * *"), bare("“Home.”")
    ('Share this', '', '“Home.”')
    """
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in KEPT_EDGES):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in KEPT_EDGES):
        end -= 1
    return text[start:end]


def normal(text: str) -> str:
    """The text's words in lower case with single spaces: what two lines must share to say the same.

    >>> normal("  Share — THIS!  ")
    'share this'
    """
    return " ".join(WORD.findall(text.casefold()))


def key_of(text: str) -> str:
    """The text's letters and digits: alike for spaces and marks that two readers of one page see differently.

    >>> key_of("Rain – in Paris!")
    'raininparis'
    """
    return "".join(character for character in text.casefold() if character.isalnum())


ALIKE = 0.8
"""Share of common words from which two lines say the same: the threshold for near-duplicate paragraphs."""
DIGITS = re.compile(r"\d+")


def are_alike(one: str, two: str) -> bool:
    """Do two lines say the same in nearly the same words, and with the same numbers?

    >>> are_alike("The park under a bridge in the city of Rome", "The park under the bridge in the city of Rome")
    True
    >>> are_alike("Stage 1 of the tour in Rome", "Stage 2 of the tour in Rome")
    False
    """
    if DIGITS.findall(one) != DIGITS.findall(two):
        return False
    first, second = set(normal(one).split()), set(normal(two).split())
    return bool(first) and len(first & second) >= ALIKE * len(first | second)
