"""A night over many clippings: with one worker and with two, an unchanged night after it, and beside datatrove.

usage: python -m benchmarks.night [--clippings N] [--small N] [--write]

The clippings are the flattened texts of the folder that COPYDESK_BENCH names. Each run is a process of its own; its CPU
time is that of the process and all its workers, its memory the largest resident set of one of all so far. datatrove's
pipeline (JSONL reader, trafilatura, MinHash of word 3-grams, writer) runs on the same texts where it is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.sets import rows

DOCS = Path(__file__).parent.parent / "docs"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what it was, how many clippings, and what it took."""

    what: str
    clippings: int
    wall_seconds: float
    cpu_seconds: float
    memory_mb: float

    def line(self) -> str:
        rate = self.clippings / self.wall_seconds
        return (
            f"{self.what:34} {self.clippings:>9,} {self.wall_seconds:>9.1f} {self.cpu_seconds:>9.1f} "
            f"{rate:>8.1f}/s {self.memory_mb:>7.0f} MB"
        )


def run(what: str, clippings: int, *command: str) -> Run:
    """Run a command to its end and measure it with its children."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = Run(what, clippings, time.monotonic() - began, cpu, after.ru_maxrss / 1024)
    print(found.line(), flush=True)
    return found


def lay(raw: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        path = raw / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def small(number: int) -> str:
    """A small clipping, like no other."""
    words = [f"word{(number * 7919 + place * 104729) % 9973}" for place in range(30)]
    return f"The report of day {number} says: {' '.join(words)}.\n"


def nights(folder: Path, what: str, texts: list[str], workers: tuple[int, ...]) -> list[Run]:
    """A first night with each number of workers, and an unchanged one."""
    lay(folder / "raw", texts)
    time.sleep(2.1)  # So that the times of the files can be relied on.
    found = []
    for count in workers:
        command = ("-m", "copydesk", "run", "-q", "--workers", str(count), str(folder / "raw"))
        target = str(folder / f"clean{count}")
        found.append(run(f"{what}, workers: {count}", len(texts), *command, target))
    found.append(run(f"{what}, unchanged", len(texts), *command, target))
    return found


DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove.utils.hashing import HashConfig
raw, out = sys.argv[1:]
config = MinhashConfig(hash_config=HashConfig(precision=64), n_grams=3, num_buckets=16, hashes_per_bucket=8)
for steps in (
    [JsonlReader(raw), Trafilatura(timeout=60), JsonlWriter(out + "/text", compression=None)],
    [JsonlReader(out + "/text"), MinhashDedupSignature(out + "/sig", config=config)],
    [MinhashDedupBuckets(out + "/sig", out + "/buckets", config=config)],
    [MinhashDedupCluster(out + "/buckets", out + "/ids", config=config)],
    [JsonlReader(out + "/text"), MinhashDedupFilter(out + "/ids"), JsonlWriter(out + "/clean", compression=None)],
):
    tasks = 16 if isinstance(steps[0], MinhashDedupBuckets) else 1
    LocalPipelineExecutor(steps, tasks=tasks, workers=1, logging_dir=None, skip_completed=False).run()
"""


def datatrove(folder: Path, texts: list[str]) -> list[Run]:
    (folder / "jsonl").mkdir()
    lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    (folder / "jsonl/a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    try:
        return [run("datatrove", len(texts), "-c", DATATROVE, str(folder / "jsonl"), str(folder / "out"))]
    except subprocess.CalledProcessError:
        print("skipped: datatrove is not installed, or failed", file=sys.stderr)
        return []


def flattened() -> list[str]:
    bench = Path(os.environ.get("COPYDESK_BENCH", "bench"))
    return [
        str(row["text"])
        for name in ("clippings", "news")
        for row in rows(bench / "text" / f"{name}.jsonl.gz")
    ]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clippings", type=int, default=0, help="so many of the flattened texts; 0 for all")
    parser.add_argument("--small", type=int, default=100_000, help="small clippings; 0 for none")
    parser.add_argument("--write", action="store_true", help="write docs/night-cost.json")
    given = parser.parse_args(arguments)
    print(f"{'':34} clippings      wall       CPU      rate     memory")
    found: list[Run] = []
    texts = flattened()
    texts = texts[: given.clippings or len(texts)]
    if texts:
        with tempfile.TemporaryDirectory() as name:
            found += nights(Path(name), "flattened", texts, (1, 2))
            found += datatrove(Path(name), texts)
    if given.small:
        with tempfile.TemporaryDirectory() as name:
            found += nights(Path(name), "small", list(map(small, range(given.small))), (2,))
    if given.write:
        content = json.dumps([asdict(one) for one in found], indent=1) + "\n"
        (DOCS / "night-cost.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
