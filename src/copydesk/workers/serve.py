"""What a worker process runs: `python -m copydesk.workers.serve`. It ends when its pipe does, however that happens."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO, Protocol, cast

from copydesk.workers.frames import receive, send


class Work(Protocol):
    """What is done with each task."""

    def take(self, task: object) -> object: ...


def serve(tasks: BinaryIO, results: BinaryIO) -> None:
    """Receive the work and then tasks, and send back the result of each."""
    try:
        sys.path[:] = cast(list[str], receive(tasks))
        work = cast(Work, receive(tasks))
        send(results, "ready")
        while True:
            send(results, work.take(receive(tasks)))
    except (EOFError, BrokenPipeError):
        return


def main() -> None:
    """Serve on standard input and output. What a library prints goes to standard error, not between results."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
