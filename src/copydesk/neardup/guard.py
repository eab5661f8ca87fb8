"""The guard: tells a copy from a look-alike, a text that is nearly equal and states something else.

What the words of two texts share is set side by side, and what is left over decides. The principle is: **in doubt,
both stay**. A copy that is kept costs a repeated paragraph; a look-alike that is dropped costs a fact.

- Numbers (in digits or words) that differ, were added or are missing, and a negation on one side only: a look-alike.
- A weekday or month in place of another: a look-alike.
- Other words in place of others: a look-alike, unless it is the same word but for capitals, spaces, points or the way
  its digits are grouped, its initials, or one slip of at most two letters. No list can say that "rose" and "fell"
  are opposites in every language, nor tell a name from a synonym; so words that no list knows are taken to matter.
- Words that stand in another place: a look-alike, since who did what to whom may have changed.
- Words that the later text lacks: a copy, since nothing is lost. Words that it adds: a copy if they are as few as in
  a dateline, an agency or an honorific, a look-alike if they are more.
- Three words or more are a cut if the later text lacks them at its start or end, and a dateline if it adds them at
  its start: they may hold numbers and negations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from copydesk.neardup.tokens import Token, fact_of

MAX_ADDED_WORDS = 10
"""As long as long datelines are: “WEST PALM BEACH, Fla., Jan. 14, 2024 (Associated Press) —”."""

MIN_CUT_WORDS = 3
"""Fewer words at the start or end are looked at like any others: “nicht” may stand at the end alone."""

MAX_SLIP_LETTERS = 2
MIN_SLIP_WORD = 4
"""Letters that a typing error changes, and the length below which a letter makes another word ("won", "win")."""

MAX_MATCHES = 5_000
"""Pairs of equal words above which texts are not aligned, but only their facts counted: aligning could take hours."""

MAX_SHOWN = 3
MAX_SHOWN_WORDS = 8
"""Differences that are named to the reader, and words of each. One is enough to decide."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the kept text in whose place the later one has others. One of the two may be empty."""

    kept: Sequence[Token]
    later: Sequence[Token]
    at_start: bool
    at_end: bool


def difference(kept: Sequence[Token], later: Sequence[Token]) -> str:
    """What the later text states otherwise, in the words of both; empty if it is a copy.

    >>> from copydesk.neardup.tokens import tokens_of
    >>> difference(tokens_of("Police arrested 42 people on Monday."), tokens_of("POLICE arrested 47 people on Friday"))
    '42 → 47; Monday → Friday'
    >>> difference(tokens_of("He is guilty of all counts."), tokens_of("He is not guilty of all counts."))
    'not'
    >>> difference(tokens_of("It sold 1,000 cars."), tokens_of("BERLIN (dpa) – It sold 1000 cars."))
    ''
    """
    start, end = _shared_ends(kept, later)
    left, right = kept[start : len(kept) - end], later[start : len(later) - end]
    if _matches(left, right) > MAX_MATCHES:
        return _difference_of_counts(left, right)
    changes = list(_changes(left, right, start == 0, end == 0))
    meanings = [*map(_meaning, changes), _moved(changes)]
    return "; ".join(list(dict.fromkeys(filter(None, meanings)))[:MAX_SHOWN])


def _shared_ends(one: Sequence[Token], other: Sequence[Token]) -> tuple[int, int]:
    """How many words the texts share at the start and at the end: set aside, since aligning is slow."""
    shortest = min(len(one), len(other))
    start, end = _shared(one, other), _shared(one[::-1], other[::-1])
    if start == shortest:
        return start, 0
    if end == shortest:
        return 0, end
    return start, min(end, shortest - start)


def _shared(one: Iterable[Token], other: Iterable[Token]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].form == pair[1].form, pairs))


def _matches(one: Sequence[Token], other: Sequence[Token]) -> int:
    counts = Counter(token.form for token in other)
    return sum(counts[token.form] for token in one)


def _difference_of_counts(one: Sequence[Token], other: Sequence[Token]) -> str:
    """For texts too long or too repetitive to align: facts that one has more often, or words that the later adds."""
    before, after = Counter(t.form for t in one), Counter(t.form for t in other)
    if before == after:
        return f"{len(other)} words in another order"
    lost_facts = (form for form in before - after if fact_of(form))
    return "; ".join([*(after - before), *lost_facts][:MAX_SHOWN])


