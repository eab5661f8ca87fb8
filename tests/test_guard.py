"""The guard tells copies from look-alikes: two tables of pairs, and what holds for any pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.neardup.guard import MAX_ADDED_WORDS
from copydesk.neardup.guard import difference as difference_of
from copydesk.neardup.tokens import tokens_of


def difference(kept: str, later: str) -> str:
    return difference_of(tokens_of(kept), tokens_of(later))


LOOK_ALIKES = [
    ("Police arrested 42 people.", "Police arrested 47 people.", "42 → 47"),
    ("It cost $1.5 million.", "It cost $15 million.", "1.5 → 15"),
    ("It cost $5 in all.", "It cost €5 in all.", "$ → €"),
    ("It lasts 3.5 years.", "It lasts 3-5 years.", "3.5 → 3 5"),
    ("It cost 3 million.", "It cost 3 billion.", "million → billion"),
    ("The vote was 51-49.", "The vote was 49-51.", "49"),
    ("The army of Iran crossed the river.", "The army of Iraq crossed the river.", "Iran → Iraq"),
    ("The votes for Johnson were counted.", "The votes for Johnston were counted.", "Johnson → Johnston"),
    ("There was rain.", "There were 300 dead. There was rain.", "300"),
    ("Five men were held.", "Six men were held.", "Five → Six"),
    ("Fünf Männer wurden verhaftet.", "Sechs Männer wurden verhaftet.", "Fünf → Sechs"),
    ("Le bilan est de trois morts.", "Le bilan est de quatre morts.", "trois → quatre"),
    ("About 300 people fled the town.", "About people fled the town.", "300"),
    ("He met her on Monday evening.", "He met her on Tuesday evening.", "Monday → Tuesday"),
    ("It opens in June this year.", "It opens in July this year.", "June → July"),
    ("Abre el lunes por la tarde.", "Abre el martes por la tarde.", "lunes → martes"),
    ("He is guilty of fraud.", "He is not guilty of fraud.", "not"),
    ("He is not guilty of fraud.", "He is guilty of fraud.", "not"),
    ("He did say it.", "He didn’t say it.", "didnt"),
    ("Er kommt heute.", "Er kommt heute nicht.", "nicht"),
    ("Das ist ein Problem.", "Das ist kein Problem.", "ein → kein"),
    ("Lo dijo ayer en Madrid.", "No lo dijo ayer en Madrid.", "No"),
    ("Il a signé le texte.", "Il n’a pas signé le texte.", "a → na pas"),
    ("Ele assinou o texto.", "Ele não assinou o texto.", "não"),
    ("Ha firmato il testo.", "Non ha firmato il testo.", "Non"),
    ("Shares rose in London.", "Shares fell in London.", "rose → fell"),
    ("He was hired by the club.", "He was fired by the club.", "hired → fired"),
    ("Anna Brandt won the seat.", "Anna Petrov won the seat.", "Brandt → Petrov"),
    ("Brandt says that Petrov lied.", "Petrov says that Brandt lied.", "Brandt → Petrov; Petrov → Brandt"),
    ("We saw Tom and Ann at home.", "We saw Ann and Tom at home.", "Ann and (moved)"),
    (
        "The bridge is open.",
        "The bridge is open, and " + "so on " * 5,
        "and so on so on so on so … (11 words added)",
    ),
]

COPIES = [
    ("The bridge is open.", "The bridge is open."),
    ("The bridge is open.", "THE BRIDGE IS OPEN"),
    ("The bridge is open.", "LONDON (Reuters) — The bridge is open."),
    ("The bridge is open.", "WASHINGTON, Jan. 14 (AP) — The bridge is open."),
    ("The bridge is open.", "The bridge is open. (AFP)"),
    ("LONDON (Reuters) — The bridge is open.", "The bridge is open."),
    ("The bridge is open, and 14 more will not be closed.", "The bridge is open"),
    ("In March it was not yet open; the bridge is now.", "The bridge is now."),
    ("The minister opened the bridge.", "The minister openend the bridge."),
    ("The minister opened the bridge.", "The minsiter opened the bridge."),
    ("A modern bridge was opened.", "A modem bridge was opened."),
    ("The colour of the city centre.", "The color of the city center."),
    ("It sold 1,000 cars.", "It sold 1000 cars."),
    ("Es verkaufte 1.000 Autos.", "Es verkaufte 1 000 Autos."),
    ("It grew by 1.5 per cent.", "It grew by 1,5 percent."),
    ("Five men were held.", "5 men were held."),
    ("It opens on Sept. 5 in the city.", "It opens on September 5 in the city."),
    ("He did not say so.", "He didn’t say so."),
    ("He cannot say so.", "He can’t say so."),
    ("They are in the United States now.", "They’re in the U.S. now."),
    ("He met Macron in Paris.", "He met President Macron in Paris."),
    ("He also said it was late.", "He said it was late."),
    ("The F-16 jets took off.", "The F16 jets took off."),
]


@pytest.mark.parametrize(("kept", "later", "words"), LOOK_ALIKES)
def test_look_alikes_are_named(kept: str, later: str, words: str) -> None:
    assert difference(kept, later) == words


@pytest.mark.parametrize(("kept", "later"), COPIES)
def test_harmless_edits_are_copies(kept: str, later: str) -> None:
    assert difference(kept, later) == ""


def test_what_only_the_later_text_has_is_not_lost() -> None:
    """A teaser may arrive before its whole paragraph; the rest of the paragraph must stay."""
    teaser, rest = "The bridge over the river is open", " so people walk" * (MAX_ADDED_WORDS // 3 + 1)
    assert difference(teaser, teaser + rest)
    assert not difference(teaser + rest, teaser)


def test_texts_too_repetitive_to_align_are_compared_by_their_words() -> None:
    spam = "start " + "a b c " * 200 + "end"
    assert difference(spam + " b", "b " + spam) == "603 words in another order"
    assert difference("0 " + spam + " 1", "5 " + spam + " 2") == "5; 2; 0"
    assert difference("so " + spam + " it is", spam + " it") == ""


def test_many_differences_are_named_in_part() -> None:
    kept = " and ".join(f"{number} were seen" for number in range(10))
    later = " and ".join(f"{number} were seen" for number in range(50, 60))
    assert difference(kept, later) == "0 → 50; 1 → 51; 2 → 52"


@pytest.mark.parametrize(
    ("kept", "later"),
    [
        ("buy now " * 20_000 + "or 5 never", "sell " + "now buy " * 20_000 + "and 6 later"),
        ("a" * 500_000 + "b" * 500_000, "a" * 400_000 + "c" * 600_000),
        ("1,000" * 100_000, "1.000" * 100_000 + "1"),
    ],
    ids=["repetitive", "long words", "long numbers"],
)
def test_hostile_texts_are_decided_quickly(kept: str, later: str) -> None:
    assert difference(kept, later)


TEXTS = st.text(st.sampled_from("ab1 ,.'不") | st.characters(), max_size=60)


@given(TEXTS)
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    assert difference(text, text) == ""


@given(TEXTS, st.integers(0, 99), st.integers(0, 99))
def test_another_number_is_always_seen(text: str, one: int, other: int) -> None:
    kept, later = (f"a {text} killed {number} people {text} b" for number in (one, other))
    assert bool(difference(kept, later)) == (one != other)


@given(TEXTS, TEXTS)
def test_any_two_texts_are_told_apart_without_a_crash(kept: str, later: str) -> None:
    assert isinstance(difference(kept, later), str)
