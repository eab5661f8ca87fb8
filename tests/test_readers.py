"""Readers: bytes of any kind become pages or stated failures, and nothing else."""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ReadError
from copydesk.model import Failure, Page, Source
from copydesk.readers import READERS, Fields, media_type_of, page_of, read
from copydesk.readers.decode import decode, looks_binary, tidy
from copydesk.readers.html import declared_encoding
from copydesk.readers.markdown import split_front_matter
from copydesk.readers.streams import HEAD_BYTES, MAX_BYTES

FRENCH = "Le conseil a voté l’été dernier à l’unanimité, près du café de la Gare, où l’accès était fermé."
RUSSIAN = "Портовая комиссия во вторник проголосовала за закрытие старого паромного терминала."
JAPANESE = "港湾委員会は火曜日に古いフェリーターミナルの閉鎖を賛成多数で可決した。"

PLAIN = Fields()


def pages(content: bytes, name: str, fields: Fields = PLAIN) -> list[Page | Failure]:
    return list(read(io.BytesIO(content), Source(name), fields))


def rows(*values: object) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


# Decoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"), (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"), ("港务委员会周二决定关闭旧渡轮码头。", "gb18030"),
        ("항만위원회는 화요일 여객선 터미널을 폐쇄하기로 의결했다.", "cp949"), (FRENCH, "utf-16"),
        (RUSSIAN, "utf-16-le"), (FRENCH, "utf-16-be"), (RUSSIAN, "utf-32-le"), (FRENCH, "utf-32-be"),
        ("£10 – “we won’t”", "cp1252"),
    ],
)  # fmt: skip
def test_undeclared_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


CZECH = "Starý most přes řeku bude na dva roky uzavřen, řekla v úterý starostka. Žádali o přívoz, ale prý příští rok."
TURKISH = "Nehrin üzerindeki eski köprü iki yıl boyunca kapatılacak, dedi salı günü belediye başkanı."


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [
        ("cs", CZECH, "iso8859_2"), ("cs-CZ", CZECH, "cp1250"), ("tr", TURKISH, "cp1254"), ("ru", RUSSIAN, "koi8_r"),
        ("vi", RUSSIAN * 3, "koi8_r"),
    ],
)  # fmt: skip
def test_the_language_of_a_page_tells_its_encoding(language: str, text: str, encoding: str) -> None:
    page = f"<html lang='{language}'><body><p>{text}</p></body></html>"
    assert page_of(page.encode(encoding), "text/html").content == page


@pytest.mark.parametrize(
    ("content", "label", "text"),
    [
        pytest.param(FRENCH.encode(), "iso-8859-1", FRENCH, id="valid UTF-8 beats a wrong label"),
        pytest.param(FRENCH.encode("cp1252"), "iso-8859-1", FRENCH, id="latin-1 means windows-1252"),
        pytest.param(FRENCH.encode("cp1252"), "utf-8", FRENCH, id="declared UTF-8, is not"),
        pytest.param(FRENCH.encode("cp1252"), "x-klingon", FRENCH, id="unknown label"),
        pytest.param(RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, id="declared"),
        pytest.param("港务".encode("gbk"), "gb2312", "港务", id="gb2312 means gb18030"),
        pytest.param(RUSSIAN.encode("cp1251"), "shift_jis", RUSSIAN, id="a label that does not fit"),
        pytest.param(b"plain", "rot13", "plain", id="a codec that is no character set"),
        pytest.param(b"+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-", id="UTF-7 hides tags"),
        pytest.param(
            (FRENCH * 9).encode() + b" \xe9t\xe9", "", FRENCH * 9 + " été", id="stray bytes in UTF-8"
        ),
        pytest.param(b"cut \xe6\x9d", "", "cut \ufffd", id="cut off within a character"),
        pytest.param(b"a\xed\xa0\xbd\xed\xb8\x80b\xed\xa0\x80c", "", "a😀bc", id="surrogates in UTF-8"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfx", "", "x", id="two marks"),
        pytest.param(b"\xef\xbb\xbf", "", "", id="only a mark"),
        pytest.param(
            b"one\r\ntwo\rthree\x0bfour\xc2\x85five", "", "one\ntwo\nthree\nfour\nfive", id="line ends"
        ),
        pytest.param(b"Qu\0ay \x1b[2Jside\x07\tx\xc2\x80", "", "Quay [2Jside\tx", id="control characters"),
        pytest.param(b"a\0 b\0 c", "", "a b c", id="NULs between words"),
    ],
)
def test_decoding(content: bytes, label: str, text: str) -> None:
    assert decode(content, label).text == text


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 999,
        b"\0",
        random.Random(7).randbytes(9999),
        bytes(range(32)) * 9,
        b"x\1\2\3\4\5",
        b"\0\1\2\3" * 500,
        b"\1\0\2\0" * 500,
    ],
)
def test_binary_content_is_refused(content: bytes) -> None:
    assert looks_binary(content)
    with pytest.raises(ReadError, match="binary"):
        decode(content)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")), st.text(max_size=12))
