"""Hints: what a container says of a clipping, as JSON values that can be written again whatever they were."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from copydesk.model import Json
from copydesk.readers.decode import tidy

MAX_DEPTH = 20
"""How deep a value may be nested; what is deeper is kept as JSON text. The records of news agencies go to 8."""


def hints_from(fields: Mapping[str, object]) -> dict[str, Json]:
    """The fields with tidied names and values; numbers that JSON does not have (NaN, infinity) become text."""
    return {tidy(str(name)): _value(value, 1) for name, value in fields.items()}


def _value(value: object, depth: int) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, list | dict) and depth > MAX_DEPTH:
        return _as_text(value)
    if isinstance(value, list):
        return [_value(part, depth + 1) for part in value]
    if isinstance(value, dict):
        return {tidy(str(name)): _value(part, depth + 1) for name, part in value.items()}
    return tidy(str(value))


def _as_text(value: object) -> str:
    try:
        return json.dumps(value)
    except RecursionError:
        return "(nested too deep)"
