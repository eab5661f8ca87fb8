"""Which clippings tell one story: who had it first, and who took how much of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from copydesk.language.words import count_words
from copydesk.model import Json, Source

COPY = "copy"
MIN_SHARE = 0.5
"""Of the words of a clipping or of the one that it copies: from so large a share on they are one story."""
WHOLE = 0.8
"""A text that has so much of another has all of it, but for a line of its own here and there."""

Record = Mapping[str, Json]


class Relation(StrEnum):
    """What a clipping is to the one that had the story first."""

    DUPLICATE = "duplicate"
    SHORTER = "shorter"
    LONGER = "longer"
    OVERLAP = "overlap"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned clipping: what is known of it, how many words its article has, how many of them are copies of each
    other clipping's, by id, and the first clipping from the same address, if that said something else."""

    id: str
    title: str
    site: str
    published: str
    url: str
    words: int
    copied: Mapping[str, int] = field(default_factory=dict)
    version_of: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A clipping that has the story from another: how many words it took, which share of its own words they are
    (`share`), and which share of the first one's (`taken`), from 0 to 1."""

    article: Article
    relation: Relation
    copied_words: int
    share: float
    taken: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """The clipping in which a story arrived first, and those that have it too, by date and id."""

    first: Article
    members: tuple[Member, ...]


def article_of(record: Record) -> Article:
    """A clipping's part in clusters, from the JSON that was written of it. Raises a `KeyError` or `TypeError` for what
    copydesk did not write."""
    metadata, source = _mapping(record["metadata"]), _mapping(record["source"])
    copied: Counter[str] = Counter()
    blocks, removals, marked = (_list(record[name]) for name in ("blocks", "removals", "marked"))
    article = sorted([*blocks, *(one for one in removals if one["rule"] == COPY)], key=_position)
    for removal in [*removals, *marked]:
        if removal["rule"] == COPY and removal["copy_of"]:
            copied[str(_mapping(removal["copy_of"])["document"])] += _words(removal)
    own = Source(str(source["path"]), str(source.get("record") or "")).id
    del copied[own]
    told = {name: str(metadata.get(name) or "") for name in ("title", "site", "published", "url")}
    told["url"] = told["url"] or str(source.get("url") or "")
    version_of = str(record.get("version_of") or "")
    return Article(own, **told, words=sum(map(_words, article)), copied=copied, version_of=version_of)


def _position(block: Record) -> int:
    return int(str(block["position"]))


def _words(block: Record) -> int:
    return count_words(str(block["text"]))


def _mapping(value: Json) -> Record:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value


def _list(value: Json) -> list[Record]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return [_mapping(one) for one in value]


def clusters_of(articles: Iterable[Article], min_share: float = MIN_SHARE) -> list[Cluster]:
    """The clusters, the largest first. Each is a star: its members have the story from the first one, of which they
    share at least `min_share` of their own words or of its words.

    A clipping is a member where it has most from, and may be the first of another cluster: for what it added.
    """
    known = {article.id: article for article in articles}
    members: defaultdict[str, list[Member]] = defaultdict(list)
    for article in known.values():
        sources = [known[source] for source in article.copied if source in known]
        found = {source.id: _member(article, source) for source in sources}
        near = {of: one for of, one in found.items() if max(one.share, one.taken) >= min_share}
        if near:
            first = max(near, key=lambda of: (near[of].copied_words, of))
            members[first].append(near[first])
        elif article.version_of in known:
            rewritten = _member(article, known[article.version_of])
            members[article.version_of].append(replace(rewritten, relation=Relation.VERSION))
    found_clusters = (
        Cluster(known[first], tuple(sorted(ones, key=_when))) for first, ones in members.items()
    )
    return sorted(found_clusters, key=lambda cluster: (-len(cluster.members), cluster.first.id))


def _member(article: Article, first: Article) -> Member:
    copied = article.copied.get(first.id, 0)
    share, taken = copied / max(1, article.words), min(1.0, copied / max(1, first.words))
    return Member(article, _relation(share, taken), copied, share, taken)


def _relation(share: float, taken: float) -> Relation:
    if share >= WHOLE and taken >= WHOLE:
        return Relation.DUPLICATE
    if share >= WHOLE:
        return Relation.SHORTER
    return Relation.LONGER if taken >= WHOLE else Relation.OVERLAP


def _when(member: Member) -> tuple[str, str]:
    """By date; those without one stand last."""
    return member.article.published or "9999", member.article.id


Row = dict[str, str | int | float | None]


def rows(clusters: Iterable[Cluster]) -> Iterator[Row]:
    """A row for every clipping of every cluster, clusters numbered from 1. The first one of a cluster has the
    relation “first”, and no share."""
    for number, cluster in enumerate(clusters, 1):
        yield _row(number, cluster.first, None)
        yield from (_row(number, member.article, member) for member in cluster.members)


def _row(number: int, article: Article, member: Member | None) -> Row:
    return {
        "cluster": number,
        "relation": member.relation.value if member else "first",
        "id": article.id,
        "title": article.title,
        "site": article.site,
        "published": article.published,
        "url": article.url,
        "words": article.words,
        "copied_words": member.copied_words if member else None,
        "share": round(member.share, 2) if member else None,
        "taken": round(member.taken, 2) if member else None,
        "version_of": article.version_of,
    }


def columns() -> list[str]:
    """The names of a row's fields."""
    nothing = Article("", "", "", "", "", 0)
    return list(_row(0, nothing, None))


def lines(clusters: Iterable[Cluster]) -> Iterator[str]:
    """The clusters for a reader."""
    for cluster in clusters:
        first = cluster.first
        yield f"{_named(first)}, {first.words:,} words, in {len(cluster.members) + 1} clippings"
        for member in cluster.members:
            share, taken = f"{member.share:.0%} of it copied", f"{member.taken:.0%} of the first"
            version = f", a version of {member.article.version_of}" if member.article.version_of else ""
            yield f"  {member.relation.value:9} {_named(member.article)}: {share}, {taken}{version}"


def _named(article: Article) -> str:
    told = ", ".join(filter(None, (article.site, article.published)))
    title = f"“{article.title}” " if article.title else ""
    return f"{title}{article.id}" + (f" ({told})" if told else "")
