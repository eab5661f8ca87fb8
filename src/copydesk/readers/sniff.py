"""What a file is: told by its content first, then by its name."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from copydesk.readers.decode import looks_binary, tidy, wide_encoding
from copydesk.readers.streams import inside

TEXT, MARKDOWN, HTML, JSONL = "text/plain", "text/markdown", "text/html", "application/jsonl"

_SUFFIXES = {
    "": TEXT, ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML,
    ".xhtml": HTML, ".jsonl": JSONL, ".ndjson": JSONL,
}  # fmt: skip

_SIGNATURES = {
    b"%PDF-": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "gzip", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "Office (OLE)", b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a": "RAR", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd", b"SQLite format 3\0": "SQLite",
    b"\x7fELF": "ELF",
}  # fmt: skip
"""How files begin that are no text, after the table of the `file` program."""

# Atomic, because a page of comments would otherwise be tried in every way to split it.
_PREAMBLE = r"\s*+(?><\?xml[^>]{0,500}\?>\s*+)?(?>(?:<!--.*?-->)\s*+)*+"
_PAGE = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html|head|body|title|meta|script|style)\b", re.I | re.S)
_FRAGMENT = re.compile(
    _PREAMBLE
    + r"<(p|div|article|section|main|header|pre|h[1-6]|table|ul|ol|figure|blockquote|span|a|b|strong)\b[^<>]*>",
    re.I | re.S,
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n[\w][\w .-]*:[ \n].*?^(?:---|\.\.\.)[ \t]*$", re.S | re.M)


def media_type_of(head: bytes, name: str) -> str:
    """The media type by the first bytes of a file and its name; `""` for what copydesk does not read.

    A page that starts as HTML is HTML whatever its name, and rows of JSON are rows. Content that is no text keeps the
    type that its name claims, so that reading it fails with a reason; without such a claim it is not ours.
    """
    claimed = _type_by(name)
    content = inside(head)
    if foreign_kind(content) or looks_binary(content):
        return claimed if _suffix(name) else ""
    start = _opening(content)
    if _PAGE.match(start):
        return HTML
    if claimed in ("", TEXT) and _is_row(start):
        return JSONL
    if claimed != TEXT:
        return claimed
    if _is_fragment(start):
        return HTML
    return MARKDOWN if not _suffix(name) and _FRONT_MATTER.match(start) else TEXT


def foreign_kind(content: bytes) -> str:
    """The name of the format whose signature it starts with, if that is one that is no text."""
    return next((kind for signature, kind in _SIGNATURES.items() if content.startswith(signature)), "")


def is_html(text: str) -> bool:
    """Whether characters start as an HTML page does, or as a part of one that is closed again."""
    return bool(_PAGE.match(text)) or _is_fragment(text)


def _suffix(name: str) -> str:
    return PurePosixPath(PurePosixPath(name).name.lower().removesuffix(".gz")).suffix


def _type_by(name: str) -> str:
    return _SUFFIXES.get(_suffix(name), "")


def _opening(content: bytes) -> str:
    return tidy(content.decode(wide_encoding(content) or "utf-8", "replace"))


def _is_fragment(start: str) -> bool:
    tag = _FRAGMENT.match(start)
    return tag is not None and f"</{tag[1].lower()}" in start[tag.end() :].lower()


def _is_row(start: str) -> bool:
    """Whether the first line is a JSON object with a text, as the rows of a container are."""
    line = start.lstrip().partition("\n")[0]
    if not line.startswith("{"):
        return False
    try:
        row = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and any(isinstance(row.get(name), str) for name in ("text", "html"))
