"""JSONL: a clipping a row. A row that cannot be read is a failure of its own, and reading goes on behind it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import BinaryIO, Protocol, cast

from copydesk.errors import ReadError
from copydesk.model import Failure, Page, Source
from copydesk.readers.decode import decode, tidy, wide_encoding
from copydesk.readers.hints import hints_from
from copydesk.readers.limits import MAX_LINES, check_values
from copydesk.readers.sniff import is_html
from copydesk.readers.streams import HEAD_BYTES, MAX_BYTES, Rejoined

_MAX_ID_CHARACTERS = 2000
"""Longer ones are no ids or addresses but text in the wrong field. Browsers take addresses of about that length."""


class FieldNames(Protocol):
    """Which fields hold the text and the id; `""` for the usual names."""

    @property
    def text(self) -> str: ...
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was parsed: its fields, and which of them is the text."""

    fields: dict[str, object]
    text_field: str
    encoding: str


def read(stream: BinaryIO, source: Source, names: FieldNames) -> Iterator[Page | Failure]:
    """A page or a failure for each row that is not blank, in their order."""
    taken: set[str] = set()
    for number, line in _lines(stream):
        ids = ["", ""]
        try:
            fields, encoding = _object(line)
            ids = [_id(fields.get(name)) for name in (names.id or "id", "url")]
            row = Row(fields, _text_field(fields, names.text), encoding)
        except ReadError as error:
            failed = replace(source, record=_record(ids, number, taken), url=ids[1])
            yield Failure(failed, "read", "ReadError", f"line {number} {error}")
        else:
            known = replace(source, record=_record(ids, number, taken), url=ids[1])
            yield _page(row, known, names.id or "id")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers. One that is too long comes cut, just above the limit.

    Raises a `ReadError` where most of millions of lines are blank: that is made to keep a reader busy.
    """
    lines, rows = _as_utf8(stream), 0
    for number in count(1):
        line = lines.readline(MAX_BYTES + 1)
        if not line:
            return
        if len(line) > MAX_BYTES:
            _skip_line(lines)
        if line.strip():
            rows += 1
            yield number, line
        elif number - 2 * rows > MAX_LINES:
            raise ReadError(f"has {number - rows:,} blank lines and {rows:,} rows up to line {number:,}")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(HEAD_BYTES)) and not rest.endswith(b"\n"):
        continue


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its characters as UTF-8 where it is UTF-16 or UTF-32, as some shells write."""
    head = stream.read(4)  # enough for every mark, and for `{"` without one
    whole = cast(BinaryIO, io.BufferedReader(Rejoined(head, stream)))
    encoding = wide_encoding(head)
    return cast(BinaryIO, io.BufferedReader(_Recoded(whole, encoding))) if encoding else whole


class _Recoded(io.RawIOBase):
    """A stream of characters in another encoding, as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._characters = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer of bytes is all we are given
        # A character has at most four bytes in UTF-8.
        found = self._characters.read(max(1, len(buffer) // 4)).encode("utf-8", "replace")
        buffer[: len(found)] = found
        return len(found)


def _object(line: bytes) -> tuple[dict[str, object], str]:
    """The fields of a row, and the encoding that it is in."""
    if len(line) > MAX_BYTES:
        raise ReadError(f"is longer than {MAX_BYTES // 1024**2} MiB, too long for one clipping")
    check_values(line)
    text, encoding = _characters(line)
    try:
        fields = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON that can be read: {error}") from error
    if not isinstance(fields, dict):
        raise ReadError("is JSON, but not an object with fields")
    return fields, encoding


def _characters(line: bytes) -> tuple[str, str]:
    """The characters of a line. UTF-8 is left as it stands: what needs tidying may be meant by an escape as well."""
    try:
        return line.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        decoded = decode(line)
        return decoded.text, decoded.encoding


def _text_field(fields: dict[str, object], wanted: str) -> str:
    """The field that holds the clipping: the one that was asked for, else `text`, else `html`."""
    candidates = (wanted,) if wanted else ("text", "html")
    present = [name for name in candidates if isinstance(fields.get(name), str)]
    if not present:
        raise ReadError(f"has no text: no field {' or '.join(candidates)} that is a string")
    return next((name for name in present if fields[name]), present[0])


def _id(value: object) -> str:
    """A value as an id or address; `""` for what can't be one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = tidy(str(value)).strip()
    return text if len(text) <= _MAX_ID_CHARACTERS and "\n" not in text else ""


def _record(wanted: Sequence[str], number: int, taken: set[str]) -> str:
    """The first name for a record that no earlier one of its container has: of those wanted, else its line's.

    Lines have names that ids seldom have, so that no line takes the id of a record that is yet to come.
    """
    lines = (f"line-{number}.{repetition}" for repetition in count(1))
    names = chain(wanted, (f"line-{number}",), lines)
    record = next(name for name in names if name and name not in taken)
    taken.add(record)
    return record


def _page(row: Row, source: Source, id_field: str) -> Page:
    """The row as a page. What did not become part of its source stays as a hint."""
    became = {id_field: source.record, "url": source.url}
    hints = {
        name: value
        for name, value in row.fields.items()
        if name != row.text_field and not (_id(value) and _id(value) == became.get(name))
    }
    text = tidy(str(row.fields[row.text_field]))
    media_type = "text/html" if row.text_field == "html" or is_html(text) else "text/plain"
    return Page(source, text, media_type, row.encoding, hints_from(hints))
