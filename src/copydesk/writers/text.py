"""Clean text: the kept blocks, joined as they stood."""

from __future__ import annotations

from copydesk.model import Document


def write(document: Document) -> bytes:
    """The text as UTF-8 with one newline at its end; nothing where nothing was kept."""
    text = document.text
    return f"{text}\n".encode("utf-8", "replace") if text else b""
