"""Phrases that are looked up by their letters are found wherever the plain regular expression finds them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.language import phrase_files
from copydesk.language.bylines import GLUED, is_role, may_name_role
from copydesk.language.credit_tail import OPENING
from copydesk.language.credits import may_have_credit, may_have_credits
from copydesk.language.joined_lines import FoldedLines
from copydesk.language.phrase_files import AT_START, as_json
from copydesk.language.phrase_literals import folded, literals_of
from copydesk.language.phrase_search import find, phrases_in
from copydesk.language.phrase_shape import FOLDED, HEAD, head_of, heads_of
from copydesk.language.phrases import begin, is_phrase, keys, pattern, phrases, said_by, said_by_each

parser = pytest.importorskip(
    "re._parser", reason="the samples are drawn from what Python 3.11 and newer make of a phrase"
)
KEYS = tuple(keys())
FILES = sorted(Path(phrase_files.__file__).parent.glob("phrases/*.toml"))
ODD = {"s": "ſ", "i": "ı", "k": "\N{KELVIN SIGN}", " ": "\N{NO-BREAK SPACE}"}
"""Characters that a phrase matches although none of its letters look so."""
ALPHABET = "abcxyzäéßABC0127 .,:;-–()[]/|'’“”©&*?!\n"

POOL = "".join(map(chr, (*range(32, 127), *range(160, 384)))) + "–—‘’“”„•…›→▪◦·©®™€♦★☆✓✕▶►▼▾"


def sample(parsed: object, draw: random.Random) -> str:
    """A text that a parsed regular expression matches, but for what it looks for around it."""
    return "".join(_sampled(str(kind), value, draw) for kind, value in parsed)  # type: ignore[attr-defined]


def _sampled(kind: str, value: object, draw: random.Random) -> str:
    match kind, value:
        case "LITERAL", code:
            return chr(code)
        case "NOT_LITERAL" | "ANY", _:
            return draw.choice(ALPHABET.strip())
        case "IN", members:
            return draw.choice([c for c in _named_in(members) + POOL if re.match(_class_of(members), c)])
        case "BRANCH", (_, branches):
            return sample(draw.choice(branches), draw)
        case "SUBPATTERN", (*_, inner):
            return sample(inner, draw)
        case (("MAX_REPEAT" | "MIN_REPEAT"), (least, most, inner)):
            times = draw.randint(least, min(most, least + 2))
            return "".join(sample(inner, draw) for _ in range(times))
    return ""


def _named_in(members: list[tuple[object, object]]) -> str:
    """The characters that a class names."""
    named = ""
    for kind, value in members:
        if str(kind) == "LITERAL":
            named += chr(value)  # type: ignore[call-overload]
        elif str(kind) == "RANGE":
            named += "".join(map(chr, value))  # type: ignore[call-overload]
    return named


def _class_of(members: list[tuple[object, object]]) -> str:
    """A class of characters as it was written."""
    names = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
    names |= {"CATEGORY_NOT_SPACE": r"\S", "CATEGORY_NOT_WORD": r"\W"}
    parts = []
    for kind, value in members:
        match str(kind), value:
            case "NEGATE", _:
                parts.append("^")
            case "LITERAL", int(code):
                parts.append(re.escape(chr(code)))
            case "RANGE", (int(first), int(last)):
                parts.append(f"{re.escape(chr(first))}-{re.escape(chr(last))}")
            case "CATEGORY", name:
                parts.append(names[str(name)])
    return f"[{''.join(parts)}]"


def samples(phrase: str, draw: random.Random) -> Iterator[str]:
    """Texts that a phrase matches, in small letters, capitals and odd ones."""
    parsed = parser.parse(phrase, re.IGNORECASE)
    for _ in range(2):
        text = sample(parsed, draw)
        yield from (text, text.upper(), "".join(ODD.get(letter, letter) for letter in text))


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_no_phrase_is_passed_over_that_matches(key: tuple[str, str]) -> None:
    draw = random.Random(1)
    for phrase in phrases(*key):
        compiled = re.compile(phrase, re.IGNORECASE)
        heads, literals = heads_of(phrase), literals_of(phrase)
        for text in samples(phrase, draw):
            if compiled.match(text):
                head = head_of(text)
                assert any(head[:length] in heads for length in range(len(head) + 1)), (phrase, text)
            if (match := compiled.search(text)) and literals:
                assert any(literal in folded(match.group()) for literal in literals), (phrase, text)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_phrases_are_found_as_their_plain_alternation_finds_them(key: tuple[str, str]) -> None:
    draw = random.Random(2)
    plain = pattern(*key)
    own = [text for phrase in phrases(*key) for text in samples(phrase, draw)]
    others = [
        draw.choice(own)[: draw.randint(1, 30)] + "".join(draw.choices(ALPHABET, k=draw.randint(0, 9)))
        for _ in range(40)
    ]
    some = draw.sample(
        own, min(len(own), 60)
    )  # each is held against all phrases of a kind, which takes its time
    for text in (*some, *others, *(f"{mark}{text}" for mark in "(“ " for text in some[::5])):
        if key[1] in AT_START:
            match, expected = begin(*key, text), plain.match(text)
            assert (match and match.group()) == (expected and expected.group()), text
            assert is_phrase(*key, text) == bool(plain.fullmatch(text)), text
            assert key[1] != "start" or said_by(text).get(key) == (expected.group() if expected else None)
        elif key[1] == "contains":
            match, expected = find(*key, text), plain.search(text)
            assert (match and match.span()) == (expected and expected.span()), text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_told_of_phrases_beforehand_is_up_to_date(file: Path) -> None:
    """If this fails, run `make phrases`."""
    assert (file.parent.parent / "told" / f"{file.stem}.json").read_text(encoding="utf-8") == as_json(
        file.read_bytes()
    )


def test_agencies_begin_with_a_letter() -> None:
    """A credit is looked for where a letter or digit stands behind the end of a sentence."""
    assert not [
        phrase for phrase in phrases("credit", "agency") if {"", " "} & {h[:1] for h in heads_of(phrase)}
    ]


@pytest.mark.parametrize("kind", ["start", "agency", "short"])
def test_phrases_of_credits_begin_with_a_letter_or_one_of_few_marks(kind: str) -> None:
    draw = random.Random(4)
    for phrase in phrases("credit", kind):
        for text in samples(phrase, draw):
            if re.compile(phrase, re.IGNORECASE).match(text):
                assert text[0].isalnum() or text[0] in OPENING, (phrase, text)


def test_lines_are_searched_at_once_as_each_alone() -> None:
    draw = random.Random(3)
    some = draw.sample([phrase for key in KEYS for phrase in phrases(*key)], 400)
    lines = [" ".join(text.split()) for phrase in some for text in samples(phrase, draw)]
    folded = FoldedLines(lines)
    held, said, credited = phrases_in(folded), said_by_each(lines, folded), may_have_credits(lines, folded)
    for index, line in enumerate(lines):
        assert held.get(index, {}) == phrases_in(FoldedLines([line])).get(0, {})
        assert said[index] == said_by(line)
        assert credited[index] == may_have_credit(line)


@pytest.mark.parametrize("before", ("", "Jane Doe, ", "Jane Doe", "Jane Doe | 6 May 2025 "))
def test_whatever_holds_a_role_may_name_one(before: str) -> None:
    draw = random.Random(5)
    for phrase in phrases("byline", "role"):
        for text in (" ".join(text.split()) for text in samples(phrase, draw)):
            if is_role(text) and (before[-1:] != "e" or GLUED.match(before + text, len(before))):
                assert may_name_role(f"{before}{text}"), (phrase, before, text)


def test_characters_that_capitals_make_alike_are_looked_up_alike() -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    letters = {letter for key in KEYS for phrase in phrases(*key) for letter in phrase if letter.isalpha()}
    for letter in letters:
        alike = re.findall(letter, everything, re.IGNORECASE)
        assert {one.translate(FOLDED) for one in alike} == {letter.translate(FOLDED)}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (r"(?P<one>a)b", "ab"),
        (r"a{2}b", "aab"),
        (r"a{,2}b", "b"),
        (r"x{y", "x{y"),
        (r"\x41b", "Ab"),
        (r"[a-f]{3}", "fed"),
        (r"[]a]b", "]b"),
        (r"(?=ab)a", "ab"),
        (r"(?:a|b)*c", "abababababc"),
        (r"(a)\1", "aa"),
        (r"(?i:ab)|\W+c", "--c"),
        (r"a+?b|(?:c(?:d|e)?)+f", "cdcef"),
    ],
)
def test_what_is_not_understood_may_begin_with_anything(phrase: str, text: str) -> None:
    assert re.match(phrase, text, re.IGNORECASE)
    head = head_of(text)
    assert any(head[:length] in heads_of(phrase) for length in range(HEAD + 1))
    assert not literals_of(phrase) or any(literal in folded(text) for literal in literals_of(phrase))
