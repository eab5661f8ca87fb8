"""By what a file is known to be unchanged without reading it: size, time and inode, as in git."""

from __future__ import annotations

import os
from typing import NamedTuple

RACY_NS = 2_000_000_000
"""A file that was changed so shortly before it was read may change again without another time: file systems count in
steps of up to two seconds (FAT). Its time is not relied on, as in git ("racy git")."""


class Stat(NamedTuple):
    """By what a file is known to be unchanged without reading it. `mtime` is 0 if it can't be relied on."""

    size: int
    mtime: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result, now: int) -> Stat:
        """The stat of a file that was looked at at a time, in nanoseconds."""
        is_racy = found.st_mtime_ns > now - RACY_NS
        return cls(found.st_size, 0 if is_racy else found.st_mtime_ns, _signed(found.st_ino))


def _signed(number: int) -> int:
    """A number of 64 bits as SQLite has them; Windows has larger ones still."""
    return (number & (2**64 - 1)) - (2**64 if number & 2**63 else 0)
