"""How gunicorn tells the bench that a process has loaded the portal and has not been asked for anything yet."""

from typing import Any


def post_worker_init(worker: Any) -> None:
    """Say so in the log."""
    worker.log.info("Ready.")
