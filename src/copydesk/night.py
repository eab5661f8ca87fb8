"""One night: every clipping of a folder is cleaned, freed of what arrived before it, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from copydesk import store
from copydesk.copies import CopyPass
from copydesk.delivery import Delivery
from copydesk.model import Document, Failure, Page, Source
from copydesk.pipeline import attempt, check_rules, clean_page
from copydesk.readers import HEAD_BYTES, Fields, media_type_of, read
from copydesk.report import Outcome, RunReport
from copydesk.settings import Settings, settings_or_default
from copydesk.writers import is_container, output_names


@dataclass(frozen=True, slots=True)
class Step:
    """A file further: which one, what became of it, how many are done. `outcome` is None while it is being read."""

    source: Source
    outcome: Outcome | None
    files_done: int
    files: int


def run(
    raw: Path | str,
    clean: Path | str,
    settings: Settings | None = None,
    *,
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    dry_run: bool = False,
    progress: Callable[[Step], None] | None = None,
) -> RunReport:
    """Clean all clippings below the folder `raw` into the folder `clean`, and report what became of each.

    Clippings arrive in the order of their paths, the rows of a container in theirs. One that fails is reported and
    stops nothing. Raises a `RunError` if the run cannot start, or if nothing at all can be written.
    """
    settings = settings_or_default(settings)
    check_rules(settings)
    listing = store.list_sources(Path(raw), Path(clean), _patterns(include), _patterns(exclude))
    night = Night(Path(raw), Path(clean), settings, dry_run)
    night.pass_over(listing)
    for done, source in enumerate(listing.sources):
        for outcome in night.take(source):
            if progress:
                progress(Step(source, outcome, done + (outcome is not None), len(listing.sources)))
    return night.report()


def _patterns(given: str | Sequence[str]) -> Sequence[str]:
    """The patterns; a string is one."""
    return (given,) if isinstance(given, str) else given


class Night:
    """What a night remembers from clipping to clipping: what was kept, whose names are taken, what is to report."""

    def __init__(self, raw: Path, clean: Path, settings: Settings, dry_run: bool) -> None:
        self._raw = raw
        self._settings = settings
        self._copies = CopyPass(settings)
        self._delivery = Delivery(clean, settings.format, dry_run)
        self._tally = self._delivery.tally
        self._names: dict[str, Source] = {}

    def pass_over(self, listing: store.Listing) -> None:
        """Count what is no clipping, and what could not be listed."""
        for skipped in listing.skipped:
            self._skip(skipped.path, skipped.reason)
        for failure in listing.failures:
            self._fail_file(failure)

    def take(self, source: Source) -> Iterator[Outcome | None]:
        """Clean a file and write it. Yields None for every record of a container, and what became of the file."""
        stream = attempt("read", source, lambda: store.open_source(self._raw, source))
        if isinstance(stream, Failure):
            yield self._fail_file(stream)
            return
        with stream:
            known = attempt("read", source, lambda: self._look_at(stream, source))
            if isinstance(known, Failure):
                yield self._fail_file(known)
            elif not known.media_type:
                yield self._skip(source.path, "not a kind of file that copydesk reads")
            elif is_container(known):
                yield from self._as_rows(stream, known)
            else:
                yield from map(self._delivery.as_files, self._cleaned(stream, known))

    def report(self) -> RunReport:
        """What the night did. Raises a `RunError` if nothing could be written."""
        self._delivery.check()
        return self._tally.report(self._copies.look_alikes)

    def _skip(self, path: str, reason: str) -> Outcome:
        self._tally.arrive()
        return self._tally.pass_over(Outcome.SKIPPED, path, reason)

    def _fail_file(self, failure: Failure) -> Outcome:
        self._tally.arrive()
        return self._tally.fail(failure)

    def _look_at(self, stream: BinaryIO, source: Source) -> Source | Failure:
        """The source with its media type, if it has one that can be read and its output has a name of its own."""
        known = replace(source, media_type=media_type_of(stream.read(HEAD_BYTES), source.path))
        stream.seek(0)
        for name in output_names(known, self._settings.format) if known.media_type else ():
            earlier = self._names.setdefault(name, known)
            if earlier != known:
                detail = f"would be written to {name}, as {earlier.path} is; rename one of the two"
                return Failure(known, "write", "WriteError", detail)
        return known

    def _as_rows(self, stream: BinaryIO, source: Source) -> Iterator[Outcome | None]:
        """Deliver a container. If it cannot be written, nothing later is a copy of what is in it."""
        mark = self._copies.mark()
        for outcome in self._delivery.as_rows(source, self._cleaned(stream, source)):
            if outcome is Outcome.QUARANTINED:
                self._copies.forget_since(mark)
            yield outcome

    def _cleaned(self, stream: BinaryIO, source: Source) -> Iterator[Document | Failure]:
        """The file's clippings, cleaned one by one as they are read. What then fails is forgotten again."""
        pages = read(stream, source, Fields(self._settings.text_field, self._settings.id_field))
        while (page := attempt("read", source, lambda: next(pages, None))) is not None:
            self._tally.arrive()
            mark, failures = self._copies.mark(), self._tally.failures
            yield page if isinstance(page, Failure) else self._clean(page)
            if self._tally.failures > failures:
                self._copies.forget_since(mark)

    def _clean(self, page: Page) -> Document | Failure:
        return attempt("clean", page.source, lambda: self._copies.drop(clean_page(page, self._settings)))
