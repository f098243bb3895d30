"""A process that writes into the books until it is killed, and notes what it was told.

Run as `python -m tests.tower.writer NOTES RUN POINT`; at a named point it kills itself.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import django
from django.db import connection

django.setup()

from napas.domain.network import Form  # noqa: E402 - after the set-up
from napas.tower.actions.report_stock import report_stock  # noqa: E402 - the same
from napas.tower.records.ledger import MovementRow  # noqa: E402 - the same
from tests.tower.cast import NOW, REPORTER, sent  # noqa: E402 - the same

POINTS = ("any", "before-commit", "after-commit", "before-movement")
DONE_BEFORE = 10
"""Wishes answered before a named point kills; enough to have something to lose."""


def die() -> None:
    """End at once, as when the power of a process is cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Let this process die at a named point of the next wish."""

    if point in {"before-commit", "after-commit"}:
        commit: Callable[[], None] = connection.commit

        def deadly_commit() -> None:
            if point == "after-commit":
                commit()
            die()

        connection.commit = deadly_commit  # type: ignore[method-assign] # the blow
    elif point == "before-movement":
        MovementRow.save = lambda *_, **__: die()  # type: ignore[method-assign] # too


def write(notes: Path, run: int, point: str) -> None:
    """Report a stock again and again, each time another, and note each answer."""
    with notes.open("a") as acknowledged:
        for number in count():
            if number == DONE_BEFORE:
                arm(point)
            moment = NOW + timedelta(days=run, seconds=number)
            key = f"{run}-{number}"
            report_stock(
                REPORTER,
                sent(key, at=moment),
                facility="H-002",
                form=Form.CYLINDER,
                value=float(100 + number * 37 % 300),
                unit="kg",
            )
            acknowledged.write(f"{key}\n")
            acknowledged.flush()
            os.fsync(acknowledged.fileno())


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
