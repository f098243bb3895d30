"""The sheets of a workbook: which table each holds, and what it asks beyond that.

A sheet has the columns of its table, and some have further ones in which people say
several things at once: a stock as "3,2 t", so many patients, a tank. `expansion` turns
those into rows of the tables they belong to.
"""

from dataclasses import dataclass

from napas.exchange.columns import (
    Column,
    Presence,
    Table,
    moment,
    number,
    text,
    whole,
)
from napas.exchange.name_tables import ALIASES, IDENTIFIERS, MATCHES
from napas.exchange.report_table import REPORTS
from napas.exchange.scenario_tables import (
    CENSUS,
    CLAIMS,
    CREWS,
    CYLINDERS,
    EVENTS,
    FACILITIES,
    LINKS,
    ORDERS,
    OWN_SOURCES,
    PATIENTS,
    PLACES,
    PLANTS,
    STOCKS,
    TANKS,
    TERRITORIES,
    VEHICLES,
)

MARK = text("mark")
"""The column that says a row is an example, or holds the units of the columns."""
STOCK = text("stock")
STOCK_UNIT = text("stock_unit")
REPORT_AT = moment("report_at")
TANK_CAPACITY = number("tank_capacity_t", "t")
OXYGEN_PATIENTS = whole("oxygen_patients")
OCCUPIED_BEDS = whole("beds_in_use")
COUNT = whole("count")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet that holds a table.

    Attributes:
        key: of its title in the catalogue, and its name where no title is known.
        first: names of the columns that come first, in the order people need them.
        entry: columns that no table has.
        asked: names of the columns that people fill in first; none says those that the
            table requires.
        usual: whether a new workbook has it.
    """

    key: str
    table: Table
    first: tuple[str, ...] = ()
    entry: tuple[Column, ...] = ()
    asked: tuple[str, ...] = ()
    usual: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column in the order of the sheet, the mark before all."""
        known = {column.name: column for column in (*self.table.columns, *self.entry)}
        led = [known.pop(name) for name in self.first]
        return (MARK, *led, *known.values())

    @property
    def wanted(self) -> frozenset[str]:
        """Names of the columns that people fill in first."""
        required = (
            each.name
            for each in self.table.columns
            if each.presence is Presence.REQUIRED
        )
        return frozenset(self.asked or required)

    @property
    def own(self) -> frozenset[str]:
        """Names of the columns that the table itself has."""
        return frozenset(column.name for column in self.table.columns)


FACILITIES_SHEET = SheetPlan(
    "facilities",
    FACILITIES,
    first=(
        "name",
        "territory",
        "beds",
        OXYGEN_PATIENTS.name,
        STOCK.name,
        STOCK_UNIT.name,
        REPORT_AT.name,
        TANK_CAPACITY.name,
        OCCUPIED_BEDS.name,
        "class_code",
        "kind",
        "code",
    ),
    entry=(
        OXYGEN_PATIENTS,
        STOCK,
        STOCK_UNIT,
        REPORT_AT,
        TANK_CAPACITY,
        OCCUPIED_BEDS,
    ),
    asked=(
        "name",
        "territory",
        "beds",
        OXYGEN_PATIENTS.name,
        STOCK.name,
        STOCK_UNIT.name,
    ),
    usual=True,
)
SHEETS = (
    FACILITIES_SHEET,
    SheetPlan(
        "tanks",
        TANKS,
        first=(
            "facility",
            "code",
            "capacity_t",
            STOCK.name,
            STOCK_UNIT.name,
            REPORT_AT.name,
            "heel_t",
        ),
        entry=(STOCK, STOCK_UNIT, REPORT_AT),
        asked=("facility", "capacity_t", STOCK.name, STOCK_UNIT.name),
        usual=True,
    ),
    SheetPlan(
        "cylinders",
        CYLINDERS,
        first=("facility", "type_code", "full", "empty", REPORT_AT.name),
        entry=(REPORT_AT,),
        usual=True,
    ),
    SheetPlan("patients", PATIENTS, usual=True),
    SheetPlan("own_sources", OWN_SOURCES, usual=True),
    SheetPlan(
        "plants",
        PLANTS,
        first=("name", "company", "territory", "offered_t_per_day", "imports"),
        asked=("name", "territory", "offered_t_per_day"),
        usual=True,
    ),
    SheetPlan(
        "vehicles",
        VEHICLES,
        first=("code", "kind", COUNT.name, "payload_t", "base"),
        entry=(COUNT,),
        asked=("kind", COUNT.name, "payload_t", "base"),
        usual=True,
    ),
    SheetPlan("links", LINKS, usual=True),
    SheetPlan("places", PLACES, usual=True),
    SheetPlan("stocks", STOCKS),
    SheetPlan("reports", REPORTS),
    SheetPlan("census", CENSUS),
    SheetPlan("orders", ORDERS),
    SheetPlan("events", EVENTS),
    SheetPlan("claims", CLAIMS),
    SheetPlan("crews", CREWS),
    SheetPlan("territories", TERRITORIES),
    SheetPlan("identifiers", IDENTIFIERS),
    SheetPlan("aliases", ALIASES),
    SheetPlan("matches", MATCHES),
)
"""Every table of a scenario, those that are rarely filled in last."""
SETTINGS_KEY, GUIDE_KEY, LISTS_KEY, FINDINGS_KEY = (
    "settings",
    "guide",
    "lists",
    "findings",
)
HEADER_ROWS = 3
"""Titles in Bahasa Indonesia, titles in English, units."""


def sheet_of(table: Table) -> SheetPlan:
    """The sheet that holds a table of a scenario."""
    return next(plan for plan in SHEETS if plan.table.file == table.file)
