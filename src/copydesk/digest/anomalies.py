"""What of a night is unlike the nights before.

A site is judged by its middle clipping, tonight and before: of the nights' medians the middle one, each night counting
as often as it had clippings. It needs 5 clippings tonight, and 10 before. Then it is told

- that **loses** to rules at least twice its usual share of words, and at least 10 points more: menus come in as
  articles, or articles go as menus, since its layout changed;
- that **shrinks** to less than a quarter of its usual length: a paywall, a consent wall, or pages that a script fills;
- of which half or more **say the same**, unless that is usual: a wall or an error page in place of the articles;
- that is **missing**, though each of the last three nights had 5 of it; in a night of half the usual size at least.

Told of all together: that at least 5 clippings, and twice the usual share, are doubtful, mostly copies of others (a
feed that brings what it brought before), or newly in quarantine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from copydesk.digest.history import Night
from copydesk.figures import SiteFigures

MIN_TONIGHT, MIN_BEFORE = 5, 10
"""Clippings of a site: fewer say nothing, as one long report or one gallery would."""
TIMES, MIN_RISE = 2.0, 0.10
SHRUNK = 0.25
"""Articles of a site differ in length by a factor of two either way; of five, the middle one seldom by four."""
SAME = 0.5
MISSED_NIGHTS = 3


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What is unlike the nights before, in a sentence with the figures it was judged by. `site` is empty for those
    without one, and None for all together."""

    site: str | None
    kind: str
    sentence: str


def anomalies(night: Night, before: Sequence[Night]) -> list[Anomaly]:
    """What is unlike the nights before: of all together, then site by site, the largest first."""
    found = list(_of_all(night, before))
    for site, tonight in night.figures.items():
        if site and tonight.clippings >= MIN_TONIGHT:
            past = [one.figures[site] for one in before if site in one.figures]
            found += [Anomaly(site, kind, sentence) for kind, sentence in _of_site(tonight, past)]
    return found + list(_missing(night, before))


def _of_site(tonight: SiteFigures, past: Sequence[SiteFigures]) -> Iterator[tuple[str, str]]:
    count = sum(one.clippings for one in past)
    known = count >= MIN_BEFORE
    judged = f"{tonight.clippings:,} clippings tonight, {count:,} before"
    lost = usual(past, lambda one: one.median_lost)
    if known and tonight.median_lost >= max(TIMES * lost, lost + MIN_RISE):
        yield "loses", f"{tonight.median_lost:.0%} of its words go, usually {lost:.0%} ({judged})"
    article = usual(past, lambda one: one.median_article)
    if known and tonight.median_article < SHRUNK * article:
        yield (
            "shrinks",
            f"its middle article has {tonight.median_article:,} words, usually {article:,.0f} ({judged})",
        )
    same, often = tonight.same / tonight.clippings, usual(past, lambda one: one.same / one.clippings)
    if same >= max(SAME, TIMES * often if known else SAME):
        before = f", usually {often:.0%}" if known else ""
        yield "same", f"{same:.0%} of it says the same as {tonight.same_as}{before} ({judged})"


def usual(past: Sequence[SiteFigures], of: Callable[[SiteFigures], float]) -> float:
    """The middle one of what nights had, each counted as often as it had clippings; 0 without any."""
    values = sorted((of(one), one.clippings) for one in past)
    half, seen = sum(count for _, count in values) / 2, 0
    for value, count in values:
        seen += count
        if seen >= half:
            return value
    return 0.0


def _missing(night: Night, before: Sequence[Night]) -> Iterator[Anomaly]:
    sizes = sorted(one.all.clippings for one in before)
    if len(before) < MISSED_NIGHTS or night.all.clippings < sizes[len(sizes) // 2] / 2:
        return
    last = before[-MISSED_NIGHTS:]
    for site in last[-1].figures:
        counts = [one.figures[site].clippings for one in last if site in one.figures]
        regular = len(counts) == MISSED_NIGHTS and min(counts) >= MIN_TONIGHT
        if site and regular and site not in night.figures:
            told = ", ".join(f"{count:,}" for count in counts)
            yield Anomaly(site, "missing", f"nothing of it came in; the last three nights had {told}")


def _of_all(night: Night, before: Sequence[Night]) -> Iterator[Anomaly]:
    told: tuple[tuple[str, str, Callable[[Night], int]], ...] = (
        ("doubtful", "are doubtful", lambda one: one.all.doubtful),
        ("copies", "are mostly copies of others", lambda one: one.all.duplicates),
        ("quarantine", "are newly in quarantine", lambda one: len(one.new_failures)),
    )
    came = sum(one.came_in for one in before)
    for kind, what, count in told:
        tonight = count(night)
        share = tonight / max(1, night.came_in)
        often = sum(map(count, before)) / max(1, came)
        if came >= MIN_BEFORE and tonight >= MIN_TONIGHT and share >= TIMES * often:
            judged = f"{tonight:,} of {night.came_in:,}, {came:,} before"
            yield Anomaly(None, kind, f"{share:.1%} {what}, usually {often:.1%} ({judged})")
