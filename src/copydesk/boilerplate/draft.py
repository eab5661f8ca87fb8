"""A document as the rules see it: the form of every block, and what the rules before have found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from copydesk.language.once import once
from copydesk.language.phrase_files import Key
from copydesk.language.wording import look_up, wording_of
from copydesk.model import Block, Gap, Metadata, Role

LISTED = (Role.LIST_ITEM, Role.TABLE)
ARTICLES_OWN = frozenset(("title", "byline", "dateline", "caption", "credit", "source", "contact"))
"""Labels of what stands in many texts that never were on a page; all others are a page's furniture."""
LONGEST_HOLDER = 40
"""Words; in longer lines no phrase is looked for behind their beginning."""


class Form:
    """What can be said of a block by looking at it alone, most of which is the `wording` of its text.

    What every rule asks of every line is copied: to hand it through takes longer than the rules do.
    """

    def __init__(self, block: Block) -> None:
        self.block = block
        self.wording = wording = wording_of(block.text)
        self.is_listed = block.role in LISTED
        self.text = wording.text
        self.words = wording.words
        self.is_short_enough = wording.is_short_enough
        self.is_sentence = wording.is_sentence
        self.is_prose = wording.is_prose
        self.is_menu = wording.is_menu

    @property
    def bare(self) -> str:
        return self.wording.bare

    @property
    def normal(self) -> str:
        return self.wording.normal

    @property
    def is_spoken(self) -> bool:
        return self.wording.is_spoken

    @property
    def tells(self) -> bool:
        return self.wording.tells

    @property
    def is_cut(self) -> bool:
        return self.wording.is_cut


class Forms(tuple[Form, ...]):
    """The forms of a document's blocks, with what is looked up among all of them at once."""

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Forms:
        """The forms, with what they say and hold of phrases looked up at once."""
        forms = cls(map(Form, blocks))
        look_up([form.wording for form in forms])
        return forms

    @once
    def prose(self) -> list[int]:
        """The indexes of the lines of prose."""
        return [index for index, form in enumerate(self) if form.is_prose]

    @once
    def dated(self) -> list[int]:
        """The indexes of the lines with a date in them."""
        return [index for index, form in enumerate(self) if form.wording.dates]

    @once
    def credited(self) -> list[int]:
        """The indexes of the lines that are a picture's credit or end with one."""
        return [index for index, form in enumerate(self) if form.wording.is_credited]

    @once
    def said(self) -> Mapping[Key, list[int]]:
        """The label and kind of a phrase → the indexes of the lines that are it or begin with it."""
        said: dict[Key, list[int]] = {}
        for index, form in enumerate(self):
            for key in form.wording.said:
                said.setdefault(key, []).append(index)
        return said

    @once
    def held(self) -> Mapping[Key, list[int]]:
        """The label and kind of a phrase → the indexes of the lines that may have it in them."""
        held: dict[Key, list[int]] = {}
        for index, form in enumerate(self):
            for key in form.wording.held if form.words <= LONGEST_HOLDER else ():
                held.setdefault(key, []).append(index)
        return held


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one block: the label, and why, in a sentence."""

    index: int
    label: str
    reason: str
    score: float = 1.0
    rule: str = ""
    """The rule's name, filled in where it is asked."""


@dataclass(frozen=True)
class Draft:
    """The blocks under judgement. Rules read it and give findings; the draft that comes next knows them."""

    forms: Forms
    metadata: Metadata = field(default_factory=Metadata)
    found: Mapping[int, Finding] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    protected: frozenset[int] = frozenset()

    @classmethod
    def of(cls, blocks: Sequence[Block], metadata: Metadata) -> Draft:
        """A draft about which nothing has been found yet."""
        return cls(Forms.of(blocks), metadata)

    def __len__(self) -> int:
        return len(self.forms)

    def is_open(self, index: int) -> bool:
        """Is the block still in the text?"""
        return index not in self.found

    def open(self) -> Sequence[int]:
        """The blocks that are still in the text."""
        return self._open

    @once
    def _open(self) -> list[int]:
        found = self.found
        return [index for index in range(len(self.forms)) if index not in found]

    def heads_prose(self, index: int) -> bool:
        """Does a prose line that is still in the text stand right below?"""
        below = index + 1
        return below < len(self.forms) and self.is_open(below) and self.forms[below].is_prose

    def is_amid_prose(self, index: int) -> bool:
        """Does a prose line that is still in the text stand right above, and one right below?"""
        above = index - 1
        return above >= 0 and self.is_open(above) and self.forms[above].is_prose and self.heads_prose(index)

    def labelled(self, labels: Collection[str]) -> set[int]:
        """The blocks that were found to be one of some things."""
        return {index for index, finding in self.found.items() if finding.label in labels}

    def is_one_group(self, start: int, end: int) -> bool:
        """Stand the lines together, with no blank line between them and one behind them?"""
        gaps = [form.block.gap for form in self.forms[start + 1 : end + 1]]
        return len(gaps) == end - start and gaps.pop() is Gap.BLANK and Gap.BLANK not in gaps

    def label(self, index: int) -> str:
        """What the block was found to be, or nothing."""
        finding = self.found.get(index)
        return finding.label if finding else ""

    def with_findings(self, rule: str, findings: Iterable[Finding]) -> Draft:
        """The draft after a rule has spoken. What an earlier rule found, or a person protected, stays as it was."""
        new: dict[int, Finding] = {}
        for finding in findings:
            index = finding.index
            if index not in self.found and index not in self.protected and index not in new:
                new[index] = Finding(index, finding.label, finding.reason, finding.score, rule)
        return replace(self, found={**self.found, **new}) if new else self
