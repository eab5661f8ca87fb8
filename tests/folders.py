"""Folders made up for the tests of nights: clippings whose paragraphs near-repeat each other, and what was written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

STEMS = (
    "the council met in the old town hall to vote on the budget for schools and libraries in the north",
    "rangers warned walkers to keep away from the river which has risen by a good deal since the storm",
    "the harbour bridge will close for repairs at night so that lorries have to take the long way round",
)
ENDS = (
    "",
    " said the mayor",
    " they said",
    " it was said at the meeting",
    " as of late",
    " he added quietly",
)
HEADINGS = ("What happens next", "The plan", "Reactions")


def paragraph(stem: int, end: int, head: int) -> str:
    """One of many variants of a few sentences, so that some are copies of others and some resemble them only."""
    starts = ("", "Once more ", "LEEDS (Reuters) - ", "On Monday ")
    return f"{starts[head]}{STEMS[stem].capitalize()}{ENDS[end]}."


paragraphs = st.builds(paragraph, st.integers(0, 2), st.integers(0, 5), st.integers(0, 3))
headings = st.sampled_from(HEADINGS)
clippings = st.lists(st.one_of(paragraphs, paragraphs, headings), min_size=1, max_size=4).map("\n\n".join)
folders = st.lists(clippings, min_size=2, max_size=9)


def lay(raw: Path, files: dict[str, str]) -> None:
    """Write files below the input folder."""
    for name, text in files.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text, encoding="utf-8")


def written(clean: Path) -> dict[str, bytes]:
    """What was written, without copydesk's own folder."""
    return {
        path.relative_to(clean).as_posix(): path.read_bytes()
        for path in sorted(clean.rglob("*"))
        if path.is_file() and ".copydesk" not in path.relative_to(clean).parts
    }
