"""Plain text in its three shapes: a block a line, paragraphs with groups, hard-wrapped paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from copydesk.model import Gap, Page, Role, Source
from copydesk.parse.text import parse_text, role_of

PARAGRAPHS = (
    "Rain fell on the valley for nine days, and on the tenth the river stood in the market of Ostrava Bay. "
    "The mayor said on Monday that the bridge would stay closed until the engineers had looked at it.",
    "They found a crack that is as wide as a hand, and a swan that had built its nest in the crack. Nobody "
    "could say how long the one and the other had been there, and the swan would not leave.",
    "The council will meet on Friday, if the town hall is dry by then, to vote on a new bridge a mile up the river.",
)


def texts_of(content: str) -> list[str]:
    return [block.text for block in parse_text(Page(Source(""), content, "text/plain")).blocks]


def test_a_block_a_line() -> None:
    assert texts_of("\n".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_groups_between_blank_lines_are_blocks_of_their_own() -> None:
    parsed = parse_text(Page(Source(""), "Prose.\n\nA caption\nAnother caption\n\nMore prose.", "text/plain"))
    assert [block.text for block in parsed.blocks] == [
        "Prose.",
        "A caption",
        "Another caption",
        "More prose.",
    ]
    assert [block.gap for block in parsed.blocks] == [Gap.LINE, Gap.BLANK, Gap.LINE, Gap.BLANK]


@pytest.mark.parametrize("width", [50, 60, 65, 72, 78, 90])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    assert texts_of("\n\n".join(textwrap.fill(text, width) for text in PARAGRAPHS)) == list(PARAGRAPHS)


def test_hard_wrapped_paragraphs_are_joined_among_short_lists() -> None:
    headline = ["Rain stops after nine days in Ostrava Bay, and the", "bridge stays closed"]
    listed = ["Read also", "Ferry to double", "Swan stays", "Share", "Newsletter"]
    wrapped = [textwrap.fill(text, 52) for text in PARAGRAPHS[1:]]
    content = "\n\n".join(["\n".join(headline), wrapped[0], "\n".join(listed), wrapped[1]])
    assert texts_of(content) == [" ".join(headline), PARAGRAPHS[1], *listed, PARAGRAPHS[2]]


def test_long_lines_of_one_width_that_end_as_sentences_do_stay_apart() -> None:
    lines = [
        "Rain fell on the valley for nine days, and on the tenth the river stood in the market.",
        "Everybody who could swim went to the bridge, and the others stood on the roofs of houses.",
        "Nobody could say on Monday how long the bridge would hold, or where the ferry had gone to.",
        "Understanding came late to the council, which met on Friday for the first time in weeks.",
    ]
    assert texts_of("\n".join(lines)) == lines


def test_captions_of_one_width_stay_apart() -> None:
    lines = [
        f"People wade through the market on day {day} of the rain{end} Credit: AFP"
        for day, end in enumerate(("", " again", "", " once more", "", " still"))
    ]
    assert texts_of("\n".join(lines)) == lines


def test_headlines_above_a_long_line_stay_apart() -> None:
    lines = ["Rain ends in Ostrava Bay after nine days"] * 2 + [PARAGRAPHS[2], PARAGRAPHS[2]]
    assert texts_of("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        "The rain came down on Ostrava Bay\n   and nobody was there to see\nthe river go her silver way\n\nThe swan",
        "Town | Rain | Days\nOstrava Bay | 410 | 9\nNorrland | 388 | 9",
        "- two onions\n- a pound of carrots\n  - orange ones\n\n1. Cut them.\n2. Boil them.",
    ],
)
def test_verse_tables_and_lists_come_out_as_they_went_in(text: str) -> None:
    blocks = parse_text(Page(Source(""), text, "text/plain")).blocks
    rebuilt = "".join(("\n\n" if b.gap is Gap.BLANK else "\n") + b.indent + b.text for b in blocks)
    assert rebuilt.lstrip("\n") == text


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("- two onions", Role.LIST_ITEM),
        ("12. Boil them.", Role.LIST_ITEM),
        ("• rain", Role.LIST_ITEM),
        ("> quoted", Role.QUOTE),
        ("a | b", Role.TABLE),
        ("-5 degrees at night", Role.PARAGRAPH),
        ("1984 was a year of rain.", Role.PARAGRAPH),
    ],
)
def test_the_role_is_what_the_form_gives_away(line: str, role: Role) -> None:
    assert role_of(line) is role


def test_a_row_without_another_is_no_table() -> None:
    text = "By Jane Doe | 6 May 2025\n" + PARAGRAPHS[0] + "\nTown | Rain\nBay | 410"
    roles = [block.role for block in parse_text(Page(Source(""), text, "text/plain")).blocks]
    assert roles == [Role.PARAGRAPH, Role.PARAGRAPH, Role.TABLE, Role.TABLE]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert texts_of(f"one{end}two") == ["one", "two"]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n\u3000\n"])
def test_nothing_makes_no_blocks(text: str) -> None:
    assert texts_of(text) == []


def test_chinese_is_joined_without_spaces() -> None:
    paragraph = "北京今天下雨河水上涨市场被淹市长星期一说大桥将继续关闭直到工程师检查完毕" * 6
    wrapped = "\n".join(paragraph[start : start + 44] for start in range(0, len(paragraph), 44))
    assert texts_of(wrapped) == [paragraph]
