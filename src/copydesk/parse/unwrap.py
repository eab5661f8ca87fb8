"""Hard-wrapped text, joined again into one line a paragraph; every other text is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import ceil

from copydesk.language.words import ends_sentence
from copydesk.parse.lines import Line

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Columns at which people and programs break lines (e-mail 65–78, terminals 80, old editors up to 120)."""
MIN_JOINTS = 3
"""A text with fewer line ends that look broken is not called wrapped: one or two agree by chance."""
MIN_SHARE = 0.8
"""In a wrapped text nearly every line is full, but for each paragraph's last (measured on fiction and news wrapped
at 60 to 80 columns: 0.93 and more; on captions, verse and lists: 0.6 and less)."""
MAX_SHARE_ENDED = 0.5
"""A program breaks lines inside sentences. Where more of the full lines than this end as a sentence does, each is a
paragraph of its own, and they are as long as one another by chance."""
MIN_SHARE_SMALL = 0.25
"""Of the lines that go on a sentence, in scripts that have capitals, at least this share begins with a small letter
(German, with its many capitals, still over a half). In lists of captions or headlines of one length none does."""

COLUMNS = re.compile(r"\t|\S {2,}\S")
MARKER = re.compile(r"(?:[-*+•‣◦▪●○]|\(?\d{1,3}[.)]|[a-z][.)])\s|>")
UNBREAKABLE = re.compile(r"\S{30}")
"""A word this long (an address) may stick out of any column."""
ENDED = re.compile(r"[.:;!?][\"'’”»)\]]*$")
SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """The lines with broken paragraphs joined, again and again until nothing is left to join.

    Until nothing is left, because a text that copydesk wrote must fall into the same lines when it is read again.
    """
    found = list(lines)
    while (width := _width(found)) is not None:
        joined = _join(found, width)
        if len(joined) == len(found):
            break
        found = joined
    return found


def _width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was wrapped, or None where it wasn't."""
    if _has_too_many_long_lines(lines):
        return None
    joints = [joint for joint in pairwise(lines) if _may_join(*joint)]
    if (width := _width_of(joints)) is None:
        # In a short clipping the lists of other stories, whose lines end anywhere, outweigh the paragraphs.
        width = _width_of([joint for group in _paragraphs(lines) for joint in pairwise(group)])
    return width


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between two blank ones, where they end as a sentence does and none may not be joined to the next."""
    group: list[Line] = []
    for line in (*lines, None):
        if line is None or line.blank_before:
            if group and ends_sentence(group[-1].text) and all(_may_join(*two) for two in pairwise(group)):
                yield group
            group = []
        if line is not None:
            group.append(line)


def _width_of(pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """The column at which lines break that the next may go on; None where they break anywhere."""
    joints = [(len(a.indent) + len(a.text), a, b) for a, b in pairs]
    if len(joints) < MIN_JOINTS:
        return None
    is_spaceless = bool(SPACELESS.match(joints[0][1].text))
    lengths = sorted(
        length for length, line, _ in joints if is_spaceless or not UNBREAKABLE.search(line.text)
    )
    if not lengths or (lengths[0] == lengths[-1] and not is_spaceless):
        return None  # a table whose rows are all alike; where no spaces are written, every line is full to the edge
    width = lengths[ceil(0.95 * (len(lengths) - 1))]
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    full = [(line, after) for length, line, after in joints if _is_full(length, after, width)]
    return width if len(full) >= MIN_SHARE * len(joints) and _goes_on(full) else None


def _has_too_many_long_lines(lines: Sequence[Line]) -> bool:
    """Do so many lines that the next one may go on reach over `MAX_WIDTH` that it can't be the width, however many do?

    Most texts are told by this, without a look at their other lines.
    """
    most = len(lines) - 1
    enough = max(1, most - ceil(0.95 * (most - 1)))
    long = (
        True
        for a, b in pairwise(lines)
        if len(a.indent) + len(a.text) > MAX_WIDTH and _may_join(a, b) and not UNBREAKABLE.search(a.text)
    )
    return sum(islice(long, enough)) == enough


def _goes_on(full: Sequence[tuple[Line, Line]]) -> bool:
    """Do the lines break off inside sentences, which the next ones go on?"""
    ended = sum(ends_sentence(line.text) for line, _ in full)
    begins = [after.text[0] for _, after in full]
    small, capital = sum(map(str.islower, begins)), sum(map(str.isupper, begins))
    return ended <= MAX_SHARE_ENDED * len(full) and small >= MIN_SHARE_SMALL * (small + capital)


def _may_join(line: Line, after: Line) -> bool:
    """Could `after` go on where `line` was broken? Not behind a blank line, in a table or at a new list item."""
    if after.blank_before or _has_columns(line.text) or _has_columns(after.text):
        return False
    if "|" in line.text and line.text.count("|") == after.text.count("|"):
        return False
    # “… in sizes up to / 26. It works …” is no list, but a list's second entry and one below a full stop are.
    return not MARKER.match(after.text) or not (MARKER.match(line.text) or ENDED.search(line.text))


def _has_columns(text: str) -> bool:
    return ("  " in text or "\t" in text) and COLUMNS.search(text) is not None


def _is_full(length: int, after: Line, width: int) -> bool:
    """Would the next line's first word have gone over the edge?"""
    first = after.text[:1] if SPACELESS.match(after.text) else after.text.split(None, 1)[0]
    return length + 1 + len(first) > width


def _join(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[Line] = []
    length = 0
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _may_join(before, line) and _is_full(length, line, width):
            space = "" if SPACELESS.match(before.text[-1]) and SPACELESS.match(line.text) else " "
            joined[-1] = Line(before.text + space + line.text, before.blank_before, before.indent)
        else:
            joined.append(line)
        length = len(line.indent) + len(line.text)
    return joined
