"""Clusters on standard output: for a reader, as rows of JSON, or as CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence

from copydesk.clusters import Cluster, columns, lines, rows
from copydesk.terminal import harmless

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet take a cell for a formula. An apostrophe before it says that it is text."""


def write(clusters: Sequence[Cluster], form: str) -> None:
    """Print the clusters as `text`, `json` or `csv`."""
    if form == "csv":
        table = csv.writer(sys.stdout)
        table.writerow(columns())
        table.writerows([_cell(value) for value in row.values()] for row in rows(clusters))
    elif form == "json":
        for row in rows(clusters):
            print(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())
    else:
        for line in lines(clusters) if clusters else ["no two clippings tell one story"]:
            print(harmless(line))


def _cell(value: str | int | float | None) -> str | int | float | None:
    """A cell that no spreadsheet takes for more than text."""
    if not isinstance(value, str):
        return value
    shown = harmless(value)
    return f"'{shown}" if shown.startswith(FORMULA) else shown
