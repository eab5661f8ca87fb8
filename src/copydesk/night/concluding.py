"""The pass over copies for a batch of clippings: where it fails, that costs the clipping on which it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from copydesk.errors import CopydeskError
from copydesk.model import Failure
from copydesk.night.desk import Desk
from copydesk.night.signing import Signed

Decided = TypeVar("Decided")
Arriving = tuple[int, Signed]
"""The number of a document, and the document."""


def decide(
    desk: Desk, arriving: Sequence[Arriving], conclude: Callable[[Sequence[Arriving]], list[Decided]]
) -> list[Decided | Failure]:
    """What comes of each clipping in turn, decided and written down together; or else one after the other.

    What nobody thought of fails here, where one process decides for all. So nothing of it counts, and each clipping is
    tried again by itself. What is wrong with the disk or the catalogue is wrong for all, and raised.
    """
    if not arriving:
        return []
    arrivals = desk.arrivals
    counted = arrivals.look_alikes, arrivals.capped
    try:
        with desk.catalogue.changes():
            return list(conclude(arriving))
    except (CopydeskError, OSError, MemoryError):
        raise
    except Exception as error:
        desk.start_over()
        arrivals.look_alikes, arrivals.capped = counted
        if len(arriving) == 1:
            ((_, signed),) = arriving
            detail = f"{error or 'no message'}; it was cleaned, but what in it is a copy could not be decided"
            return [Failure(signed.document.source, "copies", type(error).__name__, detail)]
    return [found for one in arriving for found in decide(desk, [one], conclude)]
