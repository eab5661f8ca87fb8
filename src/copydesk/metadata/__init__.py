"""SOURCES: what states a page's metadata, the most trustworthy first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from copydesk.metadata.address import read_address
from copydesk.metadata.hints import read_hints
from copydesk.model import Metadata, Page

if TYPE_CHECKING:
    from copydesk.webpage.page import WebPage


@dataclass(frozen=True, slots=True)
class MetadataSource:
    """Something that states metadata of a page, under the name that the documentation has for it."""

    name: str
    read: Callable[[Page, WebPage | None], Metadata]


def _read_hints(page: Page, web: WebPage | None) -> Metadata:
    return read_hints(page)


def _read_html(page: Page, web: WebPage | None) -> Metadata:
    if web is None:
        return Metadata()
    from copydesk.metadata.html import read_html  # loads the parser, which other pages don't need

    return read_html(web, page.source.url)


def _read_address(page: Page, web: WebPage | None) -> Metadata:
    return read_address(page)


SOURCES: tuple[MetadataSource, ...] = (
    MetadataSource("container", _read_hints),
    MetadataSource("page", _read_html),
    MetadataSource("address", _read_address),
)

FIELDS = tuple(field.name for field in fields(Metadata) if field.name not in ("origins", "extra"))


def read_metadata(page: Page, web: WebPage | None = None) -> Metadata:
    """What the page's container, the page itself (read already, if it is HTML) and its address state; of two that state
    a field the first counts."""
    metadata = Metadata()
    for source in SOURCES:
        metadata = merge(metadata, source.read(page, web))
    return metadata


def merge(first: Metadata, second: Metadata) -> Metadata:
    """The fields of the first, and those of the second that the first leaves empty; each with its origin.

    >>> one = Metadata(title="Rain", origins={"title": "h1"})
    >>> merge(one, Metadata(title="Snow", site="example.org", origins={"title": "og:title", "site": "url"}))
    Metadata(title='Rain', authors=(), published='', modified='', site='example.org', url='', ...)
    """
    added = {
        name: getattr(second, name) for name in FIELDS if not getattr(first, name) and getattr(second, name)
    }
    origins = {**first.origins, **_chosen(second.origins, added)}
    return replace(first, **added, origins=origins, extra={**second.extra, **first.extra})


def _chosen(origins: Mapping[str, str], names: Mapping[str, object]) -> dict[str, str]:
    return {name: origins[name] for name in names if name in origins}
