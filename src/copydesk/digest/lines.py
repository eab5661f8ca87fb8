"""The digest for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from copydesk.digest.digest import SHOWN, Digest
from copydesk.digest.history import Night
from copydesk.figures import COPY, SiteFigures
from copydesk.summary import count, failure_line
from copydesk.terminal import columns, harmless, wrap

WIDTH = 80
"""Columns: it may be read in a mail."""
SITES_SHOWN = 15
NO_SITE = "site not known"
NAME_COLUMNS = 30
COMPARED = 7
"""Nights that stand beside this one."""


def lines(digest: Digest, clean: str) -> Iterator[str]:
    """The digest, a line at a time. `clean` is the output folder as the caller named it."""
    night = digest.night
    yield f"Night {night.number}, begun {night.started}, {night.status}"
    yield from (line for sentence in head(digest) for line in wrap(sentence, WIDTH))
    yield from _section(
        f"Doubtful: {_of(night.all.doubtful, night.came_in)}",
        [f"{one.id}: {one.reason}" for one in digest.doubtful],
        f"copydesk explain --clean {quote(clean)} PATH   shows what went, and why",
    )
    yield from _section(
        f"Unlike the nights before: {len(digest.anomalies)}",
        [f"{site_named(one.site)}: {one.sentence}" for one in digest.anomalies],
    )
    yield from _section(
        f"New in quarantine: {_of(len(night.new_failures), night.came_in)}",
        [failure_line(one) for one in night.new_failures],
    )
    yield from _section("Passed over", list(passed_over(night)))
    if night.has_figures:
        yield ""
        yield from _sites(night)
        yield ""
        yield from _labels(night.all)
    yield from _section(
        f"Syndicated: {_of(night.all.duplicates, night.came_in)} mostly copies of another",
        [_story(digest, place) for place in range(len(digest.stories))],
    )
    if digest.before:
        yield ""
        yield from _nights([*digest.before[-COMPARED:], night])


def head(digest: Digest) -> Iterator[str]:
    """What came in and what became of it, in a few lines."""
    night, report = digest.night, digest.night.report
    if not report:
        yield f"It was cut off after {count(night.all.clippings, 'clipping')}; the next night went on."
    outcomes = [f"{report[name]:,} {name}" for name in OUTCOMES if report.get(name)]
    cleaned = f"{count(night.came_in, 'clipping')} came in, changed or were cleaned anew"
    yield (cleaned if night.came_in else "Nothing new came in") + (
        f"; of all {report['inputs']:,}: {', '.join(outcomes)}" if outcomes else ""
    )
    total = night.all
    if total.words:
        copied = total.removed.get(COPY, 0)
        yield (
            f"{total.words:,} words in, {total.kept:,} kept ({total.kept / total.words:.0%}), "
            f"{copied:,} gone as copies"
        )
    for name, said in ALSO.items():
        found = report.get(name)
        if number := len(found) if isinstance(found, list) else found:
            yield f"{number:,} {said}"


OUTCOMES = ("written", "unchanged", "quarantined", "empty", "skipped")
ALSO = {
    "edited": "edited by a person and left so",
    "redecided": "decided anew, since what they cited is gone",
    "outdated": "unchanged and cleaned by other settings or an older copydesk (`copydesk run --redo`)",
}


def passed_over(night: Night) -> Iterator[str]:
    """Why files were no clippings, or clippings were empty: how many for each reason, and the first of them."""
    reasons: dict[str, list[str]] = {}
    for name, reason in night.report.get("passed_over", {}).items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
        yield f"{len(names):,}: {reason} ({', '.join(names[:3])}{' …' * (len(names) > 3)})"


def explaining(name: str, clean: str) -> str:
    """What to type to see a clipping explained as it was written."""
    return f"copydesk explain --clean {quote(clean)} {quote(name)}"


def site_named(site: str | None) -> str:
    return "all" if site is None else site or NO_SITE


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else f"{part:,}"


def _section(title: str, entries: Sequence[str], hint: str = "") -> Iterator[str]:
    """A heading with its entries, wrapped; nothing where there are none. A hint, to be typed, stays one line."""
    if not entries:
        return
    yield ""
    yield title
    yield from [f"  {harmless(hint)}"] * bool(hint)
    for entry in entries[:SHOWN]:
        first, *more = wrap(harmless(entry), WIDTH - 4)
        yield f"  {first}"
        yield from (f"    {line}" for line in more)
    if len(entries) > SHOWN:
        yield f"  and {len(entries) - SHOWN:,} more, which --json lists"


def _story(digest: Digest, place: int) -> str:
    story = digest.stories[place]
    title = digest.titles.get(story.of, "")
    named = ", ".join(map(site_named, story.named[:3])) + (" …" if story.sites > 3 else "")
    return f"{f'“{title}” ' if title else ''}{story.of}: in {count(story.copies, 'other clipping')} ({named})"


def _sites(night: Night) -> Iterator[str]:
    sites = list(night.figures.items())
    rows = [(site_named(site), _cells(one)) for site, one in sites[:SITES_SHOWN]]
    more = [one for _, one in sites[SITES_SHOWN:]] + [night.others] * bool(night.others.clippings)
    yield from table("Sites", ("clippings", "words", "removed", "doubtful", "copies"), rows)
    if more:
        yield f"  and {sum(one.clippings for one in more):,} clippings of other sites"


def _cells(one: SiteFigures) -> tuple[str, ...]:
    lost = f"{one.lost / one.words:.0%}" if one.words else "–"
    return f"{one.clippings:,}", f"{one.words:,}", lost, f"{one.doubtful:,}", f"{one.duplicates:,}"


def _labels(total: SiteFigures) -> Iterator[str]:
    largest = sorted(total.removed.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(label, (f"{words:,}", f"{words / total.words:.1%}")) for label, words in largest]
    yield from table("Removed, as", ("words", "of all"), rows)


def _nights(nights: Iterable[Night]) -> Iterator[str]:
    rows = []
    for one in nights:
        lost = f"{one.all.lost / one.all.words:.0%}" if one.all.words else "–"
        cells = (f"{one.came_in:,}", lost, f"{one.all.doubtful:,}", f"{len(one.new_failures):,}")
        rows.append((f"{one.number}  {one.started[:10]}", cells))
    yield from table("Nights", ("came in", "removed", "doubtful", "quarantined"), rows)


def table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """A table whose first column has names, and the others numbers."""
    widths = [
        max(len(head), *(len(cells[place]) for _, cells in rows), 0) for place, head in enumerate(heads)
    ]
    yield title.ljust(NAME_COLUMNS + 2) + _right(heads, widths)
    for name, cells in rows:
        shown = _cut(harmless(name))
        yield "  " + shown + " " * (NAME_COLUMNS - columns(shown)) + _right(cells, widths)


def _right(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _cut(name: str) -> str:
    while columns(name) > NAME_COLUMNS:
        name = f"{name[:-2]}…"
    return name
