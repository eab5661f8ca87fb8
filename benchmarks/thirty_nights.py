"""Thirty nights with arrivals, changes, forgettings, kills and full disks at random, beside the same undisturbed.

usage: python -m benchmarks.thirty_nights [--nights N] [--seed S]

Needs strace, which injects a kill, a full disk (ENOSPC) or a disk error (EIO) at a system call drawn at random. After a
disturbed run the next one goes on, as often as it takes; then the two output folders are compared. Prints what differs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CALLS = ("write", "pwrite64", "rename", "fsync", "fdatasync", "unlink", "mkdir", "ftruncate")
FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO")
MOST_CALLS = 16
"""The fault hits the n-th call of a kind, n drawn up to this: a small night makes about so many of most kinds."""
FILES = 40
STEMS = (
    "the council met in the old town hall to vote on the budget for schools and libraries in the north",
    "rangers warned walkers to keep away from the river which has risen by a good deal since the storm",
    "the harbour bridge will close for repairs at night so that lorries have to take the long way round",
    "a loaf of rye that was milled by wind alone is sold by bakers across the county since last week",
)
ENDS = (
    "",
    " said the mayor",
    " they said",
    " it was said at the meeting",
    " as of late",
    " he added quietly",
)
HEADS = ("", "Once more ", "LEEDS (Reuters) - ", "On Monday ", "Share this article\n\n")


def clipping(draw: random.Random) -> str:
    parts = [
        f"{draw.choice(HEADS)}{draw.choice(STEMS).capitalize()}{draw.choice(ENDS)}."
        for _ in range(draw.randint(1, 4))
    ]
    return "\n\n".join([*parts, draw.choice(("What happens next", "The plan", "Reactions"))])


def copydesk(folder: Path, *words: str, fault: tuple[str, str, int] | None = None) -> int:
    """Run a command, with a fault injected if one is given; its exit status."""
    command = [sys.executable, "-m", "copydesk", *words]
    if fault:
        call, kind, number = fault
        inject = f"inject={call}:{kind}:when={number}"
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject, *command]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def written(clean: Path) -> dict[str, bytes]:
    files = (path for path in sorted(clean.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(clean)): path.read_bytes() for path in files if ".copydesk" not in path.parts
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    draw = random.Random(given.seed)
    disturbed = differ = 0
    with tempfile.TemporaryDirectory() as name:
        calm, rough = Path(name, "calm"), Path(name, "rough")
        for folder in (calm, rough):
            (folder / "raw").mkdir(parents=True)
        for night in range(given.nights):
            for number in draw.sample(range(FILES), draw.randint(0, 6)):
                text = clipping(draw)
                for folder in (calm, rough):
                    (folder / f"raw/{number:02}.txt").write_text(text, encoding="utf-8")
            gone = [path.name for path in sorted((calm / "raw").iterdir()) if draw.random() < 0.04]
            for file in gone:
                for folder in (calm, rough):
                    (folder / "raw" / file).unlink()
                    copydesk(folder, "forget", file)
            for _ in range(draw.randint(0, 2)):
                fault = (draw.choice(CALLS), draw.choice(FAULTS), draw.randint(1, MOST_CALLS))
                disturbed += copydesk(rough, "run", "-q", fault=fault) != 0
            if copydesk(calm, "run", "-q") or copydesk(rough, "run", "-q"):
                print(f"night {night}: a run failed that nothing disturbed")
                differ += 1
            one, other = written(calm / "clean"), written(rough / "clean")
            names = [file for file in one.keys() | other.keys() if one.get(file) != other.get(file)]
            differ += bool(names)
            if names:
                print(f"night {night}: differs in {sorted(names)[:5]}", flush=True)
    print(f"{given.nights} nights, seed {given.seed}: {disturbed} runs disturbed, {differ} nights differ")
    return bool(differ)


if __name__ == "__main__":
    if not shutil.which("strace"):
        sys.exit("skipped: needs strace")
    sys.exit(main(sys.argv[1:]))
