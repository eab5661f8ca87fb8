"""What of texts is compared: defined in plain Python, the same by numpy, compiled loops and datasketch."""

from __future__ import annotations

import datasketch
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.neardup import compiled, folding, plain
from copydesk.neardup.banding import Banding, banding_for
from copydesk.neardup.characters import END, HARD, KIND_SHIFT, table
from copydesk.neardup.hashing import digest, hash_shingle, hash_shingle_32, hash_word
from copydesk.neardup.interop import lean_minhashes
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import shingles_of
from copydesk.neardup.signs import signs_of
from copydesk.neardup.sketches import Engine, Sketches, fingerprint, sketch

LEAD = "The council’s leaders met on Monday to vote on $1,000 for schools, and 2.5% for libraries."
ENGINES = [plain, compiled]
BANDING = banding_for(0.8)

ODD = "Σςİßﬁ½²…\u00a0\u0301'’\u00ad\u200b_東京ไทยが가각\u11a8ǅ´™٣٤0123456789.,-:$€ \n\t\ud800🙂e\u0323\u0307"
SENTENCES = st.lists(st.text(alphabet=ODD + "abAB ", max_size=8), max_size=14).map(" ".join)
TEXTS = st.lists(st.one_of(SENTENCES, st.text(max_size=40)), max_size=6)


def rows(made: Sketches) -> list[list[object]]:
    assert made.signatures is not None
    return [a.tolist() for a in (made.words, made.digests, made.signed, made.bands, made.signatures)]


@settings(deadline=None)
@given(TEXTS, st.sampled_from([5, 8]), st.sampled_from([1, 3, 32]))
def test_both_engines_compute_the_same(texts: list[str], min_words: int, at_once: int) -> None:
    banding = Banding(3, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "ABREAST", at_once)
        patch.setattr(plain, "SHINGLES_AT_ONCE", at_once)
        assert rows(plain.sketch(texts, banding, min_words, True)) == rows(
            compiled.sketch(texts, banding, min_words, True)
        )
        one, other = (engine.shingle_sets(texts, min_words) for engine in ENGINES)
    assert one.hashes.tolist() == other.hashes.tolist()
    assert one.ends.tolist() == other.ends.tolist()


def test_every_character_is_read_alike_by_both() -> None:
    """Each character as a word, in a word, between digits and at a word's end; a text that has one hard one is hard."""
    easy = [chr(code) for code in range(END) if table()[code] >> KIND_SHIFT != HARD]
    easy += ["㐀", "鿿", "䷀", "가", "힣", "\ue000", "ﬁ", "Ａ"]
    texts = [f"one {c} two{c}x 1{c}2 {c}{c} end{c}" for c in easy]
    made = [engine.sketch(texts, Banding(1, 1), 5, False) for engine in ENGINES]
    differ = np.flatnonzero((made[0].signed != made[1].signed) | (made[0].words != made[1].words))
    assert [hex(ord(easy[index])) for index in differ] == []
    assert len(easy) > 10_000


@pytest.mark.parametrize("engine", ENGINES)
def test_hashes_are_what_plain_python_says(engine: Engine) -> None:
    made = engine.sketch([LEAD], BANDING, 5, True)
    words, shingles = words_of(LEAD), shingles_of(words_of(LEAD))
    said = digest(map(hash_word, words))
    assert made.words.tolist() == [len(words)]
    assert made.digests.tolist() == [said]
    assert made.signed.tolist() == [digest([said, digest(map(ord, signs_of(LEAD)))])]
    assert set(engine.shingle_sets([LEAD], 5)[0].tolist()) == set(map(hash_shingle, shingles))


@pytest.mark.parametrize("engine", ENGINES)
def test_signatures_are_those_of_datasketch(engine: Engine) -> None:
    theirs = datasketch.MinHash(BANDING.permutations, seed=1, scheme="affine32", hashfunc=hash_shingle_32)
    for shingle in shingles_of(words_of(LEAD)):
        theirs.update(shingle.encode())
    made = engine.sketch([LEAD], BANDING, 5, True)
    assert made.signatures is not None
    assert made.signatures[0].tolist() == theirs.hashvalues.tolist()


def test_lean_minhashes_work_in_an_index_of_datasketch() -> None:
    longer = LEAD + " It was late."
    first, second, short = lean_minhashes([LEAD, longer, "Too short."])
    shingles = [shingles_of(words_of(text)) for text in (LEAD, longer)]
    theirs = [datasketch.MinHash(128, seed=1, scheme="affine32", hashfunc=hash_shingle_32) for _ in shingles]
    for minhash, of_text in zip(theirs, shingles, strict=True):
        minhash.update_batch([shingle.encode() for shingle in of_text])
    assert [first, second] == [datasketch.LeanMinHash(minhash) for minhash in theirs]
    assert short.is_empty()
    index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
    index.insert("first", first)
    assert index.query(second) == ["first"]


def test_sketches_never_change() -> None:
    """Stored sketches are compared with new ones: if these values change, so must `sketches.VERSION`."""
    made = sketch(["the council met on monday"], Banding(2, 2), with_signatures=True)
    assert rows(made) == SKETCHED
    assert fingerprint(Banding(2, 2)) == "copydesk-1/word-3/min-5/affine32/seed-1/2x2"


SKETCHED = [
    [5],
    [6047091120644955734],
    [15822939851169650173],
    [[11508036959037706882, 3202507767390991043]],
    [[1948191397, 160342151, 1354716508, 144454862]],
]


def test_short_texts_have_no_sketch() -> None:
    made = sketch(["Read more about it", "", "Read more about it here"], BANDING)
    assert made.words.tolist() == [0, 0, 5]
    assert not made.bands[:2].any()
    assert made.bands[2].all()
    assert sketch([], BANDING).bands.shape == (0, BANDING.bands)
    assert sketch(["five words are in here"], BANDING, 6).words.tolist() == [0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_huge_text_is_sketched(engine: Engine) -> None:
    text = " ".join(str(number) for number in range(20_000))
    made = engine.sketch([text, LEAD, text], BANDING, 5, False)
    assert made.words.tolist() == [20_000, len(words_of(LEAD)), 20_000]
    assert made.bands[0].tolist() == made.bands[2].tolist()
