"""Comparisons with other tools, and figures of copydesk’s parts: `python -m benchmarks.NAME`."""
