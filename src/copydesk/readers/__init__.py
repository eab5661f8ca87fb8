"""READERS: which module turns the bytes of which kind of file into pages.

A reader is a function `read(stream, source, options) -> Iterator[Page | Failure]`. It takes a binary stream, never a
path; a record that cannot be read is a `Failure` of its own, and reading goes on behind it.
"""
