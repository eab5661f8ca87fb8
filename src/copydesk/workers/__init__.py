"""Worker processes: tasks go out, results come back, and a process that dies takes one task with it."""

from copydesk.workers.forking import can_fork
from copydesk.workers.limits import Limits
from copydesk.workers.pool import Pool, Ticket, open_pool
from copydesk.workers.worker import Death

__all__ = ["Death", "Limits", "Pool", "Ticket", "can_fork", "open_pool"]
