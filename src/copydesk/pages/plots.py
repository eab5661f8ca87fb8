"""Plots as SVG that stands in the page: drawn with the page's colours, each with its words for who can't see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.pages.markup import Child, Markup, element

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 150, 40, 12, 22
"""Of a plot, in units that are about a pixel on a phone."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands over one place of a plot: parts on each other, the lowest first, each with its class."""

    name: str
    parts: Sequence[tuple[float, str]]

    @property
    def height(self) -> float:
        return sum(value for value, _ in self.parts)


def bar(parts: Sequence[tuple[float, str]], whole: float) -> Markup:
    """A bar for a table's cell; its numbers stand in the cells beside it."""
    rects, left = [], 0.0
    for value, kind in parts:
        width = 100 * value / whole if whole else 0.0
        rects.append(_rect(left, 0, width, 10, kind))
        left += width
    return element(
        "svg", *rects, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    return element("rect", x=_n(x), y=_n(y), width=_n(width), height=_n(height), class_=f"{kind}-fill")


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def columns(about: str, drawn: Sequence[Column], caption: Sequence[Child]) -> Markup:
    """Columns side by side, from zero to the highest."""
    top = max((one.height for one in drawn), default=0) or 1
    step = (WIDTH - LEFT) / max(1, len(drawn))
    shapes = _axes(f"{top:,.0f}", drawn)
    for place, one in enumerate(drawn):
        foot = float(HEIGHT - BOTTOM)
        for value, kind in one.parts:
            height = (HEIGHT - BOTTOM - TOP) * value / top
            foot -= height
            shapes.append(_rect(LEFT + place * step + step * 0.1, foot, step * 0.8, height, kind))
    return _figure(about, shapes, caption)


def trace(about: str, drawn: Sequence[Column], caption: Sequence[Child]) -> Markup:
    """A line through shares, from nothing to all."""
    step = (WIDTH - LEFT) / max(1, len(drawn))
    points = [
        (LEFT + (place + 0.5) * step, TOP + (HEIGHT - BOTTOM - TOP) * (1 - one.height))
        for place, one in enumerate(drawn)
    ]
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    dots = [element("circle", cx=_n(x), cy=_n(y), r=3, class_="lost-fill") for x, y in points]
    return _figure(about, [*_axes("100%", drawn), element("path", d=path, class_="trace"), *dots], caption)


def _axes(top: str, drawn: Sequence[Column]) -> list[Markup]:
    foot = HEIGHT - BOTTOM
    step = (WIDTH - LEFT) / max(1, len(drawn))
    shapes = [element("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, class_="rule") for y in (TOP, foot)]
    shapes += [_text(top, LEFT - 6, TOP + 4, "end"), _text("0", LEFT - 6, foot + 4, "end")]
    named = {0: "start", len(drawn) - 1: "end"} if len(drawn) > 1 else {0: "middle"}
    ends = {"start": LEFT + step * 0.1, "end": float(WIDTH), "middle": LEFT + step / 2}
    return shapes + [
        _text(drawn[place].name, ends[anchor], HEIGHT - 6, anchor) for place, anchor in named.items() if drawn
    ]


def _text(said: str, x: float, y: float, anchor: str) -> Markup:
    return element("text", said, x=_n(x), y=_n(y), text_anchor=anchor)


def _figure(about: str, shapes: Sequence[Markup], caption: Sequence[Child]) -> Markup:
    drawn = element(
        "svg", element("title", about), *shapes, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=about
    )
    return element("figure", element("figcaption", *caption), drawn)


def key(kind: str, said: str) -> Markup:
    """What a colour means."""
    return element("span", element("span", class_=f"key {kind}", aria_hidden="true"), said)
