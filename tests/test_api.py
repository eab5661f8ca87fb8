"""The public functions say in plain words what they were given by mistake."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk import Settings, SettingsError


@pytest.mark.parametrize("content", [None, 7, Path("a.txt"), ["a"]])
def test_clean_takes_bytes_or_characters(content: Any) -> None:
    with pytest.raises(
        TypeError, match=r"content must be bytes or str, not .*; read a file first: path\.read_bytes"
    ):
        copydesk.clean(content)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ("one text", "texts must be a sequence of str, not one str"),
        (["a", None], "text 1 is None, not a str"),
        (["a", "b", float("nan")], "text 2 is nan, not a str"),
    ],
)
def test_find_copies_takes_texts(texts: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        copydesk.find_copies(texts)


def test_settings_are_settings(tmp_path: Path) -> None:
    wrong: Any = {"threshold": 0.9}
    for call in (
        lambda: copydesk.clean("a", settings=wrong),
        lambda: copydesk.run(tmp_path, tmp_path / "c", wrong),
    ):
        with pytest.raises(TypeError, match=r"settings must be copydesk\.Settings, .*, not dict"):
            call()


def test_a_rule_that_does_not_exist_is_named_everywhere(tmp_path: Path) -> None:
    wrong = Settings(off=("shar",))
    for call in (
        lambda: copydesk.clean("a", settings=wrong),
        lambda: copydesk.run(tmp_path, tmp_path / "c", wrong),
    ):
        with pytest.raises(SettingsError, match="no rule 'shar' to switch off; did you mean share"):
            call()


def test_a_pattern_alone_is_one_pattern(tmp_path: Path) -> None:
    for name in ("a.html", "b.txt"):
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / "raw" / name).write_text("Rain fell on the city.")
    for options in ({"include": "*.html"}, {"exclude": "*.txt"}):
        report = copydesk.run(tmp_path / "raw", tmp_path / "clean", dry_run=True, **options)  # type: ignore[arg-type]
        assert report.inputs == 1


def test_beside_other_threads_the_garbage_collector_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    off: list[bool] = []
    monkeypatch.setattr(gc, "disable", lambda: off.append(True))
    copydesk.clean("Rain fell on the city for nine days.")
    thread = threading.Thread(target=copydesk.clean, args=("Rain fell on the city for nine days.",))
    thread.start()
    thread.join()
    assert len(off) == gc.isenabled()


@pytest.mark.parametrize("collects", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collects: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        copydesk.clean("Rain fell on the city for nine days.")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()
