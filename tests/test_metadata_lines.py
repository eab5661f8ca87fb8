"""What removed lines state: the metadata of a text that has no other place for it."""

from __future__ import annotations

import pytest

from copydesk.metadata.lines import read_lines
from copydesk.model import Block, Caption, Document, Metadata, Removal, Role, Source
from copydesk.settings import Settings

PROSE = "Rain fell on the valley for nine days, and on the tenth the river stood in the market of the bay."


def read(*removed: tuple[str, str], kept: tuple[str, ...] = (), **settings: str) -> Metadata:
    """What a document states of which these lines were removed under these labels."""
    removals = [
        Removal(Block(number, Role.PARAGRAPH, text), "rule", label, "why")
        for number, (label, text) in enumerate(removed)
    ]
    blocks = [Block(number, Role.PARAGRAPH, text) for number, text in enumerate(kept, len(removed))]
    document = Document("", Source(""), blocks=tuple(blocks), removals=tuple(removals))
    return read_lines(document, Settings(**settings))  # type: ignore[arg-type]


def test_nothing_states_nothing() -> None:
    assert read() == Metadata()


def test_the_title_is_the_removed_headline() -> None:
    found = read(("title", "Rain ends in the bay"), kept=("Another line that could be one", PROSE))
    assert (found.title, found.origins) == ("Rain ends in the bay", {"title": "text"})


def test_a_first_line_is_a_title_by_its_form() -> None:
    assert (
        read(kept=("Rain ends in the bay after nine days", PROSE)).title
        == "Rain ends in the bay after nine days"
    )


@pytest.mark.parametrize(
    "line", ["Rain", "It has rained in the bay for nine days.", "What does the town need most:"]
)
def test_a_first_line_of_another_form_is_no_title(line: str) -> None:
    assert not read(kept=(line, PROSE)).title


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Staff Writer | May 6, 2025", ("Jane Doe",)),
        ("Jane Doe", ("Jane Doe",)),
    ],
)
def test_authors_stand_in_bylines(line: str, authors: tuple[str, ...]) -> None:
    assert read(("byline", line)).authors == authors


def test_an_author_stands_in_a_contact_line_where_there_is_no_byline() -> None:
    contact = ("contact", "Write to Ann Poe at ann.poe@example.org")
    assert read(contact).authors == ("Ann Poe",)
    assert read(contact, ("byline", "By Jane Doe")).authors == ("Jane Doe",)


def test_an_address_without_the_name_names_nobody() -> None:
    assert read(("contact", "Write to Ann Poe at desk@example.org")).authors == ()


HEAD = "Rain ends in the bay after nine days"
TEXT = (
    "Nine days of rain have ended, and the people of the bay went back to what was left of their town.",
    PROSE,
    "The mayor said that the bridge would stay closed until the engineers had looked at what is left of it.",
)
SAID = "Rain in the bay has ended, mayor says"
ASKED = "Will the bridge ever open again for the people of the town?"
REGEN = "Neun Tage lang fiel der Regen auf die Stadt, und am zehnten stand der Fluss auf dem Markt der Stadt."


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ((HEAD, TEXT[0], "Jane Doe", "6 May 2025, 10:30", *TEXT[1:]), ("Jane Doe",)),
        ((HEAD, TEXT[0], "Jane Doe", "John Roe", "6 May 2025, 10:30", *TEXT[1:]), ("Jane Doe", "John Roe")),
        ((HEAD, TEXT[0], "Jane Doe | 6 May 2025, 10:30", *TEXT[1:]), ("Jane Doe",)),
        ((HEAD, "Column by Jane Doe - 6 May 2025, 10:30", *TEXT), ("Jane Doe",)),
        ((HEAD, TEXT[0], "New York, 6 May 2025, 10:30", *TEXT[1:]), ()),
        ((HEAD, TEXT[0], "SPECIAL REPORT", "6 May 2025, 10:30", *TEXT[1:]), ()),
        ((HEAD, TEXT[0], "Share Story", "6 May 2025, 10:30", *TEXT[1:]), ()),
        ((HEAD, TEXT[0], "Jane Doe", *TEXT[1:]), ()),
        ((HEAD, *TEXT, "Jane Doe", "6 May 2025, 10:30"), ()),
    ],
)
def test_authors_stand_beside_dates_above_the_text(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    assert read(kept=lines).authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Jane Doe Political Correspondent", ("Jane Doe",)),
        ("By Jane DoeTwitter", ("Jane Doe",)),
        ("Jane DoeReporter", ("Jane Doe",)),
        ("By Jane Doe, BAY COURIER", ("Jane Doe",)),
        ("By JANE DOE", ("JANE DOE",)),
        ("Assistant EditorFollow", ()),
        ("The Associated Press", ("The Associated Press",)),
    ],
)
def test_what_stands_glued_to_a_name_is_no_part_of_it(line: str, authors: tuple[str, ...]) -> None:
    assert read(("byline", line)).authors == authors


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ((HEAD, TEXT[0], "6 May 2025, 10:30", *TEXT[1:]), ("2025-05-06", "")),
        ((HEAD, TEXT[0], "06.05.25 10:30", *TEXT[1:]), ("2025-05-06", "")),
        ((HEAD, "10:30, 6 May 2025Updated 11:30, 7 May 2025", *TEXT), ("2025-05-06", "2025-05-07")),
        ((HEAD, "2025年5月6日23:52 | Wire", *TEXT), ("2025-05-06", "")),
        ((HEAD, "03/04/2025, 10:30", *TEXT), ("", "")),
        (("9 May 2025", *(["News"] * 9), HEAD, "6 May 2025", *TEXT), ("2025-05-06", "")),
        ((HEAD, "03/04/2025, 10:30", REGEN, REGEN, REGEN), ("2025-04-03", "")),
        ((HEAD, "What the town has learnt since 6 May 2025", *TEXT), ("", "")),
        ((HEAD, "Release 06.05.25", *TEXT), ("", "")),
        ((HEAD, *TEXT, "6 May 2025, 10:30"), ("", "")),
    ],
)
def test_days_stand_above_the_text(lines: tuple[str, ...], days: tuple[str, str]) -> None:
    found = read(kept=lines)
    assert (found.published, found.modified) == days


