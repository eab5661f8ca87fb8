"""What the names of a page's elements say of its lines, for what the page does not state in so many words."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.dates import dates_in
from copydesk.metadata.people import names_of
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import Outline

MAX_AUTHOR, MAX_DATE = 80, 120
"""Characters; a longer line tells of an author, or of what happened on a day."""
AUTHOR, DAY = int(Around.AUTHOR), int(Around.DAY)
ELSEWHERE = int(
    Around.COMMENTS
    | Around.RELATED
    | Around.FOOTER
    | Around.NAV
    | Around.ASIDE
    | Around.DIALOG
    | Around.LETTER
)


def guesses(outline: Outline) -> dict[str, object]:
    """Authors and day by the classes of elements, the first that fit, outside lists and comments."""
    return {
        "authors": next(filter(None, map(names_of, _texts(outline, AUTHOR, MAX_AUTHOR))), ()),
        "published": next(
            (found.iso for text in _texts(outline, DAY, MAX_DATE) for found in dates_in(text)), ""
        ),
    }


def _texts(outline: Outline, flag: int, longest: int) -> Iterator[str]:
    lines = outline.lines
    for text, around in zip(lines.text, lines.around, strict=True):
        if around & flag and not around & ELSEWHERE and len(text) <= longest:
            yield text
