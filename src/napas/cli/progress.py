"""Progress told line by line, on a terminal or in a log, and a stop by Ctrl-C."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from napas.words import say


class LineProgress:
    """An observer that says each new step once, and stops when it is asked to.

    A first interruption asks the computation for its best answer so far; a second one
    ends the program as usual.
    """

    def __init__(self, language: str, stream: TextIO | None = None) -> None:
        self.language = language
        self.stream = stream or sys.stderr
        self.stopping = False
        self._last = ""

    def report(self, fraction: float, message: str) -> None:
        """Say a step when it begins."""
        del fraction
        if message and message != self._last:
            self._last = message
            self.tell(say(message, self.language))

    def should_stop(self) -> bool:
        """Whether somebody asked for the best answer so far."""
        return self.stopping

    def tell(self, line: str) -> None:
        """Write one line at once."""
        self.stream.write(f"{line}\n")
        self.stream.flush()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Take the first interruption as a request to stop."""
        del number, frame
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.tell(say("stopping", self.language))


@contextmanager
def interruptible(progress: LineProgress) -> Iterator[None]:
    """Let Ctrl-C ask for the best answer so far while the block runs."""
    before = signal.signal(signal.SIGINT, progress.stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
