"""What is said to hold no copies holds none, and texts from one template cost no comparison of all with all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.language.phrase_files import ANYWHERE
from copydesk.language.phrases import indexed
from copydesk.neardup.normalise import words_of
from copydesk.neardup.screen import MAX_LOOKED, may_be_copies
from copydesk.neardup.shingles import MIN_WORDS, shingles_of, similarity

WORDS = ["rain", "snow", "wind", "north", "south", "town", "river", "bridge", "school"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(" ".join), max_size=8)


@given(TEXTS, st.sampled_from((0.7, 0.8, 0.9)))
def test_what_is_alike_passes_the_screen(texts: list[str], threshold: float) -> None:
    passed = may_be_copies(texts, threshold)
    words = [words_of(text) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        if min(len(words[one]), len(words[other])) >= MIN_WORDS:
            alike = similarity(shingles_of(words[one]), shingles_of(words[other])) >= threshold
            assert not alike or {one, other} <= set(passed)


def test_texts_from_one_template_are_left_to_the_buckets() -> None:
    texts = [f"On Tuesday {n} people of the town came to see the {n} new bridges" for n in range(200)]
    assert may_be_copies(texts[:3], 0.8) == []
    assert len(texts) ** 2 > MAX_LOOKED and len(may_be_copies(texts, 0.8)) == len(texts)


def test_what_was_screened_says_nothing_of_more_texts_or_another_threshold() -> None:
    rain = "Rain is expected in the north of the country today and tomorrow."
    storm = "Rain is expected in the north of the country today and on Friday."
    assert may_be_copies((rain, storm), 0.9) == []
    assert may_be_copies((rain, storm), 0.6) == [0, 1]
    assert may_be_copies((rain, storm), 0.9) == [] == may_be_copies((storm,), 0.9)
    assert {0, 2} <= set(may_be_copies((rain, storm, rain), 0.9))


def test_no_literal_of_a_phrase_has_white_space() -> None:
    """The search for them goes word by word."""
    literals = indexed(ANYWHERE, lambda told: told.literals)
    assert literals and all(literal.split() == [literal] for literal in literals)
