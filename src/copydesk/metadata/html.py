"""What an HTML page states of itself: JSON-LD and meta elements first, then what its elements are named after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from copydesk.language.words import key_of
from copydesk.metadata.guesses import guesses
from copydesk.metadata.headline import Stated, headline
from copydesk.metadata.moments import iso_of
from copydesk.metadata.people import names_of
from copydesk.metadata.values import MAX_NAME, MAX_TITLE, language_of, site_of, text_of, texts_of, url_of
from copydesk.model import Metadata
from copydesk.webpage.page import WebPage
from copydesk.webpage.statements import Statements

TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
)
AUTHORS = (
    "author", "article:author", "citation_author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl", "og:article:author", "og:author", "creator",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "publish-date", "publish_date", "pubdate", "publishdate", "date.released", "sailthru.date", "parsely-pub-date",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "last-published", "cxenseparse:recs:publishtime", "originalpublicationdate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
)
SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
)
TAGS = ("keywords", "news_keywords", "parsely-tags", "sailthru.tags", "article:tag", "citation_keywords")
IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
)

LONE_HEADING, JSON_LD, SHARED, ONE_HEADING, WINDOW = 1.6, 1.2, 1.0, 0.9, 0.5
"""What a page's only h1, JSON-LD, a meta element, one h1 of several, and the window's title weigh as the headline.

Measured on 351 pages: .84 right; the first heading alone .76.
"""

Found = tuple[object, str]
"""A value and who states it."""
NOTHING: Found = ("", "")
GUESSED = "page body"


def read_html(web: WebPage, url: str) -> Metadata:
    """The metadata that the page states, and what its elements are named after."""
    stated = web.statements
    found = {name: read(stated, url) for name, read in READERS.items()}
    guessed = guesses(web.outline)
    found = {name: value if value[0] else (guessed.get(name, ""), GUESSED) for name, value in found.items()}
    found = {name: value for name, value in found.items() if value[0]}
    return Metadata(
        **{name: value for name, (value, _) in found.items()},  # type: ignore[arg-type]
        origins={name: origin for name, (_, origin) in found.items()},
    )


def _title(stated: Statements, url: str) -> Found:
    best = headline(_titles(stated), [*_site_names(stated), *_host_names(url)])
    return (best.text, best.origin) if best else NOTHING


def _titles(stated: Statements) -> Iterator[Stated]:
    for text in filter(None, (text_of(heading, MAX_TITLE) for heading in stated.headings)):
        yield Stated(text, "h1", LONE_HEADING if len(stated.headings) == 1 else ONE_HEADING)
    if text := text_of(stated.article.get("headline"), MAX_TITLE):
        yield Stated(text, "json-ld headline", JSON_LD)
    name, content = stated.meta(*TITLES)
    if text := text_of(content, MAX_TITLE):
        yield Stated(text, _origin(name), SHARED)
    if text := text_of(stated.title, MAX_TITLE):
        yield Stated(text, "title element", WINDOW)


def _site_names(stated: Statements) -> Iterator[str]:
    yield text_of(stated.meta(*SITES)[1], MAX_NAME)
    yield text_of(stated.article.get("publisher"), MAX_NAME)
    for node in stated.sites:
        yield text_of(node.get("name"), MAX_NAME)


def _host_names(url: str) -> list[str]:
    host = site_of(urlsplit(url_of(url)).netloc)
    return [host, *host.split(".")[:-1]]


def _authors(stated: Statements, url: str) -> Found:
    """The first authors stated that are not just the site; the site, where nobody names a person."""
    sites = {key_of(name) for name in (*_site_names(stated), *_host_names(url))}
    found = [(names, origin) for names, origin in _stated_authors(stated) if names]
    people = (authors for authors in found if not {key_of(name) for name in authors[0]} <= sites)
    return next(people, next(iter(found), NOTHING))


def _stated_authors(stated: Statements) -> Iterator[tuple[tuple[str, ...], str]]:
    yield names_of(stated.article.get("author") or stated.article.get("creator")), "json-ld author"
    for name in AUTHORS:
        yield names_of(list(stated.metas.get(name, ()))), _origin(name)


def _published(stated: Statements, url: str) -> Found:
    found = _moment(stated, ("datePublished", "dateCreated", "uploadDate"), PUBLISHED)
    return found if found[0] else (iso_of(next(iter(stated.times), "")), "time element")


def _modified(stated: Statements, url: str) -> Found:
    return _moment(stated, ("dateModified",), MODIFIED)


def _moment(stated: Statements, keys: tuple[str, ...], names: tuple[str, ...]) -> Found:
    for key in keys:
        if iso := iso_of(stated.article.get(key)):
            return iso, f"json-ld {key}"
    return next(((iso, _origin(name)) for name in names if (iso := iso_of(stated.meta(name)[1]))), NOTHING)


def _site(stated: Statements, url: str) -> Found:
    name, content = stated.meta(*SITES)
    if text := text_of(content, MAX_NAME):
        return text, _origin(name)
    return text_of(stated.article.get("publisher"), MAX_NAME), "json-ld publisher"


def _url(stated: Statements, url: str) -> Found:
    if address := url_of(stated.links.get("canonical"), url):
        return address, "link canonical"
    return url_of(stated.meta("og:url")[1], url), "og:url"


def _language(stated: Statements, url: str) -> Found:
    if code := language_of(stated.language):
        return code, "html lang"
    if code := language_of(stated.article.get("inLanguage")):
        return code, "json-ld inLanguage"
    name, content = stated.meta("og:locale", "content-language", "language", "dc.language")
    return language_of(content), _origin(name)


def _description(stated: Statements, url: str) -> Found:
    name, content = stated.meta(*DESCRIPTIONS)
    if text := text_of(content):
        return text, _origin(name)
    return text_of(stated.article.get("description")), "json-ld description"


def _categories(stated: Statements, url: str) -> Found:
    if texts := texts_of(list(stated.metas.get("article:section", ()))):
        return texts, "meta article:section"
    return texts_of(stated.article.get("articleSection")), "json-ld articleSection"


def _tags(stated: Statements, url: str) -> Found:
    if len(contents := stated.metas.get("article:tag", ())) > 1:
        return texts_of(list(contents)), "meta article:tag"
    name, content = stated.meta(*TAGS)
    if texts := texts_of(content):
        return texts, _origin(name)
    return texts_of(stated.article.get("keywords")), "json-ld keywords"


def _image(stated: Statements, url: str) -> Found:
    name, content = stated.meta(*IMAGES)
    if address := url_of(content, url):
        return address, _origin(name)
    return url_of(stated.article.get("image"), url), "json-ld image"


def _license(stated: Statements, url: str) -> Found:
    if text := text_of(stated.article.get("license")):
        return text, "json-ld license"
    return url_of(stated.links.get("license"), url), "link license"


def _origin(name: str) -> str:
    return name if ":" in name and name.startswith(("og", "twitter")) else f"meta {name}"


READERS: Mapping[str, Callable[[Statements, str], Found]] = {
    "title": _title,
    "authors": _authors,
    "published": _published,
    "modified": _modified,
    "site": _site,
    "url": _url,
    "language": _language,
    "description": _description,
    "categories": _categories,
    "tags": _tags,
    "image": _image,
    "license": _license,
}
"""Field → what reads it off the statements of a page with this address."""
