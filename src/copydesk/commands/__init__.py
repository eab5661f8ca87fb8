"""The commands: a module for those that work on a folder's night, on single clippings, on an output folder."""
