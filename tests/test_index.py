"""The index finds what a plain search through all entries finds, however they came in, were merged, or went."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import RunError
from copydesk.index import Index, Lookup
from copydesk.index.index import EXACT, FAN_IN, FIRST_BAND
from copydesk.index.marks import may_hold
from copydesk.index.runs import column_of, entries_of, first_of_each, merged, rows_in
from copydesk.index.segments import read_segment, write_segment
from copydesk.neardup.kept import MAX_IN_BUCKET
from copydesk.store.catalogue import open_catalogue
from copydesk.store.lock import hold

BANDS = 3
NOTHING = np.empty(0, np.int64)
keys = st.integers(0, 6)
batches = st.lists(st.lists(st.tuples(keys, keys, keys), min_size=1, max_size=6), min_size=1, max_size=7)


def add(index: Index, first: int, batch: list[tuple[int, int, int]]) -> None:
    """Take in blocks with these keys, in rows from `first` on."""
    rows = np.arange(first, first + len(batch))
    table = np.array(batch, np.uint32)
    nothing = (np.empty(0, np.uint32), NOTHING)
    index.add([(table[:, 0], rows), nothing, *((table[:, band], rows) for band in range(BANDS))])


@settings(max_examples=40)
@given(batches, st.sets(st.integers(1, 40), max_size=8), st.data())
def test_what_is_found(
    tmp_path_factory: pytest.TempPathFactory,
    given_batches: list[list[tuple[int, int, int]]],
    gone: set[int],
    data: st.DataObject,
) -> None:
    clean = tmp_path_factory.mktemp("clean")
    held: dict[int, tuple[int, int, int]] = {}
    with hold(clean, "test"), open_catalogue(clean) as catalogue:
        index = Index(clean, catalogue, BANDS)
        for batch in given_batches:
            first = len(held) + 1
            held |= dict(enumerate(batch, first))
            add(index, first, batch)
            if data.draw(st.booleans()):
                index.flush(least=0)
        with catalogue.changes():
            index.forget(gone)
        if data.draw(st.booleans()):
            index.compact()
        asked = entries_of(np.arange(7, dtype=np.uint32), np.arange(7))
        for column in (EXACT, FIRST_BAND + 1):
            found = index.find(column, asked)
            pairs = set(zip((found >> np.uint64(32)).tolist(), rows_in(found).tolist(), strict=True))
            band = max(column - FIRST_BAND, 0)
            assert pairs == {(table[band], row) for row, table in held.items() if row not in gone}
        assert len(list((clean / ".copydesk/index").glob("*"))) <= len(given_batches)


@settings(max_examples=40)
@given(batches)
def test_a_batch_is_looked_up_as_if_each_came_alone(
    tmp_path_factory: pytest.TempPathFactory, given_batches: list[list[tuple[int, int, int]]]
) -> None:
    clean = tmp_path_factory.mktemp("clean")
    with hold(clean, "test"), open_catalogue(clean) as catalogue:
        index = Index(clean, catalogue, BANDS)
        held: list[tuple[int, int, int]] = []
        for batch in given_batches:
            rows = list(range(len(held) + 1, len(held) + len(batch) + 1))
            lookup = Lookup(index, np.array(batch, np.uint32), rows)
            for place, table in enumerate(batch):
                alike = [
                    row
                    for row, one in enumerate(held, 1)
                    if any(a == b for a, b in zip(one, table, strict=True))
                ]
                assert lookup.candidates(place) == alike
                assert lookup.keep(place) is False
                held.append(table)
            add(index, rows[0], batch)


def test_a_bucket_has_room_for_those_that_came_first(tmp_path: Path) -> None:
    with hold(tmp_path, "test"), open_catalogue(tmp_path) as catalogue:
        index = Index(tmp_path, catalogue, BANDS)
        for first in range(1, 2 * MAX_IN_BUCKET, 10):
            add(index, first, [(5, 5, 5)] * 10)
        lookup = Lookup(index, np.array([[5, 5, 5], [5, 1, 2]], np.uint32), [1000, 1001])
        assert lookup.candidates(0) == list(range(1, MAX_IN_BUCKET + 1))
        assert lookup.keep(0) is True
        assert lookup.candidates(1) == list(range(1, MAX_IN_BUCKET + 1))
        with catalogue.changes():
            index.forget([3])
        assert (
            rows_in(index.find(FIRST_BAND, entries_of(np.array([5], np.uint32), np.array([0]))))[-1]
            == MAX_IN_BUCKET + 1
        )


def test_segments_of_one_size_become_one(tmp_path: Path) -> None:
    with hold(tmp_path, "test"), open_catalogue(tmp_path) as catalogue:
        index = Index(tmp_path, catalogue, BANDS)
        for number in range(20):
            add(index, 10 * number + 1, [(number, number, number)] * 10)
            index.flush(least=0)
        assert len(list((tmp_path / ".copydesk/index").glob("*"))) < 2 * FAN_IN


def test_what_is_read_back_is_what_was_written_and_damage_is_said(tmp_path: Path) -> None:
    runs = [
        [column_of(entries_of(np.array([column, 9], np.uint32), np.array([1, 2]))) for column in range(4)]
    ]
    segment = write_segment(tmp_path, "1", runs, NOTHING, 2)
    read = read_segment(tmp_path, segment, 4)
    assert [[part.tolist() for part in column] for column in read] == [
        [part.tolist() for part in column] for column in runs[0]
    ]
    (tmp_path / "1").write_bytes((tmp_path / "1").read_bytes()[:-8])
    with pytest.raises(RunError, match="damaged; `copydesk index rebuild`"):
        read_segment(tmp_path, segment, 4)


def test_a_file_that_does_not_count_is_removed(tmp_path: Path) -> None:
    with hold(tmp_path, "test"), open_catalogue(tmp_path) as catalogue:
        (tmp_path / ".copydesk/index").mkdir()
        (tmp_path / ".copydesk/index/7.part").write_bytes(b"cut off")
        Index(tmp_path, catalogue, BANDS).remove_strays()
    assert not list((tmp_path / ".copydesk/index").iterdir())


def test_merged_runs_lose_what_is_dead() -> None:
    one = entries_of(np.array([1, 5], np.uint32), np.array([1, 2]))
    other = entries_of(np.array([1, 3], np.uint32), np.array([3, 4]))
    assert rows_in(merged([one, other], np.array([2]))).tolist() == [1, 3, 4]
    assert len(first_of_each(merged([one, other], NOTHING), 1)) == 3


@given(st.lists(st.integers(0, 2**32 - 1), max_size=30), st.lists(st.integers(0, 2**32 - 1), max_size=30))
def test_marks_miss_nothing_and_spare_most(held: list[int], others: list[int]) -> None:
    entries = entries_of(np.array(held, np.uint32), np.arange(len(held)))
    marks = column_of(entries).marks
    assert may_hold(marks, entries).all()
    assert may_hold(marks, entries_of(np.array(others, np.uint32), np.arange(len(others)))).sum() <= len(
        others
    )
    many = np.random.default_rng(1).integers(0, 2**32, (2, 10_000), np.uint32)
    column = column_of(entries_of(many[0], np.arange(10_000)))
    assert may_hold(column.marks, entries_of(many[1], np.arange(10_000))).sum() < 10_000 / 9
