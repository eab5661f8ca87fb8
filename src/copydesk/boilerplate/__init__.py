"""RULES: what finds boilerplate, in the order in which it is asked: the first rule to speak counts.

To add a rule: a file with its manual page as docstring and a function `find(draft)`, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from copydesk.boilerplate import (
    advert,
    between,
    bio,
    byline,
    captions,
    comments,
    contact,
    credits,
    crumb,
    dateline,
    headline,
    legal,
    menu,
    navigation,
    newsletter,
    phrase,
    recirculation,
    repeat,
    share,
    source,
    tags,
    threads,
)
from copydesk.boilerplate.draft import Draft, Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way of finding boilerplate. `find` yields a finding for each open block that it would remove."""

    name: str
    find: Callable[[Draft], Iterable[Finding]]
    manual: str


RULES: tuple[Rule, ...] = tuple(
    Rule(module.__name__.rpartition(".")[2], module.find, module.__doc__ or "")
    for module in (
        phrase,
        credits,
        headline,
        crumb,
        dateline,
        byline,
        share,
        newsletter,
        advert,
        legal,
        navigation,
        source,
        contact,
        tags,
        captions,
        comments,
        threads,
        bio,
        recirculation,
        menu,
        between,
        repeat,
    )
)
