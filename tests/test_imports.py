"""Imports point one way, files are touched at the edge, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk

SOURCE = Path(__file__).parent.parent / "src" / "copydesk"

ROWS = (
    ("_version", "errors", "language", "model", "terminal"),
    ("webpage",),
    ("by_hand", "figures"),
    ("settings",),
    ("settings_file",),
    (
        "readers",
        "parse",
        "metadata",
        "boilerplate",
        "neardup",
        "writers",
        "report",
        "explain",
        "exits",
        "workers",
    ),
    ("kept_lines", "store", "summary", "clusters"),
    ("copies", "index"),
    ("copy_pass",),
    ("own_copies",),
    ("pipeline",),
    ("night", "pages"),
    ("progress", "single", "listed", "digest", "logs"),
    ("explaining",),
    ("commands",),
    ("cli",),
    ("__main__", "__init__"),
)
"""A module or package may import what stands in a row above its own, and itself; never a sibling."""

TOUCH_FILES = {
    "settings_file",
    "store",
    "index",
    "workers",
    "night",
    "single",
    "explaining",
    "cli",
    "commands",
    "digest",
    "exits",
    "logs",
    "terminal",
    "language",
}
"""What may import the modules by which a program reaches out of itself: the edge, where no result is decided."""
OUTSIDE = {"os", "shutil", "tempfile", "subprocess", "sqlite3", "socket", "time", "random", "urllib.request"}

HEAVY = {
    "trafilatura",
    "bs4",
    "lxml",
    "selectolax",
    "numba",
    "numpy",
    "scipy",
    "datasketch",
    "yaml",
    "markdown_it",
    "charset_normalizer",
}

FILES = sorted(SOURCE.rglob("*.py"))


def test_every_folder_of_code_is_a_package() -> None:
    """Without `__init__.py` a folder is in no wheel, though it runs from the source tree."""
    folders = {path.parent for path in FILES}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def part_of(file: Path) -> str:
    """The module or package directly below `copydesk` that a file belongs to."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def row_of(part: str) -> int:
    return next(number for number, row in enumerate(ROWS) if part in row)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_imports_point_one_way(file: Path) -> None:
    mine = part_of(file)
    for name in imported(file):
        if name.startswith("copydesk."):
            theirs = name.split(".")[1]
            assert theirs == mine or row_of(theirs) < row_of(mine), f"{mine} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_only_the_edge_touches_the_world(file: Path) -> None:
    reached = {name for name in imported(file) if name.split(".")[0] in OUTSIDE or name == "pathlib.Path"}
    assert not reached or part_of(file) in TOUCH_FILES, f"{part_of(file)} imports {sorted(reached)}"


def test_every_module_has_its_row() -> None:
    assert {part_of(file) for file in FILES} <= {part for row in ROWS for part in row}


def loaded_by(*arguments: str) -> set[str]:
    """The top names of all modules in a new interpreter at the end of a run."""
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    run = f"sys.argv[1:] = {arguments!r}; import copydesk.cli; copydesk.cli.main()" if arguments else ""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import copydesk; {run}"], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("run", "--help"), ("clean", "--help"), ("--version",)]
)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not loaded_by(*arguments) & HEAVY


def test_public_names_agree() -> None:
    named = {name for names in copydesk.NAMES.values() for name in names}
    assert named == set(copydesk.__all__) == set(dir(copydesk))
    for name in named:
        assert getattr(copydesk, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'cleanse'"):
        copydesk.cleanse  # noqa: B018 (the access is what is tested)
