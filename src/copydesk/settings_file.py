"""Settings from `copydesk.toml` or `pyproject.toml`: what is wrong in a file is told with its name."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from copydesk.errors import SettingsError
from copydesk.settings import Settings, SiteSettings, nearest

TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a string"),
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
}
"""Declared type of a setting → what TOML may give for it, and what that is called in an error."""

Record = TypeVar("Record", Settings, SiteSettings)


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
    with _named(where):
        return record(**values)


def load_settings(
    path: Path | None = None, folder: Path = Path(), check: Callable[[Settings], None] | None = None
) -> Settings:
    """Settings from `path`, else from `copydesk.toml` or `[tool.copydesk]` of `pyproject.toml` in `folder`.

    Where there is none of them, the defaults. Raises `SettingsError` for a file that cannot be read or is not TOML,
    an unknown setting (naming the nearest known one), an impossible value, or what `check` raises it for.
    """
    where = path or _settings_file(folder)
    if where is None:
        return Settings()
    name = str(path or where.name)
    settings = settings_from(_tool_table(where), name)
    if check:
        with _named(name):
            check(settings)
    return settings


def _settings_file(folder: Path) -> Path | None:
    """The file of the folder that has settings: a `pyproject.toml` may be there for something else."""
    for name in ("copydesk.toml", "pyproject.toml"):
        path = folder / name
        if path.is_file() and (name == "copydesk.toml" or _tool_table(path)):
            return path
    return None


@contextmanager
def _named(where: str) -> Iterator[None]:
    """Name the file in what is wrong with the settings."""
    try:
        yield
    except SettingsError as error:
        raise SettingsError(f"{where}: {error}", where) from error


def _tool_table(path: Path) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}", str(path)) from error
    except (ValueError, RecursionError) as error:
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
    known = {field.name: field for field in fields(record) if field.name != "by_hand"}
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
