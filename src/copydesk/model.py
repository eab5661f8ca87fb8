"""The records that travel through copydesk: pages come in, documents go out, and nothing in between is lost.

All are frozen; a stage changes one with `dataclasses.replace` and hands the new one on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#\s\\]*@)?([\w.-]+)(?=[/:?#]|$)", re.IGNORECASE)
"""The host of an address. One with other characters (`example.org%2f..`) is none."""

CELL_BREAK = " | "
"""What stands between two cells of a table's row."""

LABELS = (
    "title", "related", "caption", "credit", "share", "comments", "newsletter", "byline", "dateline", "crumb",
    "contact", "source", "bio", "tags", "advert", "legal", "navigation", "copy", "other",
)  # fmt: skip
"""What a removed block was. Every `Removal.label` is one of these."""


class Role(StrEnum):
    """What a block is in its page, as far as the page says so."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"


class Gap(StrEnum):
    """What stood between a block and the one before it."""

    LINE = "line break"
    BLANK = "blank line"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clipping came from: a file below the input folder, or a record inside such a file."""

    path: str
    record: str = ""
    media_type: str = ""
    url: str = ""
    fetched: str = ""

    @property
    def id(self) -> str:
        """The path, with the record behind `#` when it is one of many in a container."""
        return f"{self.path}#{self.record}" if self.record else self.path


def sources_of(name: str) -> Iterator[Source]:
    """The sources that have this id, if they are there: a file, or a record behind any `#` in it."""
    yield Source(name)
    for place, sign in enumerate(name):
        if sign == "#":
            yield Source(name[:place], name[place + 1 :])


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded clipping: its characters, what they are, and what its container said of it."""

    source: Source
    content: str
    media_type: str
    encoding: str = "utf-8"
    hints: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest unit that is kept or removed: one line of text, never edited.

    A line, because then a cleaned text that is read again falls into the same blocks. What structure the lines
    had (verse, lists, tables, paragraphs) is in `gap` and `indent`.
    """

    position: int
    role: Role
    text: str
    gap: Gap = Gap.BLANK
    indent: str = ""
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stood under (or for) a picture, and whom it credits."""

    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a clipping. Dates are ISO 8601, only as exact as stated; `origins` says who stated a field.
    Where a page says only when it was changed, that day is `published` as well, and its origin ends in “(of a change)”.

    `extra` holds what a container said under names that copydesk does not know.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    captions: tuple[Caption, ...] = ()
    source_credit: str = ""
    license: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """One block among all documents: the document's id and the block's position in it."""

    document: str
    position: int

    def __str__(self) -> str:
        return f"{self.document}, block {self.position}"


@dataclass(frozen=True, slots=True)
class Removal:
    """A block that left the text: by which rule, as what, and why, in a sentence for a reader."""

    block: Block
    rule: str
    label: str
    reason: str
    score: float = 1.0
    copy_of: Address | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A kept block that resembles an earlier one and states something else: in which words (“42 → 47”)."""

    position: int
    of: Address
    similarity: float
    difference: str


def in_order(removals: Iterable[Removal]) -> tuple[Removal, ...]:
    """Removals in the order in which their blocks stood."""
    return tuple(sorted(removals, key=lambda removal: removal.block.position))


@dataclass(frozen=True, slots=True)
class Document:
    """A clipping as blocks: those kept, and those removed with their reasons. Together they are what came in.

    `doubtful` is empty, or says in a sentence why a person should look. `duplicate_of` is the id of the document
    that most of this one's text was copied from, `version_of` of the first from the same web address, if that says
    something else. `look_alikes` are kept blocks that resemble earlier ones. `marked`
    says what was found of kept blocks that the settings leave in the text: the headline, captions, copies.
    """

    id: str
    source: Source
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()
    removals: tuple[Removal, ...] = ()
    doubtful: str = ""
    duplicate_of: str = ""
    marked: tuple[Removal, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    version_of: str = ""

    @property
    def site_names(self) -> tuple[str, ...]:
        """The names by which the settings may know its site: the hosts of its addresses, and what it calls itself."""
        hosts = (HOST.match(url) for url in (self.source.url, self.metadata.url))
        return (*(host[1] for host in hosts if host), self.metadata.site)

    @property
    def text(self) -> str:
        """The kept blocks, joined by their gaps. Where something was removed between two, the wider gap stands."""
        blank_before = {removal.block.position for removal in self.removals if removal.block.gap is Gap.BLANK}
        parts: list[str] = []
        last = -1
        for block in self.blocks:
            between = range(last + 1, block.position)
            wide = block.gap is Gap.BLANK or any(position in blank_before for position in between)
            parts.append("" if not parts else "\n\n" if wide else "\n")
            parts.append(block.indent + block.text)
            last = block.position
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Failure:
    """A clipping that could not be cleaned: at which stage, which error, and what to do about it."""

    source: Source
    stage: str
    error: str
    detail: str
