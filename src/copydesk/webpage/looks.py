"""What a start tag says of its element: how it breaks lines, what it is for, and the words of its class and id."""

from __future__ import annotations

import re
from enum import IntEnum, IntFlag, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

TOLD = re.compile(r' (class|id|itemprop|rel|role|style|hidden|aria-hidden)="([^"]*)"')
"""A serialiser writes one space before each attribute, and `&quot;` for quotation marks in values, so that this never
matches inside one."""
NAMES = ("class", "id", "itemprop")
NAMES_OF_LINKS = frozenset((*NAMES, "rel"))
HIDES = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
STREAMED = re.compile(r"S:[0-9a-f]+$")
"""The id of what React sends late, hidden until a script moves it to its place: readers see it."""
MAX_NAMES = 400
MAX_WORDS = 24
"""Words of one element that are looked at; longer lists are those of frameworks."""
PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}|[^\W\d_a-zA-Z]+")
DIGITS = re.compile(r"\d+")


class Break(IntEnum):
    """What an element does to the line that is being read; from `BLOCK` on it ends it."""

    NONE = 0
    LINK = 1
    STYLED = 2
    BR = 3
    IMAGE = 4
    VOID = 5
    BLOCK = 6
    PREFORMATTED = 7
    ROW = 8


class Around(IntFlag):
    """What a line may stand in, at any distance."""

    ARTICLE = auto()
    MAIN = auto()
    NAV = auto()
    ASIDE = auto()
    HEADER = auto()
    FOOTER = auto()
    FORM = auto()
    FIGURE = auto()
    CAPTION = auto()
    CREDIT = auto()
    LIST = auto()
    ORDERED = auto()
    TABLE = auto()
    QUOTE = auto()
    CODE = auto()
    HEADING = auto()
    BUTTON = auto()
    HIDDEN = auto()
    NOSCRIPT = auto()
    COMMENTS = auto()
    RELATED = auto()
    SHARE = auto()
    LETTER = auto()
    AUTHOR = auto()
    ADVERT = auto()
    BODY = auto()
    DIALOG = auto()
    TITLE = auto()
    SUMMARY = auto()
    TAGS = auto()
    CRUMBS = auto()
    DAY = auto()


