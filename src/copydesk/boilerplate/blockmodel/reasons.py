"""Reasons in words a reader understands: which facts about a line told most that it is boilerplate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.counting import ONE
from copydesk.boilerplate.blockmodel.evidence import Slopes
from copydesk.boilerplate.blockmodel.features import DOCUMENT, FEATURES, RULES, Matrix
from copydesk.boilerplate.blockmodel.form import FORM
from copydesk.boilerplate.blockmodel.place import PLACE
from copydesk.boilerplate.blockmodel.repeats import REPEATS
from copydesk.boilerplate.blockmodel.wording import WORDS

MOST_FACTS = 3
BESIDE = 25
"""The feature for a rule's finding one or two lines away."""
NOTHING_STANDS_OUT = "how the line is written and where it stands"

AT = {name: place for place, name in enumerate(FEATURES)}
Row = Sequence[int]


@dataclass(frozen=True, slots=True)
class Told:
    """How much each feature and embedding told of some lines, their `rows` of features, and their surroundings.

    `runs` has the number of lines running that go, of which each is one; `words(i)` quotes the words of line i that are
    usual in boilerplate.
    """

    rows: Matrix
    slopes: Slopes
    around: npt.NDArray[np.float64]
    runs: Sequence[int]
    words: Callable[[int], str]


def facts(told: Told) -> list[str]:
    """Up to three facts for each line, the weightiest first."""
    weights = told.slopes @ GROUPING
    weights[:, NAMES.index("around")] += told.around
    orders = np.argsort(-weights, axis=1, kind="stable").tolist()
    counts = (weights > 0).sum(1).tolist()
    values = told.rows[:, : len(FEATURES)].astype(np.int64).tolist()
    return [_said(told, line, values[line], orders[line][: counts[line]]) for line in range(len(values))]


def _said(told: Told, line: int, row: Row, groups: Sequence[int]) -> str:
    said: list[str] = []
    for group in groups:
        name = NAMES[group]
        fact = FACTS[name](row)
        if name == "words":
            fact = _words(told.words(line))
        elif name == "around":
            fact = _around(told.runs[line])
        if fact:
            said.append(fact)
        if len(said) == MOST_FACTS:
            break
    return "; ".join(said) or NOTHING_STANDS_OUT


def _length(row: Row) -> str:
    if not row[AT["words>=1"]]:
        return "hardly a word in it"
    if not row[AT["words>=12"]]:
        return "a short line"
    return "a long line" if row[AT["words>=30"]] else ""


def _end(row: Row) -> str:
    if row[AT["dots at the end"]] or row[AT["last more"]]:
        return "it is cut off with dots"
    return "" if row[AT["last stop"]] or row[AT["last ask"]] else "no full stop at its end"


def _case(row: Row) -> str:
    if row[AT["all capitals"]]:
        return "all in capitals"
    return "most words with capitals" if row[AT["capital words"]] >= ONE // 2 else ""


MARKS = {
    "address": "a full stop or @ inside a word, as in addresses",
    "d:d": "numbers with a colon",
    "year": "a year in it",
    "d/d": "numbers with a slash",
    "has rights": "a sign such as © or ™ in it",
    "has bar": "a bar, slash or bullet in it",
    "xX": "a capital inside a word",
    "has at": "a sign such as @, # or _ in it",
    "number words": "numbers in it",
    "has math": "a sign such as %, $ or + in it",
    "has colon": "a colon in it",
    "has dash": "a dash in it",
    "has open": "brackets in it",
    "has quote": "quotation marks in it",
}


def _marks(row: Row) -> str:
    return next((fact for name, fact in MARKS.items() if row[AT[name]]), "")


def _words(words: str) -> str:
    return f"words usual in boilerplate ({words})" if words else ""


def _around(run: int) -> str:
    return f"one of {run} lines running like it" if run > 1 else "the lines around it"


def _place(row: Row) -> str:
    before, after = row[AT["before first prose"]], row[AT["after last prose"]]
    if before and after:
        return "the text has no paragraphs"
    if after and not row[AT["prose"]]:
        return "it stands after the last paragraph"
    if before and not row[AT["prose"]]:
        return "it stands before the first paragraph"
    if row[AT["prose near"]] <= ONE // 5:
        return "few paragraphs near it"
    return f"its place, {row[AT['place']] / ONE:.0%} into the text"


def _vocabulary(row: Row) -> str:
    if row[AT["repeats"]]:
        return "the line stands more than once"
    if max(row[AT["in next line"]], row[AT["in last line"]]) >= ONE // 2:
        return "a line next to it says the same words"
    return "it does not speak of what the paragraphs do" if row[AT["in other prose"]] < ONE // 3 else ""


def _rules(row: Row) -> str:
    is_beside = min(row[AT["since found"]], row[AT["till found"]]) <= BESIDE
    return "a rule found a line near it" if is_beside else ""


def _unsaid(row: Row) -> str:
    """What the row does not tell: `_said` knows more."""
    return ""


FACTS: Mapping[str, Callable[[Row], str]] = {
    "length": _length,
    "end": _end,
    "case": _case,
    "marks": _marks,
    "words": _unsaid,
    "known": lambda row: "the same line stands on other sites" if row[AT["known line"]] else "",
    "place": _place,
    "around": _unsaid,
    "vocabulary": _vocabulary,
    "rules": _rules,
    "text": lambda row: (
        "less than half of the text is paragraphs" if row[AT["doc prose words"]] < ONE // 2 else ""
    ),
}
"""Groups of features, and what a reader is told of each: nothing where it would not be true of the line."""
NAMES = tuple(FACTS)

GROUPS: Mapping[str, Sequence[str]] = {
    "case": (
        "upper share", "capital words", "all capitals", "first upper", "first lower", "has upper", "has lower",
    ),
    "length": (
        *(name for name in FORM if name.startswith("words>=")), "words", "characters", "inner sentences", "rank",
        "prose", "strong", "content words", "has stop", "has space",
    ),
    "end": (*(name for name in FORM if name.startswith("last ")), "dots at the end", "closed"),
    "known": ("line odds", "known line"),
    "around": ("odds near",),
    "words": WORDS,
    "place": PLACE,
    "vocabulary": REPEATS,
    "text": DOCUMENT,
    "rules": RULES,
    "marks": FORM,
}  # fmt: skip
"""The features of each group; a feature belongs to the first that names it. Embeddings tell about words."""


def _grouping() -> npt.NDArray[np.float64]:
    """A matrix that sums what the inputs told by group."""
    group_of = {name: group for group in reversed(list(GROUPS)) for name in GROUPS[group]}
    groups = [*(group_of[name] for name in FEATURES), *["words"] * 16]
    return np.array([[float(name == group) for name in NAMES] for group in groups])


GROUPING = _grouping()
