"""Every error that copydesk raises of its own accord, so that one `except CopydeskError` catches them all."""

from __future__ import annotations


class CopydeskError(Exception):
    """What all of copydesk's errors are. `path` and `stage` say where; the message says what, and what to do."""

    stage = "run"

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class ReadError(CopydeskError):
    """Content that cannot be read: binary, not in the encoding it claims, or a broken record."""

    stage = "read"


class ParseError(CopydeskError):
    """A page that was read but could not be taken apart into blocks."""

    stage = "parse"


class SettingsError(CopydeskError):
    """A setting that does not exist or has a value it cannot have."""

    stage = "settings"


class WriteError(CopydeskError):
    """Output that cannot be written: the folder is missing, full or read-only, or the name is taken."""

    stage = "write"


class RunError(CopydeskError):
    """A run that cannot start: no input folder, or input and output are one folder."""
