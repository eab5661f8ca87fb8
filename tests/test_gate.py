"""The safety gate: a clipping that may have lost much of its article is doubtful, and no rule empties a text."""

from __future__ import annotations

from copydesk.boilerplate.gate import doubt
from copydesk.model import Block, Document, Removal, Role, Source
from copydesk.pipeline import clean
from copydesk.settings import Settings

PROSE = "Rain fell on the valley for nine days, and on the tenth the river stood in the market of the bay."


def document(kept: int, score: float = 1.0, **removed: int) -> Document:
    """A document with so many paragraphs kept, and so many removed under each label with a probability."""
    labels = [label for label, count in removed.items() for _ in range(count)]
    blocks = [Block(position, Role.PARAGRAPH, PROSE) for position in range(kept + len(labels))]
    removals = (
        Removal(block, "rule", label, "why", score)
        for block, label in zip(blocks[kept:], labels, strict=True)
    )
    return Document("", Source(""), blocks=tuple(blocks[:kept]), removals=tuple(removals))


def test_an_expected_loss_above_the_limit_is_doubtful() -> None:
    said = doubt(document(1, 0.5, related=2), 0.4)
    assert said.startswith("about 50% of the article may be among what was removed")
    assert "40%" in said


def test_an_expected_loss_up_to_the_limit_is_fine() -> None:
    assert not doubt(document(1, 0.5, related=2), 0.5)


def test_what_is_surely_boilerplate_is_no_loss() -> None:
    assert not doubt(document(1, 0.99, related=2), 0.02)


def test_prose_that_nobody_judged_counts_in_part() -> None:
    assert doubt(document(1, related=9), 0.4)
    assert not doubt(document(1, related=9), 0.5)


def test_captions_and_titles_that_nobody_judged_and_copies_are_no_loss() -> None:
    assert not doubt(document(1, caption=5, title=2, copy=9), 0.01)


def test_copies_count_as_kept() -> None:
    assert not doubt(document(1, 0.5, related=2), 0.5)
    assert doubt(document(0, 0.5, related=2, copy=1), 0.4)


def test_short_lines_that_nobody_judged_are_no_prose() -> None:
    menu = Block(1, Role.PARAGRAPH, "Home")
    removals = (Removal(menu, "menu", "navigation", "why"),)
    kept = (Block(0, Role.PARAGRAPH, PROSE),)
    assert not doubt(Document("", Source(""), blocks=kept, removals=removals), 0.01)


def test_rules_that_would_leave_nothing_remove_nothing() -> None:
    found = clean("Share this article\n\nLeave a Reply\n\nSubscribe to our newsletter", "text/plain")
    assert found.text == "Share this article\n\nLeave a Reply\n\nSubscribe to our newsletter"
    assert not found.removals
    assert found.doubtful


def test_rules_that_would_leave_nothing_leave_what_its_place_alone_condemns() -> None:
    lines = ["Share this article", "You may also like", "Town closes bridge", "River rises again today"]
    found = clean("\n".join(lines), "text/plain")
    assert found.text == "Town closes bridge\nRiver rises again today"
    assert [removal.label for removal in found.removals] == ["share", "related"]
    assert found.doubtful
    assert clean(found.text, "text/plain").text == found.text


def test_the_limit_is_a_setting() -> None:
    text = f"{PROSE}\n\nThe lottery was won by a woman who had bought her first ticket on the day before."
    settings = {"drop": ("lottery",)}
    assert clean(text, "text/plain", settings=Settings(max_lost_article=0.05, **settings)).doubtful
    assert not clean(text, "text/plain", settings=Settings(max_lost_article=0.1, **settings)).doubtful


def test_empty_content_is_an_empty_document() -> None:
    found = clean("", "text/plain")
    assert (found.text, found.removals, found.doubtful) == ("", (), "")
