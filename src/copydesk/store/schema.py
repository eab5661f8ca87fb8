"""The tables of the catalogue."""

from __future__ import annotations

VERSION = 3
"""Goes up when a table changes its meaning. Another one's catalogue is made anew (`copydesk index rebuild`)."""
SCHEMA = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE night (number INTEGER PRIMARY KEY, started TEXT NOT NULL, settings TEXT NOT NULL);
CREATE TABLE outcome (night INTEGER NOT NULL, source INTEGER NOT NULL, outcome TEXT NOT NULL, detail BLOB NOT NULL);

CREATE TABLE source (
    number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, night INTEGER NOT NULL, state TEXT NOT NULL,
    planned INTEGER, size INTEGER, mtime INTEGER, inode INTEGER, digest BLOB,
    made_with TEXT NOT NULL DEFAULT '', detail BLOB NOT NULL DEFAULT x'',
    written INTEGER NOT NULL DEFAULT 0, empty INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX source_planned ON source (night, path) WHERE planned IS NOT NULL;
CREATE TABLE output (
    name BLOB PRIMARY KEY, source INTEGER NOT NULL, digest BLOB, intended BLOB
) WITHOUT ROWID;
CREATE INDEX output_source ON output (source);
CREATE INDEX output_intended ON output (source) WHERE intended IS NOT NULL;

CREATE TABLE document (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, record BLOB NOT NULL, stale INTEGER);
CREATE UNIQUE INDEX document_name ON document (source, record);
CREATE INDEX document_stale ON document (number) WHERE stale;
CREATE TABLE block (
    row INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, position INTEGER NOT NULL,
    digest INTEGER NOT NULL, text BLOB, of INTEGER, similarity REAL,
    like_of INTEGER, likeness REAL, difference BLOB
);
CREATE INDEX block_document ON block (document);
CREATE INDEX block_of ON block (of) WHERE of IS NOT NULL;
CREATE INDEX block_like_of ON block (like_of) WHERE like_of IS NOT NULL;

CREATE TABLE segment (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE TABLE promoted (row INTEGER PRIMARY KEY);
CREATE TABLE dead (row INTEGER PRIMARY KEY);

CREATE TABLE failure (
    path BLOB NOT NULL, record BLOB NOT NULL, stage TEXT NOT NULL, error TEXT NOT NULL, detail BLOB NOT NULL,
    since INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (path, record)
) WITHOUT ROWID;
"""
LATER = """
CREATE TABLE IF NOT EXISTS cleaned (night, source, id, site, words, removed, doubtful, said, of);
CREATE TABLE IF NOT EXISTS page (
    row INTEGER PRIMARY KEY, address BLOB NOT NULL, document INTEGER NOT NULL UNIQUE, said BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS page_address ON page (address);
"""
"""What older catalogues of this version lack: the clippings of a night in numbers (`cleaned.py`), and from which web
address each came (`addresses.py`), which is known of those that have come since."""
