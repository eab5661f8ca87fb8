"""What no rule takes: code, forms, numbered headings and verse; and what only looks like them."""

from __future__ import annotations

from copydesk.boilerplate.draft import Form
from copydesk.boilerplate.shelter import sheltered
from copydesk.model import Page, Source
from copydesk.parse.text import parse_text
from copydesk.pipeline import clean
from copydesk.settings import Settings

PROSE = "Rain fell on the valley for nine days, and on the tenth the river stood in the market of the town."
CODE = (
    "import lock\n# read more\ngate = lock.open()\nfor day in range(9):\n    gate.raise_by(day)\n# share this"
)


def lines_sheltered(text: str) -> list[str]:
    """The lines of a text that are sheltered."""
    blocks = parse_text(Page(Source("a"), text, "text/plain")).blocks
    return [blocks[index].text for index in sorted(sheltered([Form(block) for block in blocks]))]


def test_comments_amid_code() -> None:
    assert lines_sheltered(CODE)[1] == "# read more"
    assert lines_sheltered(CODE)[-1] == "# share this"


def test_prose_beside_code_is_no_code() -> None:
    assert PROSE not in lines_sheltered(f"{PROSE}\n{CODE}\n{PROSE}")


def test_people_take_code_all_the_same() -> None:
    text = f"{PROSE}\n{CODE}"
    assert "# read more" not in clean(text, "text/plain", settings=Settings(drop=("read more",))).text


def test_the_date_of_an_e_mail() -> None:
    assert lines_sheltered("From: Jane Doe\nTo: John Roe\nDate: 6 May 2025\nSubject: The lock\n" + PROSE) == [
        "Date: 6 May 2025"
    ]


def test_a_credit_among_headlines_with_a_colon() -> None:
    assert lines_sheltered("Norrland: Rain ends\nPhoto: AFP\nOstrava: A swan\nPhoto: dpa\n" + PROSE) == []


def test_numbered_headings_with_text_between_them() -> None:
    headings = ("1 Locks", "2 Cookies", "3 Newsletters", "4 Comments")
    assert lines_sheltered("\n".join(f"{heading}\n{PROSE}" for heading in headings)) == list(headings)
    assert lines_sheltered("\n".join((*headings, PROSE))) == []


def test_verse_with_the_words_of_a_share_bar() -> None:
    stanzas = (
        "Follow me\ndown to the river\nwhere",
        "Share the light\nand save it\nfor the night",
        "Home\nwe go",
    )
    song = "\n\n".join(stanzas)
    assert lines_sheltered(song)[0] == "Follow me"


def test_a_menu_is_no_verse() -> None:
    assert (
        lines_sheltered(
            "Home\nNews\nLog in\n\nShare\nPrint\nFacebook\n\nPrivacy policy\nContact us\nNorrland"
        )
        == []
    )
