"""The trained block model: lines that no phrase gives away.

Drops, where rules have found a page’s furniture in a text, what is surely more of it: navigation, teasers, comments
and alt texts in any language, told by their form, their words, their place and the lines around them. The reason names
the probability and what told most. What a rule found goes in any case; but where the model holds for article text what
rules found by place (`recirculation`, `menu`, `captions`, `threads`, `between`,
`repeat`, `bio`), its probability counts for the safety gate.

Keeps everything in a text in which rules find hardly any furniture, or only what any text may have (a title, dates,
captions); in a text without paragraphs running; and where it would take more than three times what it leaves. Keeps the
largest run of paragraphs; other paragraphs, lines that somebody speaks, headings, lists between paragraphs, and lines
amid the article of which no rule found one, unless it is surer; lists between paragraphs that a line with a colon
announces; tickers that reporters sign; and tables, headings, quotes and code that the page marks as such. How sure it
has to be is the setting `caution`. Behind the article and two lines of furniture below it less is asked than of any
other line, of paragraphs too; in a language of which it knows few words, of paragraphs as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.boilerplate.announced import announced
from copydesk.boilerplate.draft import ARTICLES_OWN, Draft, Finding
from copydesk.boilerplate.threads import reported
from copydesk.model import LABELS, Role

if TYPE_CHECKING:
    from copydesk.boilerplate.blockmodel.verdict import Verdict
    from copydesk.boilerplate.blockmodel.weights import Model

NAME = "model"
PERSONS_RULE = "phrase"
BY_PLACE = frozenset(("recirculation", "menu", "captions", "threads", "between", "repeat", "bio"))
"""Rules whose findings hang on more than the line's own words."""
EVEN = 0.5
MIN_TOLD = 3
"""So many lines of a page's furniture make a text a page: a recipe has its “Print”, an essay “Read more” in it. (Of the
boilerplate's words, held-out clippings lose half a percent to it.)"""
MARKED_ROLES = (Role.HEADING, Role.QUOTE, Role.CODE, Role.TABLE)
PIECE_LINES, PIECE_CHARACTERS = 4000, 400_000
"""A longer text is judged in pieces: memory stays bounded (70 MB), and no clipping of news is as long."""
HEADS_LISTS = ("related", "comments")
"""What hangs on a heading of these is of its kind."""
SURROUNDS = ("share", "newsletter", "navigation", "legal", "tags", "advert")
"""What stands between two lines of one of these is of its kind."""


def weigh(draft: Draft, caution: str) -> Draft:
    """The draft with what the model finds, and with its doubts about what rules found by place."""
    if sum(_tells_of_a_page(finding) for finding in draft.found.values()) < MIN_TOLD:
        return draft
    from copydesk.boilerplate.blockmodel.verdict import judge_lines

    draft = replace(draft, protected=draft.protected.union(reported(draft)))
    model, found = load_model(), dict(draft.found)
    for lines in _pieces(draft):
        verdict = judge_lines(
            model,
            [draft.forms[index].block.text for index in lines],
            [_label_index(draft, index) for index in lines],
            [draft.forms[index].block.role for index in lines],
            caution,
        )
        _score_found(draft, found, verdict, lines)
        _add(draft, found, verdict, lines)
    return replace(draft, found=dict(sorted(found.items())))


def _pieces(draft: Draft) -> Iterator[range]:
    start = characters = 0
    for index, form in enumerate(draft.forms):
        characters += len(form.block.text)
        if index - start == PIECE_LINES or (characters > PIECE_CHARACTERS and index > start):
            yield range(start, index)
            start, characters = index, len(form.block.text)
    yield range(start, len(draft))


def load_model() -> Model:
    """The model that comes with the package. Importing numpy takes longer than judging many texts: so only here."""
    from copydesk.boilerplate.blockmodel.weights import load

    return load()


def _tells_of_a_page(finding: Finding) -> bool:
    """Has a rule found what only stands around an article, on a page? A letter and an act have titles and dates too."""
    return finding.label not in ARTICLES_OWN and finding.rule != PERSONS_RULE


def _label_index(draft: Draft, index: int) -> int:
    finding = draft.found.get(index)
    return LABELS.index(finding.label) if finding and finding.rule != PERSONS_RULE else -1


def _score_found(draft: Draft, found: dict[int, Finding], verdict: Verdict, lines: range) -> None:
    """Give the model's probability to what rules found by place and it holds for article text."""
    for index in lines:
        finding = draft.found.get(index)
        if finding and finding.rule in BY_PLACE:
            score = verdict.probability(index - lines.start)
            if score < EVEN:
                found[index] = replace(finding, score=score)


def _add(draft: Draft, found: dict[int, Finding], verdict: Verdict, lines: range) -> None:
    new = [index for index in lines if verdict.goes[index - lines.start] and _may_go(draft, index)]
    own = {i for one in announced(draft, lines, frozenset(new)) if one.heads_prose for i in one.lines}
    new = [index for index in new if index not in own]
    labels = _labels(draft, new, lines)
    reasons = verdict.reasons([index - lines.start for index in new])
    for index, label, reason in zip(new, labels, reasons, strict=True):
        score = verdict.probability(index - lines.start)
        found[index] = Finding(index, label, f"{score:.0%} boilerplate: {reason}", score, NAME)


def _may_go(draft: Draft, index: int) -> bool:
    is_marked = draft.forms[index].block.role in MARKED_ROLES
    return draft.is_open(index) and index not in draft.protected and not is_marked


def _labels(draft: Draft, new: Sequence[int], lines: range) -> Iterator[str]:
    """What heads the list in which the line stands, what it stands between, or `other`."""
    gone = {*new, *(index for index in lines if index in draft.found)}
    above = _carried(draft, gone, lines)
    below = _carried(draft, gone, reversed(lines))
    for index in new:
        said = above[index]
        is_inside = said in SURROUNDS and said == below[index]
        yield said if said in HEADS_LISTS or is_inside else "other"


def _carried(draft: Draft, gone: set[int], lines: Iterable[int]) -> dict[int, str]:
    """For each line that goes, the label of the last line that a rule found on the way, if all between go as well."""
    carried: dict[int, str] = {}
    last = ""
    for index in lines:
        if index not in gone:
            last = ""
        elif index in draft.found:
            last = draft.found[index].label
        carried[index] = last
    return carried
