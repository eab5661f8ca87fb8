"""WRITERS: how a document becomes bytes: clean text, metadata with removals as JSON, rows of a container, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from copydesk.model import Document
from copydesk.writers import jsonl, markdown, record, text
from copydesk.writers.names import is_container, output_names

__all__ = ["WRITERS", "Output", "Writer", "is_container", "output_names", "outputs"]

Writer = Callable[[Document], bytes]

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"text": text.write, "markdown": markdown.write, "json": record.write, "jsonl": jsonl.write}
)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: its name below the output folder, and its bytes."""

    name: str
    content: bytes


def outputs(document: Document, form: str = "text") -> tuple[Output, Output]:
    """The two files of a document that is no record of a container: its text as `form` says, and its JSON."""
    text_name, record_name = output_names(document.source, form)
    written = WRITERS[form](document)
    return Output(text_name, written), Output(record_name, record.write(document, written))
