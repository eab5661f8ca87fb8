"""The way through for one clipping: read → parse → metadata → label → drop copies, as pure steps over frozen records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from copydesk.errors import CopydeskError
from copydesk.model import Document, Failure, Page, Source
from copydesk.settings import Settings

Stage = Callable[[Document, Settings], Document]
Result = TypeVar("Result")


def label(document: Document, settings: Settings) -> Document:
    """Boilerplate becomes removals (`boilerplate.label`)."""
    from copydesk.boilerplate.label import remove_boilerplate

    return remove_boilerplate(document, settings)


STAGES: tuple[Stage, ...] = (label,)


def clean(content: bytes | str, media_type: str | None = None, url: str | None = None, settings: Settings | None = None) -> Document:
    from copydesk.readers import page_of

    return clean_page(page_of(content, media_type, url), settings or Settings())


def clean_page(page: Page, settings: Settings) -> Document:
    from copydesk.metadata import read_metadata
    from copydesk.parse import parse

    parsed = parse(page)
    document = Document(page.source.id, page.source, read_metadata(page), parsed.blocks, doubtful=parsed.doubtful)
    for stage in STAGES:
        document = stage(document, settings)
    return document


def attempt(stage: str, source: Source, step: Callable[[], Result]) -> Result | Failure:
    """The step's result, or what went wrong with this one clipping. The one place that catches everything."""
    try:
        return step()
    except CopydeskError as error:
        return Failure(source, error.stage, type(error).__name__, str(error))
    except Exception as error:
        return Failure(source, stage, type(error).__name__, str(error) or "no message")
