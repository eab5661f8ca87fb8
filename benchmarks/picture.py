"""A picture of lines against two logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 20, 50
FONT = 'font-family="sans-serif" font-size="12"'
COLOURS = ("#0b6e4f", "#5aa469", "#b3541e", "#7a3b8f", "#30638e")


class Line(NamedTuple):
    """A name, and points as (x, y), both above 0."""

    name: str
    points: Sequence[tuple[float, float]]


class Axis(NamedTuple):
    """From which power of ten to which, and where on the picture these are."""

    low: int
    high: int
    begin: float
    end: float

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.begin + share * (self.end - self.begin), 1)

    def ticks(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def draw(lines: Sequence[Line], x_title: str, y_title: str) -> str:
    """The picture. Colours are told apart by a name at the end of each line."""
    across = _axis([x for line in lines for x, _ in line.points], LEFT, WIDTH - RIGHT)
    up = _axis([y for line in lines for _, y in line.points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_grid(across, up),
        _text(WIDTH / 2 - RIGHT / 2, HEIGHT - 10, x_title, "middle"),
        f'<g transform="rotate(-90)">{_text(-HEIGHT / 2, 14, y_title, "middle")}</g>',
        *(
            part
            for number, line in enumerate(lines)
            for part in _line(line, COLOURS[number % len(COLOURS)], across, up)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(values: Sequence[float], begin: float, end: float) -> Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Axis(low, max(high, low + 1), begin, end)


def _grid(across: Axis, up: Axis) -> Iterator[str]:
    for power in across.ticks():
        x = across.place(10**power)
        yield f'<path d="M{x} {up.begin}V{up.end}" stroke="#ddd"/>'
        yield _text(x, up.begin + 18, f"{10**power:,}", "middle")
    for power in up.ticks():
        y = up.place(10**power)
        yield f'<path d="M{across.begin} {y}H{across.end}" stroke="#ddd"/>'
        yield _text(across.begin - 6, y + 4, f"{10**power:,}", "end")


def _line(line: Line, colour: str, across: Axis, up: Axis) -> Iterator[str]:
    places = [(across.place(x), up.place(y)) for x, y in line.points]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
    x, y = places[-1]
    yield f'<g fill="{colour}">{_text(x + 8, y + 4, line.name, "start")}</g>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}" text-anchor="{anchor}">{text}</text>'
