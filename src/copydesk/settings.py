"""Every setting in one immutable record, read from `copydesk.toml` or `pyproject.toml`, names and values checked."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from copydesk.errors import SettingsError

MODES = {
    "title": ("metadata", "keep"),
    "captions": ("metadata", "keep", "drop"),
    "copies": ("drop", "mark"),
    "format": ("text", "markdown"),
}

TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a string"),
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
}
"""Declared type of a setting → what TOML may give for it, and what that is called in an error."""

Record = TypeVar("Record", "Settings", "SiteSettings")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What holds for the clippings of one site, on top of what holds for all."""

    off: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_phrases(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """How copydesk cleans. The defaults are meant for news; most people set nothing.

    >>> Settings(threshold=0.9).threshold
    0.9
    >>> Settings(threshold=9)
    Traceback (most recent call last):
    ...
    copydesk.errors.SettingsError: threshold is 9; it must be above 0 and at most 1
    """

    off: tuple[str, ...] = field(default=(), metadata={"help": "Rules that are switched off, by name."})
    keep: tuple[str, ...] = field(
        default=(),
        metadata={"help": "A block that contains one of these phrases is never removed by a rule."},
    )
    drop: tuple[str, ...] = field(
        default=(), metadata={"help": "A block that contains one of these phrases is removed."}
    )
    title: str = field(
        default="metadata",
        metadata={"help": "The headline: to the `metadata`, or `keep` it in the text as well."},
    )
    captions: str = field(
        default="metadata",
        metadata={
            "help": "Captions: to the `metadata`, `keep` each distinct one in the text, or `drop` them."
        },
    )
    copies: str = field(
        default="drop", metadata={"help": "Near-duplicate paragraphs: `drop` them, or only `mark` them."}
    )
    threshold: float = field(
        default=0.8, metadata={"help": "The similarity (Jaccard, 0 to 1) from which a paragraph is a copy."}
    )
    min_words: int = field(
        default=5, metadata={"help": "Paragraphs with fewer words are never taken for copies (at least 5)."}
    )
    max_lost_prose: float = field(
        default=0.3,
        metadata={"help": "Share of the words of prose above which a clipping that lost them is `doubtful`."},
    )
    format: str = field(default="text", metadata={"help": "What is written: `text` or `markdown`."})
    text_field: str = field(
        default="", metadata={"help": "The JSONL field that holds the text, if not `text`."}
    )
    id_field: str = field(default="", metadata={"help": "The JSONL field that holds the id, if not `id`."})
    sites: Mapping[str, SiteSettings] = field(
        default_factory=dict, metadata={"help": 'Tables `[sites."example.com"]` with `off`, `keep`, `drop`.'}
    )

    def __post_init__(self) -> None:
        _check_phrases(self)
        for name, allowed in MODES.items():
            value = getattr(self, name)
            if value not in allowed:
                raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        for name in ("threshold", "max_lost_prose"):
            if not 0 < getattr(self, name) <= 1:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must be above 0 and at most 1")
        if self.min_words < 5:
            raise SettingsError(
                f"min_words is {self.min_words}; it must be at least 5: shorter paragraphs are equal by chance"
            )

    def for_site(self, site: str) -> SiteSettings:
        """The phrases and switched-off rules that hold for a site: those for all, and its own."""
        own = self.sites.get(site, SiteSettings())
        return SiteSettings(self.off + own.off, self.keep + own.keep, self.drop + own.drop)


def _check_phrases(record: Settings | SiteSettings) -> None:
    """An empty phrase is in every block: as `drop` it would remove all there is."""
    for name in ("off", "keep", "drop"):
        phrases = getattr(record, name)
        if isinstance(phrases, str):
            raise SettingsError(f"{name} must be a list of strings, not {phrases!r}")
        if not all(phrase.strip() for phrase in phrases):
            raise SettingsError(f"{name} has an empty phrase; every block contains that")


def nearest(name: str, known: Mapping[str, object] | list[str]) -> str:
    """“; did you mean …?” for a name that is close to a known one, else the list of all."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(sorted(known))}"


def check_rule_names(settings: Settings, rules: list[str]) -> None:
    """Raise a `SettingsError` if a rule that does not exist is switched off, so that a typing error is not silent."""
    named = [*settings.off, *(rule for site in settings.sites.values() for rule in site.off)]
    for rule in named:
        if rule not in rules:
            raise SettingsError(f"there is no rule {rule!r} to switch off; {nearest(rule, rules)}")


def settings_from(table: Mapping[str, Any], where: str) -> Settings:
    """Settings from a parsed TOML table. `where` names its file in the error that an unknown setting raises."""
    values = _checked(table, Settings, where)
    sites = _table(values.pop("sites", {}), f'{where}: sites must be tables such as [sites."example.com"]')
    values["sites"] = {name: _site_from(site, f'{where}, [sites."{name}"]') for name, site in sites.items()}
    return _made(Settings, values, where)


def _site_from(table: object, where: str) -> SiteSettings:
    fields_of_site = _table(table, f"{where}: sites must be tables with off, keep or drop")
    return _made(SiteSettings, _checked(fields_of_site, SiteSettings, where), where)


def _made(record: type[Record], values: Mapping[str, Any], where: str) -> Record:
    try:
        return record(**values)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error}", where) from error


def load_settings(path: Path | None = None, folder: Path = Path()) -> Settings:
    """Settings from `path`, else from `copydesk.toml` or `[tool.copydesk]` of `pyproject.toml` in `folder`.

    Where there is none of them, the defaults. Raises `SettingsError` for a file that cannot be read or is not TOML,
    an unknown setting (naming the nearest known one) or an impossible value.
    """
    if path is not None:
        return settings_from(_tool_table(path), str(path))
    for name in ("copydesk.toml", "pyproject.toml"):
        if (folder / name).is_file():
            table = _tool_table(folder / name)
            if table or name == "copydesk.toml":
                return settings_from(table, name)
    return Settings()


def _tool_table(path: Path) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read as settings: {error}", str(path)) from error
    if path.name != "pyproject.toml":
        return table
    tool = _table(table.get("tool", {}), f"{path}: tool must be a table")
    return _table(tool.get("copydesk", {}), f"{path}: tool.copydesk must be a table")


def _table(value: object, otherwise: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(otherwise)
    return value


def _checked(table: Mapping[str, Any], record: type, where: str) -> dict[str, Any]:
    """The table's values for the record's fields, each of the type that the field's default has."""
    known = {field.name: field for field in fields(record)}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(f"{where}: there is no setting {name!r}; {nearest(name, known)}", where)
        values[name] = _as_declared(str(known[name].type), value, f"{where}: {name}")
    return values


def _as_declared(declared: str, value: Any, where: str) -> Any:
    if declared.startswith("tuple"):
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise SettingsError(f"{where} must be a list of strings, not {value!r}")
        return tuple(value)
    types, called = TYPES.get(declared, ((object,), ""))
    if isinstance(value, bool) or not isinstance(value, types):
        raise SettingsError(f"{where} must be {called}, not {value!r}")
    return value
