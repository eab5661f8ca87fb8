"""The rules applied: what they find leaves the text, unless a person says otherwise or nothing would be left."""

from __future__ import annotations

from dataclasses import replace

from copydesk.boilerplate import RULES, model
from copydesk.boilerplate.draft import Draft
from copydesk.boilerplate.phrase import contained
from copydesk.boilerplate.shelter import sheltered
from copydesk.language.alike import AlikeLines
from copydesk.language.credits import split_credit
from copydesk.language.words import normal
from copydesk.model import Document, Removal, in_order
from copydesk.settings import Settings

CAPTION_LABELS = ("caption", "credit")
NOTHING_LEFT = "the rules would have left nothing, so nothing was removed"


def remove_boilerplate(document: Document, settings: Settings) -> Document:
    """The document without what the rules find in it; each removal says which rule, and why.

    What the settings keep in the text although a rule found it (the headline, captions) is in `marked`.
    """
    found = _removals(judge(document, settings))
    stays = _kept_by_mode(found, settings)
    gone = {removal.block.position for removal in found} - stays
    kept = tuple(block for block in document.blocks if block.position not in gone)
    if document.blocks and not any(normal(block.text) for block in kept):
        return replace(document, doubtful=document.doubtful or NOTHING_LEFT)
    return replace(
        document,
        blocks=kept,
        removals=in_order((*document.removals, *(r for r in found if r.block.position in gone))),
        marked=in_order((*document.marked, *(r for r in found if r.block.position in stays))),
    )


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
