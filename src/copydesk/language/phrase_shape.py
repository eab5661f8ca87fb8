"""What a phrase's regular expression gives away without being compiled: how its matches begin.

The answer may be too wide, never too narrow: what is not understood here counts as “may begin with anything”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

HEAD, FIRST_WORD = 6, 3
"""A line is told from most phrases by its first characters: so many, or up to the first space behind the third (of 3
to 12 characters, these leave the fewest phrases to try)."""
LENGTHS = (HEAD, 3, 2, 1)
MAX_HEADS = 400
"""Of a phrase with more beginnings than this, shorter ones are taken."""
MAX_MEMBERS = 12
"""A character class with more members than this may be anything."""
ANYTHING = frozenset(("",))
CLASSES = {r"\d": "0", r"\s": " ", r"\W": " ", r"\t": " ", r"\n": " "}
ZERO_WIDTH = frozenset((r"^", r"$", r"\b", r"\B", r"\A", r"\Z"))
TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[i-]*:|\(\?<?[=!]|\(\?|\{\d+(?:,\d*)?\}[+?]?|\{,\d+\}[+?]?|[*+?][+?]?"
    r"|[^\\\[\](){}|*+?.^$]+(?![*+?{])|.",
    re.DOTALL,
)
TIMES = re.compile(r"(?P<sign>[*+?])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}")
AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class Folded(dict[int, str]):
    """Each character → the one that stands for all that a phrase may take it for; digits are alike, and marks are."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).casefold()[:1]
        folded = "0" if letter.isdecimal() else letter.replace("ı", "i") if letter.isalnum() else " "
        self[code] = folded
        return folded


FOLDED = Folded()


def head_of(text: str) -> str:
    """By which characters a text is looked up.

    >>> head_of("Straße 12"), head_of("İ 4")
    ('strase', 'i 0')
    """
    return text[:HEAD].translate(FOLDED)


def heads_of(phrase: str) -> frozenset[str]:
    """The beginnings, folded, of which each text has one that the phrase matches from its first character on.

    >>> sorted(heads_of("(?:daily|my)?news(?:paper)?")), heads_of(".{3}"), heads_of("(?P<n>x)")
    (['dailyn', 'mynews', 'news', 'newspa'], frozenset({''}), frozenset({''}))
    """
    tokens = TOKEN.findall(phrase)
    bars = bars_of(tokens)
    if bars is None:
        return ANYTHING
    for longest in LENGTHS:
        heads = _Reader(tokens, bars, longest).group(-1)
        found = frozenset(heads.open | heads.closed)
        if len(found) <= MAX_HEADS and "" not in found:
            return found
    return ANYTHING


def backwards(phrase: str) -> str:
    """The phrase for texts that are written from their last character on; what is not understood is anything.

    >>> backwards("(?:getty|ap)(?: images)?"), backwards(r"(?<=a)b\\d+?")
    ('(?:segami )?(?:ytteg|pa)', '\\\\d+?b.*')
    """
    tokens = TOKEN.findall(phrase)
    bars = bars_of(tokens)
    return ".*" if bars is None else _backwards(tokens, bars, -1)


def _backwards(tokens: list[str], bars: dict[int, list[int]], place: int) -> str:
    alternatives = pairwise(bars[place])
    return "|".join(_sequence_backwards(tokens, bars, start + 1, end) for start, end in alternatives)


def _sequence_backwards(tokens: list[str], bars: dict[int, list[int]], place: int, end: int) -> str:
    parts: list[str] = []
    while place < end:
        token, after = tokens[place], bars[place][-1] + 1 if place in bars else place + 1
        part = token if token[0] in "\\\\[." else token[::-1]
        if token[0] == "(":
            part = ".*" if token in AROUND or token == "(?" else f"(?:{_backwards(tokens, bars, place)})"
        if after < end and TIMES.match(tokens[after]):
            part, after = part + tokens[after], after + 1
        parts.append(part)
        place = after
    return "".join(reversed(parts))


