"""A night: one run over a folder of clippings, from what is new in it to what is written of it."""

from copydesk.night.work import Step, run

__all__ = ["Step", "run"]
