"""Which of the titles that a page states is its headline, without the site's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from copydesk.language.words import WORD, key_of

BREAK = re.compile(r"\s+[|•·»«–—‹›/:-]+\s+|\s*\|+\s*|\s*::\s*|\s*--+\s*")
ANCHOR = re.compile(r"\s*[¶§#🔗]$")
"""What leads to a heading itself, on pages of documentation."""
MIN_NAME, MIN_TELLING = 3, 9
"""Letters from which a text can be a site's name, and a headline's text can stand for itself."""
MIN_COMMON, MIN_SHARE = 2, 0.4
"""Words that two titles for one thing have in common, at least, and their share of the shorter title."""
MAX_SITE_WORDS, MIN_HEADLINE_WORDS = 5, 4
"""Behind a bar a site's name has at most so many words, and before it a headline has at least so many."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A title, who states it, and how much the statement weighs.

    `support` is the share of the weight of titles in nearly the same words that counts for this one too.
    """

    text: str
    origin: str
    weight: float
    support: float = 0


def headline(stated: Iterable[Stated], names: Collection[str]) -> Stated | None:
    """The title with the most weight behind it, the names of the site cut off.

    >>> titles = [Stated("Rain in Paris - The Daily", "og:title", 1), Stated("Rain in Paris", "h1", 1)]
    >>> headline([*titles, Stated("The Daily", "h1", 1)], ["The Daily"]).text
    'Rain in Paris'
    """
    stated = list(stated)
    sites = {key for name in names if len(key := key_of(name)) >= MIN_NAME}
    others = {key for title in stated if len(key := key_of(title.text)) >= MIN_TELLING}
    weights: dict[str, float] = defaultdict(float)
    firsts: dict[str, Stated] = {}
    bare = [replace(title, text=without_site(title.text, sites, others)) for title in stated]
    words = [frozenset(WORD.findall(title.text.casefold())) for title in bare]
    for title, own in zip(bare, words, strict=True):
        key = key_of(title.text)
        if key and key not in sites:
            others_in = zip(bare, words, strict=True) if title.support else ()
            alike = (
                other.weight
                for other, said in others_in
                if other.origin != title.origin and _are_alike(own, said)
            )
            weights[key] += title.weight + title.support * sum(alike)
            firsts.setdefault(key, title)
    return firsts[max(weights, key=lambda key: weights[key])] if weights else None


def _are_alike(words: Collection[str], others: Collection[str]) -> bool:
    """Have two titles most words of the shorter one in common, while they are not the same?"""
    common = len(set(words) & set(others))
    return words != others and common >= max(MIN_COMMON, MIN_SHARE * min(len(words), len(others)))


def without_site(title: str, sites: Collection[str], others: Collection[str]) -> str:
    """The title without the parts at its ends that name the site, or that another title does without.

    >>> without_site("Rain in Paris | News | The Daily", {"thedaily"}, ())
    'Rain in Paris | News'
    """
    breaks = list(BREAK.finditer(title))
    while breaks:
        last, first = breaks[-1], breaks[0]
        if _is_site(title[last.end() :], title[: last.start()], last[0], sites, others):
            title = title[: last.start()]
            breaks.pop()
        elif _is_site(title[: first.start()], title[first.end() :], "", sites, others):
            title = title[first.end() :]
            breaks = list(BREAK.finditer(title))
        else:
            break
    return ANCHOR.sub("", title).strip()


def _is_site(part: str, rest: str, mark: str, sites: Collection[str], others: Collection[str]) -> bool:
    part_key, rest_key = key_of(part), key_of(rest)
    if len(rest_key) < MIN_NAME:
        return False
    if rest_key in others or any(_is_alike(part_key, site) for site in sites):
        return True
    is_short = len(part.split()) <= MAX_SITE_WORDS and len(rest.split()) >= MIN_HEADLINE_WORDS
    return "|" in mark and is_short


def _is_alike(part: str, site: str) -> bool:
    """“thedaily” and “thedailycom”, or “example” and “examplenews”: one is in the other and most of it."""
    short, long = sorted((part, site), key=len)
    return len(short) >= MIN_NAME and short in long and (part == short or len(long) < 3 * len(short))
