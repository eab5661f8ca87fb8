"""Clippings in numbers: what a night cleaned of each, and of each site together, for those who look in the morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import blake2b
from itertools import groupby
from statistics import median

from copydesk.language.words import count_words
from copydesk.model import Document, Json

COPY = "copy"
MAX_SITES = 1_000
"""So many sites of a night, the largest, are told one by one; the others together, without a name."""
MAX_STORIES = 100
SITES_NAMED = 10
"""So many stories of a night, the most copied, and so many sites of each, are told."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One clipping in numbers. `removed` has words by label, `said` is a digest of its article, copies included, and
    `duplicate_of` the clipping that most of it was copied from."""

    id: str
    site: str
    words: int
    removed: Mapping[str, int]
    doubtful: str = ""
    said: int = 0
    duplicate_of: str = ""

    @classmethod
    def of(cls, document: Document) -> Cleaned:
        """The numbers of a cleaned document."""
        removed: Counter[str] = Counter()
        for removal in document.removals:
            removed[removal.label] += count_words(removal.block.text)
        kept = sum(count_words(block.text) for block in document.blocks)
        return cls(
            document.id,
            site_of(document),
            kept + removed.total(),
            {label: removed[label] for label in sorted(removed) if removed[label]},
            document.doubtful,
            _digest(document),
            document.duplicate_of,
        )

    @property
    def lost(self) -> int:
        """Words that left the text as something else than copies."""
        return _without_copies(self.removed)

    @property
    def kept(self) -> int:
        """Words that are in the text."""
        return self.words - sum(self.removed.values())

    @property
    def article(self) -> int:
        """Words of the article: in the text, or gone because they stand elsewhere."""
        return self.words - self.lost


def site_of(document: Document) -> str:
    """By what a person knows where a clipping came from: the host of its address, the site's name, else the first
    folder of its path with a slash behind it; empty if there is nothing of these.

    >>> from copydesk.model import Metadata, Source
    >>> site_of(Document("a", Source("a", url="https://www.Example.com/x"))), site_of(Document("b", Source("tv/b.txt")))
    ('example.com', 'tv/')
    """
    named = next(filter(None, document.site_names), "").strip().lower().removeprefix("www.")
    folder, slash, _ = document.source.path.partition("/")
    return named or (folder + slash if slash else "")


def _digest(document: Document) -> int:
    """What the article says as a number of 63 bits; 0 if it says nothing."""
    copies = [removal.block for removal in document.removals if removal.label == COPY]
    blocks = sorted([*document.blocks, *copies], key=lambda block: block.position)
    said = " ".join(" ".join(block.text for block in blocks).casefold().split())
    digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1 if said else 0


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """The clippings of one site that a night cleaned; of `empty` ones there is no article. Words are sums;
    `median_article` (words) and `median_lost` (share of a clipping's words, copies apart) are those of the middle
    clipping. `same` clippings say one and the same, which `same_as` says first."""

    clippings: int = 0
    words: int = 0
    kept: int = 0
    removed: Mapping[str, int] = field(default_factory=dict)
    doubtful: int = 0
    duplicates: int = 0
    empty: int = 0
    median_article: int = 0
    median_lost: float = 0.0
    same: int = 0
    same_as: str = ""

    @classmethod
    def of(cls, cleaned: Iterable[Cleaned]) -> SiteFigures:
        """The figures of clippings together."""
        sums: Counter[str] = Counter()
        removed: Counter[str] = Counter()
        articles, losses, alike = [], [], _Alike()
        for one in cleaned:
            sums.update(clippings=1, words=one.words, kept=one.kept)
            sums.update(doubtful=bool(one.doubtful), duplicates=bool(one.duplicate_of))
            sums.update(empty=not one.article)
            removed.update(one.removed)
            articles.append(one.article)
            losses.append(one.lost / one.words if one.words else 0.0)
            alike.add(one)
        same_as, same = alike.largest()
        return cls(
            **sums,
            removed=dict(sorted(removed.items())),
            median_article=round(median(articles)),
            median_lost=round(median(losses), 3),
            same=same,
            same_as=same_as,
        )

    @classmethod
    def from_json(cls, told: Json) -> SiteFigures:
        """The figures that `asdict` made an object of. Raises a `TypeError` for anything else."""
        if not isinstance(told, dict):
            raise TypeError(f"{told!r} is no object")
        known = {entry.name for entry in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})  # type: ignore[arg-type]

    @property
    def lost(self) -> int:
        """Words that left the texts as something else than copies."""
        return _without_copies(self.removed)


def _without_copies(removed: Mapping[str, int]) -> int:
    return sum(words for label, words in removed.items() if label != COPY)


class _Alike:
    """Groups clippings that say one and the same: by their words, or as copies of one clipping."""

    def __init__(self) -> None:
        self._first: dict[int, str] = {}
        self._groups: Counter[str] = Counter()

    def add(self, one: Cleaned) -> None:
        said = self._first.setdefault(one.said, one.id) if one.said else one.id
        self._groups[one.duplicate_of or said] += 1

    def largest(self) -> tuple[str, int]:
        """Which clipping most say what it says, and how many do; nothing if no two do."""
        (found, size), *_ = self._groups.most_common(1)
        return (found, size) if size > 1 else ("", 0)


def figures_of(cleaned: Iterable[Cleaned]) -> dict[str, Json]:
    """The figures of a night as JSON, from clippings sorted by site: each site's, the largest first, what is left of
    them together, and the stories."""
    told = _Stories()
    sites = {
        site: SiteFigures.of(map(told.noted, ones)) for site, ones in groupby(cleaned, lambda one: one.site)
    }
    largest = sorted(sites, key=lambda site: (-sites[site].clippings, site))
    rest = [sites[site] for site in largest[MAX_SITES:]]
    return {
        "sites": {site: asdict(sites[site]) for site in largest[:MAX_SITES]},
        "other_sites": asdict(together(rest)) | {"sites": len(rest)},
        "stories": told.as_json(),
    }


def together(figures: Iterable[SiteFigures]) -> SiteFigures:
    """The sums of the figures of sites; there is no middle clipping."""
    ones = list(figures)
    removed: Counter[str] = Counter()
    for one in ones:
        removed.update(one.removed)
    return SiteFigures(
        sum(one.clippings for one in ones),
        sum(one.words for one in ones),
        sum(one.kept for one in ones),
        dict(sorted(removed.items())),
        sum(one.doubtful for one in ones),
        sum(one.duplicates for one in ones),
        sum(one.empty for one in ones),
    )


class _Stories:
    """What was told most often: which clippings others were copied from, how many, and of which sites."""

    def __init__(self) -> None:
        self._copied: dict[str, Counter[str]] = {}

    def noted(self, one: Cleaned) -> Cleaned:
        """The clipping, counted."""
        if one.duplicate_of:
            self._copied.setdefault(one.duplicate_of, Counter())[one.site] += 1
        return one

    def as_json(self) -> list[Json]:
        copied = self._copied
        largest = sorted(copied, key=lambda of: (-copied[of].total(), of))[:MAX_STORIES]
        return [
            {"of": of, "copies": copied[of].total(), "sites": len(copied[of]), "named": _named(copied[of])}
            for of in largest
        ]


def _named(sites: Counter[str]) -> list[Json]:
    return [site for site, _ in sites.most_common(SITES_NAMED)]
