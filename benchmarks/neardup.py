"""How fast near-duplicate paragraphs are found and how rightly: copydesk beside rensa and datasketch, in one run.

usage: python -m benchmarks.neardup [--sizes 1000,10000,100000] [--threshold 0.8] [--system NAME]… [--write]

Reads `neardup/` of the folder that COPYDESK_BENCH names, and says so where it isn't there: `corpus-100k.txt.gz`, real
English paragraphs of which one in eight is an edited copy of another, its exact answer `pairs-100k-0.8.tsv.gz`, and
`make_corpus.py`, which makes larger corpora. A system that is not installed is left out, and named.

Each system has a process of its own. First come 40,000 paragraphs, which load and compile what it needs; then it is
measured on the corpus, in CPU time of the process, from a list of str to what it found. `--write` puts the table and a
picture into docs/.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

import copydesk
from benchmarks import page
from benchmarks.picture import Line, draw
from copydesk.neardup.normalise import words_of
from copydesk.neardup.shingles import MIN_WORDS, shingles_of

PICTURE = page.PAGE.with_name("neardup-cost.svg")
WARM_UP = 40_000
PERMUTATIONS = 128
RENSA_BANDS, RENSA_SEED = 16, 42
EXACT = 100_000
"""The size of the corpus whose exact answer is there."""

Found = dict[int, int]
"""Each paragraph that is called a copy, with the one that it is said to copy; or itself, if the system does not say."""


def by_copydesk(texts: Sequence[str], threshold: float) -> Found:
    return {c.index: c.of for c in copydesk.find_copies(texts, threshold, guard=False)}


def by_copydesk_guarded(texts: Sequence[str], threshold: float) -> Found:
    return {c.index: c.of for c in copydesk.find_copies(texts, threshold)}


def by_copydesk_in_two(texts: Sequence[str], threshold: float) -> Found:
    return {c.index: c.of for c in copydesk.find_copies(texts, threshold, guard=False, workers=2)}


def by_rensa(texts: Sequence[str], threshold: float) -> Found:
    """As its README has it, with the shingles by which copydesk compares."""
    from rensa import RMinHash, RMinHashDeduplicator

    kept = RMinHashDeduplicator(threshold, PERMUTATIONS, True, RENSA_BANDS, RENSA_SEED)
    found = {}
    for index, text in enumerate(texts):
        if shingles := _shingles(text):
            signature = RMinHash(PERMUTATIONS, RENSA_SEED)
            signature.update(shingles)
            if not kept.add(str(index), signature):
                found[index] = index
    return found


def by_datasketch(texts: Sequence[str], threshold: float) -> Found:
    """Its fastest way: signatures in bulk, hashed by xxHash, bands of its own choice."""
    import xxhash
    from datasketch import MinHash, MinHashLSH

    sets = [[shingle.encode() for shingle in _shingles(text)] for text in texts]
    signatures = MinHash.bulk(sets, num_perm=PERMUTATIONS, hashfunc=xxhash.xxh32_intdigest)
    kept, found = MinHashLSH(threshold, PERMUTATIONS), {}
    for index, signature in enumerate(signatures):
        if not sets[index]:
            continue
        candidates = kept.query(signature)
        if candidates:
            found[index] = min(candidates)
        else:
            kept.insert(index, signature, check_duplication=False)
    return found


def _shingles(text: str) -> list[str]:
    words = words_of(text)
    return list(shingles_of(words)) if len(words) >= MIN_WORDS else []


SYSTEMS: dict[str, tuple[Callable[[Sequence[str], float], Found], Sequence[str]]] = {
    "copydesk, no guard": (by_copydesk, ("copydesk", "numba")),
    "copydesk, no guard, 2 threads": (by_copydesk_in_two, ("copydesk", "numba")),
    "copydesk, guard": (by_copydesk_guarded, ("copydesk", "numba")),
    "rensa": (by_rensa, ("rensa",)),
    "datasketch": (by_datasketch, ("datasketch", "xxhash")),
}
MAX_SIZE = {"datasketch": 100_000}
"""Where a system takes too long: a million paragraphs did not come to an end in an hour."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one system on one corpus. Times are CPU time but `seconds`, which a clock measured."""

    system: str
    size: int
    load_seconds: float
    microseconds: float
    seconds: float
    memory_mb: int
    copies: int
    recall: float | None = None
    precision: float | None = None


def measure(system: str, corpus: Path, threshold: float) -> Figures:
    """Run one system in this process."""
    texts, find = _read(corpus), SYSTEMS[system][0]
    before = time.process_time()
    find(texts[:WARM_UP], threshold)
    begin, clock = time.process_time(), time.perf_counter()
    found = find(texts, threshold)
    cpu, wall = time.process_time() - begin, time.perf_counter() - clock
    right = () if system == "copydesk, guard" else _score(found, corpus, threshold)
    return Figures(
        system, len(texts), begin - before, cpu / len(texts) * 1e6, wall, _peak(), len(found), *right
    )


