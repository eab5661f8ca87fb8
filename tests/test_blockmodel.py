"""The trained block model: its arrays, its whole numbers, its path, and what it may never do."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.boilerplate import model as rule
from copydesk.boilerplate.blockmodel import network, weights
from copydesk.boilerplate.blockmodel.characters import KINDS, Kind, kind_of
from copydesk.boilerplate.blockmodel.decode import CAUTION, SHORT_LINES, SURE, asked, decide
from copydesk.boilerplate.blockmodel.evidence import contributions
from copydesk.boilerplate.blockmodel.features import FEATURES, features_of
from copydesk.boilerplate.blockmodel.guards import BEHIND, STANDFIRST, Guards, guards_of
from copydesk.boilerplate.blockmodel.layout import layout_of
from copydesk.boilerplate.blockmodel.lexicon import Entries
from copydesk.boilerplate.blockmodel.lines import Given, count
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.blockmodel.verdict import judge_lines
from copydesk.model import LABELS, Role

ARTICLE = (
    "Rain fell on the valley for nine days, and on the tenth the river stood in the market of Ostrava Bay.",
    "The mayor said that nobody could remember such a year, and that the bridge would stay closed until Friday.",
    "Engineers looked at the piers on Monday; they found a crack that is as wide as a hand in the northern one.",
    "The ferry will run every hour until then, and the baker on the far bank will bring bread across by boat.",
    "“We cannot open it before we know more,” one of them said, standing in the mud below the old customs house.",
)
MENU = ("Home", "World", "Weather", "Sport", "Log in")
TEASERS = (
    "Celebrity chef opens a third restaurant in London",
    "Watch: Dog rides the bus to work alone",
    "Mortgage rates fall for a fourth week",
    "Ten cheap laptops for students in 2025",
    "Quiz: How well do you know your capitals?",
    "How to plan a wedding on a budget",
    "Why house prices are rising again",
)
FOOTER = ("Privacy policy", "© 2025 The Bay Courier. All rights reserved.")
PAGE = "\n".join([*MENU, *ARTICLE, "Share this article", *TEASERS, *FOOTER])
LINES = st.lists(
    st.text(max_size=60).map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=12
)


def verdict_of(texts: list[str], caution: str = "balanced"):
    return judge_lines(weights.load(), texts, [-1] * len(texts), [Role.PARAGRAPH] * len(texts), caution)


def trace_of(texts: list[str]):
    model = weights.load()
    layout = layout_of(texts, model.tables)
    found = look_up(layout, model.lexicon)
    nothing = Given(np.full(len(texts), -1), np.zeros(len(texts), bool), np.zeros(len(texts), bool))
    features = features_of(layout, count(layout), found, model.lexicon, nothing)
    return model, features, network.run(model.network, features, found, layout.first_word)


def test_a_word_has_one_hash_wherever_it_stands_and_however_it_is_written():
    layout = layout_of(["Rain in Paris", "no rain", "RAIN"], weights.load().tables)
    words = dict(zip(["Rain", "in", "Paris", "no", "rain", "RAIN"], layout.word_hash.tolist(), strict=True))
    assert words["Rain"] == words["rain"] == words["RAIN"]
    assert len(set(words.values())) == 4


def test_lines_hold_their_own_words():
    layout = layout_of(["one two", "…", "three"], weights.load().tables)
    assert np.diff(layout.first_word).tolist() == [2, 0, 1]


def test_where_a_script_writes_no_spaces_each_character_is_a_word():
    assert np.diff(layout_of(["北京今天"], weights.load().tables).first_word).tolist() == [4]


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("ß", Kind.LOWER),
        ("Ж", Kind.UPPER),
        ("ש", Kind.CASELESS),
        ("ก", Kind.SPACELESS),
        ("।", Kind.STOP),
        ("؟", Kind.ASK),
    ],
)
def test_characters_of_all_scripts_have_a_kind(character, kind):
    assert kind_of(character) == kind
    assert weights.load().tables.kinds[ord(character)] == kind


@given(LINES)
def test_features_are_whole_numbers_of_seven_bits(texts):
    _, features, _ = trace_of(texts)
    assert features.shape == (len(texts), len(FEATURES))
    assert (features == np.floor(features)).all() and np.abs(features).max() <= 127


@given(LINES)
def test_sums_are_exact_in_any_order(texts):
    """The same network in integers, which have no last digit that could differ."""
    model, _, trace = trace_of(texts)
    for layer, inputs, outputs in (
        (model.network.enter, trace.inputs, trace.hidden[0]),
        (model.network.judge, np.concatenate((trace.hidden[0], trace.hidden[-1]), axis=1), trace.judged),
    ):
        sums = inputs.astype(np.int64) @ layer.weights.T.astype(np.int64)
        assert np.abs(sums).max() < 1 << 24
        exact = np.floor(sums * layer.scale + layer.offset).clip(0, network.MOST_ACTIVE)
        assert (exact == outputs).all()


def test_a_text_of_any_length_has_the_scores_of_its_lines():
    _, _, trace = trace_of(["Home"])
    assert trace.scores.shape == (1,)
    _, _, trace = trace_of([*MENU, *ARTICLE] * 200)
    assert trace.scores.shape == (2000,)


@given(
    st.lists(st.tuples(st.integers(-300, 300), st.booleans()), min_size=1, max_size=9),
    st.integers(0, 100),
    st.integers(0, 60),
)
def test_the_path_is_the_best_of_all(lines, limit, switch):
    scores = np.array([score for score, _ in lines])
    found = np.array([is_found for _, is_found in lines])
    gains = np.where(found, SURE, scores - limit)
    nothing = Guards(np.zeros(len(lines), int), np.zeros(len(lines), bool), 0)

    def worth(path):
        changes = sum(one != other for one, other in pairwise(path))
        return int(sum(gain for gain, goes in zip(gains, path, strict=True) if goes)) - switch * changes

    best = max(worth(path) for path in product((False, True), repeat=len(lines)))
    assert worth(decide(scores, found, nothing, limit, switch).tolist()) == best


def test_lines_amid_the_article_that_no_rule_found_must_be_surer():
    scores = np.array([-99, 20, 20, -99, 20, 20])
    is_paragraph = np.array([True, False, False, True, False, False])
    guards = Guards(np.zeros(6, np.int64), is_paragraph, 40)
    bare, named = np.zeros(6, bool), np.array([False, True, False, False, False, False])
    assert decide(scores, bare, guards, 0, 8).tolist() == [False, False, False, False, True, True]
    assert decide(scores, named, guards, 0, 8).tolist() == [False, True, True, False, True, True]
    assert decide(3 * scores, bare, guards, 0, 8).tolist() == [False, True, True, False, True, True]


def test_more_is_asked_of_a_sentence_above_the_article_that_shares_words_with_it():
    standfirst = "Engineers found a crack in a pier of the bridge, and the ferry will run until Friday."
    other = "A celebrity chef opens a third restaurant in London with a menu of forty dishes."
    texts = ["The bridge of Ostrava Bay stays closed", other, standfirst, *MENU[:3], *ARTICLE]
    labels = np.array([LABELS.index("title"), *[-1] * (len(texts) - 1)])
    nothing = np.zeros(len(texts), bool)
    layout = layout_of(texts, weights.load().tables)
    asked = guards_of(layout, count(layout), Given(labels, nothing, nothing)).asked
    assert asked[1] < STANDFIRST <= asked[2]


def test_less_is_asked_behind_the_article_and_some_furniture():
    texts = [*TEASERS[:2], *ARTICLE, "Share", "Log in", *TEASERS[2:4], *ARTICLE[:3]]
    share, nothing = LABELS.index("share"), np.zeros(len(texts), bool)
    labels = np.full(len(texts), -1)
    labels[7:9] = share
    layout = layout_of(texts, weights.load().tables)
    asked = guards_of(layout, count(layout), Given(labels, nothing, nothing)).asked
    assert (asked[:2] >= 0).all() and (asked[9:11] == BEHIND).all() and asked[12] == 0
    both = Guards(np.full(2, BEHIND), np.array([True, False]), 0).in_strange_language()
    assert both.asked.tolist() == [0, BEHIND]
    labels[7] = -1
    assert (guards_of(layout, count(layout), Given(labels, nothing, nothing)).asked >= 0).all()


@pytest.mark.parametrize("level", CAUTION.values(), ids=CAUTION)
def test_more_is_asked_in_short_texts_and_strange_languages(level):
    assert asked(level, SHORT_LINES, 1.0) == level.limit
    assert asked(level, 5, 1.0) > level.limit
    assert asked(level, SHORT_LINES, 0.1) > level.limit


@given(st.lists(st.integers(0, (1 << 32) - 1), min_size=1, max_size=300, unique=True))
def test_entries_are_found_and_others_are_not(hashes):
    known = np.array(sorted(hashes)[::2], np.uint64)
    entries = Entries.of(known, np.zeros(len(known) + 1, np.int64))
    expected = [known.tolist().index(one) + 1 if one in known.tolist() else 0 for one in hashes]
    assert entries.find(np.array(hashes, np.uint64)).tolist() == expected


def test_the_model_file_is_small_and_holds_only_arrays():
    file = weights.resources.files(weights.__package__) / weights.FILE
    assert len(file.read_bytes()) <= 1_000_000
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
        assert set(arrays.files) >= {"kinds", "percents", "enter.weights"}


def test_no_sum_can_leave_the_whole_numbers_of_a_float():
    layers = weights.load().network
    most = np.full(len(FEATURES) + 2 * network.EMBEDDED, 127.0)
    most[len(FEATURES) :] = network.MOST_EMBEDDED
    for layer in (*layers.around, layers.whole, layers.judge, layers.leave):
        assert np.abs(layer.weights).sum(1).max() * network.MOST_ACTIVE < 1 << 24
    assert (np.abs(layers.enter.weights) * most).sum(1).max() < 1 << 24


def test_a_higher_score_is_never_a_lower_probability():
    percents = weights.load().percents
    assert len(percents) == 99
    assert (np.diff(percents) >= 0).all()


def test_contributions_of_features_and_surroundings_are_whole_numbers():
    model, _, trace = trace_of([*MENU, *ARTICLE])
    told, around = contributions(model.network, trace, np.arange(3), model.usual)
    assert told.shape == (3, trace.inputs.shape[1])
    assert (told == np.floor(told)).all() and (around == np.floor(around)).all()


@pytest.mark.parametrize("caution", CAUTION)
def test_an_article_without_boilerplate_is_left_alone(caution):
    text = "\n".join(ARTICLE)
    assert copydesk.clean(text, "text/plain", settings=copydesk.Settings(caution=caution)).text == text


def test_where_no_rule_finds_anything_the_model_is_silent():
    text = "\n".join(["Zebras", "Quaggas", "Okapis", *ARTICLE, "Zorillas", "Aardwolves"])
    assert copydesk.clean(text, "text/plain").text == text


def test_a_phrase_to_keep_is_kept_by_the_model_as_well():
    page = "\n".join(
        [*MENU, "Puzzles and crosswords", *ARTICLE, "© 2025 The Bay Courier. All rights reserved."]
    )
    keep = copydesk.Settings(keep=("Puzzles and crosswords",))
    assert "Puzzles and crosswords" in copydesk.clean(page, "text/plain", settings=keep).text


def test_a_list_that_the_article_announces_with_a_colon_stays():
    listed = ("Main Library, 200 Court Square", "Westside Branch, 1140 Hopkins Ave.")
    around = ("Skip to main content", "Advertisement", "Story continues below advertisement")
    own = ("RELATED: The budget by the numbers", "The closing leaves the city with two branches:", *listed)
    comments = ("Comments", "12 comments", "View more comments")
    page = "\n\n".join([around[0], *ARTICLE[:3], *around[1:], "No.", *own, *ARTICLE[3:], *comments, *FOOTER])
    text = copydesk.clean(page, "text/plain").text
    assert all(line in text for line in listed)


def test_a_ticker_that_reporters_sign_stays():
    ticker = (
        *("Jane Doe", "May 6, 2025, 9:46 am", "Engineers have come with ropes and lamps to the arch."),
        *("Peter Miller", "May 6, 2025, 10:02 am", "Two shops have lost all that was in their cellars."),
        *("Ann Weaver", "May 6, 2025, 10:13 am", "The river has begun to fall, the lock keeper told us."),
        *("Jane Doe", "May 6, 2025, 11:31 am", "The engineers are back, and they do not look glad."),
    )
    more = (f"{line[:-1]}, as it had been in the year {1900 + 7 * i}." for i, line in enumerate(ARTICLE * 2))
    page = "\n".join([*ARTICLE, *more, *ticker, "Share this article", *TEASERS, *FOOTER])
    document = copydesk.clean(page, "text/plain")
    assert all(line in document.text for line in ticker)
    assert any(removal.rule == rule.NAME for removal in document.removals)


def test_a_removal_by_the_model_says_how_sure_it_is_and_why():
    removals = [one for one in copydesk.clean(PAGE, "text/plain").removals if one.rule == rule.NAME]
    assert removals
    for removal in removals:
        assert removal.label in LABELS
        assert removal.reason.startswith(f"{removal.score:.0%} boilerplate: ")
        assert 0 < removal.score < 1 and round(removal.score, 2) == removal.score


def test_the_model_can_be_switched_off():
    off = copydesk.clean(PAGE, "text/plain", settings=copydesk.Settings(off=(rule.NAME,)))
    assert not any(removal.rule == rule.NAME for removal in off.removals)


def test_kinds_fit_their_table():
    assert weights.load().tables.kinds.max() < KINDS
