"""Markdown: metadata as front matter, then the kept blocks with the marks that their roles have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields

from copydesk.model import Block, Caption, Document, Gap, Json, Metadata, Role
from copydesk.writers.escape import escaped

_IN_JSON_ONLY = ("origins", "extra")
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)]|[•‣▪◦·–])[ \t]+")
_CELLS = " | "
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_PIPE = re.compile(r"(?<!\\)\|")


def write(document: Document) -> bytes:
    """The document as Markdown. Its title is in the front matter, not in the text, unless it was kept there."""
    parts = [_front_matter(document.metadata), *(_rendered(run) for run in _runs(document))]
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n".encode("utf-8", "replace") if text else b""


def _front_matter(metadata: Metadata) -> str:
    stated = {
        field.name: _value(value)
        for field in fields(metadata)
        if field.name not in _IN_JSON_ONLY and (value := getattr(metadata, field.name))
    }
    stated |= {name: value for name, value in metadata.extra.items() if name not in stated}
    if not stated:
        return ""
    import yaml

    shown = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6)
    return f"---\n{shown}---"


def _value(value: str | tuple[str | Caption, ...]) -> Json:
    if isinstance(value, str):
        return value
    return [part if isinstance(part, str) else _caption(part) for part in value]


def _caption(caption: Caption) -> Json:
    return {"text": caption.text, "credit": caption.credit} if caption.credit else {"text": caption.text}


def _runs(document: Document) -> Iterator[list[Block]]:
    """The blocks that Markdown writes as one: lines of verse, of a list, a table, a quote or code.

    Where no line of the whole clipping had a blank line before it, each is a paragraph of its own.
    """
    originals = [*document.blocks, *(removal.block for removal in document.removals)]
    has_blanks = any(block.gap is Gap.BLANK for block in originals if block.position > 0)
    run: list[Block] = []
    for block in document.blocks:
        if run and not _continues(run[-1], block, has_blanks):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _continues(before: Block, block: Block, has_blanks: bool) -> bool:
    if _role(block) is not _role(before) or block.role in (Role.TITLE, Role.HEADING) or _is_footnote(block):
        return False
    if block.role is Role.CODE:
        return True
    return block.gap is Gap.LINE and (has_blanks or block.role in (Role.LIST_ITEM, Role.TABLE))


def _rendered(run: Sequence[Block]) -> str:
    return _RENDERED.get(_role(run[0]), _verse)(run)


def _role(block: Block) -> Role:
    """The block's role; a footnote has its own mark in place of a list's."""
    return Role.PARAGRAPH if _is_footnote(block) else block.role


def _is_footnote(block: Block) -> bool:
    return bool(_FOOTNOTE.match(block.markup))


def _inline(block: Block) -> str:
    return block.markup or escaped(block.text)


def _verse(run: Sequence[Block]) -> str:
    return "\\\n".join(_inline(block) for block in run)


def _quote(run: Sequence[Block]) -> str:
    return "\\\n".join(f"> {_inline(block)}" for block in run)


def _title(run: Sequence[Block]) -> str:
    return f"# {_inline(run[0])}"


def _heading(run: Sequence[Block]) -> str:
    return f"## {_inline(run[0])}"


def _list(run: Sequence[Block]) -> str:
    return "\n".join(block.indent.removeprefix(run[0].indent) + _list_item(block) for block in run)


def _list_item(block: Block) -> str:
    """The marker as Markdown has it, then the text; a marker that the markup lacks is taken from the text."""
    stated = _MARKER.match(block.text)
    marker = stated[1] if stated and stated[1][-1] in "-*+.)" else "-"
    if block.markup:
        return f"{marker} {_MARKER.sub('', block.markup, count=1) if _MARKER.match(block.markup) else block.markup}"
    return f"{marker} {escaped(block.text[stated.end() :] if stated else block.text)}"


def _table(run: Sequence[Block]) -> str:
    """The first row is the header, because Markdown has no table without one. All rows get the width of the widest."""
    rows = [[_PIPE.sub(r"\|", cell.strip()) for cell in _inline(block).split(_CELLS)] for block in run]
    width = max(map(len, rows))
    lines = [f"| {_CELLS.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _code(run: Sequence[Block]) -> str:
    """Lines between fences that are longer than every row of backticks inside, unless they have their own."""
    gaps = ["", *("\n\n" if block.gap is Gap.BLANK else "\n" for block in run[1:])]
    body = "".join(gap + block.indent + block.text for gap, block in zip(gaps, run, strict=True))
    if _FENCE.match(run[0].text) and run[-1].text == _FENCE.sub(r"\1", run[0].text):
        return body
    longest = max((len(found) for found in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{body}\n{fence}"


_RENDERED: dict[Role, Callable[[Sequence[Block]], str]] = {
    Role.TITLE: _title,
    Role.HEADING: _heading,
    Role.LIST_ITEM: _list,
    Role.QUOTE: _quote,
    Role.TABLE: _table,
    Role.CODE: _code,
}
