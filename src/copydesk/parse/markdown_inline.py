"""The inside of one paragraph of Markdown: lines of runs of text in their styles, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from copydesk.parse.markup import PLAIN, Run, Style

LINE_TAG = re.compile(r"<br\b", re.IGNORECASE)
WRITTEN = ("text", "text_special", "code_inline")


def lines_of(token: Token) -> list[list[Run]]:
    """The paragraph's lines: a soft break is a space, a hard break begins a new line."""
    lines: list[list[Run]] = [[]]
    style = PLAIN
    for child in token.children or ():
        if child.type == "hardbreak" or (child.type == "html_inline" and LINE_TAG.match(child.content)):
            lines.append([])
        elif child.type == "softbreak":
            lines[-1].append(Run(" ", style))
        elif child.type in WRITTEN:
            lines[-1].append(Run(child.content, replace(style, code=child.type == "code_inline")))
        else:
            style = _turned(child, style)
    return lines


def pictures_of(token: Token) -> list[str]:
    """What stands for the paragraph's pictures, and the titles that they have."""
    return list(_picture_texts(token))


def _picture_texts(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "image":
            alt = "".join(run.text for line in lines_of(child) for run in line)
            title = str(child.attrGet("title") or "")
            yield alt
            if title != alt:
                yield title


def _turned(token: Token, style: Style) -> Style:
    """The style after a token that opens or closes one."""
    opens = token.nesting > 0
    if token.type.startswith("strong"):
        return replace(style, bold=opens)
    if token.type.startswith("em_"):
        return replace(style, italic=opens)
    if token.type.startswith("link"):
        return replace(style, href=str(token.attrGet("href") or "") if opens else "")
    return style
