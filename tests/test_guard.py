"""The guard tells copies from look-alikes: two tables of pairs, and what holds for any pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.neardup import aligned
from copydesk.neardup.alignment import differing, differing_parts
from copydesk.neardup.guard import MAX_ADDED_WORDS, difference, is_copy

LOOK_ALIKES = [
    ("Police arrested 42 people.", "Police arrested 47 people.", "42 → 47"),
    ("It cost $1.5 million.", "It cost $15 million.", "1.5 → 15"),
    ("It cost $5 in all.", "It cost €5 in all.", "$ → €"),
    ("It lasts 3.5 years.", "It lasts 3-5 years.", "3.5 → 3 5"),
    ("It cost 3 million.", "It cost 3 billion.", "million → billion"),
    ("The vote was 51-49.", "The vote was 49-51.", "51"),
    ("The army of Iran crossed the river.", "The army of Iraq crossed the river.", "Iran → Iraq"),
    ("The votes for Johnson were counted.", "The votes for Johnston were counted.", "Johnson → Johnston"),
    ("There was rain.", "There were 300 dead. There was rain.", "were 300 dead There"),
    ("There was rain.", "LONDON 300 (AP) — There was rain.", "300"),
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
    ("We saw Tom and Ann at home.", "We saw Ann and Tom at home.", "Tom and; and Tom; and Tom (moved)"),
    ("He moved from the house.", "He moved form the house.", "from → form"),
    ("The prize for Smith is late.", "The prize for Smyth is late.", "Smith → Smyth"),
    ("He said so on the ship.", "She said so on the ship.", "He → She"),
    ("The mayor left the room.", "The mayor and the priest left the room.", "and the priest"),
    ("Es kostet 1,000 Euro.", "Es kostet 1,100 Euro.", "1,000 → 1,100"),
    ("Zginęło trzech żołnierzy armii.", "Zginęło pięciu żołnierzy armii.", "trzech → pięciu"),
    ("Погибли три человека вчера.", "Погибли пять человека вчера.", "три → пять"),
    ("Det kommer i mars till oss.", "Det kommer i april till oss.", "mars → april"),
    ("他昨天到达北京。", "他昨天没到达北京。", "没"),
    ("The Department of Justice agreed.", "The Ministry of Justice agreed.", "Department → Ministry"),
    ("He plans a bridge over the river.", "He planned a bridge over the river.", "plans → planned"),
    ("He sold the house to his brother.", "He sold the houses to his brother.", "house → houses"),
    ("Four people were hurt in the crash.", "Four people were killed in the crash.", "hurt → killed"),
    ("About 300 people came to town.", "Over 300 people came to town.", "About → Over"),
    ("Police shot a man in the street.", "Police shot at a man in the street.", "at"),
    ("Police shot at a man in the street.", "Police shot a man in the street.", "at"),
    ("The union called the strike a success.", "The union called for the strike a success.", "for"),
    ("The army fired the general.", "The army fired on the general.", "on"),
    ("The army fired on the general.", "The army fired the general.", "on"),
    ("They believed the man was lost.", "They believed in the man was lost.", "in"),
    ("She heard the men at home.", "She heard of the men at home.", "of"),
    ("The men shot in the leg survived.", "The men had shot in the leg survived.", "had"),
    ("He was nearly killed in the war.", "He was killed in the war.", "nearly"),
    ("The former minister was held.", "The minister was held.", "former"),
    ("The then minister was held.", "The minister was held.", "then"),
    ("Today the president resigned.", "Today the vice president resigned.", "vice"),
    ("Today the president resigned.", "Today the Vice President resigned.", "Vice"),
    ("The court of the king fell.", "The court of the king judge fell.", "judge"),
    ("The army took the town.", "The Canadian army took the town.", "Canadian"),
    ("Soldiers at the front are cold.", "Soldiers die at the front are cold.", "die"),
    ("A police dog bit the man.", "A police bit the man.", "dog"),
    ("It raised the sanctions.", "It lifted the sanctions.", "raised → lifted"),
    ("Police found a cell in the city.", "Police established a cell in the city.", "found → established"),
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
    ("The government was opened.", "The govemment was opened."),
    ("It was several years.", "It was severa1 years."),
    ("The people of the house.", "Tbe people of tbe honse."),
    ("The people may have left.", "The people mayh ave left."),
    ("It began in the centre of Köln.", "It started in the center of Koln."),
    ("The organisation travelled far.", "The organization traveled far."),
    ("He met Henderson in Rome.", "He met Hendesron in Rome."),
    ("The bridge is open.", "The bridge is also open."),
    ("PARIS (AFP) — The bridge is open.", "LONDON (dpa) — the bridge is open."),
    ("The bridge is open to all of us.", "The bridge is open (Reuters)"),
    ("Die Strasse ist offen für alle.", "Die Straße ist offen für alle."),
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
    ("She carried out a study of the disease.", "She conducted a study of the illness."),
    ("The protesters gathered at the border.", "The demonstrators assembled at the frontier."),
    ("He left after two police officers came.", "He left after two cops came."),
    ("Roughly 300 residents had fled.", "About 300 inhabitants had run away."),
    ("Der Verein begann mit rund 40 Leuten.", "Der Verein startete mit etwa 40 Leuten."),
    ("L’incendie a débuté vers midi, a-t-il indiqué.", "L’incendie a commencé vers midi, a-t-il indiqué."),
    ("La empresa compró casi todo.", "La compañía adquirió casi todo."),
    ("Компания увеличила выпуск, отметил он.", "Фирма увеличила выпуск, заявил он."),
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


def test_texts_too_different_to_align_are_compared_by_their_words() -> None:
    words = [f"w{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(300)]
    there, back = " ".join(words), " ".join(words[::-1])
    assert differing_parts(there, back) is None
    assert difference(there, back) == "300 words in another order"
    assert difference("0 " + there + " 1", "5 " + back + " 2") == "5; 2; 0"
    assert difference("so " + there, back) == ""


@given(st.lists(st.sampled_from("aAbB é"), max_size=30), st.lists(st.sampled_from("aAbB é"), max_size=30))
def test_parts_that_differ_are_all_that_differs(kept: list[str], later: list[str]) -> None:
    at, rebuilt = 0, []
    for left, right in differing(kept, later) or ():
        rebuilt += [*kept[at : left.start], *later[right]]
        at = left.stop
    assert [*rebuilt, *kept[at:]] == later


@given(st.text("aAbBÉ \n", max_size=60), st.text("aAbBÉ \n", max_size=60))
def test_compiled_and_plain_alignment_agree(kept: str, later: str) -> None:
    assert aligned.differing_parts(kept, later) == differing_parts(kept, later)


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
    assert difference(kept, later, aligned.differing_parts) == difference(kept, later)


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
    assert is_copy(kept, later) == (difference(kept, later) == "")
    assert difference(kept, later, aligned.differing_parts) == difference(kept, later)
