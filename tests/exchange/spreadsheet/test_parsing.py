from dataclasses import replace

import pytest
from python_calamine import CalamineError, PasswordError

from napas.exchange.spreadsheet import parsing
from napas.exchange.spreadsheet.answer import read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.limits import LIMITS, Limits
from tests.exchange.spreadsheet.making import office_open as xlsx

ONE = xlsx.sheet(xlsx.row(1, xlsx.number("A1", 1), xlsx.number("C1", 1)))


def code_of(content: bytes, limits: Limits = LIMITS) -> str:
    found = read_answer(parsing.parse(content, ".xlsx", limits), "a.xlsx", limits)
    return "read" if isinstance(found, Book) else found.code


def test_the_cells_of_all_sheets_count_together() -> None:
    content = xlsx.book(ONE, ONE)

    assert code_of(content, replace(LIMITS, cells=6)) == "read"
    assert code_of(content, replace(LIMITS, cells=5)) == "spreadsheet-too-many-cells"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (PasswordError(), "spreadsheet-password"),
        (CalamineError("x"), "spreadsheet-unreadable"),
        (OSError("x"), "spreadsheet-unreadable"),
        (type("PanicException", (BaseException,), {})(), "spreadsheet-unreadable"),
    ],
)
def test_a_failure_of_the_reader_of_values_is_a_finding(
    failure: BaseException, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(
        parsing, "CalamineWorkbook", type("W", (), {"from_filelike": fail})
    )

    assert code_of(xlsx.book(ONE)) == code


def test_what_is_no_failure_of_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(
        parsing, "CalamineWorkbook", type("W", (), {"from_filelike": fail})
    )

    with pytest.raises(KeyboardInterrupt):
        code_of(xlsx.book(ONE))
