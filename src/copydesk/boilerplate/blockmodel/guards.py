"""Lines that look like what is never removed: of them the model must be surer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from copydesk.boilerplate.blockmodel.characters import Kind
from copydesk.boilerplate.blockmodel.layout import Layout, Numbers
from copydesk.boilerplate.blockmodel.lines import Flags, Given, Lines
from copydesk.boilerplate.draft import ARTICLES_OWN
from copydesk.model import LABELS

SENTENCE, BESIDE, AMID, CORE, HEADING, SPOKEN, LISTED = 16, 8, 64, 1 << 12, 48, 48, 64
"""In 64ths of a logit: a sentence; a paragraph near a sentence, among paragraphs, and in the text's largest run of them
(which never goes); a heading between paragraphs; a line that begins with a quotation mark; a list or table between
paragraphs.
"""
STANDFIRST = 128
"""Of a sentence above the article, or below its title, that shares words with it. (On held-out news, a tenth of the
article's words that were lost; it costs no recall.)"""
BEHIND, MIN_FURNITURE = -48, 2
"""Behind the largest run of paragraphs and so many lines of a page's furniture less is asked, and nothing of what would
be amid paragraphs. (A hundredth more of the boilerplate goes for .02 % of the articles' words, held out.)"""
PARAGRAPH_WORDS, SENTENCE_WORDS, HEADING_WORDS = 7, 3, 12
REACH, STANDFIRST_REACH = 2, 6
LONG_LETTERS, MIN_LONG, MIN_SHARED = 5, 3, 2 / 5
"""Words of so many letters tell what a line is about; a standfirst has so many, and shares so many with the article."""
TITLE = LABELS.index("title")
IS_OWN = np.array([label in ARTICLES_OWN for label in LABELS])


@dataclass(frozen=True, slots=True)
class Guards:
    """For each line how much more is asked of it than of others (nothing where a rule found it); is it a paragraph?

    `article_words` are those of the largest run of paragraphs.
    """

    asked: Numbers
    is_paragraph: Flags
    article_words: int

    def in_strange_language(self) -> Guards:
        """No less is asked of a paragraph behind the article than elsewhere: what it says is not known."""
        return replace(self, asked=np.where(self.is_paragraph, np.maximum(self.asked, 0), self.asked))


def guards_of(layout: Layout, lines: Lines, given: Given) -> Guards:
    """The guards of each line."""
    is_open = given.labels < 0
    paragraph = is_open & (lines.is_sentence & (lines.words >= PARAGRAPH_WORDS) | lines.is_prose)
    sentence = paragraph | is_open & lines.is_sentence & (lines.words >= SENTENCE_WORDS)
    above, below = _near(paragraph, 1), _near(paragraph, -1)
    is_short = (lines.words <= HEADING_WORDS) & ~lines.is_sentence
    amid_sentences = _near(sentence, 1) & _near(sentence, -1)
    spoken = (layout.kinds[layout.starts] == Kind.QUOTE) | lines.is_sentence & amid_sentences
    guards = np.zeros(layout.lines, np.int64)
    article = _largest_run(paragraph, lines.words, is_open)
    for asked, flags in (
        (SENTENCE, is_open & lines.is_sentence),
        (BESIDE, paragraph & _near_open(sentence, is_open)),
        (AMID, paragraph & above & below),
        (CORE, article),
        (HEADING, is_short & below & above),
        (SPOKEN, spoken),
        (STANDFIRST, _standfirst(layout, lines, given, article)),
        (LISTED, _lists_within(given.is_listed | given.is_table, paragraph)),
    ):
        np.maximum(guards, asked * flags, out=guards)
    guards = np.where(_behind(given, article), np.where(guards < AMID, BEHIND, 0), guards)
    return Guards(guards * is_open, paragraph, int(lines.words[article].sum()))


def _standfirst(layout: Layout, lines: Lines, given: Given, article: Flags) -> Flags:
    """The sentences a few lines above the article, or below its title, that share words with it."""
    first = int(np.argmax(article)) if article.any() else 0
    near = np.zeros_like(article)
    near[max(first - STANDFIRST_REACH, 0) : first] = True
    for title in np.flatnonzero(given.labels[:first] == TITLE)[-1:]:
        near[title + 1 : min(title + 1 + STANDFIRST_REACH, first)] = True
    near &= lines.is_sentence & (lines.words >= PARAGRAPH_WORDS)
    if near.any():
        is_long = layout.word_length >= LONG_LETTERS
        is_near = is_long & near.take(layout.word_line)
        words, of = layout.word_hash[is_near], layout.word_line[is_near]
        said = layout.word_hash[is_long & article.take(layout.word_line)]
        long = np.bincount(of, minlength=layout.lines)
        shared = np.bincount(of[np.isin(words, said)], minlength=layout.lines)
        near &= (long >= MIN_LONG) & (shared >= MIN_SHARED * long)
    return near


def _behind(given: Given, article: Flags) -> Flags:
    """The lines behind the article and some furniture below it."""
    last = np.flatnonzero(article)[-1:]
    furniture = (given.labels >= 0) & ~IS_OWN.take(given.labels)
    furniture[: last[0] + 1 if len(last) else None] = False
    return np.cumsum(furniture) >= MIN_FURNITURE


def _near_open(flags: Flags, is_open: Flags) -> Flags:
    """Is one of the two lines above or below flagged, leaving out the lines that a rule found?"""
    left = np.flatnonzero(is_open)
    near = np.zeros_like(flags)
    near[left] = _near(flags[left], 1) | _near(flags[left], -1)
    return near


def _near(flags: Flags, way: int) -> Flags:
    """Is one of the two lines above (1) or below (−1) flagged?"""
    near = np.zeros_like(flags)
    if way > 0:
        near[1:] |= flags[:-1]
        near[2:] |= flags[:-2]
    else:
        near[:-1] |= flags[1:]
        near[:-2] |= flags[2:]
    return near


def _largest_run(paragraph: Flags, words: Numbers, is_open: Flags) -> Flags:
    """The paragraphs of the run with the most words, at most one line apart, lines that a rule found left out."""
    places = np.flatnonzero(paragraph)
    largest = np.zeros_like(paragraph)
    if len(places):
        steps = np.diff(np.cumsum(is_open)[places])
        run = np.concatenate(([0], np.cumsum(steps > REACH)))
        largest[places[run == np.bincount(run, weights=words[places]).argmax()]] = True
    return largest


def _lists_within(listed: Flags, paragraph: Flags) -> Flags:
    """The entries of lists and tables that have a paragraph right above and right below, or behind one more line."""
    bounds = np.flatnonzero(np.diff(listed, prepend=False, append=False))
    within = np.zeros_like(listed)
    for first, end in bounds.reshape(-1, 2).tolist():
        if first > 0 and paragraph[first - 1] and paragraph[end : end + 2].any():
            within[first:end] = True
    return within
