"""Finds which texts are near-copies of earlier ones that are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from copydesk.errors import SettingsError
from copydesk.neardup.banding import banding_for
from copydesk.neardup.columns import as_list
from copydesk.neardup.found import Copy, Found, LookAlike
from copydesk.neardup.guard import Verdict, judge
from copydesk.neardup.kept import FEW, MAX_GUARDED, KeptTexts, Match
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS, Shingles, shingles_of
from copydesk.neardup.signs import signs_of

MANY_CHARACTERS = 8_000_000
"""From where on compiled loops are loaded, which takes about a second of CPU once: about 32,000 paragraphs, for which
numpy needs as long."""
MANY_ALIKE_CHARACTERS = 500_000
"""The same for texts that share bands, which are compared one by one without them."""


def find_copies(
    texts: Sequence[str], threshold: float = 0.8, guard: bool = True, workers: int = 1
) -> list[Copy]:
    """Which texts are copies of earlier ones that are kept, in the order of the texts.

    Similarity is the share of three-word runs that two texts have in common; texts of fewer than five words take no
    part. Look-alikes that state other facts are left out, unless `guard` is off and nothing but similarity counts.
    `texts` is a list or any other sequence of str, such as a column of pandas, Polars or Arrow, and what comes back
    is the rows of a data frame: `pandas.DataFrame(find_copies(texts))`. `workers` threads share the work on many
    texts; the answer is the same for any number of them. Raises a `SettingsError` for a threshold that is not above 0
    and at most 1, and a `TypeError` for what is no text.

    >>> find_copies([
    ...     "The council met on Monday to vote on the new budget for schools and libraries in town.",
    ...     "REUTERS - The council met on Monday to vote on the new budget for schools and libraries in town.",
    ...     "The council met on Friday to vote on the new budget for schools and libraries in town.",
    ... ])
    [Copy(index=1, of=0, similarity=0.9375)]
    """
    check_threshold(threshold)
    column = as_list(texts)
    if sum(map(len, column)) < MANY_CHARACTERS:
        alike = _alike(column, threshold)
        few = [column[index] for index in alike]
        if sum(map(len, few)) < MANY_ALIKE_CHARACTERS:
            found = CopyFinder(threshold, guard).seek(few).copies
            return [Copy(alike[one.index], alike[one.of], one.similarity) for one in found]
    from copydesk.neardup.batch import seek

    return list(seek(column, threshold, guard, MIN_WORDS, workers).copies)


def _alike(texts: Sequence[str], threshold: float) -> Sequence[int]:
    """Which of the texts have to be looked at."""
    if len(texts) <= FEW:
        return range(len(texts))
    from copydesk.neardup.plain import sharing_a_band

    return sharing_a_band(texts, banding_for(threshold))


class CopyFinder:
    """Seeks copies among texts that arrive one after the other; what arrived in earlier calls counts on.

    A copy cites the kept text that it resembles most, of equals the first to arrive. A text with the very words of
    an earlier one (and, with the guard, the very signs that may tell them apart) shares its fate: it is a copy of it
    if that is kept, else of what that is a copy of.
    """

    def __init__(self, threshold: float = 0.8, guard: bool = True, min_words: int = MIN_WORDS) -> None:
        check_threshold(threshold)
        self._threshold = threshold
        self._guard = guard
        self._min_words = max(MIN_WORDS, min_words)
        self._arrived = 0
        self._fates: dict[bytes, Match] = {}
        self._kept = KeptTexts(threshold)

    def seek(self, texts: Sequence[str]) -> Found:
        """Which of the texts are copies or look-alikes. `index` and `of` count the texts of all calls, from 0."""
        capped = self._kept.capped
        self._kept.look_ahead(texts)
        found = [self._decide(text) for text in texts]
        return Found(
            tuple(one for one in found if isinstance(one, Copy)),
            tuple(one for one in found if isinstance(one, LookAlike)),
            self._kept.capped - capped,
        )

    def _decide(self, text: str) -> Copy | LookAlike | None:
        index = self._arrived
        self._arrived += 1
        words = words_of(text)
        if len(words) < self._min_words:
            return None
        key = digest_of(words, signs_of(text) if self._guard else ())
        fate = self._fates.get(key)
        if fate is None:
            decision = self._compare(index, text, shingles_of(words))
            fate = (
                Match(decision.of, decision.similarity) if isinstance(decision, Copy) else Match(index, 1.0)
            )
            self._fates[key] = fate
            return decision
        return Copy(index, fate.of, fate.similarity)

    def _compare(self, index: int, text: str, shingles: Shingles) -> Copy | LookAlike | None:
        """What a text is whose very words have not been seen before; kept for later ones if it is no copy."""
        matches = self._kept.matches(text, shingles)[:MAX_GUARDED]
        verdict = self._judge(matches, text)
        if verdict.copied is not None:
            return Copy(index, matches[verdict.copied].of, matches[verdict.copied].similarity)
        self._kept.add(index, text, shingles)
        if not matches:
            return None
        return LookAlike(index, matches[0].of, matches[0].similarity, verdict.difference)

    def _judge(self, matches: Sequence[Match], text: str) -> Verdict:
        if self._guard:
            return judge((self._kept.text(match.of) for match in matches), text)
        return Verdict(0 if matches else None, "")


def check_threshold(threshold: float) -> None:
    """Raise a `SettingsError` for what can be no similarity of copies."""
    if not 0 < threshold <= 1:
        raise SettingsError(f"threshold is {threshold}; it must be above 0 and at most 1")


def digest_of(words: Sequence[str], signs: Sequence[str]) -> bytes:
    """What two texts share that have the very same words and the very same signs."""
    normalised = " ".join((*words, *signs))
    return hashlib.blake2b(normalised.encode("utf-8", "surrogatepass"), digest_size=16).digest()
