"""Words and sentences by their form, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

IDEOGRAPHIC = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
SYLLABIC = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
SPACELESS = SYLLABIC + IDEOGRAPHIC
"""Scripts without spaces: Chinese and Japanese; Thai, Lao, Burmese and Khmer, whose vowels are characters too."""
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0abc-\u0acd"
    "\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0dca-\u0ddf\u200c\u200d"
)
"""Vowel signs and accents that stand on a letter: to Python they are no letters, but they part no word."""
LETTERS = rf"[^\W_{SPACELESS}](?:[^\W_{SPACELESS}]|[{MARKS}])*"
WORD = re.compile(rf"[{SPACELESS}]|{LETTERS}(?:['’.-]{LETTERS})*")
IN_IDEOGRAPHIC = re.compile(f"[{IDEOGRAPHIC}]")
IN_SYLLABIC = re.compile(f"[{SYLLABIC}]")
IDEOGRAPHS_A_WORD, SYLLABICS_A_WORD = 2, 4
"""So many characters of a script without spaces say about as much as one word (Chinese: 1.5 to 1.7, Thai: 3 to 4)."""
CLOSING = "\\s\"'’‘”“»«›‹)\\]」』》〉】）］＂״\u00a0"
"""What may stand behind a sentence's end: brackets and quotation marks, as all languages close them."""
SENTENCE_END = re.compile(
    rf"(?:[.!?。！？｡．؟۔।॥։።༎។၊။⁇⁈‼]|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e])(?:[{CLOSING}]|\[\d+\])*$"
)
"""Full stops, exclamation and question marks; Greek asks with a semicolon."""
UNMARKED = re.compile(rf"[{SYLLABIC}][{CLOSING}]*$")
UNMARKED_LENGTH = 121
"""Thai, Lao and Burmese sentences end without a mark. A line of theirs with so many characters is no headline (the
longest have 110) and no line broken by a program (at 120 columns at most), so it is taken for sentences."""
CLEAR_ENDS = (".", "!", "?")
TAIL = 60
"""How a text ends is seen from so many of its last characters; more would let a line of dots cost its square."""
ELLIPSIS = re.compile(rf"(?:…|\.\.\.+|\[(?:…|\.\.\.)\])[{CLOSING}]*$")

KEPT_EDGES = '"“”„‟©'
"""Marks that belong to what is said: a spoken “Home.” is no menu, and © makes a copyright line."""
KEPT_AT_END = frozenset(KEPT_EDGES) | {
    chr(code)
    for code in (*range(0x300, 0x370), *range(0x590, 0x5C8), *range(0x610, 0x6ED), *range(0x900, 0x109F))
    if unicodedata.category(chr(code)).startswith("M")
}
"""A vowel sign at a word's end belongs to the word."""


LETTER, JOINT, OTHER = b"a' "
KINDS = bytes(
    LETTER if chr(code).isalnum() else JOINT if chr(code) in "'.-" else OTHER for code in range(256)
)
"""Each character of Latin-1 → whether it makes words, joins what stands on both sides of it, or parts words."""
APOSTROPHE = "\x07"
"""Stands for ’, which is not in Latin-1."""
EDGES = f"'.-{APOSTROPHE}"
APART = bytes(code if chr(code).isalnum() or chr(code) in EDGES else ord(" ") for code in range(256))
"""Each character of Latin-1 → itself where it may be part of a word, a space elsewhere."""
JOINTS_ALIKE = bytes.maketrans(EDGES.encode(), b"'" * len(EDGES))
JOINTS_RUNNING = re.compile(rb"[^\s'.\x07-][-'.\x07]{2,}[^\s'.\x07-]")
"""Two joints running part two words."""
BEYOND = re.compile("[^\x00-\xff’“”„–—…•€™]")
"""Characters beyond Latin-1 that may be more than the most frequent marks."""


def count_words(text: str) -> int:
    """How many words a text has; where a script writes no spaces, two characters or four count as one.

    >>> count_words("Don’t count 3.5 twice."), count_words("北京今天下雨"), count_words("यह नहीं है")
    (4, 3, 3)
    """
    if not text.isascii() and BEYOND.search(text):
        return _count_in_any_script(text)
    kinds = text.replace("’", "'").encode("latin-1", "replace").translate(KINDS)
    if b"a'a" in kinds:  # “a-b-c” shares its b, and is joined in two passes
        kinds = kinds.replace(b"a'a", b"aaa").replace(b"a'a", b"aaa")
    return kinds.count(b" a") + kinds.count(b"'a") + kinds.startswith(b"a")


