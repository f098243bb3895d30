"""How the reading process tells what it read: lines of JSON, checked on arrival.

The reader of an answer trusts nothing of it. A cell is a text of one letter for what it
is, followed by what it says; capitals are results of formulas; a row leaves out the
empty cells at its end.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from napas.domain.finding import Finding, Grade, Spot, find
from napas.errors import Scalar
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.sheet_facts import Area

PERCENT_LETTER = "p"
KINDS = {
    "t": CellKind.TEXT,
    "n": CellKind.NUMBER,
    PERCENT_LETTER: CellKind.NUMBER,
    "b": CellKind.FLAG,
    "m": CellKind.MOMENT,
    "f": CellKind.FAULT,
}
CELL_LETTERS = {
    **{letter: (kind, False) for letter, kind in KINDS.items()},
    **{letter.upper(): (kind, True) for letter, kind in KINDS.items()},
}
MOST_PARAMS = 8


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What is told of a sheet before its rows."""

    name: str
    height: int
    width: int
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[Area, ...] = ()


class AnswerWriter:
    """Writes an answer, line by line."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()

    def begin(self, head: SheetHead) -> None:
        """Begin a sheet."""
        told = {
            "name": head.name,
            "height": head.height,
            "width": head.width,
            "hidden": head.hidden,
            "hidden_rows": head.hidden_rows,
            "hidden_columns": head.hidden_columns,
            "merged": head.merged,
        }
        self._line(told)

    def row(self, cells: list[str]) -> None:
        """Write a row; the empty cells at its end are left out."""
        last = len(cells)
        while last and not cells[last - 1]:
            last -= 1
        self._line(cells[:last])

    def end(self, findings: Iterable[Finding]) -> bytes:
        """Write what is doubtful, and give the whole answer."""
        self._line({"doubtful": [_as_told(finding) for finding in findings]})
        return self._stream.getvalue()

    def _line(self, told: object) -> None:
        line = json.dumps(told, separators=(",", ":"))
        self._stream.write(line.encode("ascii") + b"\n")


def refuse(finding: Finding) -> bytes:
    """The answer of a file that cannot be used."""
    return (json.dumps({"refused": _as_told(finding)}) + "\n").encode("ascii")


def read_answer(answer: bytes, file: str, limits: Limits) -> Book | Finding:
    """Read an answer; one that breaks the rules is a finding, never an exception.

    Args:
        answer: of a process that may have been led astray by a hostile file.
        file: the name to put into places.
        limits: what the process was told to keep to.
    """
    try:
        return _AnswerReader(file, limits).read(answer)
    except (ValueError, TypeError, KeyError, RecursionError):
        spot = Spot(file)
        return find(Grade.STOP, SpreadsheetCode.READER_STOPPED, spot=spot)


class _AnswerReader:
    """Reads the lines of an answer; raises ValueError for one that breaks the rules."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.cells_left = limits.cells
        self.known: dict[str, Cell] = {"": EMPTY}

    def read(self, answer: bytes) -> Book | Finding:
        lines = iter(io.BytesIO(answer))
        sheets: list[BookSheet] = []
        while True:
            told = _mapping(json.loads(next(lines, b"")))
            if "refused" in told:
                return self.finding(told["refused"])
            if "doubtful" in told:
                findings = tuple(map(self.finding, _list(told["doubtful"])))
                return Book(self.file, tuple(sheets), findings)
            sheets.append(self.sheet(told, lines))
            _require(len(sheets) <= self.limits.sheets)

    def sheet(self, told: Mapping[str, object], lines: Iterator[bytes]) -> BookSheet:
        height, width = _whole(told["height"]), _whole(told["width"])
        _require(height <= self.limits.rows and width <= self.limits.columns)
        self.cells_left -= height * width
        _require(self.cells_left >= 0)
        rows = [self.row(json.loads(next(lines, b"")), width) for _ in range(height)]
        return BookSheet(
            name=_text(told["name"]),
            rows=tuple(rows),
            hidden=told["hidden"] is True,
            hidden_rows=frozenset(map(_whole, _list(told["hidden_rows"]))),
            hidden_columns=frozenset(map(_whole, _list(told["hidden_columns"]))),
            merged=tuple(map(_area, _list(told["merged"]))),
        )

    def row(self, told: object, width: int) -> tuple[Cell, ...]:
        cells = [self.cell(cell) for cell in _list(told)]
        _require(len(cells) <= width)
        return (*cells, *(EMPTY,) * (width - len(cells)))

    def cell(self, told: object) -> Cell:
        told = _text(told)
        known = self.known.get(told)
        if known is None:
            kind, formula = CELL_LETTERS[told[0]]
            percent = told[0].lower() == PERCENT_LETTER
            _require(len(told) <= self.limits.cell_characters + 1)
            known = self.known[told] = Cell(kind, told[1:], formula, percent)
        return known

    def finding(self, told: object) -> Finding:
        fields = _mapping(told)
        params = _mapping(fields["params"])
        _require(len(params) <= MOST_PARAMS)
        spot = Spot(
            self.file,
            _whole(fields["row"]),
            sheet=_text(fields["sheet"]),
            cell=_text(fields["cell"]),
        )
        return Finding(
            Grade(_text(fields["grade"])),
            SpreadsheetCode(_text(fields["code"])),
            spot=spot,
            params=tuple(sorted((name, _scalar(params[name])) for name in params)),
        )


def placed(finding: Finding, file: str) -> Finding:
    """The finding with the file it speaks of."""
    return replace(finding, spot=replace(finding.spot, file=file))


def _as_told(finding: Finding) -> dict[str, object]:
    spot = finding.spot
    return {
        "grade": finding.grade,
        "code": finding.code,
        "row": spot.row,
        "sheet": spot.sheet,
        "cell": spot.cell,
        "params": dict(finding.params),
    }


def _require(kept: object) -> None:
    if kept is not True:
        raise ValueError


def _mapping(told: object) -> dict[str, object]:
    if not isinstance(told, dict):
        raise TypeError
    return told


def _list(told: object) -> list[object]:
    if not isinstance(told, list):
        raise TypeError
    return told


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _whole(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise TypeError
    return told


def _scalar(told: object) -> Scalar:
    if told is not None and not isinstance(told, str | int | float):
        raise TypeError
    return told


def _area(told: object) -> Area:
    top, near, bottom, far = map(_whole, _list(told))
    return top, near, bottom, far
