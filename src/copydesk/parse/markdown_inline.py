"""The inside of one paragraph of Markdown: lines of runs of text in their styles, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from copydesk.language.visible import collapse
from copydesk.parse.markup import PLAIN, Run, Style, rendered

LINE_TAG = re.compile(r"<br\b", re.IGNORECASE)
HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")
MARK = re.compile(r"[\\`*_\[\]<~&]|^[#>+=\d-]")
"""What Markdown may take for markup, so that a writer who has only the text has to escape it."""
UNSTYLED = frozenset(("text", "text_special", "code_inline", "softbreak", "hardbreak"))
STYLES = frozenset(("strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"))
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
            lines[-1].append(Run(child.content, style._replace(code=child.type == "code_inline")))
        else:
            style = _turned(child, style)
    return lines


def markups_of(token: Token) -> list[str]:
    """For each of the paragraph's lines its Markdown, or an empty string where that says no more than the text.

    As it stands in the source, where that means the same outside of it; else made anew from the runs.
    """
    lines = lines_of(token)
    sources = _sources(token, len(lines))
    return [_markup(line, source) for line, source in zip(lines, sources, strict=True)]


def _markup(line: Sequence[Run], source: str) -> str:
    text = collapse("".join(run.text for run in line))
    is_told = source and (source != text or MARK.search(text))
    return source if is_told else rendered(line)


def _sources(token: Token, count: int) -> list[str]:
    """The source of each line, if it can be taken apart and needs nothing of what stands around it."""
    parts = [collapse(part) for part in HARD_BREAK.split(token.content)]
    if len(parts) != count or not all(
        _is_told_by(token.content, child, count) for child in token.children or ()
    ):
        return [""] * count
    return [parts[0], *("" if MARK.match(part) else part for part in parts[1:])]


def _is_told_by(source: str, child: Token, lines: int) -> bool:
    """Does the source of the paragraph say all of this part of it: no picture or tag, no address from elsewhere?"""
    if child.type in UNSTYLED:
        return True
    return lines == 1 and child.type in STYLES and str(child.attrGet("href") or "") in source


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
        return style._replace(bold=opens)
    if token.type.startswith("em_"):
        return style._replace(italic=opens)
    if token.type.startswith("link"):
        return style._replace(href=str(token.attrGet("href") or "") if opens else "")
    return style
