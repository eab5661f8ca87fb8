"""The captions among the removed lines: each distinct one once, its credit apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.language.alike import AlikeLines
from copydesk.language.credits import bare_credit, credit_behind, split_credit
from copydesk.language.phrases import is_phrase
from copydesk.language.words import bare
from copydesk.model import Caption, Removal

LABELS = ("caption", "credit")
CREDIT_REACH = 2
"""A credit on a line of its own stands right below its caption, or one line further."""


def read_captions(found: Iterable[Removal]) -> tuple[Caption, ...]:
    """Each distinct caption once, its credit apart; a credit on a line of its own goes to the caption before it."""
    lines = sorted((r for r in found if r.label in LABELS), key=lambda removal: removal.block.position)
    captions: list[Caption] = []
    known = AlikeLines()
    last = place = -1
    for index, line in enumerate(lines):
        if line.label == "caption" and not is_button(line.block.text):
            words, credit = _split(lines, index)
            same = known.find(words)
            last = known.add(words) if same is None else same
            if last == len(captions):
                captions.append(Caption(words, credit))
        elif captions and line.block.position - place <= CREDIT_REACH:
            credit = bare_credit(line.block.text)
        else:
            continue
        place = line.block.position
        if not captions[last].credit:
            captions[last] = Caption(captions[last].text, credit)
    return tuple(captions)


def is_button(text: str) -> bool:
    """Does the line say only “Image”, “Play video” or the like?

    >>> is_button("Image 1 of 3"), is_button("Image of a swan")
    (True, False)
    """
    return is_phrase("caption", "whole", bare(text))


def _split(lines: Sequence[Removal], index: int) -> tuple[str, str]:
    """A caption and its credit, which the same words in the line before or behind may show to begin where they end."""
    text, place = lines[index].block.text, lines[index].block.position
    words, credit = split_credit(text)
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    near = [r for r in beside if r.label == "caption" and abs(r.block.position - place) == 1]
    for other in () if credit else near:
        if behind := credit_behind(other.block.text, text):
            return other.block.text, behind
    return words, credit
