"""Copies are stars around kept texts, true to the similarity that they state, and found however texts arrive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk.neardup.batch as batch_module
import copydesk.neardup.copies as copies_module
import copydesk.neardup.kept as kept_module
from copydesk.errors import CopydeskError, SettingsError
from copydesk.neardup import Copy, CopyFinder, LookAlike, find_copies
from copydesk.neardup.banding import MAX_MISS, MAX_PERMUTATIONS, Banding, banding_for
from copydesk.neardup.compiling import compiled
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import shingles_of, similarity

LEAD = "The council met on Monday to vote on the new budget for schools and libraries in town."
TYPO = LEAD.replace("libraries", "libraires")
FRIDAY = LEAD.replace("Monday", "Friday")
OTHER = "Rain is expected across the north of the country until the end of the week."


def true_similarity(one: str, other: str) -> float:
    return similarity(shingles_of(words_of(one)), shingles_of(words_of(other)))


def stars(texts: Sequence[str], threshold: float) -> list[Copy]:
    """The answer by comparing all with all: what `find_copies` without its guard must give."""
    kept: dict[int, str] = {}
    fates: dict[str, Copy] = {}
    found = []
    for index, text in enumerate(texts):
        words = words_of(text)
        if len(words) < 5:
            continue
        if (key := " ".join(words)) in fates:
            found.append(Copy(index, fates[key].of, fates[key].similarity))
            continue
        best = max(((true_similarity(text, kept[of]), -of) for of in kept), default=(0.0, 0))
        if best[0] >= threshold:
            fates[key] = Copy(index, -best[1], best[0])
            found.append(fates[key])
        else:
            kept[index], fates[key] = text, Copy(index, index, 1.0)
    return found


VOCABULARY = (
    "rain",
    "town",
    "vote",
    "5",
    "7",
    "not",
    "Monday",
    "May",
    "council",
    "new",
    "old",
    "libraries",
    "the",
)
WORDS = st.sampled_from(VOCABULARY)
BASES = st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=4)


@st.composite
def corpora(draw: st.DrawFn) -> list[str]:
    """A few texts, each many times with a few words changed, so that most pairs are near the threshold."""
    bases = draw(BASES)
    texts = []
    for _ in range(draw(st.integers(0, 14))):
        words = draw(st.sampled_from(bases)).split()
        for _ in range(draw(st.integers(0, 2))):
            words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
        texts.append(" ".join(words))
    return texts


THRESHOLDS = st.sampled_from([0.3, 0.5, 0.8, 0.9, 1.0])


@settings(deadline=None)
@given(corpora(), THRESHOLDS)
def test_without_a_guard_the_answer_is_that_of_comparing_all_with_all(
    texts: list[str], threshold: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # With this many bands of one row nothing is missed; those in use may miss one pair in ten thousand.
        for module in (kept_module, batch_module):
            patch.setattr(module, "banding_for", lambda _: Banding(128, 1))
        found = find_copies(texts, threshold, guard=False)
        at_once = batch_module.seek(texts, threshold, False, 5)
    assert found == list(at_once.copies) == stars(texts, threshold)


@settings(deadline=None)
@given(corpora(), THRESHOLDS, st.booleans())
def test_every_copy_cites_a_kept_text_that_is_truly_similar(
    texts: list[str], threshold: float, guard: bool
) -> None:
    copies = find_copies(texts, threshold, guard)
    dropped = {copy.index for copy in copies}
    for copy in copies:
        assert copy.of < copy.index
        assert copy.of not in dropped
        assert copy.similarity == true_similarity(texts[copy.index], texts[copy.of]) >= threshold


@settings(deadline=None)
@given(corpora(), THRESHOLDS, st.booleans())
def test_among_the_kept_texts_there_is_no_copy(texts: list[str], threshold: float, guard: bool) -> None:
    dropped = {copy.index for copy in find_copies(texts, threshold, guard)}
    kept = [text for index, text in enumerate(texts) if index not in dropped]
    assert find_copies(kept, threshold, guard) == []


@settings(deadline=None)
@given(corpora(), st.integers(0, 14), st.booleans())
def test_texts_that_arrive_in_two_calls_are_judged_as_in_one(texts: list[str], cut: int, guard: bool) -> None:
    at_once, in_turn = CopyFinder(0.5, guard).seek(texts), CopyFinder(0.5, guard)
    first, second = in_turn.seek(texts[:cut]), in_turn.seek(texts[cut:])
    assert first.copies + second.copies == at_once.copies
    assert first.look_alikes + second.look_alikes == at_once.look_alikes


@settings(deadline=None)
@given(corpora(), THRESHOLDS, st.booleans(), st.sampled_from([1, 64]), st.sampled_from([1, 2]))
def test_many_texts_at_once_are_judged_as_texts_that_come_one_by_one(
    texts: list[str], threshold: float, guard: bool, room: int, workers: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (kept_module, batch_module):
            patch.setattr(module, "MAX_IN_BUCKET", room)
        patch.setattr(kept_module, "FEW", min(room, 4))
        found = batch_module.seek(texts, threshold, guard, 5, workers)
        assert found == CopyFinder(threshold, guard).seek(texts)


@settings(deadline=None)
@given(corpora(), THRESHOLDS, st.booleans())
def test_only_texts_that_share_a_band_are_looked_at(texts: list[str], threshold: float, guard: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies_module, "FEW", 0)
        found = find_copies(texts, threshold, guard)
    assert found == list(CopyFinder(threshold, guard).seek(texts).copies)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_is_taken(texts: list[str]) -> None:
    find_copies(texts + texts)


def test_copies_cite_the_most_similar_kept_text() -> None:
    longer = LEAD + " It was said to be a long night."
    assert true_similarity(LEAD, longer) < 0.8
    copies = find_copies([LEAD, longer, longer.removesuffix(" night.")])
    assert [(copy.index, copy.of) for copy in copies] == [(2, 1)]


def test_of_equally_similar_ones_the_earliest_is_cited() -> None:
    one, other = LEAD + " It was late.", "It was late. " + LEAD
    assert true_similarity(one, LEAD) == true_similarity(other, LEAD) > true_similarity(one, other)
    assert [copy.of for copy in find_copies([other, one, LEAD], threshold=0.83)] == [0]


def test_the_guard_spares_a_look_alike_and_says_why() -> None:
    found = CopyFinder(threshold=0.6).seek([LEAD, FRIDAY])
    assert found.copies == ()
    assert [(one.index, one.of, one.difference) for one in found.look_alikes] == [(1, 0, "Monday → Friday")]
    assert find_copies([LEAD, FRIDAY], 0.6, guard=False)[0].of == 0


def test_the_guard_sees_signs_that_are_no_words() -> None:
    dollars, euros = (f"{sign}5.5 is what a ride on the new line will cost." for sign in "$€")
    assert find_copies([dollars, euros, euros, dollars.replace(".5", ",5")]) == [
        Copy(2, 1, 1.0),
        Copy(3, 0, 1.0),
    ]
    assert find_copies([dollars, euros], guard=False) == [Copy(1, 0, 1.0)]


def test_a_look_alike_is_a_canonical_text_of_its_own() -> None:
    finder = CopyFinder(threshold=0.6)
    assert isinstance(finder.seek([LEAD, FRIDAY]).look_alikes[0], LookAlike)
    again = finder.seek([FRIDAY, FRIDAY.upper(), FRIDAY.replace("libraries", "libraires")])
    assert [(copy.index, copy.of) for copy in again.copies] == [(2, 1), (3, 1), (4, 1)]
    assert again.look_alikes == ()


def test_a_repeat_of_a_copy_cites_what_the_copy_cites() -> None:
    copies = find_copies([LEAD, TYPO, TYPO.upper()], threshold=0.6)
    assert [copy.of for copy in copies] == [0, 0]
    assert copies[0].similarity == copies[1].similarity == true_similarity(LEAD, TYPO) < 1


@pytest.mark.parametrize(
    ("text", "written_otherwise"),
    [
        (LEAD, LEAD.upper().rstrip(".") + " !"),
        ("It’s the minister's “last” word.", "its the ministers last word"),
        ("The of\u00adfice is ﬁnally\u200b open again.", "The office is finally open again."),
        ("東京は雨です", "東京は、雨です。"),
    ],
)
def test_ways_of_writing_do_not_count(text: str, written_otherwise: str) -> None:
    assert find_copies([text, written_otherwise]) == [Copy(1, 0, 1.0)]


def test_short_texts_take_no_part() -> None:
    assert find_copies(["Read more about it", "Read more about it", "", ""]) == []
    assert find_copies(["Read more about it here", "Read more about it here"]) == [Copy(1, 0, 1.0)]
    assert CopyFinder(min_words=6).seek(["Read more about it here"] * 2).copies == ()
    assert CopyFinder(min_words=1).seek(["Read more"] * 2).copies == ()


COMPILED = """
import numpy as np
from copydesk.neardup.bucketing import first_of_each
print(first_of_each(np.array([5, 5], np.uint64), np.array([6, 6], np.int32)).tolist())
"""


def test_a_first_compile_is_said_and_kept(tmp_path: Path) -> None:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    first, second = (
        subprocess.run(
            [sys.executable, "-c", COMPILED], env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert first.stdout == second.stdout == "[0, 0]\n"
    assert first.stderr.count("copydesk compiles its loops") == first.stderr.count("\n") == 1
    assert str(tmp_path) in first.stderr and not second.stderr


def test_loops_are_compiled_where_nothing_can_be_kept() -> None:
    """numba finds no folder for what comes from no file."""
    named: dict[str, Callable[[int], int]] = {}
    exec("def twice(number): return 2 * number", named)
    assert compiled(named["twice"])(4) == 8


def columns_of(texts: list[str], library: str) -> list[Sequence[str]]:
    """The texts as the columns that a library has."""
    made = pytest.importorskip(library)
    if library == "pandas":
        return [
            made.Series(texts),
            made.Series(texts, index=range(7, 7 + len(texts))),
            made.Series(texts).array,
        ]
    if library == "pyarrow":
        return [made.array(texts), made.chunked_array([texts[:1], texts[1:]])]
    return [made.Series(texts)] if library == "polars" else [made.array(texts), made.array(texts, object)]


@pytest.mark.parametrize("library", ["numpy", "pandas", "polars", "pyarrow"])
def test_columns_of_other_libraries_are_taken(library: str) -> None:
    for column in columns_of([LEAD, OTHER, LEAD.upper()], library):
        copies = find_copies(column)
        assert copies == [Copy(2, 0, 1.0)]
        assert all(type(value) in (int, float) for copy in copies for value in astuple(copy))


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_what_is_missing_in_a_column_is_said(library: str) -> None:
    made = pytest.importorskip(library)
    column = (made.array if library == "pyarrow" else made.Series)([LEAD, None])
    with pytest.raises(TypeError, match="text 1 is "):
        find_copies(column)


def test_copies_are_the_rows_of_a_data_frame() -> None:
    frame = pytest.importorskip("pandas").DataFrame(find_copies([LEAD, OTHER, LEAD.upper()]))
    assert frame.to_dict("list") == {"index": [2], "of": [0], "similarity": [1.0]}


@pytest.mark.parametrize("threshold", [0, -1, 1.01, float("nan")])
def test_an_impossible_threshold_is_refused(threshold: float) -> None:
    with pytest.raises(SettingsError, match="must be above 0 and at most 1") as raised:
        CopyFinder(threshold)
    assert isinstance(raised.value, CopydeskError)


@pytest.mark.parametrize("threshold", [0.07, 0.2, 0.5, 0.75, 0.8, 0.9, 0.99, 1.0])
def test_bands_miss_no_more_than_is_allowed(threshold: float) -> None:
    banding = banding_for(threshold)
    assert banding.permutations <= MAX_PERMUTATIONS
    assert 1 - banding.chance(threshold) <= MAX_MISS * (1 + 1e-9)
    longer = Banding(MAX_PERMUTATIONS // (banding.rows + 1), banding.rows + 1)
    assert threshold == 1.0 or 1 - longer.chance(threshold) > MAX_MISS


@pytest.mark.parametrize("threshold", [1e-300, 1e-17, 0.001, 0.05])
def test_tiny_thresholds_work(threshold: float) -> None:
    assert find_copies([LEAD, LEAD + " Indeed.", OTHER], threshold)[0].of == 0


def test_identical_lines_cost_a_look_up_each() -> None:
    copies = find_copies([LEAD] * 50_000)
    assert len(copies) == 49_999
    assert {copy.of for copy in copies} == {0}


def test_endless_accents_do_not_hang() -> None:
    assert find_copies(["word " * 5 + "e" + "\u0301\u0316" * 500_000]) == []


def test_few_and_many_texts_are_compared_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """All with all, and by buckets: two ways of one meaning."""
    words = [f"word{number}" for number in range(40)]
    texts = [" ".join(words[start : start + 30 + start % 5]) for start in (*range(8), *range(8))]
    found = {}
    for few in (0, 5, 1000):
        monkeypatch.setattr(kept_module, "FEW", few)
        found[few] = CopyFinder(threshold=0.8, guard=False).seek(texts)
    assert found[0] == found[5] == found[1000]
    assert found[0].copies


def test_a_full_bucket_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "MAX_IN_BUCKET", 3)
    monkeypatch.setattr(kept_module, "FEW", 0)
    finder = CopyFinder(threshold=0.5)
    found = finder.seek([LEAD.replace("Monday", f"day {number}") for number in range(20)])
    assert found.copies == ()
    assert 0 < found.capped <= 17
    assert finder.seek([LEAD.replace("Monday", "day 19")]).copies[0].of == 19
    assert finder.seek([OTHER]).capped == 0


SCRIPT = """
import sys
from copydesk.neardup import CopyFinder
assert not {"datasketch", "numpy", "scipy"} & set(sys.modules)
lead = "the council met on monday to vote on the new budget for schools and libraries in town number "
print(CopyFinder(0.5).seek([lead + "and ".join(str(n * k % 7) for k in range(4)) for n in range(40)]))
"""


def test_the_hash_seed_changes_nothing_and_numpy_loads_late() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1
    assert "LookAlike(" in printed.pop()


@pytest.mark.skipif(sys.platform == "win32", reason="no process is held to CPU time there")
def test_compiling_is_no_part_of_a_clippings_time() -> None:
    from numba.core.event import Event, EventStatus, broadcast

    def time_left() -> float:
        return signal.getitimer(signal.ITIMER_PROF)[0]

    start, end = (Event("numba:compile", status, {"dispatcher": None}) for status in EventStatus)
    signal.setitimer(signal.ITIMER_PROF, 50)
    try:
        for one, is_stopped in ((start, True), (start, True), (end, True), (end, False)):
            broadcast(one)
            assert (time_left() == 0) is is_stopped
        assert 40 < time_left() < 51
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
