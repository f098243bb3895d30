"""Whatever the reading process does, it ends, and the answer says why."""

import json
import os
import sys
from dataclasses import replace

import pytest

from napas.domain.finding import Finding
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS, Limits
from napas.exchange.spreadsheet.process import (
    BEGIN,
    ENVIRONMENT,
    ask_process,
    reading_command,
)

QUICK = replace(LIMITS, time_s=1)
MUCH = bytes(1_000_000)
ABORT = "import os; os.abort()"
FAULT = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
SPIN = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
while True: pass
"""
READ = "import sys; sys.stdin.buffer.read(); "


def ask(
    program: str, limits: Limits = LIMITS, question: bytes = b""
) -> bytes | Finding:
    return ask_process([sys.executable, "-S", "-c", program], question, limits)


def test_an_answer_comes_back_whole() -> None:
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"

    assert ask(echo, question=MUCH) == MUCH


@pytest.mark.parametrize(
    ("program", "code"),
    [
        (ABORT, SpreadsheetCode.TOO_MUCH_MEMORY),
        (SPIN, SpreadsheetCode.TOO_SLOW),
        (FAULT, SpreadsheetCode.READER_STOPPED),
        ("raise SystemExit(3)", SpreadsheetCode.READER_STOPPED),
        (READ + "1 / 0", SpreadsheetCode.READER_STOPPED),
        ("print('half'); raise SystemExit(1)", SpreadsheetCode.READER_STOPPED),
        ("while True: print('x' * 4096)", SpreadsheetCode.ANSWER_TOO_LARGE),
    ],
)
def test_a_process_that_ends_badly_gives_its_reason(
    program: str, code: SpreadsheetCode
) -> None:
    found = ask(program, replace(LIMITS, answer_b=50_000), MUCH)

    assert isinstance(found, Finding)
    assert found.code is code


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        READ + "import time; time.sleep(60)",
        "import os, time; os.close(0); os.close(1); time.sleep(60)",
    ],
    ids=["sleeps", "reads and sleeps", "hangs up and sleeps"],
)
def test_a_process_that_takes_too_long_is_ended(program: str) -> None:
    found = ask(program, QUICK, MUCH)

    assert isinstance(found, Finding)
    assert found.code is SpreadsheetCode.TOO_SLOW


def test_a_program_that_is_not_there_is_a_finding() -> None:
    found = ask_process(["/no/such/python"], b"", LIMITS)

    assert isinstance(found, Finding)
    assert found.code is SpreadsheetCode.READER_ABSENT


def test_a_process_inherits_neither_settings_nor_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NAPAS_SECRET", "rahasia")
    told = "import os, json; print(json.dumps([dict(os.environ), os.getcwd()]))"
    kept, away = os.pipe()
    os.set_inheritable(kept, True)  # noqa: FBT003  as it is called

    found = ask(told)
    files = ask("import os; print([n for n in range(3, 99) if _open(n)])".replace(
        "_open(n)", "os.path.exists(f'/proc/self/fd/{n}')"
    ))  # fmt: skip
    os.close(kept)
    os.close(away)

    assert isinstance(found, bytes)
    environment, folder = json.loads(found)
    assert environment.items() >= ENVIRONMENT.items()
    assert "NAPAS_SECRET" not in environment
    assert "PATH" not in environment
    assert folder == "/"
    assert files == b"[]\n"


def test_the_process_loads_the_reader_and_nothing_heavy() -> None:
    program = BEGIN.replace(
        "answer(sys.stdin.buffer, sys.stdout.buffer)",
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))",
    )
    command = [program if word == BEGIN else word for word in reading_command()]

    found = ask_process(command, b"", LIMITS)

    assert isinstance(found, bytes)
    loaded = set(found.decode().split())
    assert {"napas", "python_calamine", "pyexpat"} <= loaded
    assert loaded.isdisjoint({"numpy", "scipy", "numba", "dask", "click", "socket"})