def test_any_bytes_decode_or_are_refused(content: bytes, label: str) -> None:
    try:
        text = decode(content, label).text
    except ReadError:
        return
    assert tidy(text) == text
    text.encode("utf-8")


@given(st.text())
def test_characters_are_only_tidied(text: str) -> None:
    try:
        assert page_of(text, "text/plain").content == tidy(text)
    except ReadError as error:
        assert "binary" in str(error)


def test_a_line_of_50_mb_is_read_in_seconds() -> None:
    for text in ("lorem ipsum ", "lorem ipsüm "):
        for encoding in ("utf-8", "cp1252"):
            content = (text * (50_000_000 // len(text))).encode(encoding)
            (page,) = pages(content, "long.txt")
            assert isinstance(page, Page) and page.content.startswith(text)


# What a file is

PAGE = b"<!DOCTYPE html><html><body><p>Rain.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (b"Rain is expected.", "a.txt", "text/plain"),
        (b"Rain is expected.", "a", "text/plain"),
        (b"Rain is expected.", "a.md", "text/markdown"),
        (b"Rain is expected.", "a.HTML", "text/html"),
        (b"Rain is expected.", "a.csv", ""),
        (b"", "a.txt", "text/plain"),
        (PAGE, "a.txt", "text/html"),
        (PAGE, "story.php", "text/html"),
        (b"\xef\xbb\xbf <!-- saved --> \n<!-- twice --><HTML lang=en>", "a.txt", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "a.txt", "text/html"),
        (b'<?xml version="1.0"?>\n<rss>', "a.xml", ""),
        (b"<p>Rain.</p>", "a.txt", "text/html"),
        (b"<p>Rain.</p>", "a.md", "text/markdown"),
        (b"<p is a tag.", "a.txt", "text/plain"),
        (b"The tag <p> opens a paragraph, </p> ends it.", "a.txt", "text/plain"),
        (PAGE.decode().encode("utf-16"), "a.txt", "text/html"),
        (PAGE.decode().encode("utf-16-le"), "a.txt", "text/html"),
        (rows({"text": "x"}), "a.jsonl", "application/jsonl"),
        (rows({"text": "x"}), "a.json", "application/jsonl"),
        (b'{\n "text": "x"\n}', "a.json", ""),
        (gzip.compress(rows({"text": "x"}), mtime=0), "a.jsonl.gz", "application/jsonl"),
        (gzip.compress(PAGE, mtime=0), "a.html", "text/html"),
        (gzip.compress(b"a,b", mtime=0), "a.csv.gz", ""),
        (b"---\ntitle: Rain\n---\nRain.", "", "text/markdown"),
        (b"---\ntitle: Rain\n---\nRain.", "a.txt", "text/plain"),
        (b"<pre>code = 1\n  two = 2</pre>", "a.txt", "text/html"),
        (b"%PDF-1.4", "a.pdf", ""),
        (b"%PDF-1.4", "a.txt", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", ""),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "png", ""),
        (b"\0\1\2\3" * 99, "a.html", "text/html"),
        (b"<!-- -->" * 5000 + b"x", "a.txt", "text/plain"),
    ],
)
def test_media_types(head: bytes, name: str, media_type: str) -> None:
    assert media_type_of(head, name) == media_type


@given(st.binary(), st.text())
def test_any_file_has_a_media_type_that_is_read_or_none(head: bytes, name: str) -> None:
    assert media_type_of(head, name) in {"", *READERS}


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4 x", b"\x89PNG\r\n\x1a\n\0\0\0", b"PK\3\4" + b"x" * 99, b"\0" * 99]
)
def test_binary_content_under_a_name_of_ours_is_one_failure(content: bytes) -> None:
    (failure,) = pages(content, "a.txt")
    assert isinstance(failure, Failure) and (failure.stage, failure.error) == ("read", "ReadError")


