"""One pass over the tokens of a page: its lines of text, the elements around them, and what stands where."""

from __future__ import annotations

from html import unescape

from copydesk.language.visible import UNSEEN, is_visible
from copydesk.model import CELL_BREAK
from copydesk.webpage.looks import Around, Break, Look, read_tag
from copydesk.webpage.outline import BODY, Element, Elements, Line, Lines, Outline, Picture

MAX_CELL = 300
"""Characters above which a table's cell holds prose: then the table is there for the layout, not as a table."""
HEADING = int(Around.HEADING)
CAPTIONS = int(Around.CAPTION | Around.CREDIT)
FIGURES = int(Around.CAPTION | Around.FIGURE)
# Plain numbers: looking up the members of an enumeration for each token takes a tenth of the time.
LINK, STYLED, BR, IMAGE, BLOCK, PREFORMATTED, ROW = map(
    int, (Break.LINK, Break.STYLED, Break.BR, Break.IMAGE, Break.BLOCK, Break.PREFORMATTED, Break.ROW)
)


def outline_of(tokens: list[str]) -> Outline:
    """The lines and elements of a page's tokens."""
    walk = _Walk()
    looks: dict[str, Look] = {}
    parts, text, opened, closed = walk.parts, walk.text, walk.open, walk.close
    for place, token in enumerate(tokens):
        if token[0] != "<":
            if parts or walk.pre or not token.isspace():
                text(place, token)
        elif token[1] == "/":
            closed(place)
        elif token[1] != "!" and token[1] != "?":
            look = looks.get(token)
            if look is None:
                look = looks[token] = read_tag(token)
            opened(place, token, look)
    return walk.outline(tokens)


class _Walk:
    """What has been read so far. Lives for one page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.raw: dict[int, str] = {}
        self.elements = [BODY]
        self.first, self.end = [0], [0]
        self.entries: dict[int, int] = {}
        self.pictures: list[Picture] = []
        self.stack = [0]
        self.open_tags: list[bool] = []
        self.parts: list[str] = []
        self.start = 0
        self.linked = self.links = self.bold = self.in_link = self.in_bold = self.breaks = self.pre = 0
        self.inlines: list[Look] = []
        self.styles: list[str] = []
        self.opened: tuple[str, ...] = ()
        self.inline: Look | None = None
        self.closed_link = -1

    def outline(self, tokens: list[str]) -> Outline:
        """The page, which ends here."""
        self._flush(len(tokens))
        for element in self.stack:
            self.end[element] = len(self.lines)
        parent, look, around, depth, _, entry = zip(*self.elements, strict=True)
        columns = zip(*self.lines, strict=True) if self.lines else [()] * len(Line._fields)
        return Outline(
            Lines(*columns, self.raw),  # type: ignore[call-arg]  # the fields of Line in their order
            Elements(parent, look, around, depth, self.first, entry, self.end),
            self.pictures,
            tokens,
        )

    def text(self, place: int, token: str) -> None:
        """Text between two tags."""
        if not self.parts:
            self.start = place
            self.opened = tuple(self.styles)
            self.inline = None
            for look in self.inlines:
                if look.words or look.around:
                    self.inline = look
                    break
        if "&" in token:
            token = unescape(token)
        self.parts.append(token)
        if self.in_link:
            self.linked += len(token)
        if self.in_bold:
            self.bold += len(token)

    def open(self, place: int, token: str, look: Look) -> None:
        """A start tag."""
        kind = look.breaks
        if kind >= BLOCK or (look.around & CAPTIONS and self.elements[self.stack[-1]].around & FIGURES):
            # An inline element that holds a caption or its credit is a line of its own, too.
            self.open_tags.append(True)
            self._enter(place, look)
        elif kind <= STYLED:
            self.open_tags.append(False)
            self.inlines.append(look)
            if kind == LINK:
                if self.parts and self.closed_link == place - 1:
                    self.parts.append(" ")
                self.in_link += 1
                self.links += 1
                self.styles.append(token)
            elif kind == STYLED:
                self.in_bold += 1
                self.styles.append(token)
        elif kind == BR:
            self._break(place)
        elif kind == IMAGE:
            self.pictures.append(Picture(len(self.lines), token, self.stack[-1], self.in_link > 0))
        elif look.tag == "hr":
            self._flush(place)

    def close(self, place: int) -> None:
        """An end tag."""
        if not self.open_tags:
            return
        if self.open_tags.pop():
            self._flush(place)
            self._leave()
            return
        kind = self.inlines.pop().breaks
        if kind == LINK:
            self.in_link -= 1
            self.closed_link = place
            self.styles.pop()
        elif kind == STYLED:
            self.in_bold -= 1
            self.styles.pop()

    def _enter(self, place: int, look: Look) -> None:
        self._flush(place)
        stack, parent = self.stack, self.stack[-1]
        entry = 0
        if look.tag == "li":
            entry = self.entries[parent] = self.entries.get(parent, 0) + 1
        around = self.elements[parent].around | look.around
        stack.append(len(self.elements))
        first = len(self.lines)
        self.elements.append(Element(parent, look, around, len(stack) - 1, first, entry))
        self.first.append(first)
        self.end.append(first)
        self.pre += look.breaks == PREFORMATTED
        self.breaks = 0

    def _leave(self) -> None:
        element = self.stack.pop()
        kind = self.elements[element].look.breaks
        self.end[element] = len(self.lines)
        self.pre -= kind == PREFORMATTED
        self.breaks = 0
        if kind == ROW:
            self._join_cells(element)

    def _break(self, place: int) -> None:
        if self.pre:
            self.parts.append("\n")
        elif self.parts and self.elements[self.stack[-1]].around & HEADING:
            self.parts.append(" ")
        else:
            self._flush(place)
            self.breaks += 1

    def _flush(self, place: int) -> None:
        """End the line that is being read."""
        if self.parts:
            raw = "".join(self.parts)
            self.parts.clear()
            text = " ".join(raw.split())
            if not text.isprintable():
                text = " ".join(raw.translate(UNSEEN).split())
            if is_visible(text):
                if self.pre:
                    self.raw[len(self.lines)] = raw
                self._add(place, text)
        self.linked = self.links = self.bold = 0

    def _add(self, place: int, text: str) -> None:
        here = self.stack[-1]
        around = self.elements[here].around
        if self.inline is not None:
            around |= self.inline.around
        self.lines.append(
            Line(
                text, here, around, self.inline, self.start, place, self.opened, self.linked, self.links, self.bold,
                self.breaks, len(self.pictures),
            )
        )  # fmt: skip
        self.breaks = 0

    def _join_cells(self, row: int) -> None:
        """One line for a row whose cells have a line each."""
        first, end = self.first[row], self.end[row]
        inside = range(row + 1, len(self.elements))
        cells = sum(self.elements[n].parent == row and self.end[n] > self.first[n] for n in inside)
        lines = self.lines[first:]
        if cells < 2 or end - first != cells or max(len(line.text) for line in lines) > MAX_CELL:
            return
        self.lines[first:] = [
            lines[0]._replace(
                text=CELL_BREAK.join(line.text for line in lines), element=row, inline=None, end=lines[-1].end,
                linked=sum(line.linked for line in lines), links=sum(line.links for line in lines),
                bold=sum(line.bold for line in lines), cells=cells,
            )
        ]  # fmt: skip
        for number in inside:
            self.first[number] = min(self.first[number], first)
            self.end[number] = min(self.end[number], first + 1)
        self.end[row] = first + 1
