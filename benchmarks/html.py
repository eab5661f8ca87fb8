"""How well the text of saved pages is found: copydesk beside other extractors, in one run.

usage: python -m benchmarks.html [--every N] [--held-out FOLDER] [--write]

Reads the pages in `html/` of the folder that COPYDESK_BENCH names, and says so where it isn't there: WCXB (Foley 2026,
CC-BY-4.0), pages from the tests of Fundus (MIT) and of Mozilla Readability (Apache-2.0).

copydesk's model has seen these very pages. With `--held-out`, the folder that `python -m train.pages` wrote, its texts
come from models that had not seen the page's site; only these are fair. Where some folds are there, only their pages
count. Each system runs in a process of its own, so
that peak memory is its own. `--write` puts the tables into docs/benchmarks-html.md.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

import copydesk
from train.pages.evaluate import word_prf
from train.pages.labels import words_of
from train.pages.samples import sources

DOCS = Path(__file__).parent.parent / "docs" / "benchmarks-html.md"
Found = tuple[str, dict[str, Any]]
"""A text, and the metadata that are scored."""
Row = dict[str, Any]
LANGUAGE = re.compile(r"<html[^>]{0,500}\blang=[\"']?([a-zA-Z]{2})")
STOPS = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip
"""Language → jusText's list of stop words."""
FIRST = "<html><body><article><p>A first page loads what is loaded once.</p></article></body></html>"


def by_copydesk(source: str, url: str) -> Found:
    """copydesk, told that it is HTML."""
    document = copydesk.clean(source, media_type="text/html", url=url or None)
    known = document.metadata
    return document.text, {
        "title": known.title, "author": " ".join(known.authors), "published": known.published[:10],
        "captions": [caption.text for caption in known.captions],
    }  # fmt: skip


def by_trafilatura(source: str, url: str) -> Found:
    """trafilatura with its metadata, as its documentation calls it."""
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(source, url=url or None, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return "", {}
    author = (found.author or "").replace(";", " ")
    return found.text or "", {"title": found.title, "author": author, "published": found.date}


def by_resiliparse(source: str, url: str) -> Found:
    """resiliparse's text alone."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(source, main_content=True, alt_texts=False, comments=False), {}


def by_readability(source: str, url: str) -> Found:
    """readability-lxml, its HTML read as text."""
    from lxml.html import document_fromstring
    from readability import Document

    page = Document(source, url=url or None)
    return " ".join(map(str, document_fromstring(page.summary()).itertext())), {"title": page.short_title()}


def by_justext(source: str, url: str) -> Found:
    """jusText with the stop words of the language that the page states, or of English."""
    import justext

    stated = LANGUAGE.search(source)
    stops = justext.get_stoplist(STOPS.get(stated[1].lower() if stated else "en", "English"))
    found = justext.justext(source.encode("utf-8"), stops, encoding="utf-8")
    return "\n".join(one.text for one in found if not one.is_boilerplate), {}


SYSTEMS: dict[str, tuple[str, Callable[[str, str], Found]]] = {
    "copydesk": ("numpy", by_copydesk),
    "trafilatura": ("trafilatura", by_trafilatura),
    "resiliparse": ("resiliparse", by_resiliparse),
    "readability-lxml": ("readability-lxml", by_readability),
    "justext": ("justext", by_justext),
}
"""Name → the package that has to be there, and the system."""


def main() -> int:
    """Print the tables, and write them."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th page")
    options.add_argument("--held-out", type=Path, help="texts of models that had not seen a page's site")
    options.add_argument("--write", action="store_true", help="write docs/benchmarks-html.md")
    options.add_argument("--one", choices=list(SYSTEMS), help="run this system alone; its pages as JSON")
    given = options.parse_args()
    folder = Path(os.environ.get("COPYDESK_BENCH", "no folder is named")) / "html"
    if not folder.is_dir():
        print(
            f"skipped: no pages in {folder}; let COPYDESK_BENCH name the folder that has html/",
            file=sys.stderr,
        )
        return 0
    if given.one:
        print(json.dumps(run_one(given.one, folder, given.every, _held_out(given.held_out))))
        return 0
    found = {name: _in_a_process(name, given) for name in SYSTEMS if _is_there(SYSTEMS[name][0])}
    text = "\n".join(table(found))
    print(text)
    if given.write:
        seen = HELD_OUT if given.held_out else IN_SAMPLE
        part = f"every {given.every}th page of " if given.every > 1 else ""
        head = HEAD.format(date=date.today(), versions=_versions(), part=part, seen=seen)
        DOCS.write_text(f"{head}{text}\n", encoding="utf-8")
    return 0