def _peak() -> int:
    """The most memory that this process has had, in MB. Linux alone says it of the process without its parent."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _read(path: Path) -> list[str]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [line.removesuffix("\n") for line in lines]


def _score(found: Found, corpus: Path, threshold: float) -> tuple[float, float] | tuple[()]:
    """Recall and precision of the flags, where the exact pairs are known: a paragraph is a copy if an earlier one that
    is itself kept is similar enough."""
    pairs = corpus.with_name(f"pairs-100k-{threshold}.tsv.gz")
    if not (corpus.name == "corpus-100k.txt.gz" and pairs.exists()):
        return ()
    earlier: defaultdict[int, list[int]] = defaultdict(list)
    for line in _read(pairs):
        one, other = line.split("\t")[:2]
        earlier[int(other)].append(int(one))
    copies: set[int] = set()
    for later in sorted(earlier):
        if any(one not in copies for one in earlier[later]):
            copies.add(later)
    hits = len(copies & found.keys())
    return hits / len(copies), hits / max(1, len(found))


def corpus_of(size: int, folder: Path, made: Path) -> Path | None:
    """A corpus of so many paragraphs: the one that lies there, its beginning, or a larger one that is made now."""
    whole = folder / "corpus-100k.txt.gz"
    if size == EXACT:
        return whole
    path = made / f"{size}.txt"
    if size < EXACT:
        path.write_text("\n".join([*_read(whole)[:size], ""]), encoding="utf-8")
        return path
    maker = folder / "make_corpus.py"
    if not maker.exists():
        print(f"skipped: {size:,} paragraphs; there is no {maker}", file=sys.stderr)
        return None
    subprocess.run([sys.executable, maker, str(size), path.with_suffix("")], check=True, stdout=sys.stderr)
    return path


def run(systems: Sequence[str], sizes: Sequence[int], folder: Path, threshold: float) -> list[Figures]:
    """Each system on each corpus, one after the other, each in a process of its own."""
    figures = []
    with TemporaryDirectory() as made:
        for size in sizes:
            corpus = corpus_of(size, folder, Path(made))
            for system in systems if corpus else ():
                if _is_installed(system) and size <= MAX_SIZE.get(system, size):
                    figures.append(_in_a_process(system, corpus, threshold))
                    print(f"{figures[-1]}", file=sys.stderr)
    return figures


def _is_installed(system: str) -> bool:
    for package in SYSTEMS[system][1]:
        try:
            version(package)
        except PackageNotFoundError:
            print(f"skipped: {system}; {package} is not installed", file=sys.stderr)
            return False
    return True


def _in_a_process(system: str, corpus: Path | None, threshold: float) -> Figures:
    command = [
        sys.executable,
        "-m",
        "benchmarks.neardup",
        "--threshold",
        str(threshold),
        "--one",
        system,
        str(corpus),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Figures(**json.loads(done.stdout))


def table(figures: Sequence[Figures]) -> list[str]:
    """The figures as a table in Markdown."""
    lines = [
        "| paragraphs | system | CPU µs each | of rensa | seconds | load s | peak MB | copies | recall | precision |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    rensa = {one.size: one.microseconds for one in figures if one.system == "rensa"}
    for one in figures:
        ratio = f"1/{rensa[one.size] / one.microseconds:.1f}" if one.size in rensa else ""
        rates = [f"{rate:.4f}" if rate is not None else "" for rate in (one.recall, one.precision)]
        lines.append(
            f"| {one.size:,} | {one.system} | {one.microseconds:.1f} | {ratio} | {one.seconds:.2f} | "
            f"{one.load_seconds:.2f} | {one.memory_mb:,} | {one.copies:,} | {rates[0]} | {rates[1]} |"
        )
    return lines


def section(figures: Sequence[Figures]) -> str:
    """The section of docs/benchmarks.md."""
    packages = dict.fromkeys(package for one in figures for package in SYSTEMS[one.system][1])
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    told = "\n".join(table(figures))
    return f"""<!-- Made by `python -m benchmarks.neardup --write`. -->
# Benchmarks: near-duplicate paragraphs

Made on {date.today()} with {versions}. Real English paragraphs, 41 words on average, of which one in eight is an edited
copy of another. Similarity is the Jaccard index of three-word runs, the threshold 0.8. Each system has a process of its
own, all in one run on one machine; they are given a list of str. CPU time counts, after {WARM_UP:,} paragraphs that
load and compile what is needed (`load s`); compare the times with each other. Peak memory is that of the whole
process, paragraphs included. Recall and precision are those of the flags against the exact answer; with the guard,
copies are spared on purpose, so they say nothing.

{told}

rensa and datasketch shingle in Python, as their users do, here with copydesk's words. rensa has {RENSA_BANDS} bands,
datasketch those that it chooses itself; neither verifies what its bands bring together.

![CPU time a paragraph against the number of paragraphs]({PICTURE.name})
"""


def picture(figures: Sequence[Figures]) -> str:
    """CPU time a paragraph against the number of paragraphs."""
    systems = dict.fromkeys(one.system for one in figures if "threads" not in one.system)
    lines = [
        Line(system, [(one.size, one.microseconds) for one in figures if one.system == system])
        for system in systems
    ]
    return draw(lines, "paragraphs", "CPU µs a paragraph")


def main() -> int:
    """Measure each system on each corpus, print the table, write it if asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--sizes", default="1000,10000,100000", help="paragraphs (default 1000,10000,100000)"
    )
    options.add_argument("--threshold", type=float, default=0.8)
    options.add_argument("--system", action="append", choices=list(SYSTEMS), help="only this one; repeatable")
    options.add_argument("--write", action="store_true", help="write docs/benchmarks.md and the picture")
    options.add_argument("--one", nargs=2, metavar=("SYSTEM", "CORPUS"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(asdict(measure(given.one[0], Path(given.one[1]), given.threshold))))
        return 0
    folder = Path(os.environ.get("COPYDESK_BENCH", "")) / "neardup"
    if not (folder / "corpus-100k.txt.gz").exists():
        print(f"skipped: {folder}; let COPYDESK_BENCH name the folder that has it", file=sys.stderr)
        return 0
    sizes = [int(size) for size in given.sizes.split(",")]
    figures = run(given.system or list(SYSTEMS), sizes, folder, given.threshold)
    print("\n".join(table(figures)))
    if given.write:
        page.put(section(figures))
        PICTURE.write_text(picture(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
