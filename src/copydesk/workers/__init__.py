"""Worker processes: tasks go out, results come back, and a process that dies takes one task with it."""

from copydesk.workers.pool import Death, Pool, Ticket

__all__ = ["Death", "Pool", "Ticket"]
