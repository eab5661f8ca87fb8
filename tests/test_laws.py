"""The laws: what holds for every clipping and every folder, tested on made-up ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copydesk.boilerplate import RULES
from copydesk.boilerplate.model import NAME as MODEL
from copydesk.boilerplate.page import NAME as PAGE
from copydesk.copies import RULE as COPY
from copydesk.errors import ReadError
from copydesk.language.words import normal
from copydesk.model import LABELS, Document
from copydesk.parse import parse
from copydesk.pipeline import clean
from copydesk.readers import page_of
from copydesk.settings import Settings
from generated import contents, texts

RULE_NAMES = [*(rule.name for rule in RULES), MODEL, PAGE]

cleanings = st.builds(
    Settings,
    off=st.lists(st.sampled_from([*RULE_NAMES, COPY]), max_size=4, unique=True).map(tuple),
    keep=st.sampled_from([(), (), ("Facebook",), ("river",)]),
    drop=st.sampled_from([(), (), ("council",), ("rain",)]),
    title=st.sampled_from(["metadata", "keep"]),
    captions=st.sampled_from(["metadata", "keep", "drop"]),
    copies=st.sampled_from(["drop", "mark"]),
    threshold=st.sampled_from([0.8, 0.8, 0.4, 1.0]),
)


def cleaned(text: str, media_type: str, settings: Settings | None = None) -> Document:
    """The document; a text that is no text at all (too many control characters) is passed over."""
    try:
        return clean(text, media_type, settings=settings)
    except ReadError:
        assume(False)
        raise


def all_blocks(document: Document) -> list[tuple[int, str, str]]:
    """Kept and removed blocks in the order of the page: position, role and text."""
    blocks = [*document.blocks, *(removal.block for removal in document.removals)]
    return sorted((block.position, block.role.value, block.text) for block in blocks)


# Law 1: nothing vanishes.


@given(contents, cleanings)
def test_kept_and_removed_are_what_was_parsed(content: tuple[str, str], settings: Settings) -> None:
    text, media_type = content
    document = cleaned(text, media_type, settings)
    parsed = parse(page_of(text, media_type)).blocks
    assert all_blocks(document) == [(b.position, b.role.value, b.text) for b in parsed]
    positions = [block.position for block in document.blocks]
    assert positions == sorted(positions)
    assert [r.block.position for r in document.removals] == sorted(
        r.block.position for r in document.removals
    )


@given(texts)
def test_every_character_of_a_plain_text_is_in_a_block(text: str) -> None:
    blocks = all_blocks(cleaned(text, "text/plain"))
    read = page_of(text, "text/plain").content
    assert seen("".join(text for _, _, text in blocks)) == seen(read)


def seen(text: str) -> str:
    """The characters that are no white space."""
    return "".join(text.split())


# Law 2: twice is once.


@given(contents, cleanings)
def test_cleaning_twice_changes_nothing(content: tuple[str, str], settings: Settings) -> None:
    text, media_type = content
    once = cleaned(text, media_type, settings).text
    assert clean(once, "text/plain", settings=settings).text == once


@given(contents)
def test_cleaning_twice_changes_nothing_by_default(content: tuple[str, str]) -> None:
    once = cleaned(*content).text
    assert clean(once, "text/plain").text == once


# Law 5: reasons are true.


@given(contents, cleanings)
def test_every_removal_names_a_rule_a_label_and_a_reason(
    content: tuple[str, str], settings: Settings
) -> None:
    document = cleaned(*content, settings)
    for removal in (*document.removals, *document.marked):
        assert removal.rule in {*RULE_NAMES, COPY} - set(settings.off)
        assert removal.label in LABELS
        assert removal.reason.strip()
        assert (removal.label == COPY) == (removal.rule == COPY) == (removal.copy_of is not None)


@given(contents, cleanings)
def test_every_copy_cites_a_kept_block_that_it_resembles(
    content: tuple[str, str], settings: Settings
) -> None:
    document = cleaned(*content, settings)
    kept = {block.position: block.text for block in document.blocks}
    cited_as_copies = {removal.block.position for removal in document.marked if removal.rule == COPY}
    for removal in (*document.removals, *document.marked):
        if removal.rule == COPY:
            assert removal.copy_of is not None
            assert removal.copy_of.position in kept.keys() - cited_as_copies
            similarity = jaccard(removal.block.text, kept[removal.copy_of.position])
            assert similarity >= settings.threshold
            assert removal.similarity == pytest.approx(similarity, abs=0.005)


@given(contents, cleanings)
def test_a_repeat_of_a_removed_block_is_no_copy(content: tuple[str, str], settings: Settings) -> None:
    document = cleaned(*content, settings)
    removed = {normal(removal.block.text) for removal in document.removals if removal.rule != COPY}
    for removal in document.removals:
        if removal.rule == COPY:
            assert normal(removal.block.text) not in removed


SPACELESS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
)


def jaccard(one: str, other: str) -> float:
    """Similarity from its definition: the share of common runs of three words, in the simplest code there is."""
    first, second = three_word_runs(list(plain_words(one))), three_word_runs(list(plain_words(other)))
    return len(first & second) / len(first | second)


def three_word_runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def plain_words(text: str) -> Iterator[str]:
    """The words: letters and digits together, but each character of a script without spaces alone."""
    unseen = "'’\u00ad\u200b\u200c\u200d\u2060\ufeff"
    word = ""
    for character in unicodedata.normalize("NFKC", text).lower():
        if character in unseen:
            continue
        alone = any(first <= ord(character) <= last for first, last in SPACELESS)
        if word and (alone or not character.isalnum()):
            yield word
            word = ""
        if alone:
            yield character
        elif character.isalnum():
            word += character
    if word:
        yield word
