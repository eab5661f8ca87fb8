"""A catalogue made from what was written: for a fresh clone, and where the catalogue was lost or damaged.

What was decided stays so: every block of every JSON and row gets its place, in the order of the paths, and each copy
cites what its removal says. All sources are planned, so the next night reads them again and holds them against that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copydesk.copies import RULE, restore
from copydesk.model import Address, Document, Removal
from copydesk.night.desk import Desk
from copydesk.night.signing import sign
from copydesk.store.blocks import UNDECIDED, Held, Like
from copydesk.store.outputs import Standing, is_container_untouched
from copydesk.store.sources import Known, State, Task
from copydesk.store.walking import written_files
from copydesk.store.written import documents_in
from copydesk.writers import output_names


def adopt(desk: Desk) -> int:
    """Take what stands in the output folder into an empty catalogue. How many documents. For use within its changes."""
    adopted = 0
    for path in written_files(desk.clean):
        for document in documents_in(path):
            adopted += _take_in(desk, document)
    for path in written_files(desk.clean):
        for document in documents_in(path):
            _decide_as_written(desk, document)
    return adopted


def _take_in(desk: Desk, document: Document) -> bool:
    """Give a document and its blocks their places. Whether it had none yet."""
    path, record = document.source.path, document.source.record
    known = desk.sources.known(path) or _arrived(desk, document)
    if record in desk.documents.of_source(known.number):
        return False
    number = desk.documents.number(known.number, record)
    desk.sources.count_written(known.number)
    desk.blocks.add(list(_held(desk, number, document)))
    desk.arrivals.versions.adopt(number, restore(document))
    return True


def _held(desk: Desk, number: int, document: Document) -> Iterator[Held]:
    """The blocks of a document with their places; what is a copy of which, is left open."""
    signed, copies, row = sign(document, desk.settings), _copies(document), desk.blocks.next_row()
    paragraphs = set(signed.paragraphs)
    for place, block in enumerate(signed.document.blocks):
        text = block.text if block.position in paragraphs else None
        of = UNDECIDED if block.position in copies else None
        yield Held(row + place, number, block.position, signed.digests[block.position], text, of, None)


def _arrived(desk: Desk, document: Document) -> Known:
    """A source of which something was written. By what it is known to be unchanged is not known."""
    number = desk.sources.arrive(document.source.path, desk.night)
    known = desk.sources.numbered(number)
    assert known
    desk.sources.finish(replace(known, state=State.DONE))
    desk.sources.plan(number, Task.CLEAN)
    for form in ("text", "markdown"):
        names = output_names(document.source, form)
        if _is_ours(desk, names):
            desk.delivery.outputs.adopt(number, names)
    return known


def _is_ours(desk: Desk, names: tuple[str, ...]) -> bool:
    """Whether output files stand as copydesk wrote them: of a text and its JSON, or of a container."""
    if len(names) == 1:
        return is_container_untouched(desk.clean / names[0])
    return desk.delivery.outputs.standing(names[0], b"", names[1]) is Standing.OURS


def _copies(document: Document) -> dict[int, Removal]:
    """What was found to be a copy, by position."""
    found = (*document.removals, *document.marked)
    return {removal.block.position: removal for removal in found if removal.rule == RULE}


def _decide_as_written(desk: Desk, document: Document) -> None:
    """Let copies and look-alikes cite what they were written to cite, as far as that is there and kept; others are
    decided anew. What has versions came before them."""
    first = desk.documents.named(document.version_of)
    if first:
        desk.arrivals.versions.put_first(first)
    known = desk.sources.known(document.source.path)
    citing = _copies(document).keys() | {one.position for one in document.look_alikes}
    if not citing or not known:
        return
    number = desk.documents.number(known.number, document.source.record)
    held = [block for block in desk.blocks.of_document(number) if block.position in citing]
    decided = [_as_written(desk, block, document) for block in held]
    desk.blocks.update(decided)
    if any(block.is_open or block.of == UNDECIDED for block in decided):
        desk.blocks.make_stale([number])


def _as_written(desk: Desk, block: Held, document: Document) -> Held:
    """The block as the copy or look-alike that it was written to be."""
    removal = _copies(document).get(block.position)
    if removal:
        cited = _cited(desk, removal.copy_of, removal.similarity)
        return replace(block, of=cited.row, similarity=removal.similarity) if cited else block
    (alike,) = (one for one in document.look_alikes if one.position == block.position)
    cited = _cited(desk, alike.of, alike.similarity)
    return replace(block, like=Like(cited.row if cited else UNDECIDED, alike.similarity, alike.difference))


def _cited(desk: Desk, of: Address | None, similarity: float | None) -> Held | None:
    """The kept block that stands where another was written to cite it."""
    if not of or (similarity or 0) < desk.settings.threshold:
        return None
    number = desk.documents.named(of.document)
    blocks = desk.blocks.of_document(number) if number else []
    return next((one for one in blocks if one.position == of.position and one.of is None), None)
