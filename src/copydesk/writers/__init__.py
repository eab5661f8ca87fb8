"""WRITERS: how a document becomes bytes: clean text, metadata with removals as JSON, rows of a container, Markdown."""
