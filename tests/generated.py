"""Documents and folders made up from the pieces that real and hostile clippings consist of, for property tests."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable

from hypothesis import strategies as st

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that are not to reach any output: what no reader sees, and what commands a terminal."""
PROSE = (
    "Rain fell on the city of Norrland for nine days, and on the tenth the river stood in the market.",
    "The council met on Monday to vote on the new budget for schools and libraries in the old town.",
    "The council met on Friday to vote on the new budget for schools and libraries in the old town.",
    "“We have never seen the water this high,” said Ann Poe, who has kept the lock for thirty years.",
    "She shared the video on Facebook, where two million people saw it within a day and a half.",
    "Readers who want to comment on the plan can do so at the town hall until the end of the month.",
    "By Monday the rain had stopped, and the first of the shops on the bridge had opened their doors again.",
    "Der Rat der Stadt stimmte am Montag über den neuen Haushalt für Schulen und Büchereien ab.",
    "Jane Doe is a reporter covering rivers, locks and rain for the Norrland Post in the old town.",
    "The picture, Reuters reported, was taken by a child who had climbed the tower during the storm.",
)
SHORT = (
    "“No,” he said.",
    "He left.",
    "Pricing",
    "Comments",
    "Tags",
    "Related work",
    "Conclusion",
    "What happened next?",
    "Jane Doe",
    "John Roe:",
    "Q: Why now?",
    "Monday",
    "6 May 2025",
    "May 6, 2025",
    "2025-05-06",
    "* * *",
    "…",
    "—",
    "I.",
)
BOILERPLATE = (
    "You May Also Like",
    "Read also",
    "More Must-Reads from The Post",
    "Related stories",
    "Read more: Rain stops play",
    "Share this article",
    "Facebook",
    "Share on Facebook",
    "Facebook X Email",
    "Follow us on Instagram",
    "Leave a Reply",
    "Please enter your name here",
    "Save my name, email, and website in this browser for the next time I comment.",
    "3 Comments",
    "Subscribe to our newsletter",
    "Advertisement",
    "Story continues below",
    "All rights reserved",
    "© 2025 The Norrland Post. All rights reserved.",
    "Skip to content",
    "Home",
    "Home > News > Politics",
    "Menu",
    "Log in",
    "Privacy policy",
    "By Jane Doe",
    "By Jane Doe and John Roe | May 6, 2025",
    "Published May 6, 2025",
    "5 min read",
    "Updated on 7 May 2025, 10:30",
    "Source: Reuters",
    "Reporting by Ann Poe",
    "Tags: rain, river",
    "rain",
    "river",
    "Write to Jane Doe at jane.doe@example.org",
    "About the author",
    "Das könnte Sie auch interessieren",
    "Lesen Sie auch: Regen hört auf",
    "Artikel teilen",
    "Anzeige",
    "Von Jana Doe, Norrland",
    "Foto: dpa",
    "This site uses cookies.",
)
CAPTIONS = (
    "People wade through the market of Norrland after the river rose Credit: AFP",
    "People wade through the market of Norrland after the river rose",
    "Cameras can be seen in public spacesCredit: AFP",
    "NORRLAND, SWEDEN - MAY 6: The market under water on May 6, 2025. (Photo by Ann Poe/VCG via Getty Images)",
    "NORRLAND, SWEDEN – MAY 6: The market under water on May 6, 2025. (Photo by Ann Poe/VCG via Getty Images)",
    "Aerial view of the flooded market in the old town of Norrland",
    "Photo: Reuters",
    "Ann Poe/Getty Images",
    "The lock at the old bridge, which was closed on Monday",
    "(Photo by Ann Poe)",
)
HEADLINES = (
    "Rain ends in Norrland after nine days",
    "The river that would not go back",
    "Council votes on a budget for schools",
    "Ten bridges to see before they close",
    "Why the lock keeper of Norrland stays",
    "Regen in Norrland hört endlich auf",
)
LISTS = (
    "- two eggs",
    "- a cup of flour",
    "1. Whisk the eggs.",
    "2. Fold in the flour.",
    "• rain",
    "a | b",
    "Town | Rain | Days",
    "Norrland\t90\t9",
    "> quoted by somebody",
    "    indented code()",
    "```",
    "-",
    "| a | b |",
    "|",
)
VERSE = (
    "The rain came down on Norrland town,",
    "   and nobody was there to see",
    "the river in her silver gown",
    "go dancing to the sea.",
)
SCRIPTS = (
    "هطل المطر على المدينة تسعة أيام، وفي اليوم العاشر وقف النهر في السوق.",
    "北京今天下雨，河水上涨，市场被淹。" * 3,
    "ฝนตกในเมืองเป็นเวลาเก้าวันและในวันที่สิบแม่น้ำก็ท่วมตลาด",
    "שתפו את הכתבה",
    "e\u0301te\u0301 a\u0300 l’e\u0301tranger",
    "\u202eright to left\u202c",
    "a\u200bb\u200dc",
    "zero\ufeffwidth",
    "soft\u00adhyphen",
    "🧾 Conclusion",
    "\u0301\u0301\u0301",
    "\u200b",
    "\xa0x\xa0",
)
CONTROLS = (
    "\x00",
    "\x07bell",
    "\x1b[31mred",
    "a\x0bb",
    "a\x0cb",
    "a\x85b",
    "a\u2028b",
    "a\u2029b",
    "\x1f",
    "\x1fx",
    "a\rb",
    "\ud800",
    "a\x1cb",
)
LONG = ("x" * 3000, "a. b. c. " * 400, "." * 500 + "a", "word " * 700, "- " * 300, "Photo: " * 200)

