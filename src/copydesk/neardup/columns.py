"""Sequences of texts, whoever made them, as lists."""

from __future__ import annotations

from collections.abc import Sequence


def as_list(texts: Sequence[str]) -> list[str]:
    """The texts of a list, a tuple, a numpy array, or a column of pandas, Polars or Arrow.

    Raises a `TypeError` for one text in place of many, and for what is no text among them.
    """
    if isinstance(texts, str | bytes):
        raise TypeError(f"texts must be a sequence of str, not one {type(texts).__name__}")
    listed = list(_listed(texts))
    if set(map(type, listed)) - {str}:
        _check(listed)
    return listed


def _listed(texts: Sequence[str]) -> Sequence[str]:
    """Arrow lists what is in a column by `to_pylist`, Polars by `to_list`, numpy and pandas by `tolist`."""
    for name in ("to_pylist", "to_list", "tolist"):
        if hasattr(texts, name):
            listed: Sequence[str] = getattr(texts, name)()
            return listed
    return texts


def _check(texts: Sequence[object]) -> None:
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f'text {index} is {text!r}, not a str; leave it out, or put "" in its place')
