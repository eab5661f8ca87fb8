"""The files of a run: which clippings lie in the input folder, and the output, written whole or not at all."""

from copydesk.store.listing import Listing, Skipped, check_folders, list_sources, open_source
from copydesk.store.writing import Container, is_written, write_container, write_file

__all__ = [
    "Container",
    "Listing",
    "Skipped",
    "check_folders",
    "is_written",
    "list_sources",
    "open_source",
    "write_container",
    "write_file",
]
