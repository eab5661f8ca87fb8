"""What the container of a clipping states: front matter, the fields of a row, columns, under the names in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from copydesk.language.words import key_of
from copydesk.metadata.headline import without_site
from copydesk.metadata.moments import iso_of
from copydesk.metadata.people import names_of
from copydesk.metadata.values import MAX_NAME, MAX_TITLE, language_of, site_of, text_of, texts_of, url_of
from copydesk.model import Json, Metadata, Page

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "ogtitle", "articletitle", "headlinemain", "heading"),
    "authors": ("authors", "author", "byline", "creator", "creators", "dccreator", "writer", "by", "articleauthor"),
    "published": (
        "published", "datepublished", "datepublish", "publisheddate", "publishdate", "publishedat", "publishedtime",
        "publicationdate", "pubdate", "publishedon", "date", "datetime", "firstpublished", "datecreated", "createdat",
        "created", "timestamp",
    ),
    "modified": (
        "modified", "datemodified", "datemodify", "lastmod", "lastmodified", "updated", "updatedat", "dateupdated",
    ),
    "site": (
        "sitename", "site", "ogsitename", "publisher", "sourcename", "sourcedomain", "hostname", "domain", "source",
    ),
    "url": (
        "url", "link", "canonical", "canonicalurl", "permalink", "sourceurl", "uri", "originalurl", "ogurl", "source",
    ),
    "language": ("language", "lang", "inlanguage", "languagecode", "locale"),
    "description": ("description", "summary", "excerpt", "abstract", "subtitle", "standfirst", "ogdescription"),
    "categories": ("categories", "category", "section", "articlesection"),
    "tags": ("tags", "tag", "keywords", "newskeywords", "topics"),
    "image": (
        "image", "imageurl", "topimage", "leadimage", "thumbnail", "thumbnailurl", "cover", "ogimage", "featuredimage",
    ),
    "license": ("license", "licence"),
    "source_credit": ("sourcecredit", "credit", "agency"),
}  # fmt: skip
"""Field → the names that containers have for it, the most telling first, in small letters without marks.

From trafilatura, news-please, newspaper, schema.org, dolma, Jekyll, Hugo and Obsidian.
"""
NESTED = "metadata"
"""Where dolma's rows keep what is not their own."""
MARKS = re.compile(r"[\W_]+")


def read_hints(page: Page) -> Metadata:
    """The fields that the container states. What it says under names that are none of ours is kept in `extra`."""
    hints = _flattened(page.hints)
    spelled = {MARKS.sub("", name).lower(): name for name in reversed(hints)}
    fields: dict[str, object] = {}
    origins: dict[str, str] = {}
    for field, names in NAMES.items():
        for name in (spelled[name] for name in names if name in spelled):
            if value := READ[field](hints[name]):
                fields[field], origins[field] = value, f"container: {name}"
                break
    used = {origin.removeprefix("container: ") for origin in origins.values()}
    extra = {name: value for name, value in page.hints.items() if name not in used}
    stated = Metadata(**fields, origins=origins, extra=extra)  # type: ignore[arg-type]
    return replace(stated, title=_bare_title(stated))


def _bare_title(stated: Metadata) -> str:
    """The title without the site's name, where the container says which site it is."""
    host = site_of(urlsplit(stated.url).netloc)
    sites = {key for name in (stated.site, host, host.partition(".")[0]) if (key := key_of(name))}
    return without_site(stated.title, sites, ()) if sites else stated.title


def _flattened(hints: Mapping[str, Json]) -> dict[str, Json]:
    nested = hints.get(NESTED)
    return {**nested, **hints} if isinstance(nested, dict) else dict(hints)


def _site(value: Json) -> str:
    """A site's name; of an address its host."""
    text = text_of(value, MAX_NAME)
    url = url_of(value)
    return site_of(urlsplit(url).netloc) if url else text


def _url(value: Json) -> str:
    return url_of(value)


READ: Mapping[str, Callable[[Json], object]] = {
    "title": lambda value: text_of(value, MAX_TITLE),
    "authors": names_of,
    "published": iso_of,
    "modified": iso_of,
    "site": _site,
    "url": _url,
    "language": language_of,
    "description": text_of,
    "categories": texts_of,
    "tags": texts_of,
    "image": _url,
    "license": text_of,
    "source_credit": lambda value: text_of(value, MAX_NAME),
}
