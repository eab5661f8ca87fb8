"""What the guard knows of words, in the languages of `wordlists/`: numbers, weekdays, months, negations, short forms,
synonyms, titles, agencies, and light words, which state nothing on their own.

A language is a file. They are read without regard to the language of a text, so a word that is frequent and harmless
in another language is left out of them: where words are missing, two texts that differ in them are both kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict, cast

from copydesk.neardup.inflection import noun_forms, verb_forms

FOLDER = resources.files(__package__) / "wordlists"
AGENCIES = "agencies.toml"
"""The one file that is no language's."""
FIRST = ("en", "de")
"""Whose meaning counts where several languages have the same word."""
TENS = ("30", "40", "50", "60", "70", "80", "90", "100")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
VERBS_WITH_NT = ("is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "could", "would", "should",
                 "must", "need", "might", "ought")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What a word states on its own. `kind` is number, day, month or negation."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists, of all languages. `short` has short forms without their apostrophes, opened up: “didnt” is “did not”.
    `synonyms` gives for a word or phrase the numbers of the groups that it belongs to; `synonyms_of_names` leaves out
    those that may be part of a name where they have a capital: the Justice Department is no Justice Ministry."""

    facts: dict[str, Fact]
    short: dict[str, str]
    light: frozenset[str]
    titles: frozenset[str]
    agencies: frozenset[str]
    small_agencies: frozenset[str]
    synonyms: dict[str, frozenset[int]]
    synonyms_of_names: dict[str, frozenset[int]]


class Lists(TypedDict, total=False):
    """What a language's file may have: words parted by spaces. In `numbers` (0 to 20), `tens` (30 to 100), `weekdays`
    and `months` a bar parts several words for one value, and “-” stands for none. In groups of synonyms a bar parts
    words and phrases, each as it stands in a text; English nouns and verbs are given in one form and stand for all."""

    numbers: str
    tens: str
    weekdays: str
    months: str
    negations: str
    light: str
    titles: str
    synonyms: list[str]
    adjectives: list[str]
    nouns: list[str]
    verbs: list[str]
    doubled: str
    larger: dict[str, str]
    short: dict[str, str]
    plurals: dict[str, str]
    irregular: dict[str, str]


@cache
def word_lists() -> WordLists:
    """The lists, read when they are first needed (30 ms)."""
    files = languages()
    agencies: dict[str, str] = tomllib.loads((FOLDER / AGENCIES).read_text("utf-8"))
    ordered = [files.pop(name) for name in FIRST] + [files[name] for name in sorted(files)]
    facts: dict[str, Fact] = {}
    for lists in ordered:
        for word, fact in facts_in(lists):
            facts.setdefault(word, fact)
    short = {word: form for lists in ordered for word, form in lists.get("short", {}).items()}
    short |= {f"{verb}nt": f"{verb} not" for verb in VERBS_WITH_NT}
    light = " ".join(lists.get("light", "") for lists in ordered)
    titles = " ".join(lists.get("titles", "") for lists in ordered)
    groups = [group.split("|") for lists in ordered for group in lists.get("synonyms", [])]
    inflected = [group for lists in ordered for group in inflected_groups(lists)]
    return WordLists(
        facts,
        short,
        frozenset(light.split()),
        frozenset(titles.split()),
        frozenset(agencies["agencies"].split()),
        frozenset(agencies["small"].split()),
        _synonyms(groups + inflected),
        _synonyms(groups),
    )


def languages() -> dict[str, Lists]:
    """The lists of each language, by its code."""
    files = {path.name: path for path in FOLDER.iterdir() if path.name.endswith(".toml")}
    read = {name: tomllib.loads(file.read_text("utf-8")) for name, file in files.items() if name != AGENCIES}
    return {name.removesuffix(".toml"): cast(Lists, lists) for name, lists in read.items()}


def facts_in(lists: Lists) -> Iterator[tuple[str, Fact]]:
    """Each word that states a fact, with the fact."""
    digits = [str(number) for number in range(21)]
    for kind, rows, values in (
        ("number", lists.get("numbers", ""), digits),
        ("number", lists.get("tens", ""), TENS),
        ("day", lists.get("weekdays", ""), DAYS),
        ("month", lists.get("months", ""), MONTHS),
    ):
        for value, row in zip(values, rows.split(), strict=False):
            yield from ((word, Fact(kind, value)) for word in row.split("|") if word != "-")
    for value, words in lists.get("larger", {}).items():
        yield from ((word, Fact("number", value)) for word in words.split())
    yield from ((word, Fact("negation", word)) for word in lists.get("negations", "").split())


def inflected_groups(lists: Lists) -> Iterator[Sequence[str]]:
    """Groups of adjectives, nouns and verbs, one for each form that they have."""
    yield from (group.split("|") for group in lists.get("adjectives", []))
    for group in lists.get("nouns", []):
        yield from zip(
            *(noun_forms(noun, lists.get("plurals", {})) for noun in group.split("|")), strict=True
        )
    irregular, doubled = lists.get("irregular", {}), lists.get("doubled", "").split()
    for group in lists.get("verbs", []):
        forms = (verb_forms(verb, irregular, doubled) for verb in group.split("|"))
        yield from zip(*forms, strict=True)


def _synonyms(groups: Iterable[Sequence[str]]) -> dict[str, frozenset[int]]:
    belongs: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for phrase in group:
            belongs.setdefault(phrase, set()).add(number)
    return {phrase: frozenset(numbers) for phrase, numbers in belongs.items()}
