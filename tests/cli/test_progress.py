"""Progress line by line, and the first Ctrl-C as a request."""

import io
import os
import signal

import pytest

from napas.cli.progress import LineProgress, interruptible


def test_a_step_is_said_once_when_it_begins() -> None:
    stream = io.StringIO()
    progress = LineProgress("en", stream)
    for fraction in (0.0, 0.1):
        progress.report(fraction, "plan-allocating")
    progress.report(0.2, "")
    assert stream.getvalue() == "Allocating supply ...\n"


def test_without_a_stream_progress_goes_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    LineProgress("en").tell("line")
    assert capsys.readouterr().err == "line\n"


def test_the_first_interruption_asks_and_the_second_ends() -> None:
    progress = LineProgress("en", io.StringIO())
    before = signal.getsignal(signal.SIGINT)
    with interruptible(progress):
        assert not progress.should_stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert progress.should_stop()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
