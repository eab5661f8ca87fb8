"""Runs of text with their links and emphasis, rendered as one line of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.language.visible import collapse

SPECIAL = re.compile(r"(\[\^[^\]\s]+\])|[\\`*_\[\]<>]")
"""Characters of the text that Markdown would take for markup; the mark of a footnote is some."""


class Style(NamedTuple):
    """How a run of text looks, and where it leads; `image` is the address of the picture that it stands for.

    `is_note`: it is the mark of a footnote, as Markdown has it.
    """

    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    image: str = ""
    is_note: bool = False


PLAIN = Style()


class Run(NamedTuple):
    """Consecutive text in one style."""

    text: str
    style: Style = PLAIN


def rendered(runs: Sequence[Run]) -> str:
    """The runs as Markdown, or an empty string where they have neither links nor emphasis.

    >>> rendered([Run("See "), Run("the report ", Style(bold=True)), Run("here", Style(href="https://example.org/"))])
    'See **the report** [here](https://example.org/)'
    """
    if all(run.style == PLAIN for run in runs):
        return ""
    runs = [run if run.text.strip() else Run(run.text) for run in runs]
    joined = [
        Run("".join(run.text for run in same), style) for style, same in groupby(runs, lambda run: run.style)
    ]
    return collapse("".join(map(_marked, joined)))


def _marked(run: Run) -> str:
    inner = run.text.strip()
    if not inner:
        return run.text
    start = run.text.index(inner)
    before, after = run.text[:start], run.text[start + len(inner) :]
    return before + _linked(_emphasised(inner, run.style), run.style) + after


def unstyled(text: str) -> str:
    """The text with a backslash before what Markdown would take for markup."""
    return SPECIAL.sub(lambda found: found[1] or f"\\{found[0]}", text)


def _emphasised(text: str, style: Style) -> str:
    if style.is_note:
        return text
    if style.code:
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        return f"{fence}{text}{fence}"
    marks = "**" * style.bold + "*" * style.italic
    return marks + unstyled(text) + marks


def _linked(text: str, style: Style) -> str:
    shown = f"![{text}]({style.image})" if style.image else text
    return f"[{shown}]({style.href})" if style.href else shown
