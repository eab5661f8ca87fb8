"""What the page model knows of words and of the names of elements, from the sites it is trained on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from copydesk.boilerplate.blockmodel.lexicon import Lexicon
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.pagemodel.features import learnt_features
from copydesk.boilerplate.pagemodel.names import Odds
from train.lexicons import Seen, lexicon_of, seen_by_site
from train.pages.samples import PageSample

MIN_SITES, DOUBT = 3, 2.0
"""A name counts from so many sites on; so many more are taken to use it as all names are used."""
MOST_ODDS = 127

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The words and the names of some sites."""

    lexicon: Lexicon
    names: Odds

    def features(self, page: PageSample) -> npt.NDArray[np.int8]:
        """All features of a page."""
        found = look_up(page.layout, self.lexicon)
        learnt = learnt_features(
            page.outline, page.layout, page.lines, page.frame, found, self.lexicon, self.names
        )
        return np.concatenate((page.fixed, learnt), axis=1)


class Sites:
    """What each site says of words and names; knowledge is made of any of them."""

    def __init__(self, pages: Sequence[PageSample]) -> None:
        self._words: dict[str, tuple[Seen, Seen, Seen]] = seen_by_site(
            (page.site, page.layout, page.targets) for page in pages
        )
        self._names = _names_by_site(pages)

    def knowledge(self, sites: Iterable[str]) -> Knowledge:
        """What these sites teach."""
        chosen = sorted(set(sites))
        return Knowledge(
            lexicon_of([self._words[site] for site in chosen]),
            name_odds([self._names[site] for site in chosen]),
        )


def name_odds(sites: Sequence[Shares]) -> Odds:
    """For each name its log-odds of standing around text (16 is one unit); each site has one vote."""
    counts = Counter(name for site in sites for name in site)
    kept: dict[str, float] = defaultdict(float)
    for site in sites:
        for name, share in site.items():
            kept[name] += share
    prior = sum(kept.values()) / max(sum(counts.values()), 1)
    usual = log(prior / (1 - prior))
    odds = {
        name: log((kept[name] + DOUBT * prior) / (count - kept[name] + DOUBT * (1 - prior))) - usual
        for name, count in sorted(counts.items())
        if count >= MIN_SITES
    }
    return {name: max(-MOST_ODDS, min(MOST_ODDS, round(16 * value))) for name, value in odds.items()}


def _names_by_site(pages: Sequence[PageSample]) -> dict[str, Shares]:
    """For each site and name the share of the words around which it stands that are text."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for page in pages:
        site = counts[page.site]
        for names, common, words in _named(page):
            for name in names:
                site[name][0] += common
                site[name][1] += words
    return {
        site: {name: common / words for name, (common, words) in names.items() if words}
        for site, names in sorted(counts.items())
    }


def _named(page: PageSample) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The names of each element, and how many common words and words it holds."""
    frame = page.frame
    common, words = (np.concatenate(([0], np.cumsum(counts))) for counts in (page.common, page.words))
    held = ((sums[frame.end] - sums[frame.first]).tolist() for sums in (common, words))
    yield from zip((look.words for look in page.outline.elements.look), *held, strict=True)
    for line, look in enumerate(page.outline.lines.inline):
        if look is not None:
            yield look.words, int(page.common[line]), int(page.words[line])
