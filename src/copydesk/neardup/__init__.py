"""Near-duplicate paragraphs: found by MinHash, verified by true Jaccard, guarded against facts that differ."""

from copydesk.neardup.copies import CopyFinder, find_copies
from copydesk.neardup.found import Copy, Found, LookAlike

__all__ = ["Copy", "CopyFinder", "Found", "LookAlike", "find_copies"]
