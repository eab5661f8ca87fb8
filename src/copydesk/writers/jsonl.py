"""JSONL: a row for each document of a container."""

from __future__ import annotations

import json

from copydesk.model import Document
from copydesk.writers.record import as_json, encoded


def write(document: Document) -> bytes:
    """One line: `id`, the clean `text`, and what the JSON of a document has.

    `id` is the record's own in its container. What others cite is the source's `path`, a `#` and its `record`.
    """
    own = {"id": document.source.record or document.id, "text": document.text}
    shown = {name: value for name, value in as_json(document).items() if name not in own}
    row = json.dumps({**own, **shown}, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return encoded(row + "\n")
