"""What the model says of a page: which lines stay, how probably each is text, and as what the others go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.boilerplate.blockmodel.layout import Numbers, layout_of
from copydesk.boilerplate.blockmodel.lines import Flags, Lines, count
from copydesk.boilerplate.blockmodel.lookup import look_up
from copydesk.boilerplate.page import AFTER, BEFORE
from copydesk.boilerplate.pagemodel.decide import decide, promise_of
from copydesk.boilerplate.pagemodel.features import fixed_features, learnt_features
from copydesk.boilerplate.pagemodel.frame import frame_of
from copydesk.boilerplate.pagemodel.labels import Place, facts, kind_of, label
from copydesk.boilerplate.pagemodel.names import Odds
from copydesk.boilerplate.pagemodel.network import groups_of, run
from copydesk.boilerplate.pagemodel.statement import statement_of
from copydesk.boilerplate.pagemodel.weights import Model, load
from copydesk.language.credits import is_credit
from copydesk.model import Block, Role
from copydesk.webpage.looks import Around
from copydesk.webpage.outline import Outline
from copydesk.webpage.page import PICTURE, WebPage

MIN_PROMISE = 700
"""In thousandths: where the best text promises a lower F1 than this, the page is doubtful."""
MIN_SURE = 500
"""Below this promise trafilatura is asked what the text is."""
MIN_SHARED = 0.65
"""It is believed where it finds more words, and the model thinks at least so much of its answer as of its own: as a
share of the F1 that each promises. On 19 of 703 held-out pages of WCXB F1 over lines is .42 by the model, .25 by
trafilatura, .43 so."""
MAX_CAPTIONS = 0.25
"""Share of the kept words above which lines that look like captions are the text itself."""
TOLD = tuple((f"{permille / 1000:.0%} boilerplate: ", round(permille / 1000, 2)) for permille in range(1001))
"""How a probability in thousandths is told, and the score that it is."""
HIDDEN, CREDIT = np.uint64(Around.HIDDEN), int(Around.CREDIT)
MOST_HIDDEN = 0.5
"""Share of a page's prose above which hidden text is what scripts would show, and is read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The model's answer for a page. `stays` of a line; `says` of a block that does not."""

    _outline: Outline
    _stays: Sequence[bool]
    _hidden: Sequence[bool]
    _captions: frozenset[int]
    _permilles: Sequence[int]
    _promise: int
    _words: Sequence[int]
    _is_prose: Sequence[bool]
    _names: Sequence[str]
    """On the ways down, not of the lines."""

    def stays(self, line: int) -> bool:
        return line != PICTURE and self._stays[line]

    def doubt(self) -> str:
        """Why a person should look at the page; nothing where nobody needs to."""
        if self._promise >= MIN_PROMISE:
            return ""
        return (
            "it is hard to tell the text of this page from what stands around it: expected quality "
            f"{self._promise / 1000:.0%} (limit {MIN_PROMISE / 1000:.0%})"
        )

    def says(self, block: Block, line: int, is_inside: bool) -> tuple[str, str, float]:
        """The label, the reason and the score of a block that goes; `is_inside`: text stays before and behind it."""
        if line == PICTURE:
            if is_inside:
                return "caption", "alternative text of a picture in or next to the text", 1.0
            return "other", "alternative text of a picture outside the text", 1.0
        told, score = TOLD[1000 - self._permilles[line]]
        if line in self._captions:
            is_told = self._outline.lines.around[line] & CREDIT or is_credit(block.text)
            what = "credit" if is_told else "caption"
            return what, f"{what} of a picture, by the elements around it", max(score, 0.5)
        if self._hidden[line]:
            return "other", "the page hides it from its readers", 1.0
        lines = self._outline.lines
        linked = 100 * min(lines.linked[line], len(lines.text[line])) // len(lines.text[line])
        place = Place(
            kind_of(lines.around[line]),
            self._names[self._outline.elements.way[lines.element[line]]],
            linked,
            is_inside,
        )
        what = label(place, block.role, self._words[line], self._is_prose[line])
        return what, told + facts(place), score


def judge_page(
    page: WebPage, url: str, blocks: Sequence[Block], caution: str, model: Model | None = None
) -> Verdict:
    """Judge the lines of a page."""
    model = model or load()
    outline = page.outline
    layout = layout_of(outline.lines.text, model.tables)
    lines = count(layout)
    frame = frame_of(outline, lines)
    found = look_up(layout, model.lexicon)
    statement = statement_of(page.statements, url)
    features = np.concatenate((
        fixed_features(outline, statement, layout, lines, frame, model.tables),
        learnt_features(outline, layout, lines, frame, found, model.lexicon, model.names),
    ), axis=1)  # fmt: skip
    scores = run(model.network, features, groups_of(frame), lines.words)
    hidden = _hidden(outline, lines)
    shown = np.where(hidden, 0, lines.words)
    decision = decide(scores, shown, model.permilles, caution)
    stays = decision.stays & ~hidden
    if decision.promise < MIN_SURE:
        stays = second_opinion(page, url, stays, hidden, lines.words, decision.permilles)
    captions = _captions(page, blocks, stays, lines)
    stays[list(captions)] = False
    return Verdict(
        outline,
        stays.tolist(),
        hidden.tolist(),
        captions,
        decision.permilles.tolist(),
        decision.promise,
        lines.words.tolist(),
        lines.is_prose.tolist(),
        _telling_names(outline, model.telling_names),
    )


def second_opinion(
    page: WebPage, url: str, stays: Flags, hidden: Flags, words: Numbers, permilles: Numbers
) -> Flags:
    """What trafilatura takes for the text, if that is more, since an article lost is worse than a menu left, and the
    model does not think much less of it."""
    from copydesk.boilerplate.pagemodel.second_opinion import lines_of_trafilatura  # loads lxml and more

    others, shown = lines_of_trafilatura(page, url) & ~hidden, np.where(hidden, 0, words)
    ours, theirs = (promise_of(flags, shown, permilles) for flags in (stays, others))
    is_more = shown[others].sum() > shown[stays].sum()
    return others if is_more and theirs >= MIN_SHARED * ours else stays


def _hidden(outline: Outline, lines: Lines) -> Flags:
    """The lines that the page hides, unless it hides most of its prose."""
    hidden: Flags = (np.array(outline.lines.around, np.uint64) & HIDDEN) > 0
    prose = lines.words * lines.is_prose
    return hidden & (int(prose[hidden].sum()) <= MOST_HIDDEN * int(prose.sum()))


def _captions(page: WebPage, blocks: Sequence[Block], stays: Flags, lines: Lines) -> frozenset[int]:
    """The lines in the role of captions between or next to the lines of the text, if they are few."""
    kept = np.flatnonzero(stays)
    if not len(kept):
        return frozenset()
    captions = [
        line
        for block, line in zip(blocks, page.line_of, strict=True)
        if block.role is Role.CAPTION and line != PICTURE and kept[0] - BEFORE <= line <= kept[-1] + AFTER
    ]
    words = sum(int(lines.words[line]) for line in captions if stays[line])
    return frozenset(captions) if words <= MAX_CAPTIONS * lines.words[kept].sum() else frozenset()


def _telling_names(outline: Outline, telling: Odds) -> list[str]:
    """For each way down the name on it that tells most against text; nothing where none does."""
    ways = outline.elements.ways
    own = {
        id(look): min([(telling[word], word) for word in look.words if word in telling], default=(0, ""))
        for look in {id(way.look): way.look for way in ways}.values()
    }
    least: list[tuple[int, str]] = []
    for parent, look, _, _ in ways:
        least.append(min(least[parent], own[id(look)]) if least else own[id(look)])
    return [name.lstrip("~") for _, name in least]
