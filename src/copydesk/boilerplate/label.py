"""Rules applied: what they find leaves the text as removals, unless a person says otherwise."""

from __future__ import annotations

from dataclasses import replace

from copydesk.boilerplate import RULES
from copydesk.boilerplate.draft import Draft
from copydesk.model import Block, Document, Removal
from copydesk.settings import Settings, SiteSettings


def remove_boilerplate(document: Document, settings: Settings) -> Document:
    """The document without what the rules find in it; each removal says which rule, and why."""
    draft = judge(document, settings)
    kept = tuple(block for index, block in enumerate(document.blocks) if draft.is_open(index))
    removals = tuple(_removal(draft, index) for index in sorted(draft.found))
    return replace(document, blocks=kept, removals=tuple(sorted((*document.removals, *removals), key=lambda r: r.block.position)))


def judge(document: Document, settings: Settings) -> Draft:
    """What the rules find in a document, each seeing what those before it found."""
    own = settings.for_site(document.metadata.site)
    draft = Draft.of(document.blocks, document.metadata)
    for rule in RULES:
        if rule.name not in own.off:
            draft = draft.with_findings(rule.name, rule.find(draft))
    return draft


def _removal(draft: Draft, index: int) -> Removal:
    finding = draft.found[index]
    return Removal(draft.forms[index].block, draft.rules[index], finding.label, finding.reason, finding.score)