@given(st.binary(), st.sampled_from(["a.txt", "a.md", "a.html", "a.html.gz", "a.jsonl", "a.jsonl.gz"]))
def test_reading_never_raises(content: bytes, name: str) -> None:
    found = pages(content, name)
    assert len(found) == 1 or "jsonl" in name
    assert all(one.source.media_type in READERS for one in found if isinstance(one, Page))


def test_a_page_that_is_too_large_is_one_failure() -> None:
    (failure,) = pages(gzip.compress(b"word " * (MAX_BYTES // 5 + 1), 1), "a.txt.gz")
    assert isinstance(failure, Failure) and "64 MiB" in failure.detail


def test_a_broken_gzip_is_one_failure() -> None:
    (failure,) = pages(gzip.compress(PAGE)[:-9], "a.html.gz")
    assert isinstance(failure, Failure) and "to its end" in failure.detail


# Pages given by themselves


def test_what_stands_behind_a_gzip_costs_nothing() -> None:
    whole, extended = (pages(gzip.compress(PAGE) + more, "a.html.gz") for more in (b"", b"not packed"))
    assert extended == whole and isinstance(whole[0], Page)


def test_a_page_of_characters_or_bytes() -> None:
    assert (
        page_of("Rain.")
        == page_of(b"Rain.")
        == Page(Source("", media_type="text/plain"), "Rain.", "text/plain")
    )
    assert page_of("", url="https://example.org").source.url == "https://example.org"
    assert page_of("<p>Rain.</p>", "text/plain").media_type == "text/plain"
    assert page_of("Rain.", "text/html; charset=utf-8").media_type == "text/html"
    assert page_of('<meta charset="koi8-r">é').content == '<meta charset="koi8-r">é'
    assert page_of(rows({"text": "Rain."})).content == "Rain."


@pytest.mark.parametrize(
    "content", [b"\0\1\2" * 9, b"%PDF-1.4", rows({"text": "a"}, {"text": "b"}), b'{"text": 1}\n{']
)
def test_content_that_is_no_page_raises(content: bytes) -> None:
    with pytest.raises(ReadError):
        page_of(content, "application/jsonl" if content.startswith(b"{") else None)


def test_an_unknown_media_type_raises() -> None:
    with pytest.raises(ReadError, match="image/png"):
        page_of(b"x", "image/png")


# HTML


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META content='text/html; charset=Windows-1251' http-equiv=x>", "Windows-1251"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=koi8-r</p>", ""),
        (b"x" * 5000 + b'<meta charset="koi8-r">', ""),
        (b"<meta " * 700, ""),
    ],
)
def test_declared_encodings(content: bytes, label: str) -> None:
    assert declared_encoding(content) == label


# Markdown


def test_front_matter_becomes_hints() -> None:
    front = "---\ntitle: 'Rain: again'\ndate: 2024-05-03\nlang: no\nx-desk: [night, 2]\n---\n# Rain\n"
    (page,) = pages(front.encode(), "a.md")
    assert isinstance(page, Page)
    assert page.content == "# Rain\n"
    assert page.hints == {"title": "Rain: again", "date": "2024-05-03", "lang": "no", "x-desk": ["night", 2]}


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("12:30", "12:30"), ("007", "007"), ("12", 12), ("true", True), ("yes", "yes"), ("~", None), ("1.5", 1.5),
        ("1.50", "1.50"), ("'12'", "12"), ("!!timestamp 2024-05-03", "2024-05-03"), ("!!python/object:x y", "y"),
        ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_yaml_values(scalar: str, value: object) -> None:
    assert split_front_matter(f"---\nkey: {scalar}\n---\n") == ({"key": value}, "")


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [1]\nb: *x",
        "a: &x [*x]",
        "just words",
        "- a\n- b",
        "a: [",
        "[" * 30000,
        "a: b\n" * 20000,
        "a: b: c",
        "\ta: b",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(front: str) -> None:
    text = f"---\n{front}\n---\nRain.\n"
    assert split_front_matter(text) == ({}, text)


