"""What the rules that bring rows out of a sheet stand on, and what they leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.country import Country
from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.need import Span
from napas.domain.network import Form
from napas.exchange.cells import DAY, Fault
from napas.exchange.columns import Column, Kind, Table
from napas.exchange.scenario_tables import STOCKS, TANKS
from napas.exchange.spreadsheet.book import Cell
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.drafts import Draft, DraftRow, Origin
from napas.exchange.workbook.frame import Frame, Line
from napas.exchange.workbook.interpret import Interpreter, Text
from napas.exchange.workbook.layout import REPORT_AT, sheet_of
from napas.exchange.workbook.titles import Titles
from napas.exchange.writing import as_cell
from napas.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a sheet with the cells that no table has.

    Attributes:
        row: what it says for the table of its sheet.
    """

    frame: Frame
    line: Line
    row: DraftRow

    def under(self, name: str, **others: str) -> Origin:
        """Where cells that a rule makes come from: a column, or others of the row.

        Args:
            name: the column that stands for every cell.
            others: by the column of a table, the column of this sheet it comes from.
        """
        origin = self.row.origin
        titles = {"": origin.titles.get(name, ("", 0))}
        for made, told in others.items():
            if told in origin.titles:
                titles[made] = origin.titles[told]
        return replace(origin, titles=titles)


@dataclass(frozen=True, slots=True)
class Ground:
    """The tables being laid, and what is known beside them.

    Attributes:
        drafts: every table by its file.
        as_of: the moment of the picture, UTC.
        findings: what is doubtful on the way; they say where they stand.
        assumed: what was filled in, each figure once.
    """

    drafts: Mapping[str, Draft]
    interpreter: Interpreter
    country: Country
    parameters: Parameters
    as_of: datetime
    findings: list[Finding] = field(default_factory=list)
    assumed: dict[tuple[str, str, AssumptionRule], Assumption] = field(
        default_factory=dict
    )
    _rows: dict[str, dict[str, list[DraftRow]]] = field(default_factory=dict)
    _stocks: dict[tuple[str, Form], dict[str, str]] = field(default_factory=dict)

    def draft(self, table: Table) -> Draft:
        """A table being laid."""
        return self.drafts[table.file]

    def rows_of(self, table: Table, code: str) -> list[DraftRow]:
        """The rows a table has on its own sheet for a facility."""
        known = self._rows.get(table.file)
        if known is None:
            name = "holder" if table is STOCKS else "facility"
            known = {}
            for row in self.draft(table).own:
                known.setdefault(row.text(name), []).append(row)
            self._rows[table.file] = known
        return known.get(code, [])

    def says_twice(self, table: Table, code: str, origin: Origin) -> bool:
        """Whether a table tells the same on its own sheet; then that one stands."""
        if not self.rows_of(table, code):
            return False
        self.doubt(table, code, origin)
        return True

    def doubt(self, table: Table, code: str, origin: Origin) -> None:
        """Say that the sheet of a table tells the same, and that it is not used."""
        titles = Titles(self.interpreter.wording)
        self.findings.append(
            find(
                Grade.DOUBTFUL,
                WorkbookCode.SAID_TWICE,
                subject=code,
                spot=origin.spot("*"),
                sheet=titles.sheet(sheet_of(table).key),
            )
        )

    def assume(
        self,
        subject: str,
        name: str,
        span: Span,
        unit: str,
        rule: AssumptionRule,
        source: str,
    ) -> None:
        """Note a figure that a rule filled in."""
        self.assumed[subject, name, rule] = Assumption(
            subject, name, span.value, unit, rule, span.low, span.high, source
        )

    def report_at(self, told: Told, code: str) -> Text:
        """When a row was reported; without a moment at that of the picture."""
        at = self.told_at(told)
        if not at:
            self.assume_now(code)
        return at or as_cell(self.as_of)

    def told_at(self, told: Told) -> Text:
        """The moment a row tells; empty where it tells none."""
        cell = told.frame.cell(told.line, REPORT_AT.name)
        at = self.interpreter.text(cell, REPORT_AT)
        if lacks_hour(cell, REPORT_AT) and not isinstance(at, Fault):
            spot = told.row.origin.spot(REPORT_AT.name)
            self.findings.append(hour_missing(cell, spot))
        return at

    def assume_now(self, code: str) -> None:
        """Take a report without a moment to be of the picture's."""
        stale = self.parameters.parameter("reports.stale_h")
        span = Span(0.0, 0.0, stale.high)
        rule = AssumptionRule.REPORT_TIME
        self.assume(code, "age_h", span, "h", rule, stale.source)

    def add_stock(
        self,
        code: str,
        form: Form,
        mass: Text,
        at: Text,
        origin: Origin,
        tank: str = "",
    ) -> None:
        """Add what a facility holds; what another row has told already stands."""
        listed = any(row.text("form") == form for row in self.rows_of(STOCKS, code))
        tanks = self._stocks.setdefault((code, form), {})
        earlier = _same_tank(tank, tanks)
        # What one sheet tells twice of a facility is for the table to compare.
        again = earlier is not None and tanks[earlier] == origin.sheet
        if listed or (earlier is not None and not again):
            self.doubt(STOCKS if listed else TANKS, code, origin)
            return
        tank = tank if earlier is None else earlier
        tanks[tank] = origin.sheet
        cells: dict[str, Text] = {
            "holder": code,
            "form": form.value,
            "tank": tank,
            "mass_t": mass,
            "as_of": at,
            "source": origin.file,
        }
        self.draft(STOCKS).add(cells, origin)


def _same_tank(tank: str, told: Mapping[str, str]) -> str | None:
    """The tank already told that is this one, or may be; without a name any may be."""
    if tank in told:
        return tank
    return next(iter(told), None) if "" in {tank, *told} else None


def lacks_hour(cell: Cell, column: Column) -> bool:
    """Whether a cell that is to tell a moment tells a day alone."""
    bare = DAY.fullmatch(cell.text.strip()) is not None
    return bare and column.kind is Kind.MOMENT


def hour_missing(cell: Cell, spot: Spot) -> Finding:
    """That a day is taken from its beginning on."""
    code, read = WorkbookCode.DAY_WITHOUT_HOUR, cell.text.strip()
    return find(Grade.DOUBTFUL, code, spot=spot, read=read)


def figure(text: str) -> float | None:
    """A text as a figure; None where it is none, which its own table says."""
    try:
        return float(text)
    except ValueError:
        return None


def is_count(text: Text) -> bool:
    """Whether a text is a whole number, zero or more."""
    return not isinstance(text, Fault) and text.isascii() and text.isdigit()
