"""The trained page model: which lines of an HTML page are its text.

Drops everything around the text: menus, teasers, share bars, comments, forms, footers, judged by what a line says, by
the elements around it, by what else stands in them and looks like it, and by what kind of page this is: comments go
from an article, and are the text of a forum. The label is what the page calls the elements around the line; the reason
names the probability and what is true of the line. Captions, and alternative texts of the text's pictures, leave as
`caption`.

Keeps the lines that together promise the best text; how much surer it has to be is the setting `caution`. Where hardly
anything would stay, or the model is unsure of the whole page, the clipping is `doubtful`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.boilerplate.hand import kept_lines
from copydesk.boilerplate.phrase import contained
from copydesk.language.credits import is_copyright
from copydesk.language.wording import wording_of
from copydesk.language.words import normal
from copydesk.model import LABELS, Document, Removal, Role, in_order
from copydesk.settings import Settings

if TYPE_CHECKING:
    from copydesk.boilerplate.pagemodel.verdict import Verdict
    from copydesk.webpage.page import WebPage

NAME = "page"
BEFORE, AFTER = 12, 3
"""How many lines may stand between a caption or picture and the first, and the last, line of the text."""
LONGEST = 200
"""Characters; in a longer line a phrase is by the way."""
NOTHING_KEPT = "the page model found no text on the page, so all of the page was kept"


def take_text(document: Document, page: WebPage, settings: Settings) -> Document:
    """The document without what stands around the page's text."""
    own = settings.for_site(document.site_names)
    if NAME in own.off:
        return document
    from copydesk.boilerplate.pagemodel.verdict import judge_page

    verdict = judge_page(
        page, document.source.url or document.metadata.url, document.blocks, settings.caution
    )
    stays = {
        block.position
        for block, line in zip(document.blocks, page.line_of, strict=True)
        if verdict.stays(line)
    }
    wanted = {
        block.position for block in document.blocks if own.keep and contained(own.keep, normal(block.text))
    }
    if not stays:
        return replace(document, doubtful=document.doubtful or NOTHING_KEPT)
    stays |= wanted | kept_lines(document, settings)
    kept = tuple(block for block in document.blocks if block.position in stays)
    gone = _removals(document, page, verdict, stays)
    left = replace(document, blocks=kept, removals=in_order((*document.removals, *gone)))
    return replace(left, doubtful=left.doubtful or verdict.doubt())


def _removals(document: Document, page: WebPage, verdict: Verdict, stays: set[int]) -> Iterator[Removal]:
    first, last = min(stays), max(stays)
    for block, line in zip(document.blocks, page.line_of, strict=True):
        if block.position not in stays:
            reach = (BEFORE, AFTER) if block.role is Role.CAPTION else (0, 0)
            is_inside = first - reach[0] <= block.position <= last + reach[1]
            label, reason, score = verdict.says(block, line, is_inside)
            if label == "navigation" and is_copyright(block.text):
                label = "legal"
            if label == "other" and (said := _phrase_in(block.text)):
                label, reason = said[0], f"{reason}; it says “{said[1]}”"
            yield Removal(block, NAME, label, reason, score)


def _phrase_in(text: str) -> tuple[str, str] | None:
    """The label of a phrase that the line is or begins with, and the phrase."""
    said = wording_of(text).said.items() if len(text) <= LONGEST else ()
    return next(((label, phrase) for (label, _), phrase in said if label in LABELS), None)
