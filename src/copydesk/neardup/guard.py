"""The guard tells a copy from a look-alike: a text that is nearly equal to a kept one and states something else.

What the words of two texts share is set aside, and what differs decides. The principle is **in doubt, both stay**: a
copy that is kept costs a repeated paragraph, a look-alike that is dropped costs a fact.

## Look-alikes

- **Numbers** that differ, were added or are missing, in digits or in words ("five" is 5).
- A **weekday** or **month** in place of another.
- A **negation** on one side only.
- A **word in place of another**, unless it is the same word (see below) or one that says the same ("began",
  "started") by the lists of synonyms. No list can say that "rose" and "fell" are opposites in every language, nor tell
  a name from a synonym; so words that no list knows are taken to matter. Nouns, verbs and adjectives that all have a
  capital may be names, and count as such: the Justice Department is no Justice Ministry. "Plans" in place of "planned"
  states another time, "bridges" in place of "bridge" another number: a list has each form beside its like only.
- Words that stand **in another place**: who did what to whom may have changed.
- Words that the later text **adds or leaves out** inside, unless they state nothing on their own ("also", "the"), or
  are a title with a capital: to shoot at a man is not to shoot him, and who was nearly killed lives.
- More than ten words that the later text adds at its start or end, or any number or negation among them.
- A currency in place of another.

## Copies

- The same words in other capitals, with other marks between them, joined or parted ("web site", "F-16").
- **Another spelling**: of British and American English ("colour"), without accents, ß as ss.
- **A slip**: letters that are turned round, missing, doubled or wrong in one place, where that makes a word that is
  none. Of two known words, each means what it says: "form" is no slip of "from". Names must differ by letters that
  are turned round: "Johnson" is not "Johnston".
- **Errors of scanning**: rn for m, 1 for l, 0 for O, c for e.
- Numbers in another format ("1,000", "1.000", "1000"), short forms ("didn't"), initials ("U.S.").
- A **dateline** put before, an agency behind, a title before a name.
- **A cut**: the later text lacks words at its start or end. Nothing is lost. The other way round, the rule for added
  words holds.

What is a number, a day, a month, a negation, a title, a synonym stands in lists, a file a language
(`neardup/wordlists/`), which are read without regard to the language of a text. Which words are known is told by a list
of those that many texts have in small letters (`train/known_words.py`); in a language that it does not have, only slips
behind the first letter count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from copydesk.neardup.alignment import Part, differing_parts
from copydesk.neardup.changes import Change, Tokens, changes_in
from copydesk.neardup.datelines import MAX_ADDED_WORDS, is_dateline
from copydesk.neardup.facts import word_lists
from copydesk.neardup.spelling import is_same_word
from copydesk.neardup.tokens import Token, initials_of, tokens_of, words_shown

MIN_CUT_WORDS = 3
"""Fewer words at the start or end are looked at like any others: “nicht” may stand at the end alone."""

MAX_SHOWN = 3
"""Differences that are named to the reader. One is enough to decide."""

Aligner = Callable[[str, str], list[Part] | None]
"""Finds the parts in which two texts differ; there is a compiled one for batches, with the same answer."""


class Verdict(NamedTuple):
    """Which of some kept texts a text is a copy of, by its place among them; or None, and how the first differs."""

    copied: int | None
    difference: str


def judge(kept_texts: Iterable[str], later: str, parts_of: Aligner = differing_parts) -> Verdict:
    """Of which of the kept texts that it resembles a text is a copy: the first of which it is one.

    >>> judge(["Rain fell in Oslo.", "Rain fell in Rome."], "RAIN fell in Rome!")
    Verdict(copied=1, difference='')
    >>> judge(["Rain fell in Oslo.", "Rain fell in Rome."], "Rain fell in Bonn.")
    Verdict(copied=None, difference='Oslo → Bonn')
    """
    first = ""
    for place, kept in enumerate(kept_texts):
        first = first or difference(kept, later, parts_of)
        if not first or (place and is_copy(kept, later, parts_of)):
            return Verdict(place, "")
    return Verdict(None, first)


def difference(kept: str, later: str, parts_of: Aligner = differing_parts) -> str:
    """What the later text states otherwise, in the words of both; empty if it is a copy.

    >>> difference("Police arrested 42 people on Monday.", "POLICE arrested 47 people on Friday")
    '42 → 47; Monday → Friday'
    >>> difference("He is guilty of all counts.", "He is not guilty of all counts.")
    'not'
    >>> difference("It sold 1,000 cars.", "BERLIN (dpa) – It sold 1000 cars.")
    ''
    """
    return "; ".join(islice(dict.fromkeys(_meanings(kept, later, parts_of)), MAX_SHOWN))


def is_copy(kept: str, later: str, parts_of: Aligner = differing_parts) -> bool:
    """As `not difference(kept, later)`, told from the first thing that differs.

    >>> is_copy("It sold 1,000 cars.", "It sold 1000 cars."), is_copy("It sold cars.", "It sold 1000 cars.")
    (True, False)
    """
    return next(_meanings(kept, later, parts_of), None) is None


def _meanings(kept: str, later: str, parts_of: Aligner) -> Iterator[str]:
    """What the later text states otherwise, one thing after the other."""
    parts = parts_of(kept, later)
    changes = None if parts is None else changes_in(parts)
    if changes is None:
        yield from _differing_counts(tokens_of(kept), tokens_of(later))
        return
    yield from filter(None, map(_meaning, changes))
    yield from _moved(changes)


def _differing_counts(kept: Tokens, later: Tokens) -> Iterator[str]:
    """For texts too different to align: facts that one has more often, or words that the later adds."""
    before, after = Counter(token.form for token in kept), Counter(token.form for token in later)
    if before == after:
        yield f"{len(later)} words in another order"
    yield from after - before
    yield from (token.form for token in kept if token.fact and before[token.form] > after[token.form])


def _meaning(change: Change) -> str:
    """What a change states, empty if nothing."""
    if not change.kept:
        return _meaning_of_added(change)
    if not change.later:
        return "" if _is_cut(change) else _meaning_alone(change.kept, change)
    if _says_the_same(change) or (_has_agency(change) and not any(map(_meaning, _apart(change)))):
        return ""
    return f"{words_shown(change.kept)} → {words_shown(change.later)}"


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """Words taken away in one place and put in another: who did what to whom may have changed."""
    added = [token for change in changes if not change.kept for token in change.later]
    removed = {token.form for change in changes if added and not change.later for token in change.kept}
    moved = [t for t in added if t.form in removed and not (t.fact or t.is_light or t.is_agency)]
    if moved:
        yield f"{words_shown(moved)} (moved)"


def _meaning_of_added(change: Change) -> str:
    added = change.later
    if change.at_start and is_dateline(added):
        return ""
    if len(added) > MAX_ADDED_WORDS:
        return f"{words_shown(added)} ({len(added)} words added)"
    return _meaning_alone(added, change)


def _meaning_alone(tokens: Tokens, change: Change) -> str:
    """What words state that only one text has."""
    if all(token.is_light for token in tokens):
        return ""
    return words_shown(_stated(tokens) if change.at_start or change.at_end else tokens)


def _has_agency(change: Change) -> bool:
    """Whether an agency was put in place of other words at the start or end, or they in its: two edits in one place."""
    return (change.at_start or change.at_end) and any(
        token.is_agency for token in (*change.kept, *change.later)
    )


def _apart(change: Change) -> tuple[Change, Change]:
    """What was left out, and what was put in."""
    return change._replace(later=()), change._replace(kept=())


def _is_cut(change: Change) -> bool:
    return (change.at_start or change.at_end) and len(change.kept) >= MIN_CUT_WORDS


def _stated(tokens: Tokens) -> Tokens:
    """The numbers and negations among words that only one text has."""
    return [token for token in tokens if token.fact and token.fact.kind in ("number", "negation")]


def _says_the_same(change: Change) -> bool:
    """Is it only said or written in another way?"""
    kept, later = change.kept, change.later
    if len(kept) == len(later) == 1:
        return _is_same(kept[0], later[0])
    if _are_same(kept, later):
        return True
    fewer = min(len(kept), len(later))
    return len(kept) != len(later) and any(
        _are_same(kept[one], later[other]) and _is_harmless_rest(change, kept[left], later[right])
        for one, other, left, right in (
            (slice(fewer), slice(fewer), slice(fewer, None), slice(fewer, None)),
            (slice(-fewer, None), slice(-fewer, None), slice(-fewer), slice(-fewer)),
        )
    )


def _is_harmless_rest(change: Change, kept: Tokens, later: Tokens) -> bool:
    """Whether words that one text has beside others that say the same state nothing."""
    return not _meaning(Change(kept, later, change.at_start, change.at_end))


def _are_same(kept: Tokens, later: Tokens) -> bool:
    one, other = _joined(kept), _joined(later)
    if one == other or "".join(t.form for t in kept) == "".join(t.form for t in later):
        return not one.isdecimal()
    if initials_of(kept) == other or initials_of(later) == one or _are_synonyms(kept, later):
        return True
    if len(kept) == len(later):
        return all(_is_same(a, b) for a, b in zip(kept, later, strict=True))
    return not any(token.fact for token in (*kept, *later)) and is_same_word(one, other)


def _joined(tokens: Tokens) -> str:
    return "".join(token.shown.lower() for token in tokens)


def _is_same(kept: Token, later: Token) -> bool:
    """Is it the same word, perhaps misspelt? Of two that state a fact each only if it is the same fact."""
    if kept.form == later.form:
        return True
    if kept.fact and later.fact and not _is_misread(kept, later):
        return False
    if any(token.fact and token.fact.kind == "negation" for token in (kept, later)):
        return False
    are_names = kept.has_capital and later.has_capital
    return _are_synonyms([kept], [later]) or is_same_word(
        kept.shown.lower(), later.shown.lower(), are_names=are_names
    )


def _is_misread(kept: Token, later: Token) -> bool:
    """May one be a number for the digit only that a scan has in place of a letter?"""
    return not (kept.shown.isdecimal() or later.shown.isdecimal())


def _are_synonyms(kept: Tokens, later: Tokens) -> bool:
    may_be_names = all(token.has_capital for token in (*kept, *later))
    groups = word_lists().synonyms_of_names if may_be_names else word_lists().synonyms
    one, other = (" ".join(token.shown.lower() for token in tokens) for tokens in (kept, later))
    return not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))
