"""How cleaned clippings reach the output folder: what is intended is written down first, then files take their places.

At every moment each output file is the old one or the new one, and the catalogue knows both; so a run that is cut off
anywhere leaves nothing that the next could take for the work of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import WriteError
from copydesk.model import Document, Failure, Source
from copydesk.report import Outcome
from copydesk.store.catalogue import Catalogue
from copydesk.store.outputs import Outputs, Standing, digests_of, is_container_untouched
from copydesk.store.sources import Sources
from copydesk.store.writing import Container, Staging, check_place
from copydesk.writers import output_names, outputs


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written for a source: name and content of each file. `edited` is one that a person has edited."""

    source: int
    contents: tuple[tuple[str, bytes], ...]
    edited: str = ""

    @property
    def outcome(self) -> Outcome:
        return Outcome.WRITTEN if self.contents else Outcome.UNCHANGED


class Delivery:
    """Writes below the output folder. A dry one only compares."""

    def __init__(self, clean: Path, catalogue: Catalogue, *, dry: bool, overwrite: bool) -> None:
        self.outputs = Outputs(clean, catalogue)
        self._sources = Sources(catalogue)
        self._clean = clean
        self._overwrite = overwrite
        self._staging = None if dry else Staging(clean)

    def claim(self, number: int, source: Source, form: str) -> Failure | None:
        """Take the names of a source's output files. The failure, if they are another's or can't be written.

        To be called within the catalogue's changes.
        """
        names = output_names(source, form)
        other = self.outputs.owner(names, number)
        if other is not None:
            earlier = self._sources.numbered(other)
            whose = earlier.path if earlier else "another"
            detail = f"would be written to {names[0]}, as {whose} is; rename one of the two"
            return Failure(source, "write", "WriteError", detail)
        try:
            for name in names if self._staging else ():
                check_place(self._clean, name)
        except WriteError as error:
            return Failure(source, error.stage, type(error).__name__, str(error))
        self.outputs.claim(number, names)
        return None

    def address(self, number: int, document: Document, form: str) -> Letter:
        """What differs from what stands there, written down as intended. For use within the catalogue's changes."""
        contents = [(file.name, file.content) for file in outputs(document, form)]
        digests = digests_of(contents)
        (text, text_digest), (record, record_digest) = digests
        standing = (
            self.outputs.standing(text, text_digest, record),
            self.outputs.standing(record, record_digest),
        )
        for name, what in zip((text, record), standing, strict=True):
            if what is Standing.EDITED and not self._overwrite:
                return Letter(number, (), name)
        self.outputs.intend(number, digests)
        differ = (pair for pair, what in zip(contents, standing, strict=True) if what is not Standing.SAME)
        return Letter(number, tuple(differ))

    def send(self, letters: Iterable[Letter]) -> None:
        """Write what was intended."""
        contents = [content for letter in letters for content in letter.contents]
        if self._staging and contents:
            self._staging.place(contents)

    def fulfil(self, letters: Sequence[Letter]) -> None:
        """Write down that it is written. To be called within the catalogue's changes."""
        for letter in letters:
            self.outputs.fulfil(letter.source)

    def remove(self, name: str) -> None:
        """Remove an output file."""
        if self._staging:
            self._staging.remove(name)

    def container(self, name: str) -> Container:
        """A container on its way to its place; a dry one goes nowhere."""
        return Container(self._staging.next(name) if self._staging else None, self._clean / name)

    def judge_container(self, name: str, digest: bytes) -> Standing:
        """What stands in the place of a container with this SHA-256; an edited one counts as ours with `overwrite`."""
        standing = self.outputs.standing(name, digest)
        if standing is not Standing.EDITED:
            return standing
        is_ours = self.outputs.known(name) is None and is_container_untouched(self._clean / name)
        return Standing.OURS if is_ours or self._overwrite else Standing.EDITED

    def settle(self, container: Container) -> None:
        """Bring a complete container to its place."""
        if self._staging and container.move:
            self._staging.settle([container.move])


def is_empty(document: Document) -> bool:
    """Whether a clipping had no text to begin with."""
    return not document.blocks and not document.removals
