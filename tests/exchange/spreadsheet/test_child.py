import io
import json

import pytest

from napas.exchange.spreadsheet.answer import read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.child import answer, question
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS, Limits


def test_a_question_is_answered_after_rights_are_given_up() -> None:
    asked = io.BytesIO(question(".csv", LIMITS) + b"a,b\n1,2\n")
    told = io.BytesIO()
    seen: list[tuple[Limits, int, bytes]] = []

    def confined(limits: Limits) -> None:
        seen.append((limits, asked.tell(), told.getvalue()))

    answer(asked, told, confined)

    assert seen == [(LIMITS, len(question(".csv", LIMITS)), b"")]
    assert isinstance(read_answer(told.getvalue(), "a.csv", LIMITS), Book)


def test_memory_that_runs_out_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def swell(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("napas.exchange.spreadsheet.child.parse", swell)
    told = io.BytesIO()
    answer(io.BytesIO(question(".csv", LIMITS)), told, lambda _: None)

    refused = json.loads(told.getvalue())["refused"]
    assert refused["code"] == SpreadsheetCode.TOO_MUCH_MEMORY
    assert refused["params"] == {"limit_mb": 256}
