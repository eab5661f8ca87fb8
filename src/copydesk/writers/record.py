"""The JSON of a document: its metadata, its blocks, and every removal with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields

from copydesk.model import Address, Block, Caption, Document, Json, LookAlike, Metadata, Removal, Source
from copydesk.writers import indented, text

SCHEMA = 1
"""Goes up when a field changes its name or meaning."""
_ALWAYS = ("title", "authors", "published", "captions")


def write(document: Document, written: bytes | None = None) -> bytes:
    """One JSON object over many lines. `written` is what the text's own file holds, if that is not the plain text."""
    return encoded(indented.dumps(as_json(document, written)) + "\n")


def encoded(found: str) -> bytes:
    """JSON as UTF-8. The path of a file whose name is no UTF-8 has lone surrogates; they become JSON escapes."""
    return found.encode("utf-8", "backslashreplace")


def as_json(document: Document, written: bytes | None = None) -> dict[str, Json]:
    """The document as a JSON object, in the order in which it is written."""
    content = text.write(document) if written is None else written
    found: dict[str, Json] = {
        "schema": SCHEMA,
        "id": document.id,
        "source": _source(document.source),
        "metadata": _metadata(document.metadata),
        "doubtful": document.doubtful or None,
        "duplicate_of": document.duplicate_of or None,
        "sha256": hashlib.sha256(content).hexdigest(),
        "blocks": [_block(block) for block in document.blocks],
        "removals": [_removal(removal) for removal in document.removals],
        "marked": [_removal(removal) for removal in document.marked],
    }
    alike: list[Json] = [_look_alike(look_alike) for look_alike in document.look_alikes]
    more: dict[str, Json] = {"look_alikes": alike, "version_of": document.version_of}
    return found | {name: value for name, value in more.items() if value}


def _source(source: Source) -> Json:
    return {field.name: value for field in fields(source) if (value := getattr(source, field.name))}


def _metadata(metadata: Metadata) -> Json:
    return {
        field.name: _value(value)
        for field in fields(metadata)
        if (value := getattr(metadata, field.name)) or field.name in _ALWAYS
    }


def _value(value: object) -> Json:
    if isinstance(value, tuple):
        return [_caption(part) if isinstance(part, Caption) else str(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else str(value) or None


def _caption(caption: Caption) -> Json:
    return {"text": caption.text, "credit": caption.credit or None}


def _block(block: Block) -> dict[str, Json]:
    """Role, text and place; indent and markup only where there is any."""
    shown: dict[str, Json] = {
        "position": block.position,
        "role": block.role.value,
        "text": block.text,
        "gap": block.gap.value,
    }
    more = {"indent": block.indent, "markup": block.markup}
    return shown | {name: value for name, value in more.items() if value}


def _removal(removal: Removal) -> Json:
    return {
        **_block(removal.block),
        "rule": removal.rule,
        "label": removal.label,
        "reason": removal.reason,
        "score": round(removal.score, 2),
        "copy_of": _address(removal.copy_of),
        "similarity": None if removal.similarity is None else round(removal.similarity, 2),
    }


def _look_alike(look_alike: LookAlike) -> Json:
    return {
        "position": look_alike.position,
        "of": _address(look_alike.of),
        "similarity": round(look_alike.similarity, 2),
        "difference": look_alike.difference,
    }


def _address(address: Address | None) -> Json:
    return None if address is None else {"document": address.document, "position": address.position}
