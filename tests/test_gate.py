"""The safety gate: a clipping that lost much of its prose to rules is doubtful, and no rule empties a text."""

from __future__ import annotations

from copydesk.boilerplate.gate import doubt
from copydesk.model import Block, Document, Removal, Role, Source
from copydesk.pipeline import clean
from copydesk.settings import Settings

PROSE = "Rain fell on the valley for nine days, and on the tenth the river stood in the market of the bay."


def document(kept: int, **removed: int) -> Document:
    """A document with so many paragraphs kept, and so many removed under each label."""
    labels = [label for label, count in removed.items() for _ in range(count)]
    blocks = [Block(position, Role.PARAGRAPH, PROSE) for position in range(kept + len(labels))]
    removals = (
        Removal(block, "rule", label, "why") for block, label in zip(blocks[kept:], labels, strict=True)
    )
    return Document("", Source(""), blocks=tuple(blocks[:kept]), removals=tuple(removals))


def test_prose_lost_above_the_limit_is_doubtful() -> None:
    said = doubt(document(1, related=3), 0.5)
    assert said.startswith("75% of the words that look like prose were removed")
    assert "50%" in said


def test_prose_lost_up_to_the_limit_is_fine() -> None:
    assert not doubt(document(2, related=2), 0.5)


def test_captions_titles_and_copies_are_no_loss() -> None:
    assert not doubt(document(1, caption=5, title=2, copy=9), 0.1)


def test_copies_count_as_kept() -> None:
    assert not doubt(document(1, related=2, copy=3), 0.5)


def test_short_lines_are_no_prose() -> None:
    menu = Block(1, Role.PARAGRAPH, "Home")
    removals = (Removal(menu, "menu", "navigation", "why"),)
    kept = (Block(0, Role.PARAGRAPH, PROSE),)
    assert not doubt(Document("", Source(""), blocks=kept, removals=removals), 0.1)


def test_rules_that_would_leave_nothing_remove_nothing() -> None:
    found = clean("Share this article\n\nLeave a Reply\n\nSubscribe to our newsletter", "text/plain")
    assert found.text == "Share this article\n\nLeave a Reply\n\nSubscribe to our newsletter"
    assert not found.removals
    assert found.doubtful


def test_the_limit_is_a_setting() -> None:
    text = f"{PROSE}\n\nThe lottery was won by a woman who had bought her first ticket on the day before."
    settings = {"drop": ("lottery",)}
    assert clean(text, "text/plain", settings=Settings(max_lost_prose=0.4, **settings)).doubtful
    assert not clean(text, "text/plain", settings=Settings(max_lost_prose=0.6, **settings)).doubtful


def test_empty_content_is_an_empty_document() -> None:
    found = clean("", "text/plain")
    assert (found.text, found.removals, found.doubtful) == ("", (), "")