def bars_of(tokens: list[str]) -> dict[int, list[int]] | None:
    """Each opening bracket (-1 for the whole) → the places of it, of its bars and its end; None if it is not closed."""
    found = {-1: [-1]}
    inside = [-1]
    for place, token in enumerate(tokens):
        if token[0] == "(":
            inside.append(place)
            found[place] = [place]
        elif token == "|":
            found[inside[-1]].append(place)
        elif token == ")" and len(inside) > 1:
            found[inside.pop()].append(place)
    found[-1].append(len(tokens))
    return found if inside == [-1] else None


@dataclass(slots=True)
class _Heads:
    """Beginnings that go on with what follows, and those that are long enough, or go on with anything."""

    open: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    def append(self, other: _Heads, longest: int) -> None:
        """Let the open ones go on with each of the others."""
        longer = {_cut(one + more, longest) for one in self.open for more in other.open}
        self.closed |= {_cut(one + more, longest) for one in self.open for more in other.closed}
        self.open = {one for one in longer if len(one) < longest and " " not in one[FIRST_WORD:]}
        self.closed |= longer - self.open


def _cut(text: str, longest: int) -> str:
    space = text.find(" ", FIRST_WORD, longest)
    return text[:longest] if space < 0 else text[: space + 1]


class _Reader:
    """Reads as much of a phrase as its beginnings need."""

    def __init__(self, tokens: list[str], bars: dict[int, list[int]], longest: int) -> None:
        self._tokens = tokens
        self._bars = bars
        self._longest = longest

    def group(self, place: int) -> _Heads:
        """The beginnings of all alternatives of the group that opens here."""
        heads = _Heads()
        for start, end in pairwise(self._bars[place]):
            one = self._sequence(start + 1, end)
            heads.open |= one.open
            heads.closed |= one.closed
        return heads

    def _sequence(self, place: int, end: int) -> _Heads:
        heads = _Heads({""})
        while place < end and heads.open and len(heads.open) + len(heads.closed) <= MAX_HEADS:
            atom = self._atom(place)
            place = self._bars[place][-1] + 1 if place in self._bars else place + 1
            least, most = 1, 1
            if place < end and (times := TIMES.match(self._tokens[place])):
                least, most = _times(times)
                place += 1
            self._repeat(heads, atom, least, most)
        if place < end and heads.open:
            return _Heads(closed={""})
        return heads

    def _repeat(self, heads: _Heads, atom: _Heads, least: int, most: int) -> None:
        """Let the beginnings go on with an atom so many times."""
        for _ in range(min(least, HEAD)):
            heads.append(atom, self._longest)
        reached = set(heads.open)
        for _ in range(min(most - least, HEAD)):
            heads.append(atom, self._longest)
            if heads.open <= reached:
                break
            reached |= heads.open
        heads.open = reached

    def _atom(self, place: int) -> _Heads:
        token = self._tokens[place]
        if token in ZERO_WIDTH or token in AROUND:
            return _Heads({""})
        if token[0] == "(":
            return _Heads(closed={""}) if token == "(?" else self.group(place)
        if token[0] == "[":
            return _members(token)
        literal = _literal(token) if token != "." else None
        return _Heads(closed={""}) if literal is None else _Heads({literal})


def _times(times: re.Match[str]) -> tuple[int, int]:
    """How often at least and at most a quantifier lets the thing before it stand; HEAD is as good as for ever."""
    if times["sign"]:
        return times["sign"] == "+", 1 if times["sign"] == "?" else 1 + HEAD
    least = int(times["least"] or 0)
    return least, int(times["most"] or least + HEAD) if times["comma"] else least


def _members(token: str) -> _Heads:
    """What a character class lets stand; anything where it is wide."""
    parts = re.findall(r"\\.|.", token[1:-1], re.DOTALL)
    literals = [_literal(part) for part in parts]
    if token[1] == "^" or "-" in parts[1:-1] or len(parts) > MAX_MEMBERS or None in literals:
        return _Heads(closed={""})
    return _Heads({literal for literal in literals if literal})


def _literal(token: str) -> str | None:
    """The folded text that a token stands for; None if it may be several."""
    if token[0] != "\\":
        return token.translate(FOLDED)
    return CLASSES.get(token, None if token[1].isalnum() else token[1].translate(FOLDED))
