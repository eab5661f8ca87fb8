"""The rules applied: what they find leaves the text, unless a person says otherwise or nothing would be left."""

from __future__ import annotations

from dataclasses import replace

from copydesk.boilerplate import RULES, model
from copydesk.boilerplate.draft import Draft
from copydesk.boilerplate.hand import kept_lines, removed_by_hand, with_marks
from copydesk.boilerplate.phrase import contained
from copydesk.boilerplate.shelter import sheltered
from copydesk.language.alike import AlikeLines
from copydesk.language.credits import split_credit
from copydesk.language.words import normal
from copydesk.model import Document, Removal, in_order
from copydesk.settings import Settings

CAPTION_LABELS = ("caption", "credit")
NOTHING_LEFT = "the rules would have left nothing, so nothing was removed"
HARDLY_LEFT = "the rules would have left nothing, so only what its own words give away was removed"
FURNITURE = ("share", "newsletter", "comments", "advert", "legal", "navigation", "related")
"""Labels whose phrases give a line away by themselves."""


def remove_boilerplate(document: Document, settings: Settings) -> Document:
    """The document without what the rules find in it; each removal says which rule, and why.

    What the settings keep in the text although a rule found it (the headline, captions) is in `marked`, and so is what
    a person put back. Of other lines the rules say the same, whatever a person decided of some.
    """
    draft = judge(document, settings)
    kept, by_hand = kept_lines(document, settings), removed_by_hand(document, settings)
    decided = kept | {removal.block.position for removal in by_hand}
    found = tuple(removal for removal in _removals(draft) if removal.block.position not in decided)
    stays = _kept_by_mode(found, settings)
    gone = {removal.block.position for removal in found} - stays
    left = _without(document, by_hand)
    if left.blocks and not _says_anything(left, gone):
        gone = {
            draft.forms[index].block.position
            for index in draft.found
            if _gives_itself_away(draft, index) and draft.forms[index].block.position not in decided
        }
        if not _says_anything(left, gone):
            return with_marks(replace(left, doubtful=left.doubtful or NOTHING_LEFT), settings)
        left = replace(left, doubtful=left.doubtful or HARDLY_LEFT)
    left = replace(left, marked=in_order((*left.marked, *(r for r in found if r.block.position in stays))))
    return with_marks(_without(left, tuple(r for r in found if r.block.position in gone)), settings)


def _without(document: Document, removals: tuple[Removal, ...]) -> Document:
    gone = {removal.block.position for removal in removals}
    if not gone:
        return document
    return replace(
        document,
        blocks=tuple(block for block in document.blocks if block.position not in gone),
        removals=in_order((*document.removals, *removals)),
    )


def _says_anything(document: Document, gone: set[int]) -> bool:
    """Is a word left in the document when these blocks are gone?"""
    return any(normal(block.text) for block in document.blocks if block.position not in gone)


def _gives_itself_away(draft: Draft, index: int) -> bool:
    """Is the line boilerplate by its own words, wherever it stands?"""
    label = draft.label(index)
    return label in FURNITURE and any(said == label for said, _ in draft.forms[index].wording.said)


def judge(document: Document, settings: Settings) -> Draft:
    """What the rules find in a document, each seeing what those before it found."""
    own = settings.for_site(document.site_names)
    draft = Draft.of(document.blocks, document.metadata)
    wanted = {i for i, form in enumerate(draft.forms if own.keep else ()) if contained(own.keep, form.text)}
    unwanted = {i for i, form in enumerate(draft.forms if own.drop else ()) if contained(own.drop, form.text)}
    protected = frozenset(wanted | (sheltered(draft.forms) - unwanted))
    draft = replace(draft, drop=own.drop, protected=protected)
    for rule in RULES:
        if rule.name not in own.off:
            draft = draft.with_findings(rule.name, rule.find(draft))
    return draft if model.NAME in own.off else model.weigh(draft, settings.caution)


def _removals(draft: Draft) -> tuple[Removal, ...]:
    return tuple(
        Removal(draft.forms[index].block, found.rule, found.label, found.reason, found.score)
        for index, found in sorted(draft.found.items())
    )


def _kept_by_mode(found: tuple[Removal, ...], settings: Settings) -> set[int]:
    """The positions of what the settings keep in the text: the headline, and captions, each distinct one once."""
    labels: tuple[str, ...] = ("title",) if settings.title == "keep" else ()
    labels += CAPTION_LABELS if settings.captions == "keep" else ()
    said = AlikeLines()
    kept: set[int] = set()
    for removal in found:
        if removal.label in labels:
            text = split_credit(removal.block.text)[0]
            if said.find(text) is None:
                said.add(text)
                kept.add(removal.block.position)
    return kept
