"""What the reading process gives up before it looks at a byte that is not ours.

After this it can open no file and no connection (the number of open files is at its
limit), start no process, write nothing but its answer, and use no more memory and
processor time than it was granted. All of it is lowered for good: no program can raise
its own hard limits again.
"""

import os
import resource
from collections.abc import Callable

from napas.exchange.spreadsheet.limits import Limits

POLITENESS = 5
"""Added to the niceness: whoever waits for a page goes first."""
GRACE_S = 1
"""Between the sign that time is over and the end, seconds of the processor."""
PIPES = 3
"""Question, answer and the place where complaints go."""

SetLimit = Callable[[int, tuple[int, int]], None]


def confine(limits: Limits, set_limit: SetLimit = resource.setrlimit) -> None:
    """Give up what the reading of a file does not need.

    Args:
        limits: memory and time that are granted.
        set_limit: lowers one limit of this process; a test passes its own.
    """
    os.nice(POLITENESS)
    granted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: PIPES,
        resource.RLIMIT_AS: limits.memory_b,
    }
    for kind, most in granted.items():
        set_limit(kind, (most, most))
    set_limit(resource.RLIMIT_CPU, (limits.time_s, limits.time_s + GRACE_S))
