"""The forms of English words, as far as the guard's synonyms need them: verbs by person and time, nouns by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

HISSES = ("s", "x", "z", "ch", "sh", "o")
CONSONANT_Y = re.compile(r"(?<=[^aeiou])y$")
MAN = re.compile(r"man$")


def verb_forms(phrase: str, irregular: Mapping[str, str], doubled: Iterable[str]) -> tuple[str, ...]:
    """A verb in the present, with -s, in the past, as participle, with -ing; of a phrase the first word changes.

    `irregular` gives the past and, where it is another, the participle; `doubled` are the verbs that end in a letter
    that they double.

    >>> verb_forms("carry out", {}, ())
    ('carry out', 'carries out', 'carried out', 'carried out', 'carrying out')
    >>> verb_forms("begin", {"begin": "began begun"}, ["begin"])
    ('begin', 'begins', 'began', 'begun', 'beginning')
    """
    verb, blank, rest = phrase.partition(" ")
    stem = verb + verb[-1] if verb in doubled else verb
    past = CONSONANT_Y.sub("i", stem) + ("d" if verb.endswith("e") else "ed")
    first, *second = irregular.get(verb, past).split()
    forms = (verb, with_s(verb), first, second[0] if second else first, _with_ing(stem))
    return tuple(form + blank + rest for form in forms)


def noun_forms(phrase: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """A noun, and its plural: that of the last word.

    >>> noun_forms("police officer", {}), noun_forms("policeman", {}), noun_forms("child", {"child": "children"})
    (('police officer', 'police officers'), ('policeman', 'policemen'), ('child', 'children'))
    """
    before, blank, noun = phrase.rpartition(" ")
    plural = irregular.get(noun) or (MAN.sub("men", noun) if noun.endswith("man") else with_s(noun))
    return phrase, before + blank + plural


def with_s(word: str) -> str:
    """
    >>> with_s("say"), with_s("try"), with_s("reach")
    ('says', 'tries', 'reaches')
    """
    return CONSONANT_Y.sub("ie", word) + ("es" if word.endswith(HISSES) else "s")


def _with_ing(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    return (stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) else stem) + "ing"
