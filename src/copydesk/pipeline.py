"""The way through for one clipping: read → parse → metadata → label → drop copies, pure steps over frozen records."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from copydesk.boilerplate import RULES
from copydesk.boilerplate.gate import doubt
from copydesk.boilerplate.label import remove_boilerplate
from copydesk.boilerplate.model import NAME as MODEL
from copydesk.boilerplate.page import NAME as PAGE
from copydesk.boilerplate.page import take_text
from copydesk.copies import RULE as COPY
from copydesk.copies import name_repeats, with_standing_look_alikes
from copydesk.errors import CopydeskError
from copydesk.metadata import merge, read_metadata
from copydesk.metadata.lines import read_lines
from copydesk.model import Block, Document, Failure, Gap, Metadata, Page, Removal, Source, in_order
from copydesk.own_copies import drop_copies
from copydesk.parse import parse, with_markup
from copydesk.parse.lines import Line
from copydesk.parse.text import as_read, lines_of
from copydesk.parse.unwrap import unwrap
from copydesk.readers import page_of
from copydesk.settings import Settings, check_rule_names, settings_or_default

Stage = Callable[[Document, Settings], Document]
Result = TypeVar("Result")

STAGES: tuple[Stage, ...] = (remove_boilerplate, drop_copies)
"""What happens to a parsed document, in this order."""


def clean(
    content: bytes | str,
    media_type: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Document:
    """Clean one clipping: its text without boilerplate and repeats, its metadata, and every removal with its reason.

    `content` is bytes in any encoding, or text. `media_type` is `text/plain`, `text/markdown` or `text/html`; None
    looks at the content. `url` is where the clipping came from, if known. Empty content gives an empty document.
    Raises a `CopydeskError` only for content that can't be read at all.

    >>> document = clean("Rain fell on the city for nine days, and the river rose.\\n\\nShare this article")
    >>> document.text
    'Rain fell on the city for nine days, and the river rose.'
    >>> [(removal.label, removal.block.text) for removal in document.removals]
    [('share', 'Share this article')]
    """
    given = settings_or_default(settings)
    check_rules(given)
    if not isinstance(content, bytes | bytearray | str):
        raise TypeError(
            f"content must be bytes or str, not {type(content).__name__}; read a file first: path.read_bytes()"
        )
    return clean_page(page_of(content, media_type, url), given)


def check_rules(settings: Settings) -> None:
    """Raise a `SettingsError` if a rule is switched off that does not exist."""
    check_rule_names(settings, [*(rule.name for rule in RULES), MODEL, PAGE, COPY])


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Python seeks no cycles of dead objects meanwhile, if it did. A page makes thousands of objects at a time and
    leaves next to no cycle: looking through them took 8% of the time. Beside other threads it goes on: they may."""
    is_alone = gc.isenabled() and threading.active_count() == 1
    if is_alone:
        gc.disable()
    try:
        yield
    finally:
        if is_alone:
            gc.enable()


@_without_collecting()
def clean_page(page: Page, settings: Settings) -> Document:
    """Clean a page that has been read. Raises a `ParseError` if it can't be taken apart."""
    parsed = parse(page)
    stated = read_metadata(page, parsed.web)
    document = Document(page.source.id, page.source, stated, parsed.blocks, doubtful=parsed.doubtful)
    if parsed.web and parsed.web.outline.lines.text:
        document = with_markup(take_text(document, parsed.web, settings), parsed.web)
    settled = with_standing_look_alikes(settle(document, settings))
    judged = replace(settled, doubtful=settled.doubtful or doubt(settled, settings.max_lost_article))
    return replace(judged, metadata=merge(stated, read_lines(judged, settings)))