def test_a_rule_without_an_end_is_no_front_matter() -> None:
    assert split_front_matter("---\ntitle: Rain\n") == ({}, "---\ntitle: Rain\n")
    assert split_front_matter("---\n---\nRain.") == ({}, "Rain.")


# JSONL


def test_a_row_becomes_a_page_with_hints() -> None:
    row = {
        "id": 7,
        "url": "https://example.org/a",
        "text": "Rain.",
        "title": "Wet",
        "extra": {"a": [1, None]},
    }
    (page,) = pages(rows(row), "a.jsonl")
    source = Source("a.jsonl", "7", "application/jsonl", "https://example.org/a")
    assert page == Page(source, "Rain.", "text/plain", hints={"title": "Wet", "extra": {"a": [1, None]}})


def test_other_field_names() -> None:
    content = rows({"maintext": "Rain.", "text": "teaser", "key": "x", "id": 1}, {"text": "Rain."})
    first, second = pages(content, "a.jsonl", Fields("maintext", "key"))
    assert isinstance(first, Page)
    assert (first.content, first.source.record, first.hints) == ("Rain.", "x", {"text": "teaser", "id": 1})
    assert isinstance(second, Failure) and "maintext" in second.detail


def test_a_row_that_fails_keeps_its_id_and_its_address() -> None:
    content = rows(
        {"id": "a6", "text": None, "url": "https://example.org/a"}, {"id": 7}, {"key": "k", "id": 8}
    )
    assert [one.source.record for one in pages(content, "a.jsonl")] == ["a6", "7", "8"]
    assert pages(content, "a.jsonl")[0].source.url == "https://example.org/a"
    assert [one.source.record for one in pages(content, "a.jsonl", Fields("text", "key"))][2] == "k"


def test_html_in_rows() -> None:
    content = rows(
        {"html": "Rain."}, {"text": PAGE.decode()}, {"text": "", "html": "<p>x"}, {"text": "a <p> b"}
    )
    kinds = [page.media_type for page in pages(content, "a.jsonl") if isinstance(page, Page)]
    assert kinds == ["text/html", "text/html", "text/html", "text/plain"]


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (
            rows({"text": "a", "id": "x"}, {"text": "b", "id": "x"}, {"text": "c", "url": "u"}),
            ["x", "line-2", "u"],
        ),
        (
            rows({"text": "a", "id": "2"}, {"text": "b"}, {"text": "c", "id": "line-2"}),
            ["2", "line-2", "line-3"],
        ),
        (
            rows({"text": "a", "id": None}, {"text": "b", "id": True}, {"text": "c", "id": " "}),
            ["line-1", "line-2", "line-3"],
        ),
        (
            rows({"text": "a", "id": "x\ny"}, {"text": "b", "id": "x" * 2999}, 7),
            ["line-1", "line-2", "line-3"],
        ),
    ],
)
def test_records_are_named_apart(content: bytes, records: list[str]) -> None:
    assert [one.source.record for one in pages(content, "a.jsonl")] == records


@pytest.mark.parametrize(
    "row",
    [
        b"{bad", b"null", b"7", b'"text"', b"[]", b"{}", b'{"text":', b'{"text":null}', b'{"text":["a"]}', b"\0" * 99,
        b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000, b'{"text":"x","id":' + b"9" * 9999 + b"}", b"\xff\xfe",
    ],
)  # fmt: skip
def test_a_bad_row_is_its_own_failure(row: bytes) -> None:
    good = rows({"text": "Rain."})
    before, failure, after = pages(good + row + b"\n" + good, "a.jsonl")
    assert isinstance(before, Page) and isinstance(after, Page)
    assert (
        isinstance(failure, Failure)
        and failure.detail.startswith("line 2 ")
        and failure.source.record == "line-2"
    )


