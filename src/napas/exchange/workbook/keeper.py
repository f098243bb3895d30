"""A workbook as the keeper of a scenario: its sheets as the tables of a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from napas.domain.assumption import Assumption
from napas.domain.finding import Finding, Grade, Spot, find
from napas.errors import Scalar
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.entries import Entries
from napas.exchange.files import Records
from napas.exchange.settings import SCENARIO_FILE
from napas.exchange.whereabouts import country_folder
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.drafts import EXPANDED, LaidTable, Origin
from napas.exchange.workbook.layout import SETTINGS_KEY, SheetPlan, sheet_of
from napas.exchange.workbook.titles import Titles

ROW_CODES = frozenset({ExchangeCode.ROW_REPEATED, ExchangeCode.ROW_CONTRADICTED})
"""Findings that name another row."""
SAID_OF_THE_ROW = frozenset(
    {
        ExchangeCode.ROW_ON_SET_ASIDE,
        ExchangeCode.FACILITY_UNKNOWN,
        ExchangeCode.HOLDER_UNKNOWN,
        ExchangeCode.TANK_HEEL_ASSUMED,
    }
)
"""What a row brought out of another one lacks: that row says it, or its assumptions."""


@dataclass(frozen=True, slots=True)
class WorkbookKeeper:
    """The tables of a workbook, laid out, and where each cell of theirs stands.

    Attributes:
        file: where the workbook lies.
        told: the entries of its settings.
        spots: where each setting stands, by its name.
        tables: by file.
        lost: why a table cannot be read, by file.
        placed: findings that already say where they stand.
        assumptions: what the rules of a workbook filled in.
    """

    file: Path
    titles: Titles
    told: Entries | None
    spots: Mapping[str, Origin]
    tables: Mapping[str, LaidTable]
    lost: Mapping[str, Finding]
    placed: tuple[Finding, ...]
    assumptions: tuple[Assumption, ...] = ()

    def strange(self, known: Iterable[Table]) -> tuple[Finding, ...]:
        """What is wrong or doubtful of the book and its sheets."""
        del known
        return self.placed

    def entries(self, name: str) -> Entries | Finding:
        """The settings, under the name of the file they stand for."""
        assert name == SCENARIO_FILE, "a workbook keeps one sheet of settings"
        if self.told is not None:
            return self.told
        spot = Spot(self.file.name)
        sheet = self.titles.sheet(SETTINGS_KEY)
        return find(Grade.STOP, WorkbookCode.SETTINGS_MISSING, spot=spot, sheet=sheet)

    def records(self, table: Table) -> Records | Finding | None:
        """The rows of a table; a sheet that is not there has none."""
        if table.file in self.lost:
            return self.lost[table.file]
        return self.tables[table.file].records

    def country(self, name: str) -> Path | Finding:
        """The folder of a country, seen from the folder of the workbook."""
        return country_folder(self.file.parent, name)

    def locate(self, finding: Finding) -> Finding | None:
        """The finding with its sheet, its cell and the title as it is written."""
        spot = finding.spot
        if spot.row >= EXPANDED and finding.code in SAID_OF_THE_ROW:
            return None
        if spot.file == SCENARIO_FILE:
            origin = self.spots.get(spot.column)
            sheet = self.titles.sheet(SETTINGS_KEY)
            bare = Spot(self.file.name, 0, spot.column, sheet)
            return replace(finding, spot=origin.spot(spot.column) if origin else bare)
        laid = self.tables.get(spot.file)
        if laid is None:
            return finding
        plan = sheet_of(laid.table)
        origin = laid.origins.get(spot.row)
        if origin is None:
            sheet, row = self.titles.sheet(plan.key), 0
            place = Spot(self.file.name, row, self._title(plan, spot.column), sheet)
        else:
            place = origin.spot(spot.column)
            if not place.cell:
                place = replace(place, column=self._title(plan, spot.column))
        return replace(finding, spot=place, params=self._params(finding, place, laid))

    def _title(self, plan: SheetPlan, name: str) -> str:
        """What a column is called that its sheet has not."""
        known = {column.name: column for column in plan.columns}
        return self.titles.full(plan, known[name]) if name in known else name

    def _params(
        self, finding: Finding, place: Spot, laid: LaidTable
    ) -> tuple[tuple[str, Scalar], ...]:
        """What the sentence mentions, in the words of the sheet."""
        told, plan = dict(finding.params), sheet_of(laid.table)
        first = told.get("first")
        if finding.code in ROW_CODES and isinstance(first, int):
            told["first"] = laid.origins[first].row
        if finding.code is ExchangeCode.COLUMN_UNIT:
            told["expected"] = self._title(plan, str(told["expected"]))
            told["found"] = place.column
        if finding.code is ExchangeCode.COLUMN_UNKNOWN:
            told["near"] = self._title(plan, str(told["near"]))
        return tuple(sorted(told.items()))
