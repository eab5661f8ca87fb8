"""Reads a page's tree in the order of its source and gives its lines, with what stands around each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from lxml import etree, html

from copydesk.parse.blocks import collapse, is_visible
from copydesk.parse.html_source import Box, Kind, Place, SourceLine
from copydesk.parse.markup import Run, Style, rendered
from copydesk.parse.tags import BLOCKS, UNREAD

BOXES = frozenset(("div", "section", "center", "span", "picture", "figure"))
BOLD = frozenset(("b", "strong"))
ITALIC = frozenset(("i", "em"))
STYLED = BOLD | ITALIC | {"a"}

CAPTION_CLASS = re.compile(
    r"(?:^|[-_\s])(?<!text-)(?:fig|image|img|photo|media)?(?:caption|cutline|bildunterschrift|bildtext|didascalia|"
    r"legende?)s?(?:$|[-_\s])",
    re.IGNORECASE,
)
"""Classes of what stands under a picture; `text-caption` is a size of type."""
CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|(?:^|[-_\s])(?:source|agency)(?:$|[-_\s])", re.IGNORECASE
)
PICTURE_CLASS = re.compile(r"image|picture|photo|figure|media", re.IGNORECASE)
ASIDE_TAGS = frozenset(("aside", "nav", "footer", "form"))
ASIDE_CLASS = re.compile(
    r"related|teaser|promo|recommend|recirc|most-?(?:read|popular|viewed)|read-?(?:more|next|also)|newsletter|"
    r"sidebar(?:$|\s)|avatar|byline|(?:^|[-_\s])(?:author|bio|logo|nav|footer|menu|comments?|ads?|advert\w*)(?:$|[-_\s])|"
    r"sponsor|outbrain|taboola|trending|popular|latest",
    re.IGNORECASE,
)
"""Classes of what stands beside an article: pictures in there are not the article's."""

MIN_PICTURE = 100
"""Pixels: a smaller image is an icon, or somebody's face beside a name."""
URL_ESCAPES = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "", "\r": "", "\t": ""}


def read_lines(tree: html.HtmlElement, url: str) -> tuple[list[SourceLine], list[Box]]:
    """The lines of the page, alternative texts of its pictures among them, and the boxes that may hold captions."""
    reader = _Reader(url)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.leave(element)
        elif element.tag in UNREAD:
            walk.skip_subtree()
            reader.skip()
        else:
            reader.enter(element)
    reader.flush()
    return reader.lines, reader.boxes


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is being read: its place, whether it breaks lines, and what had been read when it began."""

    place: Place
    breaks: bool = False
    lines: int = 0
    pictures: int = 0
    times: int = 0


@dataclass(slots=True)
class _Reader:
    """The lines read so far, the line being read, and the elements that are open. Lives for one page."""

    url: str
    lines: list[SourceLine] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open(Place())])
    pictures: int = 0
    times: int = 0
    breaks: int = 0
    numbers: int = 0

    def enter(self, element: html.HtmlElement) -> None:
        """Begin an element, and with it a line where a browser would."""
        around = self.open[-1].place
        place = self._place_in(element, around)
        breaks = element.tag in BLOCKS or (place.in_caption, place.is_credit) != (
            around.in_caption,
            around.is_credit,
        )
        if breaks:
            self.flush()
        elif place.in_caption and _touches_the_one_before(element):
            self.runs.append(Run(" "))
        self.open.append(_Open(place, breaks, len(self.lines), self.pictures, self.times))
        self.times += element.tag == "time"
        self.breaks += element.tag == "br"
        if element.tag == "img":
            self._add_picture(element)
        self._add(element.text)

    def skip(self) -> None:
        """Begin an element whose content is not read."""
        self.open.append(_Open(self.open[-1].place, pictures=self.pictures, times=self.times))

    def leave(self, element: html.HtmlElement) -> None:
        """End an element, and with it a line where a browser would."""
        if self.open[-1].breaks:
            self.flush()
        left = self.open.pop()
        if left.place.in_caption and _names_caption(element.tag, _words(element), left.place):
            self.boxes.append(Box(left.lines, len(self.lines), Kind.CAPTION, element.tag == "figcaption"))
        elif element.tag in BOXES and left.pictures < self.pictures and left.times == self.times:
            self.boxes.append(Box(left.lines, len(self.lines), Kind.BOXED))
        self._add(element.tail)

    def flush(self) -> None:
        """End the line that is being read."""
        text = collapse("".join(run.text for run in self.runs))
        if is_visible(text):
            linked = all(run.style.href for run in self.runs if run.text.strip())
            self.lines.append(
                SourceLine(text, rendered(self.runs), self.open[-1].place, linked, self.breaks > 1)
            )
            self.breaks = 0
        self.runs = []

    def _add(self, text: str | None) -> None:
        if text:
            self.runs.append(Run(text, self.open[-1].place.style))

    def _add_picture(self, image: html.HtmlElement) -> None:
        if _is_icon(image):
            return
        self.pictures += 1
        text, place = collapse(image.get("alt") or ""), self.open[-1].place
        if is_visible(text):
            self.lines.append(SourceLine(text, "", place, bool(place.style.href), kind=Kind.ALT))

    def _place_in(self, element: html.HtmlElement, place: Place) -> Place:
        words = _words(element)
        if element.tag in BLOCKS:
            place = replace(place, tag=element.tag)
        if element.tag in STYLED:
            place = replace(place, style=_styled(element, place.style, self.url))
        if element.tag == "figure":
            place = replace(place, figure=self._next_number())
        elif not place.figure and not place.in_caption and _is_aside(element.tag, words):
            place = replace(place, asides=place.asides | {self._next_number()})
        return replace(
            place,
            in_caption=place.in_caption or _names_caption(element.tag, words, place),
            is_credit=place.is_credit or _names_credit(words, place),
        )

    def _next_number(self) -> int:
        self.numbers += 1
        return self.numbers


def _is_aside(tag: str, words: str) -> bool:
    return (tag in ASIDE_TAGS and not PICTURE_CLASS.search(words)) or ASIDE_CLASS.search(words) is not None


def _words(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _names_caption(tag: str, words: str, place: Place) -> bool:
    return tag == "figcaption" or CAPTION_CLASS.search(words) is not None or _names_credit(words, place)


def _names_credit(words: str, place: Place) -> bool:
    return (place.in_caption or place.figure > 0) and CREDIT_CLASS.search(words) is not None


def _is_icon(image: html.HtmlElement) -> bool:
    sizes = [(image.get(side) or "").removesuffix("px") for side in ("width", "height")]
    small = any(len(size) < 6 and size.isdecimal() and int(size) < MIN_PICTURE for size in sizes)
    return small or ".svg" in (image.get("src") or "")


def _touches_the_one_before(element: html.HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and not before.tail


def _styled(element: html.HtmlElement, style: Style, url: str) -> Style:
    if element.tag == "a":
        return replace(style, href=_address(element.get("href") or "", url))
    return replace(style, bold=True) if element.tag in BOLD else replace(style, italic=True)


def _address(href: str, url: str) -> str:
    """The link's target in full, fit for Markdown; empty for one that leads nowhere."""
    try:
        address = urljoin(url, href.strip())
    except ValueError:
        return ""
    if not address.startswith(("http://", "https://", "mailto:", "/")):
        return ""
    return "".join(URL_ESCAPES.get(character, character) for character in address)
