"""Single clippings with their removals and reasons, to standard output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from copydesk.errors import RunError
from copydesk.explain import plain_lines, styled_lines
from copydesk.model import Document, Failure
from copydesk.pages.explained import Cited, Find, explained_page, no_other
from copydesk.single import Printed, counted
from copydesk.store.written import read_written
from copydesk.terminal import harmless, has_style
from copydesk.writers import is_container, output_names


def print_explained(found: Iterable[Document | Failure], is_numbered: bool = False) -> Printed:
    """Print every clipping with its removals and their reasons."""
    printed = Printed()
    for document in found:
        printed = counted(printed, document)
        if is_container(document.source):
            print(f"== {harmless(document.source.id)}")
        for line in _explained(document, is_numbered):
            print(line)
    return printed


def print_page(found: Iterable[Document | Failure], name: str, find: Find = no_other) -> Printed:
    """Print clippings with their removals and reasons as one page for a browser."""
    printed = Printed()

    def each() -> Iterator[Document | Failure]:
        nonlocal printed
        for document in found:
            printed = counted(printed, document)
            yield document

    for piece in explained_page(each(), name, find):
        print(piece, end="")
    return printed


def print_written(clean: Path, name: str, as_page: bool, is_numbered: bool) -> Printed:
    """Print a clipping as a run wrote it, with its removals and reasons. Raises a `RunError` where it did not."""
    document = read_written(clean, name)
    if as_page:
        return print_page([document], name, cache(partial(_cited, clean)))
    return print_explained([document], is_numbered)


def _cited(clean: Path, name: str) -> Cited | None:
    """What was written of another clipping, for links."""
    try:
        other = read_written(clean, name)
    except RunError:
        return None
    return Cited(
        str(clean / output_names(other.source)[0]),
        other.metadata.title,
        {block.position: block.text for block in other.blocks},
    )


def _explained(document: Document | Failure, is_numbered: bool) -> Iterator[str]:
    if isinstance(document, Failure):
        yield harmless(f"failed: {document.stage}: {document.detail}")
    elif has_style(sys.stdout) and not is_numbered:
        yield from styled_lines(document, shutil.get_terminal_size().columns)
    else:
        yield from plain_lines(document, is_numbered)
