"""The version of copydesk, in the one place that states it."""

__version__ = "0.1.0"