def test_values_that_json_cannot_write_again() -> None:
    deep = b"[" * 500 + b"]" * 500
    content = b'{"text":"a\\ud800b\\u0000","n":NaN,"i":1e999,"s":"\\udfff","\\ud800":1,"deep":' + deep + b"}"
    (page,) = pages(content, "a.jsonl")
    assert isinstance(page, Page)
    assert page.content == "ab"
    assert {**page.hints, "deep": ""} == {"n": "nan", "i": "inf", "s": "", "": 1, "deep": ""}
    json.dumps(dict(page.hints), allow_nan=False, ensure_ascii=False, indent=1).encode()


def test_a_container_may_be_utf_16_or_have_stray_bytes() -> None:
    text = rows({"text": FRENCH}, {"text": "x" * 99_999}).decode()
    assert [page.content for page in pages(text.encode("utf-16"), "a.jsonl")] == [FRENCH, "x" * 99_999]  # type: ignore[union-attr]
    raw = json.dumps({"text": FRENCH}, ensure_ascii=False)
    (page,) = pages(raw.encode("cp1252"), "a.jsonl")
    assert isinstance(page, Page) and (page.content, page.encoding) == (FRENCH, "cp1252")
    cut = json.dumps({"text": "a\u2028b"}, ensure_ascii=False).encode()
    assert pages(b"\xef\xbb\xbf" + cut + b"\r\n\n", "a.jsonl")[0].content == "a\nb"  # type: ignore[union-attr]


def test_a_container_that_breaks_off_keeps_the_rows_before() -> None:
    lines = rows(*({"id": number, "text": random.Random(number).randbytes(99).hex()} for number in range(50)))
    *found, failure = pages(gzip.compress(lines, mtime=0)[:-200], "a.jsonl.gz")
    assert len(found) > 30 and all(isinstance(one, Page) for one in found)
    assert isinstance(failure, Failure) and failure.source.record == ""


def test_a_line_that_is_too_long_is_one_failure() -> None:
    long = b'{"text":"' + b"x" * (MAX_BYTES + HEAD_BYTES) + b'"}\n'
    failure, page = pages(gzip.compress(long + rows({"text": "Rain."}), 1), "a.jsonl.gz")
    assert isinstance(failure, Failure) and "64 MiB" in failure.detail
    assert isinstance(page, Page) and page.source.record == "line-2"


def test_rows_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = (b'{"text":"Rain."}\n' * len(buffer))[: len(buffer)]
            return len(buffer)

    found = read(Endless(), Source("a.jsonl"))  # type: ignore[arg-type]
    assert [next(found).source.record for _ in range(3)] == ["line-1", "line-2", "line-3"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
lines = st.one_of(
    st.dictionaries(st.sampled_from(["id", "url", "text", "html", "x"]), json_values).map(json.dumps),
    json_values.map(json.dumps),
    st.text().filter(lambda text: "\n" not in text),
)


@given(st.lists(lines), st.booleans())
def test_every_row_that_is_not_blank_gives_one_result(texts: list[str], zipped: bool) -> None:
    content = "\n".join(texts).encode("utf-8", "surrogatepass")
    found = pages(gzip.compress(content) if zipped else content, "a.jsonl.gz")
    if not zipped and (media_type_of(content, "a.jsonl.gz") != "application/jsonl" or len(found) == 0):
        return
    assert len(found) == sum(1 for line in content.split(b"\n") if line.strip())
    records = [one.source.record for one in found]
    assert len(set(records)) == len(records)


def test_plain_utf_8_loads_no_library_for_encodings_or_yaml() -> None:
    code = (
        "import sys; from copydesk.readers import page_of; page_of('Rain.'.encode()); page_of('# x', 'text/markdown');"
        "assert not {'charset_normalizer', 'yaml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
