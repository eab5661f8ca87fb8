"""Single clippings, or the rows of a stream, from a file or standard input to standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from copydesk.errors import ReadError
from copydesk.model import Document, Failure, Page, Source
from copydesk.pipeline import attempt, clean_page
from copydesk.readers import Fields, read
from copydesk.report import failure_as_json
from copydesk.settings import Settings
from copydesk.terminal import harmless
from copydesk.workers import Death, Limits, can_fork, open_pool
from copydesk.writers import WRITERS, is_container

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Printed:
    """How many clippings were printed, and how many of them could not be cleaned."""

    clippings: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"{self.failed:,} of {self.clippings:,} rows failed"


def documents(source: Source, settings: Settings) -> Iterator[Document | Failure]:
    """The clippings of a file, or of standard input if its path is `-`, cleaned one by one as they are read.

    A file that is one clipping and cannot be read raises a `ReadError`; a row that cannot be read is a `Failure`. What
    takes more time or memory than the settings allow cannot be, either.
    """
    with _opened(source.path) as stream, _cleaner(settings) as cleaned:
        for page in read(stream, source, Fields(settings.text_field, settings.id_field)):
            document = page if isinstance(page, Failure) else cleaned(page)
            if isinstance(document, Failure) and not is_container(document.source):
                raise ReadError(f"{_named(source)} {document.detail}", source.path)
            yield document


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path != STDIN:
        return Path(path).open("rb")
    if sys.stdin is None:
        raise ReadError("standard input is closed; name a file, or pipe something in", path)
    return nullcontext(sys.stdin.buffer)


def _named(source: Source) -> str:
    return "standard input" if source.path == STDIN else source.path


@dataclass(frozen=True, slots=True)
class _Cleaning:
    """What is done with a page."""

    settings: Settings

    def take(self, page: object) -> Document | Failure:
        given = cast(Page, page)
        return attempt("clean", given.source, lambda: clean_page(given, self.settings))

    def allowance(self, _page: object) -> float:
        return 0.0


@contextmanager
def _cleaner(settings: Settings) -> Iterator[Callable[[Page], Document | Failure]]:
    """What cleans pages: a process that is held to limits, where this one can be copied in no time, or this one."""
    work = _Cleaning(settings)
    if not can_fork():
        yield work.take
        return
    limits = Limits(settings.max_cpu_seconds, settings.max_memory_mib)
    with open_pool(work, 1, limits, is_small=True) as pool:
        yield lambda page: _survived(page, pool.result(pool.submit(page)))


def _survived(page: Page, result: object) -> Document | Failure:
    return result.failure(page.source, "clean") if isinstance(result, Death) else cast(Document, result)


def print_clean(found: Iterable[Document | Failure], form: str) -> Printed:
    """Print every clipping as the writer `form` has it, or as a row if it is one of many."""
    printed = Printed()
    for document in found:
        printed = counted(printed, document)
        _print(_row_of(document) if isinstance(document, Failure) else _written(document, form))
        if isinstance(document, Document) and document.doubtful and form != "json":
            print(f"doubtful: {harmless(document.doubtful)}", file=sys.stderr)
    return printed


def counted(printed: Printed, document: Document | Failure) -> Printed:
    """How many were printed with one more."""
    return Printed(printed.clippings + 1, printed.failed + isinstance(document, Failure))


def _written(document: Document, form: str) -> bytes:
    return WRITERS["jsonl" if is_container(document.source) else form](document)


def _row_of(failure: Failure) -> bytes:
    """What stands in the place of a row that cannot be cleaned, so that as many come out as went in."""
    row = {"id": failure.source.record, "error": failure_as_json(failure)}
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _print(content: bytes) -> None:
    """Bytes as they are; on a terminal, text that it cannot take for commands."""
    if sys.stdout.isatty():
        lines = content.decode("utf-8").split("\n")
        content = "\n".join(map(harmless, lines)).encode()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
