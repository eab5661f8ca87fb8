"""Copies of paragraphs.

Drops paragraphs, list items and quotes that near-repeat a kept one, of the same clipping or of one that arrived before:
those whose three-word runs are the same to a share of at least `threshold`. Each cites the paragraph that it repeats.

Keeps headings, tables and code, paragraphs of fewer than `min_words` words, and look-alikes: paragraphs that differ
from an earlier one in a number, a date, a name or a negation. Only in a clipping whose paragraphs are all copies of
other clippings' do these lines go too, where an earlier clipping has the same line: a duplicate leaves no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from copydesk.boilerplate.phrase import contained
from copydesk.language.wording import wording_of
from copydesk.language.words import count_words, ends_sentence, normal
from copydesk.model import Address, Block, Document, Gap, LookAlike, Removal, Role, in_order
from copydesk.neardup.normalise import words_of
from copydesk.settings import Settings

RULE = "copy"
"""The rule that the removals name, and their label."""
PROSE = (Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM)
"""What may be a copy. Headings, table rows and code are often alike and still mean what stands near them."""
LONG_WORDS = 15
"""A line of so many words is a paragraph even if it does not end as a sentence does, or asks. Shorter ones may be
headings, entries of a table of contents or a list of features: they repeat, and belong where they stand."""
MIN_STANZAS, MIN_SHARE_SHORT = 2, 0.9


@dataclass(frozen=True, slots=True)
class Fate:
    """What a block was found to be a copy of and how similar they are; or a look-alike of, if there is a difference."""

    of: Address
    similarity: float
    difference: str = ""


SameLine = Callable[[Block], Address | None]
"""Where an earlier document keeps the same line, if any does."""


def is_open_to_copies(document: Document, settings: Settings) -> bool:
    """Whether copies are sought in the document at all: the rule may be off for its site."""
    return RULE not in settings.for_site(document.site_names).off


def without_copies(
    whole: Document,
    prose: Sequence[Block],
    fates: Mapping[int, Fate],
    settings: Settings,
    same_line: SameLine,
) -> Document:
    """The document without its copies; in mode `mark` they are only named.

    `prose` are its blocks that may be copies, `fates` what was found of some of them, by position. A block that a
    phrase of the settings keeps stays, whatever its fate.
    """
    if not fates:
        return whole
    keep = settings.for_site(whole.site_names).keep
    whole = replace(whole, look_alikes=tuple(_look_alikes(prose, fates)))
    found = (_removal(block, fates.get(block.position), whole.id, settings) for block in prose)
    copies = tuple(copy for copy in found if copy and not contained(keep, copy.block.text))
    if _are_all_copied(prose, copies, whole.id, settings):
        lines = _same_lines(whole, copies, same_line)
        copies += tuple(line for line in lines if not contained(keep, line.block.text))
    return _without(whole, copies, settings)


def _removal(block: Block, fate: Fate | None, document: str, settings: Settings) -> Removal | None:
    if fate is None or fate.difference:
        return None
    of, limit = fate.of, settings.threshold
    where = str(of)
    if of.document == document:
        where = f"block {of.position} {'above' if of.position < block.position else 'below'}"
    reason = f"{fate.similarity:.0%} the same as {where} (limit {limit:.0%})"
    return Removal(block, RULE, RULE, reason, copy_of=of, similarity=fate.similarity)


def _look_alikes(prose: Sequence[Block], fates: Mapping[int, Fate]) -> Iterator[LookAlike]:
    for block in prose:
        fate = fates.get(block.position)
        if fate and fate.difference:
            yield LookAlike(block.position, fate.of, fate.similarity, fate.difference)


def _are_all_copied(
    prose: Sequence[Block], copies: tuple[Removal, ...], document: str, settings: Settings
) -> bool:
    """Is each paragraph that is long enough to be a copy one of another document's?"""
    from_others = {c.block.position for c in copies if c.copy_of and c.copy_of.document != document}
    return bool(from_others) and all(
        block.position in from_others or len(words_of(block.text)) < settings.min_words for block in prose
    )


def _same_lines(whole: Document, copies: tuple[Removal, ...], same_line: SameLine) -> Iterator[Removal]:
    """What else is left of a document whose paragraphs are all copies, and stands in an earlier one."""
    found = {removal.block.position for removal in (*copies, *whole.marked)}
    for block in whole.blocks:
        of = None if block.position in found else same_line(block)
        if of:
            reason = f"the same line as {of}, in a clipping whose paragraphs are all copies"
            yield Removal(block, RULE, RULE, reason, copy_of=of, similarity=1.0)