def _changes(left: Sequence[Token], right: Sequence[Token], is_start: bool, is_end: bool) -> Iterator[Change]:
    aligned = SequenceMatcher(None, [t.form for t in left], [t.form for t in right], autojunk=False)
    for kind, a, b, c, d in aligned.get_opcodes():
        if kind != "equal":
            at_start = is_start and a == c == 0
            at_end = is_end and b == len(left) and d == len(right)
            yield Change(left[a:b], right[c:d], at_start, at_end)


def _meaning(change: Change) -> str:
    """What a change states, empty if nothing."""
    if not change.kept:
        return _meaning_of_added(change.later, may_be_dateline=change.at_start)
    if not change.later:
        return "" if _is_cut(change) else _stated(change.kept)
    return (
        "" if _says_the_same(change.kept, change.later) else f"{_show(change.kept)} → {_show(change.later)}"
    )


def _moved(changes: Sequence[Change]) -> str:
    """Words taken away in one place and put in another: who did what to whom may have changed."""
    removed = {token.form for change in changes if not change.later for token in change.kept}
    added = [token for change in changes if not change.kept for token in change.later]
    moved = [token for token in added if token.form in removed and not token.fact]
    return f"{_show(moved)} (moved)" if moved else ""


def _meaning_of_added(tokens: Sequence[Token], *, may_be_dateline: bool) -> str:
    if len(tokens) > MAX_ADDED_WORDS:
        return f"{_show(tokens)} ({len(tokens)} words added)"
    if may_be_dateline and len(tokens) >= MIN_CUT_WORDS and all(_may_be_in_dateline(t) for t in tokens):
        return ""
    return _stated(tokens)


def _may_be_in_dateline(token: Token) -> bool:
    """Datelines are names, days and agencies: words with capitals, and numbers."""
    return not token.shown[:1].islower()


def _is_cut(change: Change) -> bool:
    return (change.at_start or change.at_end) and len(change.kept) >= MIN_CUT_WORDS


def _stated(tokens: Sequence[Token]) -> str:
    """The numbers and negations among words that only one text has."""
    return _show([t for t in tokens if t.fact and t.fact.kind in ("number", "negation")])


def _show(tokens: Sequence[Token]) -> str:
    words = [token.shown for token in tokens]
    return " ".join(words[:MAX_SHOWN_WORDS] + (["…"] if len(words) > MAX_SHOWN_WORDS else []))


def _says_the_same(kept: Sequence[Token], later: Sequence[Token]) -> bool:
    """Is it only written in another way: “per cent” or “percent”, “F-16” or “F16”, or with a typing error?"""
    one, other = ("".join(token.form for token in tokens) for tokens in (kept, later))
    if one == other:
        return not one.isdecimal()
    if _initials(kept) == other or _initials(later) == one:
        return True
    if any(token.fact for token in (*kept, *later)):
        return False
    if len(kept) == len(later):
        return all(_is_slip_of_word(a, b) for a, b in zip(kept, later, strict=True))
    return _is_slip(one, other)


def _is_slip_of_word(kept: Token, later: Token) -> bool:
    """Is it a typing error? Never in two words with capitals: Iran is not Iraq, nor Johnson Johnston."""
    are_names = kept.shown[:1].isupper() and later.shown[:1].isupper()
    return kept.form == later.form or (not are_names and _is_slip(kept.form, later.form))


def _initials(tokens: Sequence[Token]) -> str:
    return "".join(token.form[0] for token in tokens) if len(tokens) > 1 else ""


def _is_slip(one: str, other: str) -> bool:
    """Do two words differ in one place, behind the first letter, in at most two letters and a third of the word?

    >>> _is_slip("market", "makret"), _is_slip("colour", "color"), _is_slip("modern", "modem")
    (True, True, True)
    >>> _is_slip("hired", "fired"), _is_slip("north", "south"), _is_slip("won", "win")
    (False, False, False)
    """
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    start = _shared_letters(one, other)
    end = min(_shared_letters(one[::-1], other[::-1]), shortest - start)
    allowed = min(MAX_SLIP_LETTERS, longest // 3) if longest >= MIN_SLIP_WORD else 0
    return one == other or (start > 0 and longest - start - end <= allowed)


def _shared_letters(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
