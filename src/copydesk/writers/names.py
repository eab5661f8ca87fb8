"""Which output files a source has: told by its path, so that names depend on nothing else."""

from __future__ import annotations

from copydesk.model import Source

_CONTAINERS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_SUFFIXES = {"text": ".txt", "markdown": ".md"}


def output_names(source: Source, form: str = "text") -> tuple[str, ...]:
    """The names below the output folder: of the text and its JSON, or of the one file of a container.

    >>> output_names(Source("2024/rain.txt"))
    ('2024/rain.txt', '2024/rain.json')
    >>> output_names(Source("rain.html"), "markdown")
    ('rain.html.md', 'rain.html.json')
    >>> output_names(Source("rain.jsonl.gz", media_type="application/jsonl"))
    ('rain.jsonl.gz',)
    """
    if is_container(source):
        return (source.path if source.path.endswith(_CONTAINERS) else f"{source.path}.jsonl",)
    stem = source.path.removesuffix(".txt")
    return stem + _SUFFIXES[form], f"{stem}.json"


def is_container(source: Source) -> bool:
    """Whether the source is a file of many records, or one of them."""
    return source.media_type == "application/jsonl" or bool(source.record)
