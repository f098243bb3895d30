"""A process of its own for each file: asked over a pipe, bounded, ended in any case.

The process is a fresh interpreter, not a copy of this one: it works from threads, from
a worker of a web server and under test tools alike, inherits no open file, no setting
and no secret, and begins in less than a tenth of a second because it loads only what
reads. It is told where the package and the reader of values lie, as it looks at neither
PYTHONPATH nor the folders of the user.
"""

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from napas.domain.finding import Code, Finding, Grade, find
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import MIB, Limits

BEGIN = """\
import sys, types
sys.path[:0] = sys.argv[1:3]
room = types.ModuleType("napas.exchange")
room.__path__ = [sys.argv[3]]
sys.modules["napas.exchange"] = room
from napas.exchange.spreadsheet.child import answer
answer(sys.stdin.buffer, sys.stdout.buffer)
"""
"""The floor's own `__init__` opens every other door; the process needs this one."""
ALONE = ("-I", "-S", "-X", "utf8")
"""No settings and folders of the user; letters are UTF-8."""
ENVIRONMENT = {"MALLOC_MMAP_THRESHOLD_": "131072"}
"""Large blocks go back at once, so that the memory granted is the memory used."""
CHUNK_B = 1 << 16
VALUES = "python_calamine"
ENDED_BY_MEMORY = frozenset({-signal.SIGABRT})
"""How the reader of values ends when memory runs out."""
ENDED_BY_TIME = frozenset({-signal.SIGXCPU})
ENDED_WELL = 0


def reading_command() -> tuple[str, ...]:
    """How the reading process is started."""
    package = Path(__file__).parents[2]
    spec = find_spec(VALUES)
    assert spec is not None
    assert spec.origin is not None
    values = Path(spec.origin).parents[1]
    exchange = package / "exchange"
    folders = (str(package.parent), str(values), str(exchange))
    return (sys.executable, *ALONE, "-c", BEGIN, *folders)


def ask_process(
    command: Sequence[str], question: bytes, limits: Limits
) -> bytes | Finding:
    """Start a process, ask it one question, and end it.

    Args:
        command: the program and its arguments.
        question: what it reads.
        limits: how long it may take, and how much it may answer.

    Returns:
        The whole answer, or why there is none.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            bufsize=0,
        )
    except OSError:
        return find(Grade.STOP, SpreadsheetCode.READER_ABSENT)
    with process:
        try:
            return _converse(process, question, limits)
        finally:
            process.kill()


def _converse(
    process: "subprocess.Popen[bytes]", question: bytes, limits: Limits
) -> bytes | Finding:
    deadline = monotonic() + limits.time_s
    answer = bytearray()
    asked = memoryview(question)
    assert process.stdin is not None
    assert process.stdout is not None
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as watched:
        watched.register(process.stdin, selectors.EVENT_WRITE)
        watched.register(process.stdout, selectors.EVENT_READ)
        while watched.get_map():
            left = deadline - monotonic()
            if left <= 0:
                return _too_slow(limits)
            for key, _ in watched.select(left):
                if key.fileobj is process.stdin:
                    asked = _write(key.fd, asked)
                    if not asked:
                        watched.unregister(process.stdin)
                        process.stdin.close()
                elif piece := os.read(key.fd, CHUNK_B):
                    answer += piece
                    if len(answer) > limits.answer_b:
                        return _stop(SpreadsheetCode.ANSWER_TOO_LARGE)
                else:
                    watched.unregister(process.stdout)
    try:
        ended = process.wait(max(deadline - monotonic(), 0.0))
    except subprocess.TimeoutExpired:
        return _too_slow(limits)
    return bytes(answer) if ended == ENDED_WELL else _why(ended, limits)


def _write(pipe: int, asked: memoryview) -> memoryview:
    """Write what the pipe takes, and give what is left; nothing if nobody reads."""
    try:
        return asked[os.write(pipe, asked[:CHUNK_B]) :]
    except BrokenPipeError:
        return asked[:0]


def _why(ended: int, limits: Limits) -> Finding:
    """Why a process ended without an answer."""
    if ended in ENDED_BY_MEMORY:
        return find(
            Grade.STOP,
            SpreadsheetCode.TOO_MUCH_MEMORY,
            limit_mb=limits.memory_b // MIB,
        )
    if ended in ENDED_BY_TIME:
        return _too_slow(limits)
    return _stop(SpreadsheetCode.READER_STOPPED)


def _too_slow(limits: Limits) -> Finding:
    return find(Grade.STOP, SpreadsheetCode.TOO_SLOW, limit_s=limits.time_s)


def _stop(code: Code) -> Finding:
    return find(Grade.STOP, code)
