"""Near-duplicate paragraphs: found by MinHash, verified by true Jaccard, guarded against facts that differ."""
