import resource
import subprocess
import sys
from pathlib import Path

import pytest

from napas.exchange.spreadsheet import confinement
from napas.exchange.spreadsheet.confinement import PIPES, POLITENESS, confine
from napas.exchange.spreadsheet.limits import LIMITS

SOURCE = str(Path(confinement.__file__).parents[3])
TRY = """
import os, socket, sys
sys.path.insert(0, sys.argv[1])
from napas.exchange.spreadsheet.confinement import confine
from napas.exchange.spreadsheet.limits import LIMITS
confine(LIMITS)
tries = {
    "file": lambda: open("/dev/null"),
    "connection": lambda: socket.socket(),
    "memory": lambda: bytearray(300_000_000),
}
try:
    tries[sys.argv[2]]()
except (OSError, MemoryError, ValueError) as error:
    print(type(error).__name__, end="")
"""


def test_everything_is_lowered_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    polite: list[int] = []
    monkeypatch.setattr("os.nice", polite.append)
    lowered: dict[int, tuple[int, int]] = {}

    confine(LIMITS, lowered.__setitem__)

    assert polite == [POLITENESS]
    assert lowered[resource.RLIMIT_AS] == (LIMITS.memory_b, LIMITS.memory_b)
    assert lowered.pop(resource.RLIMIT_CPU) == (LIMITS.time_s, LIMITS.time_s + 1)
    assert lowered[resource.RLIMIT_NOFILE] == (PIPES, PIPES)
    assert lowered[resource.RLIMIT_FSIZE] == (0, 0)
    assert all(soft == hard for soft, hard in lowered.values())


@pytest.mark.parametrize(
    ("what", "failure"),
    [
        ("file", "OSError"),
        ("connection", "OSError"),
        ("memory", "MemoryError"),
    ],
)
def test_a_confined_process_gets_nothing_more(what: str, failure: str) -> None:
    ran = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", TRY, SOURCE, what],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == failure
