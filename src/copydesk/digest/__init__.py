"""The digest of a night: what a person wants to know of it in the morning."""
