"""One pass over the tokens of a page: its lines of text, the elements around them, and what stands where."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from copydesk.language.visible import UNSEEN, is_visible
from copydesk.webpage.looks import Around, Break, Look, read_tag
from copydesk.webpage.outline import Elements, Inline, Line, Lines, Outline, Picture, Way, row_of

MAX_CELL = 300
"""Characters above which a table's cell holds prose: then the table is there for the layout, not as a table."""
PAGE = Look("body", Break.BLOCK, 0, ())
SPACE, TEXT, END, COMMENT = (Look(name, Break.NONE, 0, ()) for name in ("space", "text", "end", "comment"))
"""What tokens are that are no start tags."""
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
    looks = {token: _look(token) for token in dict.fromkeys(tokens)}
    parts, text, enter, start, end = walk.parts, walk.text, walk.enter, walk.start, walk.end
    for place, look in enumerate(map(looks.__getitem__, tokens)):
        if look is SPACE:
            if parts or walk.pre:
                text(place, tokens[place])
        elif look is END:
            end(place)
        elif look is TEXT:
            text(place, tokens[place])
        elif look.breaks >= BLOCK:
            enter(place, look)
        elif look is not COMMENT:
            start(place, tokens[place], look)
    return walk.outline(tokens)


def _look(token: str) -> Look:
    if token[0] != "<":
        return SPACE if token.isspace() else TEXT
    if token[1] == "/":
        return END
    return COMMENT if token[1] in "!?" else read_tag(token)


