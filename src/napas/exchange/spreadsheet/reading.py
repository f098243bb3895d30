"""A spreadsheet from anybody, read apart from this process and within limits."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.exchange.codes import ExchangeCode
from napas.exchange.spreadsheet.answer import placed, read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.characters import plain_name
from napas.exchange.spreadsheet.child import question
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS, Limits
from napas.exchange.spreadsheet.process import ask_process, reading_command

OPENING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A link is not followed, a pipe is not waited for."""
MB = 1e6


def read_book(path: Path, limits: Limits = LIMITS) -> Book | Finding:
    """Read .xlsx, .xlsm, .xls, .xlsb, .ods and tables of text (.csv, .tsv, .txt).

    Formulas are not calculated and macros never run; what an office program kept of a
    formula is taken, and marked. What cannot be told for certain is refused or marked.

    Args:
        path: the file; a link is not followed.
        limits: of what may be read.

    Returns:
        What the file holds with everything doubtful about it, or why it cannot be used;
        nothing that is wrong with the file is raised.
    """
    name = plain_name(path.name)
    content = _read_bytes(path, limits)
    if isinstance(content, Finding):
        return placed(content, name)
    asked = question(path.suffix.lower(), limits) + content
    answer = ask_process(reading_command(), asked, limits)
    if isinstance(answer, Finding):
        return placed(answer, name)
    return read_answer(answer, name, limits)


def _read_bytes(path: Path, limits: Limits) -> bytes | Finding:
    """The bytes of a file that is one, is not too large and not empty."""
    opened = -1
    try:
        opened = os.open(path, OPENING)
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            return _stop(ExchangeCode.FILE_UNREADABLE)
        with os.fdopen(os.dup(opened), "rb") as stream:
            content = stream.read(limits.file_b + 1)
    except FileNotFoundError:
        return _stop(ExchangeCode.FILE_MISSING)
    except (OSError, ValueError):
        link = path.is_symlink()
        code = ExchangeCode.FILE_IS_LINK if link else ExchangeCode.FILE_UNREADABLE
        return _stop(code)
    finally:
        with suppress(OSError):
            os.close(opened)
    if len(content) > limits.file_b:
        return find(Grade.STOP, SpreadsheetCode.TOO_LARGE, limit_mb=limits.file_b / MB)
    return content or _stop(ExchangeCode.FILE_EMPTY)


def _stop(code: Code) -> Finding:
    return find(Grade.STOP, code, spot=Spot())
