"""What the operations page gives to copy does what it says: units, the line for cron, backup and restore."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk import exits
from folders import lay, paragraph, written

DOCS = Path(__file__).parent.parent / "docs"
DEPLOY = DOCS / "deploy"
PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A machine's folders, below a temporary one: copydesk under /opt, clippings under /srv."""
    lay(
        tmp_path / "srv/copydesk/raw",
        {"a.txt": f"{paragraph(0, 0, 0)}\n\nShare this article\n", "b.txt": paragraph(1, 0, 0)},
    )
    (tmp_path / "srv/copydesk/copydesk.toml").write_text('keep = ["Editor’s note"]\n')
    program = tmp_path / "opt/copydesk/bin/copydesk"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n')
    program.chmod(0o755)
    return tmp_path


def here(text: str, place: Path) -> str:
    """The text with this machine's folders in place of those it names."""
    return text.replace("/opt/copydesk", f"{place}/opt/copydesk").replace(
        "/srv/copydesk", f"{place}/srv/copydesk"
    )


def shell(command: str, place: Path, folder: str = "srv/copydesk") -> subprocess.CompletedProcess[str]:
    program = f"PATH={place}/opt/copydesk/bin:$PATH; {command}"
    return subprocess.run(
        ["sh", "-c", program], cwd=place / folder, capture_output=True, text=True, timeout=120
    )


def commands_of(unit: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)


def test_the_units_are_units(place: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("there is no systemd-analyze here")
    units = []
    for name in ("copydesk.service", "copydesk.timer"):
        units.append(place / name)
        units[-1].write_text(here((DEPLOY / name).read_text(), place))
    done = subprocess.run([verify, "verify", *map(str, units)], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_service_cleans_and_leaves_a_digest(place: Path) -> None:
    unit = here((DEPLOY / "copydesk.service").read_text(), place)
    (run,) = commands_of(unit, "ExecStart")
    done = shell(run, place)
    assert (done.returncode, done.stdout) == (0, "")
    (after,) = commands_of(unit, "ExecStartPost")
    assert shell(after, place).returncode == 0
    assert "<h1" in (place / "srv/copydesk/digest.html").read_text()
    assert commands_of(unit, "SuccessExitStatus") == [str(exits.QUARANTINE)]


def test_the_line_for_cron(place: Path) -> None:
    line = (DEPLOY / "copydesk.cron").read_text().splitlines()[-1]
    command = here(line.split(maxsplit=6)[6], place).replace(r"\%", "%")
    done = shell(command, place, ".")
    assert done.returncode == 0 and done.stdout.startswith("Night 1, begun ")
    assert '"event": "end"' in (place / "srv/copydesk/copydesk.log").read_text()


def test_backup_and_restore(place: Path) -> None:
    folder = place / "srv/copydesk"
    assert shell("copydesk run -q && copydesk restore a.txt", place).returncode == 0
    before = written(folder / "clean")
    backup, restore = (here(code, place) for code in re.findall(r"```sh\n(tar .*?)```", PAGE, re.DOTALL))
    assert shell(backup, place).returncode == 0
    shutil.rmtree(folder / "clean")
    done = shell(restore, place)
    assert done.returncode == 0 and "2 unchanged" in done.stdout, done
    assert written(folder / "clean") == before and ".by-hand.jsonl" in before


def test_every_exit_status_is_told() -> None:
    told = {
        int(number)
        for row in re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
        for number in row.split(",")
    }
    known = (exits.FAILED, exits.USAGE, exits.QUARANTINE, exits.NOTICED, exits.STOPPED, exits.TERMINATED)
    assert told == {0, *known}
