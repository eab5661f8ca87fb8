"""The documentation says what is true: its generated pages are up to date, its examples run."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

import copydesk
from copydesk.cli import commands

ROOT = Path(__file__).parent.parent
PAGES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if path.exists()]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(kind: str) -> list[object]:
    """The fenced blocks of a kind in all pages, each under its page's name and number."""
    found = []
    for page in PAGES:
        for number, (language, code) in enumerate(FENCED.findall(page.read_text(encoding="utf-8"))):
            if language == kind:
                found.append(pytest.param(code, id=f"{page.name}-{number}"))
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the five clippings in raw/, as in a fresh clone."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["rules.md", "settings.md", "cli.md", "output.md", "digest.md"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == generator().page(name), "run make docs"


@pytest.mark.parametrize("code", examples("python"))
def test_python_examples(code: str, folder: Path) -> None:
    """Prompts are doctests; code without prompts has to run."""
    if ">>>" not in code:
        exec(compile(code, "example", "exec"), {})
        return
    test = doctest.DocTestParser().get_doctest(code, {}, "example", None, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("code", examples("console"))
def test_console_examples(code: str, folder: Path) -> None:
    """`$ copydesk …` runs, and prints what is shown below it; `...` stands for anything."""
    for command, shown in commands_of(code):
        printed = run_in_shell(command)
        if shown:
            assert doctest.OutputChecker().check_output(shown, printed, FLAGS), f"{command}\n{printed}"


def commands_of(code: str) -> list[tuple[str, str]]:
    """Each command after a `$ ` with the lines that stand below it. Others than copydesk are not run."""
    parts = re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]
    pairs = [part.partition("\n") for part in parts]
    return [
        (command, shown)
        for command, _, shown in pairs
        if re.search(r"\bcopydesk (run|clean|explain)\b", command)
    ]


def run_in_shell(command: str) -> str:
    """What a command line prints, with `copydesk` as the one under test."""
    here = f'copydesk() {{ {shlex.quote(sys.executable)} -m copydesk "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", here], capture_output=True, text=True, timeout=120, env=os.environ)
    assert "Traceback" not in done.stderr and "command not found" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def typed(code: str) -> Iterator[list[str]]:
    """The words of each call of copydesk in lines for a shell, without what is piped or redirected."""
    lines = code.splitlines()
    if any(line.startswith("$ ") for line in lines):  # The others are what is printed.
        lines = [line for line in lines if line.startswith("$ ")]
    for line in lines:
        words: list[str] | None = None
        lexer = shlex.shlex(
            re.split(r"\s{3,}", line.removeprefix("$ "))[0], posix=True, punctuation_chars="|;&<>()"
        )
        lexer.wordchars += "%*?[]{}!@,+^:$"
        for word in [*lexer, ";"]:
            if set(word) <= set("|;&<>()"):
                if words is not None:
                    yield words[:-1] if words[-1:] == ["2"] else words
                words = None
            elif words is not None:
                words.append(word)
            elif word == "copydesk" or word.endswith("/bin/copydesk"):
                words = []


def calls() -> list[object]:
    """Every call of copydesk in the pages' lines for a shell, the examples of --help among them."""
    fenced = (
        (page.name, code)
        for page in PAGES
        for kind, code in FENCED.findall(page.read_text(encoding="utf-8"))
        if kind in ("console", "sh")
    )
    return [
        pytest.param(words, id=f"{name}: {shlex.join(words)}")
        for name, code in fenced
        for words in typed(code)
        if words
    ]


@pytest.mark.parametrize("words", calls())
def test_every_call_in_the_docs_is_one_that_copydesk_takes(words: list[str]) -> None:
    command: click.Command = commands
    while isinstance(command, click.Group):
        name, *words = words
        command = command.commands[name]
    command.make_context(command.name, words)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_tests_that_the_threat_model_names_are_there() -> None:
    page = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", page)
    assert len(named) > 30
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), f"{file}::{test}"
    rows = re.findall(r"^\| (?!what he tries|---).*$", page, re.MULTILINE)
    assert rows and all("::" in row for row in rows)


def modules() -> list[str]:
    found = pkgutil.walk_packages(copydesk.__path__, "copydesk.")
    return ["copydesk", *(module.name for module in found if not module.name.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_docstring_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0


@pytest.mark.parametrize("card", ["train/card.py", "train/pages/card.py"])
def test_model_cards_state_the_limits_of_today(card: str) -> None:
    """The cards are made when a model is trained, and their texts may have been mended since."""
    code = (ROOT / card).read_text(encoding="utf-8")
    (limits,) = re.findall(r'^LIMITS = """(.*?)"""', code, re.MULTILINE | re.DOTALL)
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    assert any(f"change {card}. -->" in page and limits in page for page in pages)
