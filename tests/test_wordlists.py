"""The guard's lists of words: whole, in small letters, and without words that mean something harmless elsewhere."""

from __future__ import annotations

import pytest

from copydesk.neardup.facts import FIRST, Lists, facts_in, languages, word_lists
from copydesk.neardup.spelling import is_known, is_same_word

LANGUAGES = languages()
EVERYDAY = (
    "on to in of is was he she it and or but at by for with from up out man men fire sex due once so as an a"
)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_list_is_whole(name: str) -> None:
    lists = LANGUAGES[name]
    assert set(lists) <= Lists.__annotations__.keys()
    for rows, count in ((lists.get("weekdays"), 7), (lists.get("months"), 12)):
        assert rows is None or len(rows.split()) == count
    assert len(lists.get("numbers", "").split()) <= 21
    assert all(word == word.lower() for word, _ in facts_in(lists))


OPPOSITES = (
    "rise fall|increase decrease|win lose|accept reject|support oppose|hire fire|buy sell|higher lower|more fewer|"
    "before after|guilty innocent|first last|north south|open close|arrest release|agree disagree|begin end|kill hurt|"
    "man woman|he she|true false|gain loss|victory defeat|ally enemy|cause effect|import export|borrow lend|over under"
)


@pytest.mark.parametrize("pair", OPPOSITES.split("|"))
def test_opposites_are_no_synonyms(pair: str) -> None:
    one, other = pair.split()
    groups = word_lists().synonyms
    assert groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def test_english_synonyms_are_there_in_every_form() -> None:
    groups = word_lists().synonyms
    for pair in ("began started", "begun started", "movies films", "policemen cops"):
        one, other = pair.split()
        assert groups[one] & groups[other]
    assert not groups["begin"] & groups["started"]


def test_the_first_languages_are_there() -> None:
    assert set(FIRST) < LANGUAGES.keys()


def test_everyday_english_words_state_no_fact() -> None:
    assert [word for word in EVERYDAY.split() if word in word_lists().facts] == []


def test_known_words_are_known() -> None:
    assert all(map(is_known, ["market", "government", "several", "people", "der", "zwischen"]))
    assert not any(map(is_known, ["makret", "govemment", "severa1", "smyth"]))


@pytest.mark.parametrize(
    ("one", "other"),
    [("market", "makret"), ("the", "tbe"), ("several", "severa1"), ("centre", "center"), ("köln", "koln")],
)
def test_one_word_written_in_two_ways(one: str, other: str) -> None:
    assert is_same_word(one, other)
    assert is_same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("form", "from"),
        ("hired", "fired"),
        ("man", "men"),
        ("10", "1o"),
        ("12", "21"),
        ("won", "win"),
        ("now", "not"),
    ],
)
def test_two_words(one: str, other: str) -> None:
    assert not is_same_word(one, other)
    assert not is_same_word(other, one)