def _is_there(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        print(f"skipped: {package} is not installed", file=sys.stderr)
        return False
    return True


def _versions() -> str:
    names = [package for package, _ in SYSTEMS.values()]
    there = [
        f"{name} {version(name)}"
        for name in ("selectolax", *names)
        if name == "selectolax" or _is_there(name)
    ]
    return ", ".join((f"copydesk {version('copydesk')}", *there))


def _held_out(folder: Path | None) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.pickle")) if folder else ():
        texts |= pickle.loads(path.read_bytes()).texts["balanced"]
    return texts


def _in_a_process(name: str, given: argparse.Namespace) -> Row:
    command = [sys.executable, "-m", "benchmarks.html", "--one", name, "--every", str(given.every)]
    if given.held_out:
        command += ["--held-out", str(given.held_out)]
    print(f"{name} …", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def run_one(name: str, folder: Path, every: int, held_out: dict[str, str]) -> Row:
    """Every page by one system: scores, CPU seconds, and the process's peak memory in MB."""
    clean = SYSTEMS[name][1]
    clean(FIRST, "https://example.org/")
    pages = []
    for number, (set_name, gold, source) in enumerate(sources(folder)):
        if gold["text"] is None or number % every or (held_out and gold["id"] not in held_out):
            continue
        start = time.process_time()
        try:
            text, known = clean(source, gold["url"] or "")
        except Exception as error:  # other tools' failures count as empty pages
            print(f"{name} failed on {gold['id']}: {error!r:.100}", file=sys.stderr)
            text, known = "", {}
        seconds = time.process_time() - start
        if name == "copydesk" and held_out:
            text = held_out[gold["id"]]
        pages.append({"set": set_name, "seconds": seconds, **score(text, known, gold)})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": pages, "memory": memory}


def score(text: str, known: dict[str, Any], gold: Row) -> Row:
    """What a system did on one page."""
    precision, recall, f1 = word_prf(text, gold["text"])
    low = text.lower()
    row: Row = {"type": gold["page_type"], "f1": f1, "precision": precision, "recall": recall}
    for key, wanted in (("with", True), ("without", False)):
        if gold[key]:
            row[key] = fmean((said.lower() in low) is wanted for said in gold[key])
    if gold["page_type"] == "article" and known:
        for key in ("title", "author", "published"):
            if gold.get(key) and key in known:
                one, two = words_of(str(known.get(key) or "")), words_of(str(gold[key]))
                row[key] = float(sorted(one) == sorted(two) if key == "author" else one == two)
    return row | _captions(text, known, gold)


def _captions(text: str, known: dict[str, Any], gold: Row) -> Row:
    captions = [" ".join(words_of(c["caption"])) for c in gold.get("captions", ()) if c["caption"]]
    if not captions:
        return {}
    body, right = (" ".join(words_of(one)) for one in (text, gold["text"]))
    found = [said for one in known.get("captions", ()) if (said := " ".join(words_of(one)))]
    return {
        "captions found": fmean(any(one in c or c in one for one in found) for c in captions),
        "captions left": fmean(len(c.split()) > 5 and c in body and c not in right for c in captions),
    }


def table(found: dict[str, Row]) -> Iterator[str]:
    """The tables: accuracy, metadata, cost."""
    yield "| pages | system | F1 | precision | recall | with | without |\n|---|---|---|---|---|---|---|"
    for group, name, rows in _grouped(found):
        figures = (_mean(rows, key) for key in ("f1", "precision", "recall", "with", "without"))
        yield f"| {group} ({len(rows)}) | {name} | {' | '.join(figures)} |"
    yield "\n| articles of | system | title | author | date | captions found | captions left |"
    yield "|---|---|---|---|---|---|---|"
    for group, name, rows in _grouped(found):
        if group in ("news", "wcxb article") and any("title" in row for row in rows):
            keys = ("title", "author", "published", "captions found", "captions left")
            yield f"| {group} | {name} | {' | '.join(_mean(rows, key) for key in keys)} |"
    yield "\n| system | CPU ms mean | median | p99 | peak memory MB |\n|---|---|---|---|---|"
    for name, row in found.items():
        milliseconds = [1000 * page["seconds"] for page in row["pages"]]
        cuts = quantiles(milliseconds, n=100)
        yield f"| {name} | {fmean(milliseconds):.1f} | {cuts[49]:.1f} | {cuts[98]:.1f} | {row['memory']:.0f} |"


def _grouped(found: dict[str, Row]) -> Iterator[tuple[str, str, list[Row]]]:
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, row in found.items():
        for page in row["pages"]:
            groups[page["set"]][name].append(page)
            if page["set"] == "wcxb":
                groups[f"wcxb {page['type']}"][name].append(page)
    for group, systems in sorted(groups.items()):
        yield from ((group, name, rows) for name, rows in systems.items())


def _mean(rows: Sequence[Row], key: str) -> str:
    values = [row[key] for row in rows if key in row]
    return f"{fmean(values):.3f}" if values else "–"


HELD_OUT = """copydesk's text comes from models that had not seen the page's site; only pages of
which there is such a text count."""
IN_SAMPLE = """**copydesk's figures of the text are in sample: its model was trained on these very pages.** How well it
does on sites that it has not seen is in [the page model](page-model.md). Metadata are read by rules, made with half of
the sites in view."""
HEAD = """<!-- Made by `python -m benchmarks.html --write`. -->
# Benchmarks: saved pages

Made on {date} with {versions}, from {part}WCXB's development split (Foley 2026, CC-BY-4.0), of the tests of Fundus
(news, MIT) and of the tests of Mozilla Readability (Apache-2.0). F1, precision and recall are those of the bags of
words, the means over pages; “with” and “without” are the shares of snippets that should and should not be there. {seen}

CPU times are from one run on one machine, metadata included where the system gives them, and for copydesk always the
model that comes with the package: compare them with each other.

"""

if __name__ == "__main__":
    sys.exit(main())
