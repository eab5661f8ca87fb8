"""Near-duplicate paragraphs: found by MinHash, verified by true Jaccard, guarded against facts that differ."""

from copydesk.neardup.copies import Copy, CopyFinder, Found, LookAlike, Mark, find_copies

__all__ = ["Copy", "CopyFinder", "Found", "LookAlike", "Mark", "find_copies"]
