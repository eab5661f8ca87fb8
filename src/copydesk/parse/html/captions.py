"""Which lines and alternative texts of a page stand for its pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from copydesk.language.visible import collapse, is_visible
from copydesk.language.words import key_of
from copydesk.parse.tags import HEADINGS
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import PROSE, Lines, Outline

MAX_LINES, MAX_LENGTH = 4, 600
"""A text under a picture with more lines or characters is prose: the longest of 313 captions of news has 458."""
MIN_WORDS, MIN_LETTERS = 3, 10
"""A text with a picture that has fewer of both is a name or a button; scripts without spaces have few words."""
MIN_PICTURE = 100
"""Pixels: a smaller image is an icon, or somebody's face beside a name."""
MAX_BOXED = 0.07
"""Share of a page's unlinked text above which boxes with pictures hold the text itself (cards), not captions.

On 152 pages of news .1 finds no caption more; on others it loses text.
"""
MAX_NAMED = 0.25
"""The same for what is named a caption: above it, what stands in sliders and the like is the text itself (products)."""
LEVELS = 3
"""How many elements around a picture may be its box."""
NEAR = 4
"""Within how many lines of its picture a caption stands that says the same as the alternative text."""
TELLING = 25
"""Letters that make a text its own on a page."""
BOXES = frozenset(("div", "section", "center", "picture", "figure"))
NO_CAPTION = HEADINGS | {"li", "td", "th", "dt", "dd", "blockquote", "pre", "time"}
NAMED = int(Around.CAPTION)
FIGURE = int(Around.FIGURE)
CREDIT = int(Around.CREDIT)
ASIDE = int(
    Around.ASIDE | Around.NAV | Around.FOOTER | Around.RELATED | Around.COMMENTS | Around.ADVERT | Around.AUTHOR
    | Around.LETTER | Around.FORM | Around.DIALOG
)  # fmt: skip
FLAGS = tuple(int(flag) for flag in Around if flag & (ASIDE | NAMED))
NO_FIGURE = int(Around.COMMENTS | Around.AUTHOR | Around.FORM)
"""What is around a `figure` that is none of the text's. Sliders, lightboxes and sidebars hold figures of the text, too;
where they are others', the caption leads elsewhere."""
ATTRIBUTE = re.compile(r'\s(alt|width|height|src)="([^"]*)"')


def caption_lines(outline: Outline) -> frozenset[int]:
    """The lines that an element made for captions holds, or a box with nothing but a picture and a few words."""
    lines = outline.lines
    most = _around_most(outline)
    aside, named_so = ASIDE & ~most, NAMED & ~most
    named = {
        line
        for line, around in enumerate(lines.around)
        if (around & named_so or (around & CREDIT and around & FIGURE))
        and not around & (aside & NO_FIGURE if around & FIGURE and not _is_linked(lines, line) else aside)
        and len(lines.text[line]) <= MAX_LENGTH
    }
    if sum(len(lines.text[line]) for line in named) > MAX_NAMED * _unlinked(outline):
        named = {line for line in named if not lines.around[line] & ASIDE}
    boxed = _boxed(outline)
    size = sum(len(lines.text[line]) for line in boxed)
    return frozenset(named | boxed if size <= MAX_BOXED * _unlinked(outline) else named)


def _is_linked(lines: Lines, line: int) -> bool:
    return 2 * lines.linked[line] > len(lines.text[line])


def _around_most(outline: Outline) -> int:
    """What is around most of the page's prose, and so says nothing of a line."""
    lines = outline.lines
    prose = [line for line, text in enumerate(lines.text) if len(text) >= PROSE]
    around = Counter(flag for line in prose for flag in FLAGS if lines.around[line] & flag)
    return sum(flag for flag, count in around.items() if 2 * count > len(prose))


def _unlinked(outline: Outline) -> int:
    """The characters of the page that lead nowhere else."""
    lines = outline.lines
    return sum(max(len(text) - linked, 0) for text, linked in zip(lines.text, lines.linked, strict=True))


def _boxed(outline: Outline) -> set[int]:
    """The lines of small elements with a picture and a few words."""
    elements, boxed = outline.elements, set[int]()
    for picture in outline.pictures:
        element = picture.element
        if elements.around[element] & ASIDE or _is_icon(dict(ATTRIBUTE.findall(picture.tag))):
            continue
        for _ in range(LEVELS):
            if not _is_box(outline, element):
                break
            boxed.update(range(elements.first[element], elements.end[element]))
            element = elements.parent[element]
    return boxed


def _is_box(outline: Outline, element: int) -> bool:
    lines, elements = outline.lines, outline.elements
    held = range(elements.first[element], elements.end[element])
    if elements.look[element].tag not in BOXES or len(held) > MAX_LINES:
        return False
    if not held:
        return True
    texts = [lines.text[line] for line in held]
    if sum(map(len, texts)) > MAX_LENGTH or not _is_telling(texts[0]):
        return False
    tags = {elements.look[lines.element[line]].tag for line in held}
    return not tags & NO_CAPTION and not any(_is_linked(lines, line) for line in held)


def shown_pictures(outline: Outline) -> Iterator[tuple[int, str]]:
    """The alternative texts of the pictures that a text may speak of, each with the line before which it stands."""
    near = _Near(outline.lines.text)
    for picture in outline.pictures:
        around = outline.elements.around[picture.element]
        if around & ASIDE or (picture.is_link and not around & FIGURE):
            continue
        text = alternative(picture.tag)
        if _is_telling(text) and not near.says(picture.line, text):
            yield picture.line, text


def alternative(tag: str) -> str:
    """What stands for an image, by its tag; nothing for an icon."""
    said = dict(ATTRIBUTE.findall(tag))
    text = collapse(unescape(said.get("alt", "")))
    return text if is_visible(text) and not _is_icon(said) else ""


def _is_icon(said: Mapping[str, str]) -> bool:
    sizes = [said.get(side, "").removesuffix("px") for side in ("width", "height")]
    is_small = any(len(size) < 6 and size.isdecimal() and int(size) < MIN_PICTURE for size in sizes)
    return is_small or ".svg" in said.get("src", "")


def _is_telling(text: str) -> bool:
    return len(text.split()) >= MIN_WORDS or (len(key_of(text)) >= MIN_LETTERS and not text.isascii())


class _Near:
    """What the lines next to a picture say; where many pictures stand together, each line is read once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._keys: dict[int, str] = {}

    def says(self, line: int, text: str) -> bool:
        """Do they say what the alternative text of a picture before this line says?"""
        key = key_of(text)
        others = map(self._key, range(max(0, line - NEAR), min(line + NEAR, len(self._texts))))
        return any(key in other or (len(other) >= TELLING and other in key) for other in others)

    def _key(self, line: int) -> str:
        if line not in self._keys:
            self._keys[line] = key_of(self._texts[line])
        return self._keys[line]
