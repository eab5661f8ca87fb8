"""Values of any type, as containers and pages state them, made into the plain text that metadata hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from copydesk.language.visible import TAG, TURNING
from copydesk.model import Json

MAX_TITLE = 500
"""Characters; what is longer is no headline, but a text that stands in the wrong field."""
MAX_TEXT = 5_000
MAX_NAME = 100
MAX_LIST = 100
MAX_DEPTH = 5
NAMES = ("name", "@value", "title", "text", "label", "term", "url", "@id", "contentUrl")
"""Where an object says what it is called."""
UNSEEN = re.compile(
    rf"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff{TURNING}]"
)
HOST_NAME = re.compile(r"[\w.-]+")
LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?")
SCRIPT, REGION = 2, 3


def text_of(value: Json, limit: int = MAX_TEXT) -> str:
    """The value as one line without tags and entities; nothing if it is no text or longer than the limit.

    >>> text_of({"@type": "Thing", "name": " Caf&eacute;\\n <b>Paris</b> "}), text_of(7), text_of("a" * 99, 50)
    ('Café Paris', '7', '')
    """
    text = plain(_scalar(value, 0))
    return text if len(text) <= limit else ""


def plain(text: str) -> str:
    """The text without tags, entities (written twice, too), unseen characters and needless white space."""
    text = unescape(unescape(text)) if "&" in text else text
    return " ".join(UNSEEN.sub("", TAG.sub(" ", text) if "<" in text else text).split())


def texts_of(value: Json, split: str = r"[,;]") -> tuple[str, ...]:
    """The value as a list of short texts, each once: a list as it is, a text split at commas."""
    parts: Iterable[Json] = (
        value if isinstance(value, list) else re.split(split, value) if isinstance(value, str) else [value]
    )
    texts = (text_of(part, MAX_NAME) for part in parts)
    return tuple(dict.fromkeys(text for text in texts if text))[:MAX_LIST]


def url_of(value: Json, base: str = "") -> str:
    """The value as a whole web address, or nothing."""
    text = _scalar(value, 0).strip()
    if not text:
        return ""
    try:
        address = urljoin(base, text)
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_whole = parts.scheme in ("http", "https") and "." in parts.netloc and "\\" not in parts.netloc
    is_clean = not re.search(r"\s", address) and not UNSEEN.search(address)
    return address if is_whole and is_clean and len(address) <= MAX_TEXT else ""


def language_of(value: Json) -> str:
    """A language's code with its script and region where they are stated.

    >>> language_of("en_us"), language_of("ZH-hans"), language_of("English")
    ('en-US', 'zh-Hans', '')
    """
    match = LANGUAGE.fullmatch(text_of(value, MAX_NAME))
    if not match:
        return ""
    parts = (match[1].lower(), (match[SCRIPT] or "").title(), (match[REGION] or "").upper())
    return "-".join(part for part in parts if part)


def site_of(host: str) -> str:
    """The host as people name the site; nothing for what no host can be called.

    >>> site_of("www.Example.org:443"), site_of("example.org%2f..")
    ('example.org', '')
    """
    name = host.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")
    return name if HOST_NAME.fullmatch(name) else ""


def _scalar(value: Json, depth: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > MAX_DEPTH:
        return ""
    if isinstance(value, dict):
        return next((text for name in NAMES if (text := _scalar(value.get(name), depth + 1))), "")
    if isinstance(value, list):
        return next((text for part in value if (text := _scalar(part, depth + 1))), "")
    return str(value)
