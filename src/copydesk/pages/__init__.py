"""Pages for a browser: whole in one file, without scripts, and without anything from elsewhere."""