PIECES = (*PROSE, *SHORT, *BOILERPLATE, *CAPTIONS, *HEADLINES, *LISTS, *VERSE, *SCRIPTS)
GAPS = ("\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\r\n", "\n   ", "\n\t")

piece = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(PIECES),
    st.sampled_from(BOILERPLATE),
    st.sampled_from((*CAPTIONS, *HEADLINES)),
    st.sampled_from((*CONTROLS, *LONG)),
    st.text(max_size=60),
)


def wrapped(paragraphs: list[str], width: int) -> str:
    """The paragraphs as an old editor would have saved them."""
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)


def joined(parts: list[tuple[str, str]]) -> str:
    return "".join(gap + text for gap, text in parts)


hard_wrapped = st.builds(
    wrapped,
    st.lists(
        st.sampled_from(PROSE).flatmap(lambda one: st.sampled_from(PROSE).map(lambda two: f"{one} {two}")),
        max_size=6,
    ),
    st.integers(50, 90),
)
lines = st.lists(st.tuples(st.sampled_from(GAPS), piece), max_size=24).map(joined)
alike = st.lists(
    st.tuples(st.sampled_from(GAPS), st.sampled_from((*PROSE[:3], *CAPTIONS, *BOILERPLATE[:8]))), max_size=16
).map(joined)
grouped = st.lists(st.lists(piece, min_size=1, max_size=5).map("\n".join), max_size=8).map("\n\n".join)
texts = st.one_of(
    lines, lines, grouped, alike, hard_wrapped, st.tuples(lines, hard_wrapped, lines).map("\n\n".join)
)

Tag = Callable[[str], str]
TAGS: tuple[Tag, ...] = (
    "<p>{}</p>".format,
    "<p>{}</p>".format,
    "<p>{}</p>".format,
    "<h1>{}</h1>".format,
    "<h2>{}</h2>".format,
    "<ul><li>{}</li></ul>".format,
    "<ol><li>{0}</li><li>{0}</li></ol>".format,
    "<blockquote>{}</blockquote>".format,
    "<div>{}</div>".format,
    "{}<br>".format,
    "<figure><img alt='{0}' src='a.jpg'><figcaption>{0}</figcaption></figure>".format,
    "<pre>{}</pre>".format,
    "<table><tr><td>{0}</td><td>{0}</td></tr></table>".format,
    "<nav><a href='/'>{}</a></nav>".format,
    "<p><a href='/x'>{}</a></p>".format,
    "<p><b>{0}</b> {0}".format,
    "<div><span>{}".format,
)


def page(parts: list[tuple[Tag, str]]) -> str:
    title = "Rain ends in Norrland after nine days | The Post"
    body = "\n".join(tag(html.escape(text)) for tag, text in parts)
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


pages = st.lists(st.tuples(st.sampled_from(TAGS), piece), max_size=16).map(page)

MARKS: tuple[Tag, ...] = (
    "{}".format,
    "{}".format,
    "{}".format,
    "# {}".format,
    "## {}".format,
    "- {}".format,
    "1. {}".format,
    "> {}".format,
    "**{}**".format,
    "![{0}](a.jpg)".format,
    "[{}](https://example.org/)".format,
    "    {}".format,
    "```\n{}\n```".format,
    "| {0} | {0} |\n| - | - |\n| a | b |".format,
)
notes = st.lists(st.tuples(st.sampled_from(MARKS), piece), max_size=16).map(
    lambda parts: "\n\n".join(mark(text) for mark, text in parts)
)

contents = st.one_of(
    st.tuples(texts, st.just("text/plain")),
    st.tuples(notes, st.just("text/markdown")),
    st.tuples(pages, st.just("text/html")),
)
"""A clipping and its media type."""