BY_TAG = {
    "article": Around.ARTICLE, "main": Around.MAIN, "nav": Around.NAV, "aside": Around.ASIDE, "header": Around.HEADER,
    "footer": Around.FOOTER, "form": Around.FORM, "figure": Around.FIGURE, "figcaption": Around.CAPTION,
    "ul": Around.LIST, "ol": Around.LIST | Around.ORDERED, "table": Around.TABLE, "blockquote": Around.QUOTE,
    "pre": Around.CODE, "button": Around.BUTTON, "select": Around.BUTTON, "label": Around.BUTTON,
    "noscript": Around.NOSCRIPT, "dialog": Around.DIALOG, "time": Around.DAY, "summary": Around.SUMMARY,
    "h1": Around.HEADING, "h2": Around.HEADING, "h3": Around.HEADING, "h4": Around.HEADING, "h5": Around.HEADING,
    "h6": Around.HEADING,
}  # fmt: skip
BY_ROLE = {
    "article": Around.ARTICLE, "main": Around.MAIN, "navigation": Around.NAV, "menu": Around.NAV, "menubar": Around.NAV,
    "complementary": Around.ASIDE, "banner": Around.HEADER, "contentinfo": Around.FOOTER, "search": Around.FORM,
    "dialog": Around.DIALOG, "alertdialog": Around.DIALOG, "tablist": Around.NAV, "button": Around.BUTTON,
    "heading": Around.HEADING,
}  # fmt: skip
TAG_FLAGS = {tag: int(flag) for tag, flag in BY_TAG.items()}
ROLE_FLAGS = {role: int(flag) for role, flag in BY_ROLE.items()}
HIDDEN, CAPTION = int(Around.HIDDEN), int(Around.CAPTION)
BY_PIECE = {
    Around.COMMENTS: "comment comments disqus discussion respond replies reply kommentar kommentare comentarios "
    "commentaires commento commentlist",
    Around.RELATED: "related teaser teasers recommend recommended recommendation recommendations recirc recirculation "
    "outbrain taboola trending popular promo promos latest upnext onward suggested suggestions carousel slider swiper "
    "readmore readnext alsoread mostread mostpopular similar trending zergnet nativo",
    Around.SHARE: "share shares sharing social addtoany sharedaddy follow shariff sharebar socials",
    Around.LETTER: "newsletter newsletters subscribe subscription subscriptions signup paywall donate donation mailing "
    "optin mailchimp",
    Around.AUTHOR: "author authors byline bylines contributor contributors autor writer bio vcard authorbox autoren",
    Around.ADVERT: "ad ads advert adverts advertisement advertising adslot dfp sponsor sponsored werbung anzeige "
    "publicidad adsbygoogle adunit promotion",
    Around.BODY: "articlebody richtext wysiwyg prose rte",
    Around.NAV: "nav navbar navigation menu menus sitemap pagination pager toc offcanvas submenu dropdown megamenu",
    Around.FOOTER: "footer colophon copyright foot",
    Around.HEADER: "masthead topbar",
    Around.ASIDE: "sidebar widget widgets rail aside",
    Around.DIALOG: "cookie cookies consent modal popup overlay gdpr onetrust lightbox tooltip",
    Around.CAPTION: "caption captions cutline bildunterschrift bildtext didascalia legende legend figcaption "
    "imgcaption",
    Around.CREDIT: "credit credits photographer",
    Around.SUMMARY: "standfirst subtitle subheadline subhead deck dek excerpt summary lead intro sapo chapo lede "
    "teaserext description",
    Around.TITLE: "headline title heading",
    Around.TAGS: "tag tags topic topics keyword keywords category categories taglist",
    Around.CRUMBS: "breadcrumb breadcrumbs crumbs crumb",
    Around.DAY: "date dateline datetime time timestamp pubdate published updated datum publish",
}
"""What the pieces of a class, id or itemprop tell, in small letters."""
BY_PAIR = {
    Around.BODY: "article body,entry content,post content,story body,article content,post body,rich text,article text,"
    "story content,body content,text body,page content,body text",
    Around.RELATED: "most read,read more,read next,read also,most popular,most viewed,more from,more on,more stories,"
    "more news,up next,card list",
    Around.HEADER: "site header,top bar,page header,global header",
    Around.LETTER: "sign up,mailing list",
    Around.DIALOG: "screen reader",
}
FLAG_OF_PIECE = {"~" + piece: int(flag) for flag, pieces in BY_PIECE.items() for piece in pieces.split()}
FLAG_OF_PAIR = {
    ("~" + one, "~" + two): int(flag)
    for flag, pairs in BY_PAIR.items()
    for one, two in map(str.split, pairs.split(","))
}
BEGIN_PAIRS = frozenset(one for one, _ in FLAG_OF_PAIR)

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup",
    "option", "p", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "ul", "video", "audio",
    "picture", "select", "button",
))  # fmt: skip
STYLED = frozenset(("b", "strong", "i", "em"))
KINDS = {
    **dict.fromkeys(BLOCKS, Break.BLOCK), **dict.fromkeys(STYLED, Break.STYLED), "a": Break.LINK, "br": Break.BR,
    "img": Break.IMAGE, "pre": Break.PREFORMATTED, "td": Break.BLOCK, "th": Break.BLOCK, "tr": Break.ROW,
    "input": Break.VOID, "source": Break.VOID, "track": Break.VOID, "wbr": Break.VOID, "col": Break.VOID,
    "area": Break.VOID, "embed": Break.VOID, "hr": Break.VOID, "base": Break.VOID, "param": Break.VOID,
    "keygen": Break.VOID, "basefont": Break.VOID, "bgsound": Break.VOID, "frame": Break.VOID,
}  # fmt: skip


class Look(NamedTuple):
    """A start tag, read: its name, its effect on lines, what it puts around its content, its words."""

    tag: str
    breaks: Break
    around: int
    words: tuple[str, ...]


def read_tag(source: str) -> Look:
    """What a start tag says."""
    end = source.find(" ")
    if end < 0:
        return _look(source[1:-1], "", "", False)
    tag, told = source[1:end], dict(TOLD.findall(source))
    if tag == "a" or tag == "img":
        return _look(
            tag, " ".join([told[name] for name in told if name in NAMES_OF_LINKS])[:MAX_NAMES], "", False
        )
    is_hidden = "hidden" in told and not STREAMED.search(told.get("id", ""))
    is_hidden = is_hidden or told.get("aria-hidden") == "true"
    is_hidden = is_hidden or ("style" in told and bool(HIDES.search(told["style"])))
    names = " ".join([told[name] for name in NAMES if name in told])[:MAX_NAMES]
    return _look(tag, names, told.get("role", ""), is_hidden)


@lru_cache(1 << 12)
def _look(tag: str, names: str, role: str, is_hidden: bool) -> Look:
    """The look of a tag with these classes, ids and itemprops: their words are each name as it is, without numbers,
    and the pieces of them, each behind a `~`."""
    breaks = KINDS.get(tag) or (Break.BLOCK if "-" in tag else Break.NONE)
    pieces = "\n~".join(["", *PIECE.findall(names)]).lower().split("\n")[1:]
    around = TAG_FLAGS.get(tag, 0) | ROLE_FLAGS.get(role, 0)
    for piece in pieces:
        around |= FLAG_OF_PIECE.get(piece, 0)
    if not BEGIN_PAIRS.isdisjoint(pieces):
        for pair in pairwise(pieces):
            around |= FLAG_OF_PAIR.get(pair, 0)
    if "text-caption" in names:  # a size of type
        around &= ~CAPTION | TAG_FLAGS.get(tag, 0)
    whole = DIGITS.sub("0", names.lower()).split()
    return Look(
        tag, breaks, around | HIDDEN * is_hidden, (*whole[:MAX_WORDS], *dict.fromkeys(pieces[:MAX_WORDS]))
    )
