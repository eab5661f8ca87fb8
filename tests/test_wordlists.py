"""The guard's lists of words: whole, in small letters, and without words that mean something harmless elsewhere."""

from __future__ import annotations

import pytest

from copydesk.neardup.facts import FIRST, Lists, facts_in, languages, word_lists
from copydesk.neardup.inflection import noun_forms, verb_forms
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
OTHER_FACTS = (
    "raise lift|indicate show|suggest show|skip miss|share split|spokesman spokeswoman|last past|in at|in on|on at|"
    "immigrant migrant|nominee candidate|allegedly reportedly|accuse convict|accuse charge|charge suspect|"
    "suspect convict|kill wound|injure kill|hurt wound|may will|might must|has must|must need|agree propose|"
    "propose suggest|resign dismiss|quit fire|dismiss sack|offer provide|demand urge|plan intend|plan propose|"
    "try attempt|discover establish|find establish|end complete|conclude end|finish end|decline refuse|decline fall|"
    "observe watch|hold stage|search hunt|take seize|impose enforce|save store|strike hit|strike walkout|drop abandon|"
    "assault attack|conviction belief|crime offence|evidence proof|refugee migrant|jail prison|doctor nurse|"
    "policeman policewoman|chairman chairwoman|actor actress|mother father|brother sister|son daughter|uncle cousin|"
    "king queen|husband wife|minister secretary|department ministry|president chancellor|investigator detective|"
    "teacher professor|witness eyewitness|student pupil|player athlete|street road|house home|city town|"
    "country region|dollar euro|pound dollar|week month|several few|some several|few many|hundred thousand|"
    "because since|the his|the their|of from|after following|probably possibly|definitely probably|likely possible|"
    "former previous|drug medicine|soccer football|supporter fan|meeting summit|election poll|survey poll|deny admit|"
    "confirm deny|approve veto|ban allow|enter leave|join leave|advance retreat|delay cancel|postpone cancel|"
    "provavelmente possivelmente|probablemente seguramente|wahrscheinlich vermutlich|waarschijnlijk vermoedelijk|"
    "straftat verbrechen|verletzt verwundet|enviar mandar|solo solamente|más menos|men dog|men dock"
)


@pytest.mark.parametrize("pair", [*OPPOSITES.split("|"), *OTHER_FACTS.split("|")])
def test_what_states_another_fact_is_no_synonym(pair: str) -> None:
    groups = word_lists().synonyms
    one, other = (
        {number for form in _forms(word) for number in groups.get(form, ())} for word in pair.split()
    )
    assert one.isdisjoint(other)


def _forms(word: str) -> set[str]:
    """All that a word may be as an English verb or noun; of other words some that are none, which do no harm."""
    lists = LANGUAGES["en"]
    verb = verb_forms(word, lists["irregular"], lists["doubled"].split())
    return {*verb, *noun_forms(word, lists["plurals"])}


def test_english_synonyms_are_there_in_every_form() -> None:
    groups = word_lists().synonyms
    for pair in ("began started", "begun started", "movies films", "cops police officers"):
        one, other = pair.split(" ", 1)
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