def _count_in_any_script(text: str) -> int:
    words = len(WORD.findall(text))
    ideographs, syllabics = len(IN_IDEOGRAPHIC.findall(text)), len(IN_SYLLABIC.findall(text))
    spaceless = -(-ideographs // IDEOGRAPHS_A_WORD) - (-syllabics // SYLLABICS_A_WORD)
    return words - ideographs - syllabics + spaceless


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does, quotes and brackets behind the mark included?

    >>> ends_sentence("“It rained,” he said."), ends_sentence("It rained…"), ends_sentence("Rain")
    (True, False, False)
    >>> ends_sentence("Τι έγινε;"), ends_sentence("rain;"), ends_sentence("ฝนตก"), ends_sentence("ฝนตก" * 40)
    (True, False, False, True)
    """
    if text[-1:] in CLEAR_ENDS and text[-2:-1].isalnum():
        return True
    if text[-1:].isascii() and text[-1:].isalnum():
        return False
    tail = text[-TAIL:]
    if SENTENCE_END.search(tail):
        return not ends_open(tail)
    return len(text) >= UNMARKED_LENGTH and bool(UNMARKED.search(tail))


def ends_open(text: str) -> bool:
    """Was the text cut off (“…”), as teasers are?"""
    tail = text[-TAIL:]
    return ("…" in tail or "..." in tail) and ELLIPSIS.search(tail) is not None


def bare(text: str) -> str:
    """The text without the bullets, arrows and punctuation around it; what is quoted stays quoted.

    >>> bare("» Share this! «"), bare("* * *"), bare("“Home.”"), bare("साझा करें।")
    ('Share this', '', '“Home.”', 'साझा करें')
    """
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in KEPT_EDGES):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in KEPT_AT_END):
        end -= 1
    return text[start:end]


def normal(text: str) -> str:
    """The text's words in lower case with single spaces: what two lines must share to say the same.

    >>> normal("  Share — THIS!  ")
    'share this'
    """
    folded = text.casefold()
    if APOSTROPHE in folded or (not folded.isascii() and BEYOND.search(folded)):
        return " ".join(WORD.findall(folded))
    near = folded.replace("’", APOSTROPHE).encode("latin-1", "replace").translate(APART)
    if b"''" in near.translate(JOINTS_ALIKE) and JOINTS_RUNNING.search(near):
        return " ".join(WORD.findall(folded))
    words = near.decode("latin-1").split()
    if b"." in near or b"'" in near or b"-" in near or b"\x07" in near:
        words = [stripped for word in words if (stripped := word.strip(EDGES))]
        return " ".join(words).replace(APOSTROPHE, "’")
    return " ".join(words)


NO_LETTERS = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """The text's letters and digits: alike for spaces and marks that two readers of one page see differently.

    >>> key_of("Rain – in Paris!")
    'raininparis'
    """
    return NO_LETTERS.sub("", text.casefold())


ALIKE = 0.8
"""Share of common words from which two lines say the same: the threshold for near-duplicate paragraphs."""
DIGITS = re.compile(r"\d+")


def are_alike(one: str, two: str) -> bool:
    """Do two lines say the same in nearly the same words, in the same order, and with the same numbers?

    >>> are_alike("The park under a bridge in the city of Rome", "The park under the bridge in the city of Rome")
    True
    >>> are_alike("Stage 1 of the tour in Rome", "Stage 2 of the tour in Rome")
    False
    >>> are_alike("The dog of the mayor bit the man", "The man bit the dog of the mayor")
    False
    """
    first, second = normal(one).split(), normal(two).split()
    if not share_words(set(first), set(second)):
        return False
    return DIGITS.findall(one) == DIGITS.findall(two) and _once_in_both(first, second) == _once_in_both(
        second, first
    )


def share_words(words: Set[str], others: Set[str]) -> bool:
    """Have two lines enough words in common to be alike?"""
    return len(words) > 0 and len(words & others) >= ALIKE * len(words | others)


def _once_in_both(words: list[str], others: list[str]) -> list[str]:
    """Those that both have once, in their order: what stands twice, such as “the”, tells nothing of the order."""
    return [word for word in words if words.count(word) == 1 == others.count(word)]
