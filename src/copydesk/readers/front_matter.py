"""YAML as people mean it in front matter: only plain values, and every date as it was written.

No constructor of PyYAML runs. Its YAML 1.1 would make `no` (Norwegian) false, `12:30` the number 750 and a day
without a time zone a date of its own.
"""

from __future__ import annotations

import re

import yaml

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?\d{1,18}\.\d{1,18}")


def fields_of(text: str) -> dict[str, object] | None:
    """The fields of a YAML mapping; `None` for text that is none."""
    try:
        tree = yaml.compose(text, Loader=_PlainLoader)
        fields = {} if tree is None else _value(tree)
    except (yaml.YAMLError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


class _PlainLoader(yaml.SafeLoader):
    """Composes trees without aliases: one that refers to itself ten times in ten levels has no end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(_name(name)): _value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(part) for part in node.value]
    return (
        _scalar(str(node.value)) if isinstance(node, yaml.ScalarNode) and node.style is None else node.value
    )


def _name(node: yaml.Node) -> object:
    """A key as it was written; one that is itself a list or mapping as Python shows it."""
    return node.value if isinstance(node, yaml.ScalarNode) else _value(node)


def _scalar(text: str) -> object:
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    # `007` is a name and `+1` part of a telephone number; only what is written back alike is a number.
    if _INTEGER.fullmatch(text) and str(int(text)) == text:
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) and str(float(text)) == text else text