def settle(document: Document, settings: Settings) -> Document:
    """Run the stages, then again on what is left, read as plain text, until nothing more goes.

    So that cleaning a cleaned text changes nothing: what a rule would find in it is gone already. A copy of a block
    that goes late comes back, and is judged anew with the rest.
    """
    judged = _run_stages(document, settings)
    done, read = _set_apart(judged)
    while True:
        bare = _as_plain_text(done, read)
        if _is_judged(bare, document, judged):
            return name_repeats(_marked_as(done, judged.marked))
        again = _run_stages(bare, settings)
        if not again.removals:
            return name_repeats(_marked_as(done, again.marked))
        gone = {removal.block.position: removal for removal in again.removals}
        done, read = _set_apart(_with_orphans(_without(done, gone)))


def _is_judged(bare: Document, document: Document, judged: Document) -> bool:
    """Is the bare text what was judged before, with nothing found to remove?"""
    if judged.removals or document.removals or document.doubtful or bare.metadata != document.metadata:
        return False
    return bare.blocks == document.blocks and bare.source == document.source


def _run_stages(document: Document, settings: Settings) -> Document:
    for stage in STAGES:
        document = stage(document, settings)
    return document


def _as_plain_text(document: Document, read: list[Line]) -> Document:
    """What is left, as somebody would find it who has the text alone. The blocks keep their positions."""
    stated = Metadata(site=document.metadata.site, url=document.metadata.url)
    return Document(document.id, document.source, stated, as_read(document.blocks, read))


def _without(document: Document, gone: dict[int, Removal]) -> Document:
    """The document without more of its blocks, each as it was before it was read again."""
    kept = tuple(block for block in document.blocks if block.position not in gone)
    more = (replace(gone[b.position], block=b) for b in document.blocks if b.position in gone)
    removals = in_order((*document.removals, *more))
    marked = tuple(removal for removal in document.marked if removal.block.position not in gone)
    return replace(document, blocks=kept, removals=removals, marked=marked)


def _with_orphans(document: Document) -> Document:
    """The document with those blocks back in the text that were removed as copies of blocks that are gone as well."""
    kept = {block.position for block in document.blocks}
    orphans = [r for r in document.removals if r.copy_of and r.copy_of.position not in kept]
    blocks = sorted((*document.blocks, *(r.block for r in orphans)), key=lambda block: block.position)
    removals = tuple(removal for removal in document.removals if removal not in orphans)
    return replace(document, blocks=tuple(blocks), removals=removals)


def _marked_as(document: Document, marks: tuple[Removal, ...]) -> Document:
    """The document with the copies marked that were found in the text as it is now."""
    others = [mark for mark in document.marked if mark.rule != COPY]
    free = {block.position: block for block in document.blocks}
    for mark in others:
        free.pop(mark.block.position, None)
    copies = [mark for mark in marks if mark.rule == COPY and mark.block.position in free]
    found = [*others, *(replace(mark, block=free[mark.block.position]) for mark in copies)]
    return replace(document, marked=in_order(found))


def _set_apart(document: Document) -> tuple[Document, list[Line]]:
    """The document with a blank line between lines that would be taken for one broken paragraph when read again, and
    its lines as they are then read."""
    while True:
        read = unwrap(lines_of(document.text))
        if len(read) == len(document.blocks):
            return document, read
        document = replace(document, blocks=tuple(_parted(document.blocks, read)))


def _parted(blocks: tuple[Block, ...], read: list[Line]) -> list[Block]:
    """The blocks, with a blank line before each that is not the beginning of a block that was read."""
    begins = {line.text for line in read}
    parted = [block if block.text in begins else replace(block, gap=Gap.BLANK) for block in blocks]
    return parted if parted != list(blocks) else [replace(block, gap=Gap.BLANK) for block in blocks]


def attempt(stage: str, source: Source, step: Callable[[], Result]) -> Result | Failure:
    """The step's result, or what went wrong with this one clipping. The one place that catches everything, but want of
    memory: that ends the worker, which has all of it."""
    try:
        return step()
    except MemoryError:
        raise
    except CopydeskError as error:
        return Failure(source, error.stage, type(error).__name__, str(error))
    except Exception as error:
        return Failure(source, stage, type(error).__name__, str(error) or "no message")