def _without(whole: Document, copies: tuple[Removal, ...], settings: Settings) -> Document:
    duplicate_of = _most_copied(whole, copies)
    if settings.copies == "mark":
        return replace(whole, marked=in_order((*whole.marked, *copies)), duplicate_of=duplicate_of)
    gone = {removal.block.position for removal in copies}
    kept = tuple(block for block in whole.blocks if block.position not in gone)
    removals = in_order((*whole.removals, *copies))
    return name_repeats(replace(whole, blocks=kept, removals=removals, duplicate_of=duplicate_of))


def is_paragraph(block: Block) -> bool:
    """Is the block prose that may be a copy: a statement, or long?"""
    if block.role not in PROSE:
        return False
    states = block.role is not Role.LIST_ITEM and ends_sentence(block.text) and "?" not in block.text[-3:]
    return states or (len(block.text) >= LONG_WORDS and wording_of(block.text).words >= LONG_WORDS)


def name_repeats(document: Document) -> Document:
    """The document in which a copy that says what a block said that a rule removed bears that block's label."""
    if not any(removal.rule == RULE for removal in document.removals):
        return document
    removed: dict[str, Removal] = {}
    for removal in document.removals:
        if removal.rule != RULE:
            removed.setdefault(normal(removal.block.text), removal)
    removals = (_as_repeat(removal, removed) for removal in document.removals)
    return replace(document, removals=tuple(removals))


def _as_repeat(removal: Removal, removed: Mapping[str, Removal]) -> Removal:
    said = normal(removal.block.text)
    first = removed.get(said) if said and removal.rule == RULE else None
    if first is None:
        return removal
    return Removal(
        removal.block, first.rule, first.label, f"repeats block {first.block.position}, which was removed"
    )


def restore(document: Document) -> Document:
    """The document with its copies back in the text and nothing said of them."""
    copies = [removal.block for removal in document.removals if removal.rule == RULE]
    blocks = sorted([*document.blocks, *copies], key=lambda block: block.position)
    removals = tuple(removal for removal in document.removals if removal.rule != RULE)
    marked = tuple(removal for removal in document.marked if removal.rule != RULE)
    return replace(
        document, blocks=tuple(blocks), removals=removals, marked=marked, duplicate_of="", look_alikes=()
    )


def with_standing_look_alikes(document: Document) -> Document:
    """The document without what was said of blocks that have left its text since."""
    kept = {block.position for block in document.blocks}
    standing = (one for one in document.look_alikes if one.position in kept)
    own = (one for one in standing if one.of.document != document.id or one.of.position in kept)
    return replace(document, look_alikes=tuple(own))


def prose_of(document: Document) -> list[Block]:
    """The blocks that may be copies: prose, but not what a rule found and the settings keep, such as captions.

    In stanzas a short sentence is a verse: a refrain comes back on purpose.
    """
    found = {removal.block.position for removal in document.marked}
    prose = [block for block in document.blocks if is_paragraph(block) and block.position not in found]
    if not _is_in_stanzas(document.blocks):
        return prose
    return [block for block in prose if count_words(block.text) >= LONG_WORDS]


def _is_in_stanzas(blocks: tuple[Block, ...]) -> bool:
    """Does the text stand in groups of short lines with blank lines between them?"""
    blank = sum(block.gap is Gap.BLANK for block in blocks[1:])
    if not MIN_STANZAS <= blank < len(blocks) / 2:
        return False
    short = sum(wording_of(block.text).words < LONG_WORDS for block in blocks)
    return short >= MIN_SHARE_SHORT * len(blocks)


def _most_copied(whole: Document, copies: tuple[Removal, ...]) -> str:
    """The id of the other document from which most words were copied, of equals the first, if that is more than half
    of the text, or nothing else is left."""
    words: Counter[str] = Counter()
    for removal in copies:
        if removal.copy_of and removal.copy_of.document != whole.id:
            words[removal.copy_of.document] += count_words(removal.block.text)
    if not words:
        return ""
    copied = {removal.block.position for removal in (*copies, *whole.marked)}
    rest = sum(count_words(block.text) for block in whole.blocks if block.position not in copied)
    (document, most), *_ = words.most_common(1)
    return document if most > rest + words.total() - most or not rest else ""
