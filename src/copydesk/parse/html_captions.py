"""The captions and alternative texts that belong to an article, put where its pictures stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from copydesk.language.words import key_of
from copydesk.model import Block, Gap, Role
from copydesk.parse.html_align import TELLING
from copydesk.parse.html_source import Box, Kind, SourceLine
from copydesk.parse.tags import HEADINGS

MAX_LINES = 4
MAX_LENGTH = 600
"""A text under a picture with more lines or characters is prose: the longest of 313 captions of news has 458."""
MIN_WORDS, MIN_LETTERS = 3, 10
"""A text with a picture that has fewer of both is a name or a button; scripts without spaces have few words."""
NO_CAPTION = HEADINGS | {"li", "td", "th", "dt", "dd", "blockquote", "pre"}
BEFORE, AFTER = 12, 3
"""How many lines of other text may stand between a picture and the first, and the last, block of the article."""
NEAR = 4
"""Within how many lines of its picture a caption stands that says the same as the alternative text."""


def marked(lines: Sequence[SourceLine], boxes: Iterable[Box]) -> list[SourceLine]:
    """The lines, with those that their boxes show to be captions said to be so. The boxes come innermost first."""
    result = list(lines)
    for box in boxes:
        inside = result[box.start : min(box.end, box.start + 2 * MAX_LINES + 1)]
        if len(inside) == box.end - box.start and _holds_caption(inside, box):
            result[box.start : box.end] = [
                replace(line, kind=box.kind) if line.kind is Kind.TEXT else line for line in inside
            ]
    return result


def _holds_caption(lines: Sequence[SourceLine], box: Box) -> bool:
    texts = [line for line in lines if line.kind is not Kind.ALT]
    if not texts or len(texts) > MAX_LINES or sum(len(line.text) for line in texts) > MAX_LENGTH:
        return False
    if box.is_sure:
        return True
    if any(line.is_link or line.place.tag in NO_CAPTION for line in texts):
        return False
    return box.kind is Kind.CAPTION or _is_telling(texts[0].text)


def with_captions(
    blocks: Sequence[Block], places: Sequence[int | None], lines: Sequence[SourceLine]
) -> list[Block]:
    """The blocks with the article's captions between them, in the order of the page."""
    taken = set(places)
    waiting = iter([index for index in _of_article(places, lines) if index not in taken])
    following = next(waiting, None)
    result: list[Block] = []
    for block, place in zip((*blocks, None), (*places, len(lines)), strict=True):
        while following is not None and place is not None and following < place:
            result.append(_caption(lines[following], result))
            following = next(waiting, None)
        if block is not None:
            result.append(block)
    return result


def _caption(line: SourceLine, before: Sequence[Block]) -> Block:
    follows = bool(before) and before[-1].role is Role.CAPTION and line.place.is_credit
    return Block(0, Role.CAPTION, line.text, Gap.LINE if follows else Gap.BLANK, markup=line.markup)


def _of_article(places: Sequence[int | None], lines: Sequence[SourceLine]) -> list[int]:
    """The indexes of the captions that stand between or next to the lines of the main text, and beside nothing else."""
    home = sorted({place for place in places if place is not None})
    if not home:
        return []
    asides = frozenset[int]().union(*(lines[place].place.asides for place in home))
    first, last = _reach(lines, home[0], -1, BEFORE), _reach(lines, home[-1], 1, AFTER)
    return [
        index
        for index in range(first, last + 1)
        if lines[index].place.asides <= asides and _is_caption(lines, index, home[0] < index < home[-1])
    ]


def _reach(lines: Sequence[SourceLine], start: int, step: int, most: int) -> int:
    """How far one comes from a line before so many lines of text have gone by."""
    index, passed = start, 0
    while 0 <= index + step < len(lines) and passed < most:
        index += step
        passed += lines[index].kind in (Kind.TEXT, Kind.BOXED)
    return index


def _is_caption(lines: Sequence[SourceLine], index: int, is_between: bool) -> bool:
    line = lines[index]
    if line.kind is not Kind.ALT:
        return line.kind is Kind.CAPTION or (line.kind is Kind.BOXED and is_between)
    is_shown = line.place.figure > 0 or (is_between and not line.is_link)
    return is_shown and _is_telling(line.text) and not _is_said_near(lines, index)


def _is_telling(text: str) -> bool:
    return len(text.split()) >= MIN_WORDS or (len(key_of(text)) >= MIN_LETTERS and not text.isascii())


def _is_said_near(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether the lines next to a picture say what its alternative text says."""
    key = key_of(lines[index].text)
    near = [*lines[max(0, index - NEAR) : index], *lines[index + 1 : index + 1 + NEAR]]
    others = [key_of(line.text) for line in near]
    return any(key in other or (len(other) >= TELLING and other in key) for other in others)
