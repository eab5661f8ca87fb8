"""Documents read back from what was written of them: the JSON of a clipping, or a row of a container.

Writing such a document again gives the same bytes. So its copies can be decided anew when what they cite is gone, also
where the clipping is not in the input folder any more, or other settings hold by now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from copydesk.errors import ReadError
from copydesk.model import Address, Block, Caption, Document, Gap, LookAlike, Metadata, Removal, Role, Source

Fields = Mapping[str, Any]


def read(content: bytes) -> Document:
    """The document. Raises a `ReadError` for what copydesk did not write."""
    try:
        return _document(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"is not what copydesk wrote: {type(error).__name__} {error}") from error


def _document(fields: Fields) -> Document:
    source = Source(**fields["source"])
    return Document(
        source.id,
        source,
        _metadata(fields["metadata"]),
        tuple(_block(block) for block in fields["blocks"]),
        tuple(_removal(removal) for removal in fields["removals"]),
        fields["doubtful"] or "",
        fields["duplicate_of"] or "",
        tuple(_removal(removal) for removal in fields["marked"]),
        tuple(_look_alike(one) for one in fields.get("look_alikes", ())),
        fields.get("version_of", ""),
    )


def _metadata(fields: Fields) -> Metadata:
    known = {name: value for name, value in fields.items() if value is not None}
    for name in ("authors", "categories", "tags"):
        known[name] = tuple(known.get(name, ()))
    captions = known.pop("captions", ())
    return Metadata(captions=tuple(Caption(one["text"], one["credit"] or "") for one in captions), **known)


def _block(fields: Fields) -> Block:
    return Block(
        fields["position"],
        Role(fields["role"]),
        fields["text"],
        Gap(fields["gap"]),
        fields.get("indent", ""),
        fields.get("markup", ""),
    )


def _look_alike(fields: Fields) -> LookAlike:
    of = Address(fields["of"]["document"], fields["of"]["position"])
    return LookAlike(fields["position"], of, fields["similarity"], fields["difference"])


def _removal(fields: Fields) -> Removal:
    copied = fields["copy_of"]
    return Removal(
        _block(fields),
        fields["rule"],
        fields["label"],
        fields["reason"],
        fields["score"],
        Address(copied["document"], copied["position"]) if copied else None,
        fields["similarity"],
    )
