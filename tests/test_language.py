"""What copydesk knows of languages: dates, names, bylines, credits, sentences, and the phrase files themselves."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from copydesk.language.alike import AlikeLines
from copydesk.language.bylines import names_in_byline
from copydesk.language.credits import is_credit, split_credit
from copydesk.language.dates import dates_in, without_dates
from copydesk.language.names import is_name, split_names
from copydesk.language.words import are_alike, bare, count_words, ends_open, ends_sentence
from copydesk.model import LABELS

FILES = sorted((resources.files("copydesk.language") / "phrases").iterdir(), key=lambda file: file.name)
KINDS = {
    "whole",
    "start",
    "contains",
    "heading",
    "among",
    "join",
    "role",
    "verb",
    "agency",
    "short",
    "glued",
    "joint",
}
OWN_KINDS = {"dates": {"months", "weekdays", "updated"}, "names": {"join", "never"}, "site": {"from"}}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_phrase_is_a_pattern_under_a_known_label(file: resources.abc.Traversable) -> None:
    for label, kinds in tomllib.loads(file.read_text(encoding="utf-8")).items():
        assert label in LABELS or label in OWN_KINDS
        for kind, phrases in kinds.items():
            assert kind in OWN_KINDS.get(label, KINDS)
            for phrase in phrases:
                re.compile(phrase)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_phrase_matches_nothing_at_all(file: resources.abc.Traversable) -> None:
    for label, kinds in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for phrase in (phrase for phrases in kinds.values() for phrase in phrases):
            assert not re.fullmatch(phrase, ""), f"{label}: {phrase}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_language_has_twelve_months(file: resources.abc.Traversable) -> None:
    months = tomllib.loads(file.read_text(encoding="utf-8"))["dates"]["months"]  # none where they are numbers
    assert len(months) % 12 == 0


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("May 6, 2025", ["2025-05-06"]),
        ("6th of May 2025", ["2025-05-06"]),
        ("6. Mai 2025", ["2025-05-06"]),
        ("06.05.2025", ["2025-05-06"]),
        ("6 de mayo de 2025", ["2025-05-06"]),
        ("2025-05-06T10:30:00Z", ["2025-05-06"]),
        ("2025年5月6日", ["2025-05-06"]),
        ("25/12/2024", ["2024-12-25"]),
        ("12/25/2024", ["2024-12-25"]),
        ("05/05/2025", ["2025-05-05"]),
        ("05/06/2025", [""]),
        ("31 February 2025", [""]),
        ("6 May", []),
        ("in May 2025 it rained", []),
        ("12345-05-06", []),
        ("version 3.10.2025", ["2025-10-03"]),
        ("6 Mayıs 2025", ["2025-05-06"]),
        ("6 MAYIS 2025, 6 NİSAN 2025", ["2025-05-06", "2025-04-06"]),
        ("6 мая 2025 г.", ["2025-05-06"]),
        ("6 травня 2025 року", ["2025-05-06"]),
        ("6 maja 2025 r.", ["2025-05-06"]),
        ("6. května 2025", ["2025-05-06"]),
        ("6. toukokuuta 2025", ["2025-05-06"]),
        ("2025. május 6.", ["2025-05-06"]),
        ("6 Μαΐου 2025", ["2025-05-06"]),
        ("6 במאי 2025", ["2025-05-06"]),
        ("6 مايو 2025, ٦ أيار ٢٠٢٥", ["2025-05-06", "2025-05-06"]),
        ("6 जनवरी 2025", ["2025-01-06"]),
        ("6 พ.ค. 2568", ["2025-05-06"]),
        ("ngày 6 tháng 5 năm 2025", ["2025-05-06"]),
        ("2025. 5. 6.", ["2025-05-06"]),
        ("6 mei 2025, 6 Mei 2025, 6. mai 2025, 6. maj 2025", ["2025-05-06"] * 4),
    ],
)
def test_dates_are_read_only_where_they_are_clear(text: str, days: list[str]) -> None:
    assert [found.iso for found in dates_in(text)] == days


def test_a_line_without_its_dates_says_what_else_it_says() -> None:
    assert without_dates("Monday, 6 May 2025, 10:30 a.m. | Ostrava Bay").strip(" ,|") == "Ostrava Bay"


@pytest.mark.parametrize(
    "text", ["Jane Doe", "J. K. Roe", "Jane van der Berg", "ANN POE", "José Caballero", "Ann-Marie O’Neil"]
)
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane",
        "The City",
        "How We Live",
        "jane doe",
        "Jane Doe 2",
        "Jane Doe said",
        "",
        "Jane Mary Ann Sue Kim Doe",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_lists_of_names_come_apart() -> None:
    assert split_names("Jane Doe, John Roe und Ann Poe") == ("Jane Doe", "John Roe", "Ann Poe")
    assert split_names("Jane Doe, the mayor") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by Jane Doe and John Roe | May 6, 2025", ("Jane Doe", "John Roe")),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Von Jana Doe, Norrstadt", ("Jana Doe",)),
        ("| By Jane Doe, Reuters", ("Jane Doe",)),
        ("By Monday the rain had stopped.", ()),
        ("By the river", ()),
        ("Jane Doe", ()),
        ("Byron Doe", ()),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Av Ola Nordmann", ("Ola Nordmann",)),
        ("记者：李明", ("李明",)),
        ("홍길동 김철수 기자 roe@example.org", ("홍길동", "김철수")),
        ("取材・文：山田太郎", ("山田太郎",)),
        ("מאת: דוד כהן", ("דוד כהן",)),
        ("بقلم: أحمد علي", ("أحمد علي",)),
        ("โดย สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("下雨的城市", ()),
    ],
)
def test_bylines(text: str, names: tuple[str, ...]) -> None:
    assert names_in_byline(text) == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Pumps in the cellarsCredit: AFP", ("Pumps in the cellars", "AFP")),
        (
            "The market. (Photo by Ann Poe/VCG via Getty Images)",
            ("The market.", "Ann Poe/VCG via Getty Images"),
        ),
        ("Der Markt (Foto: dpa)", ("Der Markt", "dpa")),
        ("Rain fell in the city, Reuters reported.", ("Rain fell in the city, Reuters reported.", "")),
        ("The market © Ann Poe", ("The market", "Ann Poe")),
        ("To her credit: she came", ("To her credit: she came", "")),
        ("The market. Photo by Ann Poe/AP", ("The market.", "Ann Poe/AP")),
        ("The market. © imago/Ann Poe", ("The market.", "imago/Ann Poe")),
        ("The market. © Ann Poe Foto: Ann Poe", ("The market.", "Ann Poe")),
        (
            "The market in 2024. Ann Poe (dpa/picture alliance)",
            ("The market in 2024.", "Ann Poe / dpa/picture alliance"),
        ),
        ("The market (AFP / ANN POE)", ("The market", "AFP / ANN POE")),
        ("AP. Fußball. Ann Poe/AP/dpa", ("AP. Fußball.", "Ann Poe/AP/dpa")),
        ("Flood Images: Every Picture Tells by Poe", ("Flood Images: Every Picture Tells by Poe", "")),
        ("Wallet (photo ID, credit/debit cards)", ("Wallet (photo ID, credit/debit cards)", "")),
    ],
)
def test_a_credit_comes_off_its_caption(text: str, parts: tuple[str, str]) -> None:
    assert split_credit(text) == parts


def test_credits_alone() -> None:
    assert is_credit("Photo: Ann Poe")
    assert is_credit("Ann Poe/Reuters")
    assert is_credit("Getty Images / Ann Poe")
    assert is_credit("annpoe/Getty Images")
    assert not is_credit("Photo by Ann Poe shows how the bridge stood.")
    assert not is_credit("Reuters reported on Monday that the rain had stopped")


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "“It rained,” he said.",
        "Did it?",
        "雨が降った。",
        "بارش ہوئی۔",
        "Τι έγινε;",
        "वर्षा हुई।",
        "هل أمطرت؟",
        "„Es regnete.“",
        "»Es regnete.«",
        "”Det regnade.”",
        "「雨だ。」",
        "הוא אמר: ״ירד גשם.״",
        "ฝนตกในเมืองเป็นเวลาเก้าวันและในวันที่สิบแม่น้ำก็ท่วมตลาด" * 3,
        "It rained.[1]",
        "“It rained.”",
    ],
)
def test_ends_as_a_sentence_does(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rain",
        "Rain;",
        "ฝนตก",
        "It rained…",
        "„Es regnete …“",
        "It rained...",
        "It rained […]",
        "The rain,",
        "",
    ],
)
def test_does_not_end_as_a_sentence_does(text: str) -> None:
    assert not ends_sentence(text)


def test_a_teaser_ends_open() -> None:
    assert ends_open("In the wake of nine days of rain…")
    assert not ends_open("It rained.")


def test_words_are_counted_in_any_script() -> None:
    assert count_words("Don’t count 3.5 twice.") == 4
    assert count_words("北京今天下雨") == 3
    assert count_words("किताब यहाँ है") == 3
    assert count_words("ความเห็นของนักข่าว") == 5
    assert count_words("می‌خواهم بروم") == 2
    assert count_words("— … !") == 0


def test_bare_text_has_no_frame() -> None:
    assert bare("» • Share this! «") == "Share this"
    assert bare("…") == ""
    assert bare("» साझा करें।") == "साझा करें"
    assert bare("แชร์ …") == "แชร์"


def test_lines_are_alike_only_with_the_same_numbers() -> None:
    assert are_alike("The market of the old town on day 9", "A market of the old town on day 9")
    assert not are_alike("The market of the old town on day 9", "The market of the old town on day 10")


def test_alike_lines_are_found_by_number() -> None:
    lines = AlikeLines(
        ["The market of the old town after the rain", "The lock at the bridge in the evening sun"]
    )
    assert lines.find("The lock at the bridge in the evening") == 1
    assert lines.find("Something else that nobody has seen") is None
    assert lines.add("…") == 2
    assert lines.find("—") is None


def test_a_name_of_many_letters_is_judged_at_once() -> None:
    assert not is_name("Jane " + "A" * 50 + "1")
