"""The lexicon: in how many sites' articles, and in how many sites' boilerplate, a word stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.layout import Hashes, Layout, Numbers
from copydesk.boilerplate.blockmodel.lexicon import Entries, Lexicon

Shares = npt.NDArray[np.float64]
WORDS, PAIRS, LINES = range(3)
MIN_SITES = (8, 6, 3)
"""A word, pair or line counts from so many sites on: what one site says of itself is not learnt."""
DOUBT = 2.0
"""Sites that are taken to have the word as often in articles as all words are: few sites tell little."""
MOST = (24_000, 20_000, 4_000)
MIN_ODDS = (0, 10, 1)
"""Pairs and lines that tell little are left out (16 is one unit of log-odds)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the pages of one site: the hash of each word, pair or line, and the share of it in articles."""

    hashes: Hashes
    kept: Shares


def seen_by_site(clippings: Iterable[tuple[str, Layout, Numbers]]) -> dict[str, tuple[Seen, Seen, Seen]]:
    """For each site what its clippings (site, layout, targets) say."""
    parts: dict[str, list[list[tuple[Hashes, Numbers]]]] = defaultdict(lambda: [[], [], []])
    for site, layout, targets in clippings:
        pairs, pair_line = layout.pair_hashes()
        worded = np.flatnonzero(np.diff(layout.first_word))
        for kind, (hashes, lines) in enumerate(
            ((layout.word_hash, layout.word_line), (pairs, pair_line), (layout.line_hash[worded], worded))
        ):
            scored = targets[lines] >= 0
            parts[site][kind].append((hashes[scored], 1 - targets[lines[scored]]))
    return {site: (_seen(one[0]), _seen(one[1]), _seen(one[2])) for site, one in sorted(parts.items())}


def _seen(parts: Sequence[tuple[Hashes, Numbers]]) -> Seen:
    hashes, inverse = np.unique(np.concatenate([hashes for hashes, _ in parts]), return_inverse=True)
    kept = np.bincount(inverse, weights=np.concatenate([kept for _, kept in parts]), minlength=len(hashes))
    return Seen(hashes, kept / np.maximum(np.bincount(inverse, minlength=len(hashes)), 1))


def lexicon_of(sites: Sequence[tuple[Seen, Seen, Seen]]) -> Lexicon:
    """The lexicon of some sites; each site has one vote on a word, shared between article and boilerplate."""
    return Lexicon(*(_entries([site[kind] for site in sites], kind) for kind in (WORDS, PAIRS, LINES)))


def _entries(seen: Sequence[Seen], kind: int) -> Entries:
    all_kept = np.concatenate([one.kept for one in seen])
    hashes, inverse = np.unique(np.concatenate([one.hashes for one in seen]), return_inverse=True)
    sites, kept = np.bincount(inverse), np.bincount(inverse, weights=all_kept)
    prior = all_kept.mean()
    odds = np.log((kept + DOUBT * prior) / (sites - kept + DOUBT * (1 - prior))) - np.log(prior / (1 - prior))
    odds = np.clip(np.rint(16 * odds), -127, 127).astype(np.int64)
    told = (sites >= MIN_SITES[kind]) & (np.abs(odds) >= MIN_ODDS[kind])
    hashes, sites, odds = hashes[told], sites[told], odds[told]
    weight = sites * 1.0 if kind == WORDS else np.abs(odds) * np.log1p(sites)
    best = np.sort(np.argsort(-weight, kind="stable")[: MOST[kind]])
    return Entries.of(hashes[best], np.concatenate(([0], odds[best])))


def without_words(lexicon: Lexicon) -> Lexicon:
    """A lexicon that knows nothing, as a language that it was not made from finds it."""
    empty = Entries.of(np.zeros(0, np.uint64), np.zeros(1, np.int64))
    return Lexicon(empty, empty, empty)
