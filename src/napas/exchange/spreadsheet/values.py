"""The values of a sheet, held against what the sheet says of its cells.

python-calamine reads the values; `SheetFacts` were gathered from the same parts by our
own reading. A cell that only one of them sees is a contradiction, never an empty cell.
What calamine gives for the cases that matter (errors come as empty text, spans of time
of .ods as text) is pinned by the tests.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from math import isfinite

from python_calamine import CalamineSheet

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.spreadsheet.answer import (
    PERCENT_LETTER,
    AnswerWriter,
    SheetHead,
)
from napas.exchange.spreadsheet.book import address
from napas.exchange.spreadsheet.characters import strange_characters
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    LETTERS,
    MOMENT,
    PERCENT,
    SCALED,
    UNSEEN,
    VALUED,
    WORDED,
    SheetFacts,
    Tally,
    contradiction,
)

EXACT_DIGITS = 15
"""Office programs keep so many digits of a number; the rest become zeros."""
TOO_EXACT = 10.0**EXACT_DIGITS
DAYS_BEFORE_10000 = 2_958_466
"""Of the year 10000, by the count of office programs, which ends there."""
UNCALCULATED = "=?"
"""What a cell says whose formula has no result."""
HOUR_S, MINUTE_S = 3600, 60

COUNTED = (
    SpreadsheetCode.UNCALCULATED,
    SpreadsheetCode.COVERED,
    SpreadsheetCode.WORDED,
    SpreadsheetCode.SCALED,
    SpreadsheetCode.UNSEEN,
    SpreadsheetCode.LONG_NUMBER,
    SpreadsheetCode.INVISIBLE,
)
DOUBTS = (
    (WORDED, SpreadsheetCode.WORDED),
    (SCALED, SpreadsheetCode.SCALED),
    (UNSEEN, SpreadsheetCode.UNSEEN),
)
Value = int | float | str | bool | time | date | datetime | timedelta
NOTHING = bytearray()


def write_values(
    sheet: CalamineSheet,
    facts: SheetFacts,
    head: SheetHead,
    writer: AnswerWriter,
    *,
    uncalculated: bool,
) -> tuple[Finding, ...]:
    """Write the rows of a sheet, and say what is doubtful about it.

    Args:
        sheet: the values.
        facts: what the sheet says of its cells, finished.
        head: of the sheet, as wide and high as both see it.
        writer: where the rows go.
        uncalculated: what is kept of formulas are no results.

    Raises:
        RefusedError: values and facts contradict each other, or a text is too long.
    """
    layer = _Layer(facts, uncalculated=uncalculated)
    writer.begin(head)
    for row, values in enumerate(_rows(sheet, head.height), start=1):
        writer.row(layer.lay(row, values))
    return layer.findings()


def used_area(sheet: CalamineSheet, facts: SheetFacts) -> tuple[int, int]:
    """Height and width of what either sees."""
    row, column = sheet.end or (-1, -1)
    return max(row + 1, facts.height), max(column + 1, facts.width)


def number_text(value: float) -> str:
    """The shortest decimal form of a finite number, with a point, without exponent."""
    written = repr(value).removesuffix(".0")
    if "e" in written:
        written = f"{Decimal(written):f}"
    return "0" if written == "-0" else written


def duration_text(span: timedelta) -> str:
    """A span of time in the form of ISO 8601, in hours, minutes and seconds."""
    sign = "-" if span < timedelta() else ""
    span = abs(span)
    seconds = span.days * 24 * HOUR_S + span.seconds
    hours, rest = divmod(seconds, HOUR_S)
    minutes, rest = divmod(rest, MINUTE_S)
    parts = f".{span.microseconds:06d}".rstrip("0") if span.microseconds else ""
    return f"{sign}PT{hours}H{minutes}M{rest}{parts}S"


class _Layer:
    """Lays values over facts, row by row, and counts what is doubtful."""

    def __init__(self, facts: SheetFacts, *, uncalculated: bool) -> None:
        self.facts = facts
        self.uncalculated = uncalculated
        self.tallies = {code: Tally(code) for code in COUNTED}

    def lay(self, row: int, values: Sequence[Value]) -> list[str]:
        """The cells of a row as an answer writes them."""
        marks = self.facts.marks.get(row, NOTHING)
        width = max(len(values), len(marks))
        pairs = zip_longest(values, marks[:width], fillvalue=None)
        return [
            self.cell(row, column, "" if value is None else value, bits or 0)
            if bits or value not in {None, ""}
            else ""
            for column, (value, bits) in enumerate(pairs, start=1)
        ]

    def findings(self) -> tuple[Finding, ...]:
        """What is doubtful, each kind once."""
        tallies = self.tallies.values()
        return tuple(each.finding(self.facts.name) for each in tallies if each.count)

    def cell(self, row: int, column: int, value: Value, bits: int) -> str:
        """A cell as an answer writes it."""
        if (row, column) in self.facts.covered:
            self.tallies[SpreadsheetCode.COVERED].add(row, column)
            return ""
        told = self.told(row, column, value, bits)
        return told[:1].upper() + told[1:] if bits & FORMULA else told

    def told(self, row: int, column: int, value: Value, bits: int) -> str:
        """A cell as an answer writes it, before it is marked as a formula's."""
        fault = self.facts.faults.get((row, column))
        if fault is not None:
            return f"f{fault}"
        if bits & FORMULA and (self.uncalculated or not bits & (VALUED | LETTERS)):
            self.tallies[SpreadsheetCode.UNCALCULATED].add(row, column)
            return f"f{UNCALCULATED}"
        if isinstance(value, str):
            self.check(row, column, bits, blank=not value.strip())
            return self.text(row, column, value, bits)
        self.check(row, column, bits, blank=False)
        if isinstance(value, int | float):
            return self.number(row, column, value, bits)
        certain = bits & MOMENT
        return ("m" if certain else "f") + moment_text(value)

    def check(self, row: int, column: int, bits: int, *, blank: bool) -> None:
        """Both readers must see something, or neither."""
        valued = bits & VALUED
        if blank if valued else not blank:
            if valued and bits & LETTERS:
                return
            raise contradiction(self.facts.name, row, column)

    def text(self, row: int, column: int, text: str, bits: int) -> str:
        if (row, column) in self.facts.durations:
            return f"m{text}"
        limit = self.facts.limits.cell_characters
        if len(text) > limit:
            spot = Spot(row=row, sheet=self.facts.name, cell=address(row, column))
            raise RefusedError(
                find(
                    Grade.STOP,
                    SpreadsheetCode.CELL_TOO_LONG,
                    spot=spot,
                    length=len(text),
                    limit=limit,
                )
            )
        if not text.isprintable():
            strange = strange_characters(text)
            if strange:
                self.tallies[SpreadsheetCode.INVISIBLE].add(row, column, strange)
        return f"t{text}" if text or bits & FORMULA else ""

    def number(self, row: int, column: int, value: float, bits: int) -> str:
        if isinstance(value, bool):
            return f"b{str(value).lower()}"
        if not isfinite(value):
            return f"f{value}"
        if bits & MOMENT and 0 <= value < DAYS_BEFORE_10000:
            return f"f{number_text(value)}"  # a day to one reader only
        for bit, code in DOUBTS:
            if bits & bit:
                self.tallies[code].add(row, column, self.facts.wording)
        if abs(value) >= TOO_EXACT:
            self.tallies[SpreadsheetCode.LONG_NUMBER].add(row, column)
        letter = PERCENT_LETTER if bits & PERCENT else "n"
        return letter + number_text(value)


def moment_text(moment: time | date | timedelta) -> str:
    """A moment or a span of time by ISO 8601, without zone."""
    if isinstance(moment, timedelta):
        return duration_text(moment)
    return moment.isoformat()


def _rows(sheet: CalamineSheet, height: int) -> Iterator[Sequence[Value]]:
    """The rows from the first on, each from the first column on.

    Calamine begins with row 1 and with the first column that is used.
    """
    before = [""] * (sheet.start or (0, 0))[1]
    rows = sheet.iter_rows() if sheet.start else iter(())
    for _ in range(height):
        row = next(rows, None)
        yield [] if row is None else [*before, *row]