class _Walk:
    """What has been read so far. Lives for one page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.raw: dict[int, str] = {}
        self.pictures: list[Picture] = []
        self.ways = [Way(0, PAGE, 0, 0)]
        self.ways_on: list[dict[int, int]] = [{}]
        """For each way those that go on from it, by the identity of the next look."""
        self.parent, self.way, self.first, self.entry, self.ends = [0], [0], [0], [0], [0]
        self.entries: dict[int, int] = {}
        self.element = 0
        self.inline: Inline | None = None
        self.open: list[Inline | int | None] = []
        """What was around each open element: of a block its kind is enough."""
        self.parts: list[str] = []
        self.place, self.closed_link = 0, -1
        self.within: Inline | None = None
        self.linked = self.links = self.bold = self.breaks = self.pre = 0

    def outline(self, tokens: list[str]) -> Outline:
        """The page, which ends here."""
        self._end_line(len(tokens))
        while self.element:
            self.ends[self.element] = len(self.lines)
            self.element = self.parent[self.element]
        self.ends[0] = len(self.lines)
        columns = zip(*self.lines, strict=True) if self.lines else [()] * len(Line._fields)
        looks, around = [way.look for way in self.ways], [way.around for way in self.ways]
        return Outline(
            Lines(*columns, self.raw),  # type: ignore[call-arg]  # the fields of Line in their order
            Elements(
                self.parent, self.way, self.ways, [looks[way] for way in self.way],
                [around[way] for way in self.way], self.first, self.entry, self.ends,
            ),
            self.pictures,
            tokens,
        )  # fmt: skip

    @property
    def around(self) -> int:
        """What the open elements sum."""
        return self.ways[self.way[self.element]].around

    def text(self, place: int, token: str) -> None:
        """Text between two tags."""
        if not self.parts:
            self.place, self.within = place, self.inline
        if "&" in token:
            token = unescape(token)
        self.parts.append(token)
        if self.inline:
            self.linked += len(token) * self.inline.in_link
            self.bold += len(token) * self.inline.in_bold

    def start(self, place: int, token: str, look: Look) -> None:
        """The start tag of what is no block."""
        kind = look.breaks
        if kind <= STYLED and look.around & CAPTIONS and self.around & FIGURES:
            # An inline element that holds a caption or its credit is a line of its own, too.
            self.enter(place, look)
        elif kind <= STYLED:
            self.open.append(self.inline)
            self._style(place, token, look)
        elif kind == BR:
            self._break(place)
        elif kind == IMAGE:
            is_link = self.inline is not None and self.inline.in_link
            self.pictures.append(Picture(len(self.lines), token, self.element, is_link))
        elif look.tag == "hr":
            self._end_line(place)

    def end(self, place: int) -> None:
        """An end tag."""
        if not self.open:
            return
        outer = self.open.pop()
        if isinstance(outer, int):
            self._leave(place, outer)
            return
        if self.inline and self.inline.is_link and self.inline is not outer:
            self.closed_link = place
        self.inline = outer

    def enter(self, place: int, look: Look) -> None:
        """The start tag of a block."""
        if self.parts:
            self._end_line(place)
        self.links = self.breaks = entry = 0
        parent = self.element
        if look.tag == "li":
            entry = self.entries[parent] = self.entries.get(parent, 0) + 1
        way = self.way[parent]
        ways_on = self.ways_on[way]
        self.open.append(look.breaks)
        self.element = len(self.parent)
        self.parent.append(parent)
        self.way.append(ways_on.get(id(look)) or self._new_way(way, look))
        self.first.append(len(self.lines))
        self.entry.append(entry)
        self.ends.append(0)
        if look.breaks == PREFORMATTED:
            self.pre += 1

    def _new_way(self, parent: int, look: Look) -> int:
        way = self.ways_on[parent][id(look)] = len(self.ways)
        _, _, around, depth = self.ways[parent]
        self.ways.append(Way(parent, look, around | look.around, depth + 1))
        self.ways_on.append({})
        return way

    def _leave(self, place: int, kind: int) -> None:
        if self.parts:
            self._end_line(place)
        self.links = self.breaks = 0
        element = self.element
        self.ends[element] = len(self.lines)
        self.element = self.parent[element]
        if kind == PREFORMATTED:
            self.pre -= 1
        elif kind == ROW:
            self._join_cells(element)

    def _style(self, place: int, token: str, look: Look) -> None:
        """An inline element begins: a link, a style, or one that has nothing but a name."""
        outer, kind = self.inline, look.breaks
        is_named = bool(look.words or look.around)
        if kind == LINK:
            if self.parts and self.closed_link == place - 1:
                self.parts.append(" ")
            self.links += 1
        elif kind != STYLED and (not is_named or (outer and outer.named)):
            return
        named = (outer.named if outer else None) or (look if is_named else None)
        self.inline = Inline(
            outer,
            token if kind else "",
            named,
            kind == LINK,
            kind == LINK or (outer is not None and outer.in_link),
            kind == STYLED or (outer is not None and outer.in_bold),
        )

    def _break(self, place: int) -> None:
        if self.pre:
            self.text(place, "\n")
        elif self.parts and self.around & HEADING:
            self.parts.append(" ")
        else:
            self._end_line(place)
            self.breaks += 1

    def _end_line(self, place: int) -> None:
        self.links, links = 0, self.links
        if not self.parts:
            return
        raw = "".join(self.parts)
        self.parts.clear()
        self.linked, linked, self.bold, bold = 0, self.linked, 0, self.bold
        text = " ".join(raw.split())
        if not text.isprintable():
            text = " ".join(raw.translate(UNSEEN).split())
        if not is_visible(text):
            return
        if self.pre:
            self.raw[len(self.lines)] = raw
        around, inline = self.around, self.within.named if self.within else None
        if inline:
            around |= inline.around
        self.lines.append(
            Line(
                text, self.element, around, inline, self.place, place, self.within, linked, links, bold,
                self.breaks, len(self.pictures),
            )
        )  # fmt: skip
        self.breaks = 0

    def _join_cells(self, row: int) -> None:
        """One line for a row whose cells have a line each."""
        first, end = self.first[row], self.ends[row]
        inside = range(row + 1, len(self.parent))
        cells = sum(self.parent[n] == row and self.ends[n] > self.first[n] for n in inside)
        lines = self.lines[first:]
        if cells < 2 or end - first != cells or max(len(line.text) for line in lines) > MAX_CELL:
            return
        if not self.raw.keys().isdisjoint(range(first, end)):
            return
        self.lines[first:] = [row_of(lines, row)]
        for number in inside:
            self.first[number] = min(self.first[number], first)
            self.ends[number] = min(self.ends[number], first + 1)
        self.ends[row] = first + 1
        for place in range(len(self.pictures) - 1, -1, -1):
            if self.pictures[place].line <= first + 1:
                break
            self.pictures[place] = replace(self.pictures[place], line=first + 1)