def test_days_of_other_stories_are_not_the_pages() -> None:
    teasers = [("dateline", "6 May 2025"), ("dateline", "7 May 2025")]
    document = Document(
        "",
        Source(""),
        blocks=tuple(Block(number, Role.PARAGRAPH, text) for number, text in enumerate(TEXT)),
        removals=tuple(
            Removal(Block(number, Role.PARAGRAPH, text), "rule", label, "why")
            for number, (label, text) in enumerate(teasers, len(TEXT))
        ),
    )
    assert not read_lines(document, Settings()).published


@pytest.mark.parametrize(
    ("removed", "kept", "title"),
    [
        # What the rules took for the headline has none of the text's words; another line has.
        ([("title", "Skip to the main content")], (SAID, *TEXT), SAID),
        ([], ("Welcome to another website", SAID, *TEXT), SAID),
        ([("title", "Skip to the main content")], TEXT, ""),
        ([("title", HEAD)], TEXT, HEAD),
        ([("title", f"{HEAD} | The Courier"), ("title", HEAD)], TEXT, HEAD),
        ([], (ASKED, *TEXT), ASKED),
        ([], ("Home › Bay › Bridge stays closed for people", *TEXT), ""),
    ],
)
def test_the_title_is_weighed_against_the_text(
    removed: list[tuple[str, str]], kept: tuple[str, ...], title: str
) -> None:
    assert read(*removed, kept=kept).title == title


def test_a_caption_beside_its_alt_text_shows_its_credit() -> None:
    alt = "A swan looks out of the crack below the arch"
    expected = (Caption(alt, "Ann Poe/The Courier"),)
    assert read(("caption", alt), ("caption", f"{alt} Ann Poe/The Courier")).captions == expected
    assert read(("caption", f"{alt} Ann Poe/The Courier"), ("caption", alt)).captions == expected


def test_a_button_is_no_caption() -> None:
    assert read(("caption", "Play video"), ("caption", "The lock")).captions == (Caption("The lock"),)


def test_published_and_modified_are_told_apart() -> None:
    found = read(("dateline", "Updated on 7 May 2025"), ("dateline", "Published May 6, 2025"))
    assert (found.published, found.modified) == ("2025-05-06", "2025-05-07")


def test_a_day_of_a_change_alone_is_the_day_of_publication_as_well() -> None:
    found = read(("dateline", "Updated 4:15 pm EST, Tuesday, January 14, 2025"))
    assert (found.published, found.modified) == ("2025-01-14", "2025-01-14")
    assert found.origins["published"] == "text (of a change)"


def test_the_site_that_a_copyright_line_names_is_cut_off_the_title() -> None:
    rights = ("legal", "© 2025 The Bay Ledger. All rights reserved.")
    assert read(("title", "The bridge is closed - The Bay Ledger"), rights).title == "The bridge is closed"
    assert (
        read(("title", "The bridge is closed - until May"), rights).title
        == "The bridge is closed - until May"
    )


def test_both_dates_may_stand_on_one_line() -> None:
    found = read(("dateline", "Published May 6, 2025, updated May 7, 2025"))
    assert (found.published, found.modified) == ("2025-05-06", "2025-05-07")


def test_an_unclear_date_is_left_out() -> None:
    assert not read(("dateline", "Published 03/04/2025")).published


def test_the_source_is_what_the_line_names() -> None:
    assert read(("source", "Source: Reuters")).source_credit == "Reuters"
    assert (
        read(("source", "SOURCES: The Bay Courier – Rain ends in the bay")).source_credit == "The Bay Courier"
    )


def test_the_site_stands_in_handles_and_headings_of_lists() -> None:
    assert read(("share", "Share this @courier.example")).site == "courier.example"
    assert read(("related", "More Must-Reads from The Courier")).site == "The Courier"


def test_captions_are_told_once_with_their_credit() -> None:
    found = read(
        ("caption", "People wade through the market of the old town"),
        ("caption", "People wade through the market of an old townCredit: AFP"),
        ("caption", "The lock in the evening"),
        ("credit", "Photo: Ann Poe"),
    )
    assert found.captions == (
        Caption("People wade through the market of the old town", "AFP"),
        Caption("The lock in the evening", "Ann Poe"),
    )


def test_a_credit_without_a_caption_is_nobodys() -> None:
    assert read(("credit", "Photo: Ann Poe")).captions == ()


def test_dropped_captions_are_not_told() -> None:
    assert read(("caption", "The lock in the evening"), captions="drop").captions == ()
