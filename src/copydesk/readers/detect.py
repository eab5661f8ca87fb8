"""Which encoding content is in that declares none."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "iso8859_7", "koi8_r", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949",
]  # fmt: skip
"""What is looked for where nothing is declared: the encodings that web pages were written in."""

_OF_LANGUAGE = {
    "ar": ("cp1256",), "bg": ("cp1251",), "cs": ("cp1250", "iso8859_2"), "el": ("cp1253", "iso8859_7"),
    "fa": ("cp1256",), "he": ("cp1255",), "hr": ("cp1250", "iso8859_2"), "hu": ("cp1250", "iso8859_2"),
    "ko": ("cp949",), "lt": ("cp1257",), "lv": ("cp1257",), "pl": ("cp1250", "iso8859_2"),
    "ro": ("cp1250", "iso8859_2"), "ru": ("cp1251",), "sk": ("cp1250", "iso8859_2"),
    "sl": ("cp1250", "iso8859_2"), "th": ("cp874",), "tr": ("cp1254",), "uk": ("cp1251",), "vi": ("cp1258",),
}  # fmt: skip
"""What pages in a language were written in, where they say which: by the defaults of browsers for these languages. Of
two for one script, the first is that of Windows."""
_ONLY_WINDOWS = bytes(range(0x80, 0xA0))
"""Letters and quotes there, and control characters in what ISO defined."""

_SLACK = 0.05
"""How much messier an encoding of the stated language may look than the best one. Measured on a few lines: Czech in ISO
8859-2 .03; KOI8-R read as Windows-1251, which it is not, .1."""

_WESTERN_MARKS = bytes(range(0xC0))
"""ASCII, and what in windows-1252 are quotes, dashes and signs: other encodings have no words without the rest."""

SAMPLE_BYTES = 65536
"""What the detection looks at. It reads a few stretches of 512 bytes; more of them changes nothing."""


def guessed_encoding(content: bytes, language: str = "") -> str:
    """The encoding that a sample of the content looks like; `language` is the code of the language that it states."""
    return _best_guess(b"".join(_sample(content)), _OF_LANGUAGE.get(language, ()))


def _best_guess(sample: bytes, likely: Sequence[str]) -> str:
    """What charset-normalizer takes the sample for; one of the likely ones, or windows-1252, as browsers assume, where
    that is as good."""
    if not sample.translate(None, _WESTERN_MARKS):
        return "cp1252"
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=CANDIDATES)
    best = matches.best()
    if best is None:
        return "cp1252"
    as_good = {
        name
        for match in matches
        if match.chaos <= best.chaos + _SLACK
        for name in match.could_be_from_charset
    }
    if found := [name for name in likely if name in as_good]:
        is_windows = len(sample.translate(None, _ONLY_WINDOWS)) < len(sample)
        return found[0] if is_windows else found[-1]
    for match in matches:
        is_as_good = match.chaos <= best.chaos and match.coherence >= best.coherence
        if is_as_good and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding


def _sample(content: bytes) -> Iterator[bytes]:
    """The first lines that tell something, which are those with bytes beyond ASCII."""
    left = SAMPLE_BYTES
    for line in io.BytesIO(content):
        if left <= 0:
            return
        if not line.isascii():
            yield _up_to_a_space(line)
            left -= len(line)


def _up_to_a_space(line: bytes) -> bytes:
    """A long line from its first byte beyond ASCII, cut at a space: no encoding has one inside a character."""
    if len(line) <= SAMPLE_BYTES:
        return line
    start = len(line) - len(line.lstrip(bytes(range(128))))
    end = line.rfind(b" ", start, start + SAMPLE_BYTES)
    return line[start : end if end > start else start + SAMPLE_BYTES]
