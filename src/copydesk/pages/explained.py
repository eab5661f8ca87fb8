"""A clipping laid open for a browser: what was kept and what went beside each other, with every reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby

from copydesk.explain import Shown, in_order
from copydesk.model import Document, Failure, Gap, Removal
from copydesk.pages.look import framed
from copydesk.pages.markup import Child, Markup, element, file_link, place_link, together, web_link
from copydesk.summary import count

FOLDED = 8
"""So many removed blocks in a row, or more, are folded up, with what they were as their heading."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is known of a clipping that others were copied from: the path of its clean text, and its blocks' texts."""

    path: str
    title: str
    texts: Mapping[int, str]


Find = Callable[[str], Cited | None]
"""Finds a clipping by its id, where there is an output folder to look into."""


def no_other(_name: str) -> None:
    """Without an output folder nothing is known of other clippings."""


def explained_page(found: Iterator[Document | Failure], name: str, find: Find = no_other) -> Iterator[str]:
    """The page of a file's clippings, piece by piece, as they are cleaned."""
    first = next(found, None)
    title = first.metadata.title if isinstance(first, Document) and not first.source.record else ""

    def parts() -> Iterator[Markup]:
        if title:
            yield element("p", name, class_="quiet")
        for number, one in enumerate(chain([first] if first else [], found)):
            yield _clipping(one, number, find)

    yield from framed(title or name, parts())


def _clipping(one: Document | Failure, number: int, find: Find) -> Markup:
    heading = [element("h2", one.source.id)] if one.source.record else []
    if isinstance(one, Failure):
        return element("section", *heading, element("p", f"failed: {one.stage}: {one.detail}"))
    return element("section", *heading, explanation(one, f"c{number}", find))


def explanation(document: Document, place: str, find: Find = no_other) -> Markup:
    """One clipping explained. `place` begins the ids of its blocks, which are to differ from others' on the page."""
    writer = _Blocks(document, place, find)
    return element(
        "div",
        *_summary(document, find),
        element("dl", *_known(document), class_="known"),
        element(
            "div",
            element("p", "What is kept"),
            element("p", "What went, and why"),
            class_="heads",
            aria_hidden="true",
        ),
        element("ol", *writer.all(), class_="blocks"),
    )


def _summary(document: Document, find: Find) -> Iterator[Markup]:
    yield element("p", f"{count(len(document.blocks), 'block')} kept, {len(document.removals):,} removed.")
    if document.doubtful:
        yield element("p", element("strong", "Doubtful: "), document.doubtful, ".")
    if document.duplicate_of:
        yield element("p", "Most of it was copied from ", _named(document.duplicate_of, find), ".")
    if document.version_of:
        yield element("p", "A version of ", _named(document.version_of, find), ", from the same address.")


def _known(document: Document) -> Iterator[Markup]:
    """Where bylines, dates and captions went."""
    metadata = document.metadata
    url = metadata.url or document.source.url
    told: tuple[tuple[str, Child], ...] = (
        ("title", metadata.title),
        ("authors", ", ".join(metadata.authors)),
        ("published", metadata.published),
        ("modified", metadata.modified),
        ("site", metadata.site),
        ("address", web_link(url, url) if url else ""),
        ("language", metadata.language),
        ("source", metadata.source_credit),
        ("captions", _captions(document) if metadata.captions else ""),
    )
    for name, value in told:
        if value:
            yield element("dt", name)
            yield element("dd", value, dir="auto")


def _captions(document: Document) -> Markup:
    captions = document.metadata.captions
    told = [element("p", one.text, f" ({one.credit})" if one.credit else "", dir="auto") for one in captions]
    return element("details", element("summary", len(captions)), *told)


def _named(name: str, find: Find) -> Markup:
    cited = find(name)
    if not cited:
        return element("code", name)
    return together(
        [f"“{cited.title}” " if cited.title else "", file_link(cited.path, element("code", name))]
    )


class _Blocks:
    """The blocks of one clipping as entries of a list."""

    def __init__(self, document: Document, place: str, find: Find) -> None:
        self._document = document
        self._place = place
        self._find = find
        self._alike = {one.position: one for one in document.look_alikes}

    def all(self) -> Iterator[Markup]:
        for is_kept, run in groupby(in_order(self._document), lambda shown: shown.is_kept):
            blocks = list(run)
            if not is_kept and len(blocks) >= FOLDED:
                yield self._fold(blocks)
            else:
                yield from (self._entry("li", shown) for shown in blocks)

    def _fold(self, blocks: list[Shown]) -> Markup:
        labels = Counter(shown.found.label for shown in blocks if shown.found)
        told = ", ".join(f"{number:,} {label}" for label, number in labels.most_common())
        inside = (self._entry("div", shown) for shown in blocks)
        summary = element("summary", f"{len(blocks):,} blocks: {told}")
        return element("li", element("details", summary, *inside), class_="gone")

    def _entry(self, name: str, shown: Shown) -> Markup:
        block = shown.block
        classes = ["stays" if shown.is_kept else "gone"]
        classes += ["copied"] * bool(shown.found and shown.found.label == "copy")
        classes += ["blank"] * (block.gap is Gap.BLANK)
        said = element("p", block.text, dir="auto")
        unseen = "" if shown.is_kept else element("span", "removed: ", class_="unseen")
        return element(
            name,
            unseen,
            said,
            *self._why(shown),
            id=f"{self._place}-b{block.position}",
            class_=" ".join(classes),
        )

    def _why(self, shown: Shown) -> Iterator[Markup]:
        number = f"block {shown.block.position}"
        if found := shown.found:
            stays = "stays, though found: " if shown.is_kept else ""
            label = element("span", found.label, class_="label")
            yield element("p", stays, label, f"{found.reason} (rule {found.rule}, {number})", class_="why")
            yield from self._original(found)
        if alike := self._alike.get(shown.block.position):
            like = f"is like {alike.of.document}, block {alike.of.position}, but: {alike.difference}"
            yield element("p", f"{number} {like}", class_="why")

    def _original(self, found: Removal) -> Iterator[Markup]:
        """The kept block that a copy cites: a link to it, and its text."""
        of = found.copy_of
        if of is None:
            return
        if of.document == self._document.id:
            yield element(
                "p", place_link(f"{self._place}-b{of.position}", f"see block {of.position}"), class_="why"
            )
        elif cited := self._find(of.document):
            summary = element("summary", "the one that is kept, in ", _named(of.document, self._find))
            text = element("p", cited.texts.get(of.position, ""), dir="auto")
            yield element("details", summary, text, class_="why")
