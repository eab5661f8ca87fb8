"""The files of a run: which clippings lie in the input folder, the output, and the catalogue of both."""

from copydesk.store.listing import File, Found, Skipped, check_folders, list_sources, open_source
from copydesk.store.records import read_records

__all__ = ["File", "Found", "Skipped", "check_folders", "list_sources", "open_source", "read_records"]
