"""Which parts of two texts differ: the shortest way from one to the other (Myers 1986, An O(ND) Difference Algorithm
and Its Variations). Quick where they are nearly equal, whatever their length."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

MAX_EDITS = 200
"""Words put in or left out above which texts are not aligned: that could take long."""


class Span(NamedTuple):
    """Where one sequence has `left` and the other `right` in its place; one of the two may be empty."""

    left: slice
    right: slice


class Part(NamedTuple):
    """What a text has where another has something else, and whether both have it at their start or end."""

    kept: str
    later: str
    at_start: bool
    at_end: bool


def differing_parts(kept: str, later: str) -> list[Part] | None:
    """The parts between spaces in which two texts differ, in their order; None if they differ too much. Capitals of
    ASCII do not count. `aligned.differing_parts` is the same, compiled.

    >>> differing_parts("Rain fell on Oslo.", "RAIN fell in Oslo.")
    [Part(kept='on', later='in', at_start=False, at_end=False)]
    """
    left, right = (text.encode("utf-8", "surrogatepass").split(b" ") for text in (kept, later))
    spans = differing([word.lower() for word in left], [word.lower() for word in right])
    if spans is None:
        return None
    return [
        Part(
            b" ".join(left[one]).decode("utf-8", "surrogatepass"),
            b" ".join(right[other]).decode("utf-8", "surrogatepass"),
            one.start == other.start == 0,
            one.stop == len(left) and other.stop == len(right),
        )
        for one, other in spans
    ]


def differing(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Span] | None:
    """The spans in which two sequences differ, in their order; None if it takes more than `MAX_EDITS` to get from one
    to the other, each of which leaves out or puts in a word.

    >>> differing("a b c d".split(), "a x c d e".split())
    [Span(left=slice(1, 2, None), right=slice(1, 2, None)), Span(left=slice(4, 4, None), right=slice(4, 5, None))]
    """
    start = _shared_start(left, right)
    end = _shared_start(left[start:][::-1], right[start:][::-1])
    one, other = left[start : len(left) - end], right[start : len(right) - end]
    if not one and not other:
        return []
    if not one or not other or len(one) == len(other) == 1:
        return [Span(slice(start, start + len(one)), slice(start, start + len(other)))]
    trace = _trace(one, other)
    return None if trace is None else _spans(len(one), len(other), trace, start)


def _shared_start(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    shared = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _trace(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[list[int]] | None:
    """How far one comes in `left` with 0, 1, 2 … edits on each diagonal that so many lead to, from the lowest."""
    trace: list[list[int]] = []
    furthest: list[int] = []
    for edits in range(min(MAX_EDITS, len(left) + len(right)) + 1):
        reached = []
        for place in range(edits + 1):
            x = (
                (furthest[place] if _is_put_in(furthest, place, edits) else furthest[place - 1] + 1)
                if edits
                else 0
            )
            y = x + edits - 2 * place
            while x < len(left) and y < len(right) and left[x] == right[y]:
                x, y = x + 1, y + 1
            reached.append(x)
            if x >= len(left) and y >= len(right):
                return [*trace, reached]
        trace.append(reached)
        furthest = reached
    return None


def _is_put_in(furthest: Sequence[int], place: int, edits: int) -> bool:
    """Whether a diagonal is reached best by a word put in, and not by one left out."""
    return place == 0 or (place != edits and furthest[place - 1] < furthest[place])


def _spans(x: int, y: int, trace: list[list[int]], start: int) -> list[Span]:
    """The way back from the end, with edits that touch each other taken together."""
    spans: list[Span] = []
    for edits in range(len(trace) - 1, 0, -1):
        place = (x - y + edits) // 2
        is_put_in = _is_put_in(trace[edits - 1], place, edits)
        before_x = trace[edits - 1][place if is_put_in else place - 1]
        before_y = before_x - (2 * place - edits + (1 if is_put_in else -1))
        after_x, after_y = (before_x, before_y + 1) if is_put_in else (before_x + 1, before_y)
        left, right = slice(start + before_x, start + after_x), slice(start + before_y, start + after_y)
        if spans and (spans[-1].left.start, spans[-1].right.start) == (left.stop, right.stop):
            last = spans.pop()
            left, right = slice(left.start, last.left.stop), slice(right.start, last.right.stop)
        spans.append(Span(left, right))
        x, y = before_x, before_y
    return spans[::-1]
