"""The reading process: one question in, one answer out, and an end.

It is started by `process.py`, never by hand. The question is a line of JSON (ending of
the file's name, limits) and the bytes of the file; the answer is that of `answer.py`.
"""

import json
from codecs import lookup
from collections.abc import Callable
from dataclasses import asdict
from typing import BinaryIO

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.answer import refuse
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.confinement import confine
from napas.exchange.spreadsheet.limits import MIB, Limits
from napas.exchange.spreadsheet.parsing import parse

ENCODINGS = ("cp1252", "utf-16", "utf-16-le", "utf-8-sig", "cp437", "latin-1", "ascii")
"""Loaded before files can no longer be opened."""


def question(ending: str, limits: Limits) -> bytes:
    """The first line of a question; the bytes of the file follow it."""
    told = {"ending": ending, "limits": asdict(limits)}
    return json.dumps(told).encode("ascii") + b"\n"


def answer(
    asked: BinaryIO, told: BinaryIO, confined: Callable[[Limits], None] = confine
) -> None:
    """Answer one question.

    Args:
        asked: where the question comes from.
        told: where the answer goes.
        confined: gives up rights before the file is looked at.
    """
    head = json.loads(asked.readline())
    limits = Limits(**head["limits"])
    for encoding in ENCODINGS:
        lookup(encoding)
    confined(limits)
    try:
        answered = parse(asked.read(), head["ending"], limits)
    except MemoryError:
        limit_mb = limits.memory_b // MIB
        code = SpreadsheetCode.TOO_MUCH_MEMORY
        answered = refuse(find(Grade.STOP, code, limit_mb=limit_mb))
    told.write(answered)
    told.flush()
