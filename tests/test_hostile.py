"""Texts that want to break a rule: the same line again and again, endless words, only marks. They come out as text."""

from __future__ import annotations

import pytest

from copydesk.pipeline import clean

PROSE = (
    "Rain fell on the valley for nine days, and on the tenth the river stood in the market of Ostrava Bay.\n"
    "The mayor said on Monday that the bridge would stay closed until the engineers had looked at it.\n"
)
MANY = 150

LINES = (
    "You may also like", "Tags", "By Jane Doe", "About the author", "Comments", "6 May 2025", "Facebook | X | Email",
    "People wade through the market of the old town Credit: AFP", "Share this article", "Home > News > Weather", "- ",
    "written by " * 100, "Jane Doe, " * 150, "6 May 2025 " * 150, "a > " * 400, "a / " * 400, "Photo: " * 200,
)  # fmt: skip
LONG = (
    "x" * 500_000, "." * 50_000 + "a", "a" + "\u0301" * 20_000, "a. b. c. " * 20_000, "(" * 50_000,
    "a" + " " * 100_000 + "b", "- " * 20_000, "1." * 20_000, "\u200b" * 20_000, "|" * 20_000, "字" * 20_000,
)  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:30])
def test_many_lines_alike_cost_no_article(line: str) -> None:
    text = PROSE + f"{line}\n" * MANY
    document = clean(text, "text/plain")
    assert document.text.startswith(PROSE.strip())
    assert len(document.blocks) + len(document.removals) == MANY + 2
    assert clean(document.text, "text/plain").text == document.text


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:30])
def test_many_lines_alike_are_not_emptied(line: str) -> None:
    text = f"{line}\n" * MANY
    document = clean(text, "text/plain")
    assert document.text


@pytest.mark.parametrize("line", LONG, ids=lambda line: f"{line[:6]!a}")
def test_a_line_without_end_stays_a_line(line: str) -> None:
    document = clean(PROSE + line, "text/plain")
    assert document.text == (PROSE + line).strip()


def test_captions_that_are_all_different_all_go() -> None:
    captions = (
        f"The market on day {day} of the rain, seen from the bridge Credit: AFP" for day in range(MANY)
    )
    document = clean(PROSE + "\n".join(captions), "text/plain")
    assert document.text == PROSE.strip()
    assert len(document.metadata.captions) == MANY
