"""The store: an input folder is listed alike everywhere, and output is whole, or not there."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ReadError, RunError, WriteError
from copydesk.model import Failure, Source
from copydesk.store import File, Found, Skipped, list_sources, open_source
from copydesk.store.catalogue import catalogue_path, open_catalogue
from copydesk.store.lock import hold
from copydesk.store.writing import Container, Staging, check_place, digest_of_file

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
needs_permissions = pytest.mark.skipif(is_root, reason="root may read and write everything")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return tmp_path / "clean"


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Rain.")


def paths(listing: Iterable[Found]) -> list[str]:
    return [one.path for one in listing if isinstance(one, File)]


# Listing


def test_files_come_in_the_order_of_their_paths(raw: Path, clean: Path) -> None:
    put(raw, "b.txt", "a/z.txt", "a.txt", "a-b/c.txt", "Z.txt", "é.txt", "a/b/c/d.txt", "new\nline.txt")
    expected = ["Z.txt", "a-b/c.txt", "a.txt", "a/b/c/d.txt", "a/z.txt", "b.txt", "new\nline.txt", "é.txt"]
    assert paths(list_sources(raw, clean)) == expected


def test_hidden_ones_and_the_output_are_passed_over(raw: Path) -> None:
    put(raw, ".hidden.txt", ".git/a.txt", "a.txt", "out/a.txt", "sub/out/b.txt")
    listing = list(list_sources(raw, raw / "out"))
    assert paths(listing) == ["a.txt", "sub/out/b.txt"] and len(listing) == 2
    assert paths(list_sources(raw, raw / "sub" / "out")) == ["a.txt", "out/a.txt"]


def test_what_was_written_of_other_input_is_no_input(raw: Path, clean: Path) -> None:
    put(raw, "a.txt", "out/.copydesk/catalogue.sqlite", "out/a.txt")
    assert list(list_sources(raw, clean))[1:] == [Skipped("out", "a folder that copydesk wrote into")]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["*.txt"], [], ["a.txt", "sub/b.txt"]),
        ([], ["*.txt"], ["c.md"]),
        (["sub"], [], ["sub/b.txt"]),
        (["sub/"], [], ["sub/b.txt"]),
        ([], ["sub"], ["a.txt", "c.md"]),
        (["?.md", "a*"], ["a.*"], ["c.md"]),
        (["[ab].txt"], [], ["a.txt"]),
        (["A.TXT"], [], []),
    ],
)
def test_patterns(
    raw: Path, clean: Path, include: list[str], exclude: list[str], expected: list[str]
) -> None:
    put(raw, "a.txt", "sub/b.txt", "c.md")
    assert paths(list_sources(raw, clean, include, exclude)) == expected


def test_links_are_followed_to_files_inside_only(raw: Path, clean: Path) -> None:
    put(raw, "sub/a.txt")
    put(raw.parent, "secret.txt", "clean/out.txt")
    targets = {"in.txt": "sub/a.txt", "out.txt": "../secret.txt", "gone.txt": "nowhere", "here": ".", "up": "..",
               "own.txt": "../clean/out.txt", "loop1": "loop2", "loop2": "loop1", "zero.txt": "/dev/zero"}  # fmt: skip
    for name, target in targets.items():
        (raw / name).symlink_to(target)
    listing = list(list_sources(raw, clean))
    assert paths(listing) == ["in.txt", "sub/a.txt"]
    assert [one.path for one in listing if isinstance(one, Skipped)] == sorted(set(targets) - {"in.txt"})


def test_a_pipe_is_skipped_with_a_reason(raw: Path, clean: Path) -> None:
    os.mkfifo(raw / "pipe.txt")
    (skipped,) = list_sources(raw, clean)
    assert isinstance(skipped, Skipped)
    assert (skipped.path, skipped.reason) == ("pipe.txt", "a pipe, socket or device, not a file")


@needs_permissions
def test_a_folder_that_cannot_be_listed_is_a_failure(raw: Path, clean: Path) -> None:
    put(raw, "a.txt", "locked/b.txt")
    (raw / "locked").chmod(0)
    listing = list(list_sources(raw, clean, include=["*.txt"]))
    (raw / "locked").chmod(0o700)
    assert paths(listing) == ["a.txt"]
    assert [one.source.path for one in listing if isinstance(one, Failure)] == ["locked"]


def test_a_path_beyond_the_limit_of_the_system_is_a_failure(raw: Path, clean: Path) -> None:
    before = Path.cwd()
    os.chdir(raw)
    try:
        for _ in range(20):
            Path("d" * 250).mkdir()
            os.chdir("d" * 250)
    finally:
        os.chdir(before)
    put(raw, "a.txt")
    listing = list(list_sources(raw, clean))
    assert paths(listing) == ["a.txt"] and [type(one) for one in listing].count(Failure) == 1


def test_folders_that_no_run_can_start_from(raw: Path, tmp_path: Path) -> None:
    put(tmp_path, "file.txt")
    (tmp_path / "link").symlink_to(raw)
    for folders, words in {
        (tmp_path / "gone", tmp_path / "clean"): "does not exist",
        (tmp_path / "file.txt", tmp_path / "clean"): "not a folder",
        (raw, tmp_path / "file.txt"): "is a file",
        (raw, raw): "same folder",
        (raw, tmp_path / "link"): "same folder",
        (raw, tmp_path): "lies in the output",
    }.items():
        with pytest.raises(RunError, match=words):
            list_sources(*folders)


def test_a_file_that_went_away_is_a_read_error(raw: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        open_source(raw, Source("gone.txt"))


# Writing


def write(clean: Path, name: str, content: bytes) -> None:
    check_place(clean, name)
    Staging(clean).place([(name, content)])


def waiting(clean: Path) -> list[str]:
    """Files that are on their way and have not arrived."""
    return [path.name for path in (clean / ".copydesk" / "temporary").iterdir()]


@given(st.lists(st.binary(max_size=99), min_size=1, max_size=5))
def test_what_was_written_last_is_there(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    clean = tmp_path_factory.mktemp("clean")
    for content in contents:
        write(clean, "sub/a.txt", content)
        assert (clean / "sub" / "a.txt").read_bytes() == content
    assert waiting(clean) == []


def test_many_files_at_once(clean: Path) -> None:
    files = [(f"{number}.txt", b"Rain." * number) for number in range(50)]
    Staging(clean).place(files)
    assert all((clean / name).read_bytes() == content for name, content in files)


def test_what_a_run_that_was_cut_off_left_is_removed(clean: Path) -> None:
    write(clean, "a.txt", b"Rain.")
    (clean / ".copydesk/temporary/7").write_bytes(b"half")
    Staging(clean)
    assert waiting(clean) == []


def test_removed_files_take_empty_folders_along(clean: Path) -> None:
    write(clean, "sub/deeper/a.txt", b"Rain.")
    write(clean, "sub/b.txt", b"Rain.")
    Staging(clean).remove("sub/deeper/a.txt")
    assert [path.name for path in (clean / "sub").iterdir()] == ["b.txt"]


def test_new_files_have_the_usual_permissions(clean: Path) -> None:
    write(clean, "a.txt", b"Rain.")
    put(clean, "usual.txt")
    assert (clean / "a.txt").stat().st_mode == (clean / "usual.txt").stat().st_mode


def test_no_link_is_followed_out_of_the_output(clean: Path, tmp_path: Path) -> None:
    clean.mkdir()
    put(tmp_path, "victim.txt", "outside/a.txt")
    (clean / "a.txt").symlink_to("../victim.txt")
    (clean / "sub").symlink_to("../outside")
    (clean / "loop").symlink_to("loop")
    write(clean, "a.txt", b"Snow.")
    assert not (clean / "a.txt").is_symlink()
    for name in (
        "sub/a.txt",
        "sub/deeper/b.txt",
        "loop/c.txt",
        "../victim.txt",
        str(tmp_path / "victim.txt"),
        "",
        "..",
    ):
        with pytest.raises(WriteError):
            check_place(clean, name)
    assert (tmp_path / "victim.txt").read_text() == (tmp_path / "outside" / "a.txt").read_text() == "Rain."
    assert not (tmp_path / "outside" / "deeper").exists()


def test_troubles_of_one_file_are_said_plainly(clean: Path) -> None:
    put(clean, "file", "folder/a.txt")
    for name, words in {
        "x" * 300 + ".txt": "too long",
        ("y" * 200 + "/") * 30 + "a.txt": "too long",
        "file/a.txt": "a file stands where",
        "folder": "a folder has that name",
    }.items():
        with pytest.raises(WriteError, match=words):
            check_place(clean, name)


@needs_permissions
def test_a_read_only_folder(clean: Path) -> None:
    clean.mkdir(mode=0o500)
    with pytest.raises(WriteError, match="permission"):
        check_place(clean, "a.txt")


def test_a_disk_that_takes_no_more_ends_the_run(clean: Path) -> None:
    write(clean, "a.txt", b"old")
    limited = (
        "import resource, signal, sys; from pathlib import Path; from copydesk.store.writing import Staging\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (999, 999))\n"
        "Staging(Path(sys.argv[1])).place([('a.txt', b'x' * 99999)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, str(clean)], capture_output=True, text=True, check=False
    )
    assert "RunError" in done.stderr.splitlines()[-1]
    assert (clean / "a.txt").read_bytes() == b"old"


# Containers


def write_rows(clean: Path, name: str, *rows: bytes) -> bytes:
    check_place(clean, name)
    staging = Staging(clean)
    container = Container(staging.next(name), clean / name)
    for row in rows:
        container.append(row)
    digest = container.complete()
    assert container.move
    staging.settle([container.move])
    assert digest == digest_of_file(clean / name)
    return digest


@pytest.mark.parametrize("name", ["a.jsonl", "sub/a.jsonl.gz"])
def test_the_bytes_of_a_container_depend_on_its_rows_alone(clean: Path, name: str) -> None:
    first = write_rows(clean, name, b"one\n", b"two\n")
    assert write_rows(clean, f"other/{Path(name).name}", b"one\n", b"two\n") == first
    assert write_rows(clean, name, b"one\n") != first
    content = (clean / name).read_bytes()
    assert (gzip.decompress(content) if name.endswith(".gz") else content) == b"one\n"
    if name.endswith(".gz"):
        assert content[4:8] == b"\0\0\0\0"


def test_a_container_that_goes_nowhere_has_the_same_digest(clean: Path) -> None:
    written = write_rows(clean, "a.jsonl.gz", b"one\n")
    dry = Container(None, clean / "a.jsonl.gz")
    dry.append(b"one\n")
    assert dry.complete() == written


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_container_that_is_not_finished_changes_nothing(clean: Path, name: str) -> None:
    write_rows(clean, name, b"old\n")
    before = (clean / name).read_bytes()
    container = Container(Staging(clean).next(name), clean / name)
    container.append(b"new\n")
    container.abandon()
    assert (clean / name).read_bytes() == before and waiting(clean) == []


# The lock


def test_a_second_run_is_told_who_holds_the_folder(clean: Path) -> None:
    with (
        hold(clean, "copydesk run"),
        pytest.raises(RunError, match=rf"in use: process {os.getpid()} on .* since "),
        hold(clean, "copydesk run"),
    ):
        pass
    with hold(clean, "copydesk run"):
        pass


def test_the_lock_of_a_process_that_is_gone_is_taken_over(clean: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from copydesk.store.lock import hold\n"
        "lock = hold(Path(sys.argv[1]), 'copydesk run'); lock.__enter__(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(clean)], check=False).returncode == 9
    assert "process" in (clean / ".copydesk/lock").read_text()
    with hold(clean, "copydesk run"):
        pass


# The catalogue


def test_changes_count_whole_or_not_at_all(clean: Path) -> None:
    with hold(clean, "test"), open_catalogue(clean) as catalogue:
        with catalogue.changes():
            catalogue.set_fact("kept", "1")
        with pytest.raises(ZeroDivisionError), catalogue.changes():
            catalogue.set_fact("kept", "2")
            _ = 1 / 0
        with catalogue.rehearsal():
            catalogue.set_fact("kept", "3")
            assert catalogue.fact("kept") == "3"
        assert catalogue.fact("kept") == "1"


@pytest.mark.parametrize("damage", [b"no database at all" * 99, b""])
def test_a_damaged_catalogue_is_found_and_said(clean: Path, damage: bytes) -> None:
    with hold(clean, "test"), open_catalogue(clean):
        pass
    path = catalogue_path(clean)
    path.write_bytes(path.read_bytes()[:4096].replace(b"SQLite", b"Broken") + damage)
    with pytest.raises(RunError, match="copydesk index rebuild"), open_catalogue(clean):
        pass


def test_the_catalogue_of_another_version_is_not_touched(clean: Path) -> None:
    with hold(clean, "test"), open_catalogue(clean) as catalogue:
        catalogue.change("PRAGMA user_version = 99")
    with pytest.raises(RunError, match="another version of copydesk"), open_catalogue(clean):
        pass
