"""From bytes to characters: which encoding they are in, and which characters are no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from copydesk.errors import ReadError
from copydesk.language.visible import TURNING
from copydesk.readers.detect import CANDIDATES, SAMPLE_BYTES, guessed_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark begins its own."""

_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""Labels that mean more than they say, by the table of the WHATWG Encoding Standard."""

_LABELLED = (*CANDIDATES, "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_8", "iso8859_10", "iso8859_13",
             "iso8859_14", "iso8859_15", "iso8859_16", "koi8_u", "mac_roman", "mac_cyrillic", "cp866",
             "iso2022_jp", "utf_8")  # fmt: skip
"""What a label can name. Not UTF-7 (it can hide tags), and none of Python's codecs that are no character sets."""

_CONTROL = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_HEAD_BYTES = 4096
MAX_CONTROLS = 0.3
"""Of valid UTF-8. Saved pages with a NUL for every space have 16%; a file of NULs has 100%."""
MAX_CONTROLS_UNDECLARED = 0.05
"""Of what is not UTF-8, NULs not counted. Random and compressed bytes have 10%, text in any encoding next to none."""
_MAX_FAULTS = 0.05
"""Share of the characters beyond ASCII that may not fit a declared encoding before it is taken for a wrong label."""

_MIN_VALID = 0.6
"""Valid characters beyond ASCII for each stray byte, from which content is UTF-8 into which others were pasted. Of news
in 16 languages and their own encodings, EUC-JP comes nearest with 0.35."""

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NO_TEXT = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff{TURNING}]+")
_RARE_NEWLINES = ("\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_CONTROLS_OF_LATIN = bytes((*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)))
_NO_CHARACTERS = ("\ufeff", "\ufffe", "\uffff", *TURNING)
"""Most texts have none of these, and to look for them one by one is quicker than a pattern."""
_STRAY = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the encoding that their bytes were in."""

    text: str
    encoding: str


def decode(content: bytes, label: str = "") -> Decoded:
    """The characters of `content`, tidied (see `tidy`); otherwise as `characters`."""
    found = characters(content, label)
    return Decoded(tidy(found.text), found.encoding)


def characters(content: bytes, label: str = "", language: str = "") -> Decoded:
    """The characters of `content`. `label` is the encoding that it or its sender declares, `language` the code of its
    language, if it states one.

    A byte order mark decides, then UTF-8 where it is valid (no other encoding's text is, but by chance, and labels
    are often wrong), then the label, then what charset-normalizer finds in a sample. Raises `ReadError` for content
    that is no text.
    """
    if looks_binary(content):
        raise ReadError("looks like binary content: too many control characters for a text")
    return (
        _by_mark(content)
        or _as_iso2022(content)
        or _as_utf8(content)
        or _as_declared(content, label)
        or _detected(content, language)
    )


def tidy(text: str) -> str:
    """The text with `\\n` for every kind of line end, and without characters that no text has.

    Those are control characters (tab and newline stay), lone surrogates, byte order marks, noncharacters, and what
    turns the reading direction around.

    >>> tidy("one\\r\\ntwo\\x00")
    'one\\ntwo'
    """
    if any(mark in text for mark in _RARE_NEWLINES):
        text = _NEWLINES.sub("\n", text)
    return _NO_TEXT.sub("", text) if _may_have_no_text(text) else text


def _may_have_no_text(text: str) -> bool:
    """Has it a character of `_NO_TEXT`, or one that is none of UTF-8's?"""
    near = text.encode("latin-1", "replace")
    if len(near.translate(None, _CONTROLS_OF_LATIN)) < len(near) or any(
        mark in text for mark in _NO_CHARACTERS
    ):
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def looks_binary(content: bytes) -> bool:
    """Whether so much of it is control characters that it can't be text in any encoding."""
    if wide_encoding(content[:_HEAD_BYTES]):
        return False
    controls = len(content) - len(content.translate(None, _CONTROL))
    if controls <= MAX_CONTROLS_UNDECLARED * len(content):
        return False
    if controls > MAX_CONTROLS * len(content):
        return True
    others = controls - content.count(0)
    return others > MAX_CONTROLS_UNDECLARED * len(content) and not _is_utf8(content)


def wide_encoding(head: bytes) -> str:
    """The UTF-16 or UTF-32 that content is in, by its mark or by where its NULs are; `""` if it is neither."""
    for mark, encoding in _BOMS[1:]:
        if head.startswith(mark):
            return encoding
    guessed = _wide_by_nuls(head) if len(head) >= 4 and head.count(0) >= 2 else ""
    text = head.decode(guessed, "ignore") if guessed else ""
    noise = len(text) - len(_NO_TEXT.sub("", text))
    return guessed if noise <= MAX_CONTROLS_UNDECLARED * len(text) else ""


def _wide_by_nuls(head: bytes) -> str:
    nuls = [part.count(0) / len(part) for part in (head[n::4] for n in range(4))]
    if min(nuls) < 0.5:
        if nuls[3] == 1 and nuls[2] > 0.9:
            return "utf-32-le"
        if nuls[0] == 1 and nuls[1] > 0.9:
            return "utf-32-be"
    low, high = nuls[0] + nuls[2], nuls[1] + nuls[3]
    # Even text without Latin letters has spaces and digits, whose high byte is NUL: more than one in ten.
    if high > 0.2 and low < high / 10:
        return "utf-16-le"
    return "utf-16-be" if low > 0.2 and high < low / 10 else ""


def _by_mark(content: bytes) -> Decoded | None:
    if content.startswith(codecs.BOM_UTF8):
        return _as_utf8(content) or Decoded(_with_strays(content), "utf-8")
    encoding = wide_encoding(content[:_HEAD_BYTES])
    return Decoded(content.decode(encoding, "replace"), encoding) if encoding else None


def _as_iso2022(content: bytes) -> Decoded | None:
    """Japanese that is written in ASCII bytes, and so would pass for UTF-8."""
    return _strictly(content, "iso2022_jp") if b"\x1b$" in content else None


def _is_utf8(content: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(content: bytes) -> Decoded | None:
    """UTF-8, also if it is cut off in its last character, or has surrogates or a few stray bytes."""
    if _is_utf8(content):
        return Decoded(content.decode("utf-8", "replace"), "utf-8")
    if b"\xed" in content and (passed := _strictly(content, "utf-8", "surrogatepass")):
        pairs = passed.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        return Decoded(pairs, "utf-8")
    sample = content[: 16 * SAMPLE_BYTES].decode("utf-8", "surrogateescape")
    strays = len(sample) - len(_STRAY.sub("", sample))
    valid = len(sample) - len(sample.encode("ascii", "ignore")) - strays
    return Decoded(_with_strays(content), "utf-8") if valid > _MIN_VALID * strays else None


def _strictly(content: bytes, encoding: str, errors: str = "strict") -> Decoded | None:
    try:
        return Decoded(content.decode(encoding, errors), encoding)
    except UnicodeDecodeError:
        return None


def _with_strays(content: bytes) -> str:
    """UTF-8 in which bytes that don't fit are windows-1252: pages are often pasted together from both."""
    text = content.decode("utf-8", "surrogateescape")
    return _STRAY.sub(
        lambda found: found[0].encode("utf-8", "surrogateescape").decode("cp1252", "ignore"), text
    )


def _as_declared(content: bytes, label: str) -> Decoded | None:
    encoding = _codec(label)
    if not encoding:
        return None
    text = content.decode(encoding, _errors(encoding))
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return Decoded(text, encoding) if text.count("\ufffd") <= _MAX_FAULTS * beyond_ascii else None


def _errors(encoding: str) -> str:
    # The five bytes that windows-1252 does not define are control characters to browsers, so `tidy` would drop them.
    return "ignore" if encoding == "cp1252" else "replace"


def _codec(label: str) -> str:
    """The encoding that a label means to a browser; `""` if it means none, or UTF-8 (which was tried before)."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    name = _AS_BROWSERS_DO.get(name, name)
    known = {codecs.lookup(candidate).name for candidate in _LABELLED}
    return name if name in known and name != "utf-8" else ""


def _detected(content: bytes, language: str) -> Decoded:
    encoding = guessed_encoding(content, language)
    return Decoded(content.decode(encoding, _errors(encoding)), encoding)
