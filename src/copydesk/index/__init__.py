"""The index on disk: which blocks may resemble a new one, found by the keys of their bands, whatever their number.

It is made of immutable sorted files, each written once (as in a log-structured merge tree, O’Neil et al. 1996). Only
the catalogue says which of them count, so a run that is cut off leaves at most a file that counts for nothing.
"""

from copydesk.index.index import Index, begin_anew
from copydesk.index.lookup import Lookup
from copydesk.index.segments import FORMAT

__all__ = ["FORMAT", "Index", "Lookup", "begin_anew"]
