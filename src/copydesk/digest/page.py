"""The digest as a page for a browser, whole in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.digest.digest import SHOWN, Digest
from copydesk.digest.history import Night
from copydesk.digest.lines import explaining, head, passed_over, site_named
from copydesk.figures import COPY, SiteFigures, together
from copydesk.pages.explained import explanation
from copydesk.pages.look import framed, section, table
from copydesk.pages.markup import Child, Markup, element, place_link
from copydesk.pages.plots import Column, bar, columns, key, trace
from copydesk.summary import count, failure_line

EXPLAINED = 10
"""So many doubtful clippings, the first, are explained on the page itself: it should fit into a mail."""
SITES_SHOWN = 25
Notes = Sequence[Markup]


def digest_page(digest: Digest, clean: str) -> Iterator[str]:
    """The page, piece by piece. `clean` is the output folder as the caller named it."""
    yield from framed(f"Night {digest.night.number}", _parts(digest, clean))


def _parts(digest: Digest, clean: str) -> Iterator[Markup]:
    night = digest.night
    yield element("p", f"Begun {night.started}, {night.status}. copydesk {night.version}", class_="quiet")
    yield _facts(digest)
    yield from (element("p", f"{line.rstrip('.')}.") for line in head(digest))
    yield from _doubtful(digest, clean)
    yield from _noted(
        "Unlike the nights before",
        "anomalies",
        [
            element(
                "li", element("p", element("strong", site_named(one.site), dir="auto"), " ", one.sentence)
            )
            for one in digest.anomalies
        ],
    )
    failed = [element("li", element("p", failure_line(one))) for one in night.new_failures]
    yield from _noted("New in quarantine", "quarantine", failed)
    if over := [element("li", element("p", line)) for line in passed_over(night)]:
        yield section("Passed over", element("ul", *over, class_="notes"))
    if night.has_figures:
        yield section("Sites", _sites(night))
        yield section("What was removed", _labels(night.all))
    yield from _noted(
        "Syndicated", "stories", [_story(digest, place) for place in range(len(digest.stories))]
    )
    if digest.before:
        yield section("The nights before", _plots(digest), _nights(digest))


def _facts(digest: Digest) -> Markup:
    night = digest.night
    told = (
        ("came in", night.came_in, "", False),
        ("doubtful", night.all.doubtful, "doubtful", False),
        ("unlike before", len(digest.anomalies), "anomalies", True),
        ("new in quarantine", len(night.new_failures), "quarantine", True),
        ("mostly copies", night.all.duplicates, "stories", False),
    )
    return element("dl", *(_fact(*one) for one in told), class_="facts")


def _fact(name: str, number: int, place: str, is_alarm: bool) -> Markup:
    shown: Child = place_link(place, f"{number:,}") if place and number else f"{number:,}"
    kind = "alarm" if is_alarm and number else None
    return element("div", element("dt", name), element("dd", shown), class_=kind)


def _noted(title: str, place: str, notes: Notes) -> Iterator[Markup]:
    """A section with a list; nothing where there is nothing."""
    if notes:
        more = [element("p", f"… and {len(notes) - SHOWN:,} more, which --json lists.")] * (
            len(notes) > SHOWN
        )
        listed = element("ul", *notes[:SHOWN], class_="notes")
        yield section(f"{title}: {len(notes):,}", listed, *more, place=place)


def _doubtful(digest: Digest, clean: str) -> Iterator[Markup]:
    notes = []
    for place, one in enumerate(digest.doubtful):
        title = one.document.metadata.title if one.document else ""
        named: list[Child] = [element("strong", title, dir="auto"), " "] if title else []
        body: list[Child] = [
            element("p", *named, element("span", one.id, class_="quiet")),
            element("p", one.reason),
        ]
        if one.document and place < EXPLAINED:
            laid_open = explanation(one.document, f"d{place}")
            body.append(element("details", element("summary", "What was kept, and what went"), laid_open))
        else:
            body.append(element("p", element("code", explaining(one.id, clean))))
        notes.append(element("li", *body))
    yield from _noted("Doubtful", "doubtful", notes)


def _sites(night: Night) -> Markup:
    sites = list(night.figures.items())
    rows = [(site_named(site), *_cells(one)) for site, one in sites[:SITES_SHOWN]]
    more = [one for _, one in sites[SITES_SHOWN:]] + [night.others] * bool(night.others.clippings)
    if more:
        rows.append(("all others", *_cells(together(more))))
    keys = element(
        "p", key("kept", "kept"), key("lost", "removed by rules"), key("copy", "copies"), class_="quiet"
    )
    heads = ("site", "clippings", "words", "removed", "doubtful", "copies", "of its words")
    return element("div", keys, table("Clippings that came in, by site", heads, rows, range(1, 6)))


def _cells(one: SiteFigures) -> tuple[Child, ...]:
    parts = ((one.kept, "kept"), (one.lost, "lost"), (one.removed.get(COPY, 0), "copy"))
    return (
        f"{one.clippings:,}",
        f"{one.words:,}",
        _share(one.lost, one.words),
        f"{one.doubtful:,}",
        f"{one.duplicates:,}",
        bar(parts, one.words),
    )


def _labels(total: SiteFigures) -> Markup:
    largest = sorted(total.removed.items(), key=lambda pair: (-pair[1], pair[0]))
    most = largest[0][1] if largest else 0
    rows = [
        (
            label,
            f"{words:,}",
            _share(words, total.words),
            bar([(words, "copy" if label == COPY else "lost")], most),
        )
        for label, words in largest
    ]
    return table("Words that left the text, by label", ("label", "words", "of all", ""), rows, range(1, 3))


def _story(digest: Digest, place: int) -> Markup:
    story = digest.stories[place]
    title = digest.titles.get(story.of, "")
    first: list[Child] = [element("strong", title, dir="auto"), " "] if title else []
    more = " …" if story.sites > len(story.named) else ""
    where = f"in {count(story.copies, 'other clipping')}: {', '.join(map(site_named, story.named))}{more}"
    return element("li", element("p", *first, element("span", story.of, class_="quiet")), element("p", where))


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    return f"{part / whole:.0%}" if not part or part >= 0.01 * whole else "<1%"


def _plots(digest: Digest) -> Markup:
    nights = [*digest.before, digest.night]
    came = [
        Column(
            str(one.number),
            (
                (one.came_in - one.all.doubtful - len(one.new_failures), "kept"),
                (one.all.doubtful, "doubt"),
                (len(one.new_failures), "bad"),
            ),
        )
        for one in nights
    ]
    lost = [Column(str(one.number), ((one.all.lost / max(1, one.all.words), "lost"),)) for one in nights]
    keys = ("Clippings a night", key("kept", "cleaned"), key("doubt", "doubtful"), key("bad", "quarantined"))
    return element(
        "div",
        columns("Clippings that came in, night by night", came, keys),
        trace("Share of words removed by rules, night by night", lost, ("Share of words removed by rules",)),
        class_="plots",
    )


def _nights(digest: Digest) -> Markup:
    rows: list[tuple[Child, ...]] = [
        (
            f"{one.number}",
            one.started[:16].replace("T", " "),
            f"{one.came_in:,}",
            _share(one.all.lost, one.all.words),
            f"{one.all.doubtful:,}",
            f"{len(one.new_failures):,}",
        )
        for one in reversed([*digest.before, digest.night])
    ]
    heads = ("night", "begun", "came in", "removed", "doubtful", "quarantined")
    nights = table("Night by night, the last first", heads, rows, range(2, 6))
    return element("details", element("summary", "The same as numbers"), nights)
