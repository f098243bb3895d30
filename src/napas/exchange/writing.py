"""A situation and its settings out into a scenario folder that reads the same again."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from napas.domain.claim import Claim
from napas.domain.country import Country
from napas.domain.identifier import Identifier, Names, tell_names
from napas.domain.network import Facility, Link, Plant, Vehicle
from napas.domain.situation import Place, Situation, Stock
from napas.domain.territory import Point, Territory
from napas.exchange.columns import Kind, Table
from napas.exchange.formulas import guard
from napas.exchange.name_tables import ALIASES, IDENTIFIERS
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
    REASON,
    STOCKS,
    TANKS,
    TERRITORIES,
    VEHICLES,
)
from napas.exchange.settings import (
    SCENARIO_FILE,
    SYNTHETIC_NOTE,
    TITLE,
    LayerName,
    ScenarioSettings,
)

LONG_END = "\r\n"
Cells = Mapping[str, object]


def write_scenario(
    situation: Situation, settings: ScenarioSettings, folder: Path, *, base: Country
) -> None:
    """Write a scenario folder; the tables that would be empty are left out.

    What `read_scenario` makes of the folder equals the situation, apart from its
    findings: blanks around texts, columns `source` of places and territories, and a
    stock that is said to be known though it is stale do not survive.

    Args:
        situation: what to write.
        settings: what stands in scenario.toml beside it.
        folder: made where it does not exist; files of the same names are replaced.
        base: the country that `settings.country` names; what it holds already is not
            written again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / SCENARIO_FILE, "".join(_entries(situation, settings)))
    for table, rows in _tables(situation, base):
        written = list(rows)
        if written or table.required:
            write_table(folder, table, written)
        else:
            (folder / table.file).unlink(missing_ok=True)


def write_table(folder: Path, table: Table, rows: Iterable[Cells]) -> None:
    """Write rows under the header of their table.

    Text that a spreadsheet would run as a formula is guarded; see `formulas`.
    """
    names = [column.name for column in table.columns]
    letters = {column.name for column in table.columns if column.kind in GUARDED}
    with (folder / table.file).open("w", encoding="utf-8", newline="") as stream:
        write_rows(stream, names, letters, rows)


def write_rows(
    stream: TextIO, names: list[str], letters: set[str], rows: Iterable[Cells]
) -> None:
    """Write a header and rows; the columns in `letters` may be guarded."""
    writer = csv.writer(Lines(stream), lineterminator=LONG_END)
    writer.writerow(names)
    for row in rows:
        cells = ((name, as_cell(row.get(name))) for name in names)
        writer.writerow(
            [guard(cell) if name in letters else cell for name, cell in cells]
        )


class Lines:
    """Ends each row with one sign; the writer still quotes both signs of a long end.

    A bare carriage return would break the row, and what follows it would begin a cell
    that nobody has guarded. A `csv.writer` upon it takes `LONG_END` as line end.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        """Write one row as the writer gives it."""
        return self._stream.write(row.removesuffix(LONG_END) + "\n")


def write_text(file: Path, text: str) -> None:
    """Write a text file with the line ends of every platform alike."""
    file.write_text(text, encoding="utf-8", newline="\n")


def as_cell(value: object) -> str:
    """A value as a cell holds it; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)


GUARDED = frozenset({Kind.TEXT, Kind.CODE})


def _tables(
    situation: Situation, base: Country
) -> Iterator[tuple[Table, Iterable[Cells]]]:
    known = set(base.tree.territories)
    territories = situation.country.tree.territories
    yield TERRITORIES, (_territory(each) for each in territories if each not in known)
    yield PLACES, (_place(each) for each in situation.places)
    yield PLANTS, (plant_cells(each) for each in situation.plants)
    yield FACILITIES, (_facility(each) for each in situation.facilities)
    yield from _fittings(situation.facilities)
    yield STOCKS, (_fields(each, STOCKS) for each in _own_stocks(situation))
    yield REPORTS, (_fields(each, REPORTS) for each in situation.reports)
    yield VEHICLES, (vehicle_cells(each) for each in situation.vehicles)
    crossings = set(base.links)
    yield LINKS, (_link(each) for each in situation.links if each not in crossings)
    yield CLAIMS, (_claim(each) for each in situation.claims)
    yield EVENTS, (_fields(each, EVENTS) for each in situation.events)
    yield ORDERS, (_fields(each, ORDERS) for each in situation.open_orders)
    yield CREWS, (_fields(each, CREWS) for each in situation.crews)
    yield from _names(situation.names, base.naming.names)


def _own_stocks(situation: Situation) -> Iterator[Stock]:
    """Stocks that do not come from the reports, which are written themselves."""
    reported = {(each.facility, each.form) for each in situation.reports}
    for stock in situation.stocks:
        told = (stock.holder, stock.form) in reported and not stock.tank
        if not (told and stock.source == REPORTS.file):
            yield stock


def _fittings(
    facilities: Iterable[Facility],
) -> Iterator[tuple[Table, Iterable[Cells]]]:
    """The tables of what stands in facilities, one row for each thing."""
    standing = list(facilities)

    def rows(table: Table, things: str) -> Iterator[Cells]:
        for facility in standing:
            for thing in getattr(facility, things):
                yield {**_fields(thing, table), **_within(facility)}

    yield TANKS, rows(TANKS, "tanks")
    yield CYLINDERS, rows(CYLINDERS, "cylinders")
    yield OWN_SOURCES, rows(OWN_SOURCES, "sources")
    reports = [(each, each.census) for each in standing if each.census]
    yield (
        CENSUS,
        ({**_fields(report, CENSUS), **_within(each)} for each, report in reports),
    )
    yield (
        PATIENTS,
        (
            {**_fields(count, PATIENTS), **_within(each)}
            for each, report in reports
            for count in report.patients
        ),
    )


def _names(names: Names, base: Names) -> Iterator[tuple[Table, Iterable[Cells]]]:
    known = set(tell_names(base))
    rows: dict[str, list[Cells]] = {IDENTIFIERS.file: [], ALIASES.file: []}
    for kind, subject, each in tell_names(names):
        if (kind, subject, each) not in known:
            table = IDENTIFIERS if isinstance(each, Identifier) else ALIASES
            cells = {**_fields(each, table), "kind": kind, "subject": subject}
            rows[table.file].append(cells)
    yield IDENTIFIERS, rows[IDENTIFIERS.file]
    yield ALIASES, rows[ALIASES.file]


def _within(facility: Facility) -> Cells:
    return {"facility": facility.code, "synthetic": facility.synthetic}


def _fields(thing: object, table: Table) -> Cells:
    """The fields of a value that its table has columns for."""
    names = (column.name for column in table.columns)
    return {name: getattr(thing, name, None) for name in names}


def _point(point: Point | None, prefix: str = "") -> Cells:
    return {
        f"{prefix}latitude_deg": point.latitude_deg if point else None,
        f"{prefix}longitude_deg": point.longitude_deg if point else None,
    }


def _territory(territory: Territory) -> Cells:
    return {**_fields(territory, TERRITORIES), **_point(territory.point)}


def _place(place: Place) -> Cells:
    return _fields(place, PLACES)


def plant_cells(plant: Plant) -> Cells:
    """A plant as its row tells it."""
    return {**_fields(plant, PLANTS), **_point(plant.point)}


def _facility(facility: Facility) -> Cells:
    return {**_fields(facility, FACILITIES), **_point(facility.point)}


def vehicle_cells(vehicle: Vehicle) -> Cells:
    """A vehicle as its row tells it."""
    return {**_fields(vehicle, VEHICLES), **_point(vehicle.position)}


def _link(link: Link) -> Cells:
    ends = {
        **_point(link.origin_point, "origin_"),
        **_point(link.target_point, "target_"),
    }
    return {**_fields(link, LINKS), **ends}


def _claim(claim: Claim) -> Cells:
    told = {f"{REASON}{language}": reason for language, reason in claim.reasons}
    return {**_fields(claim, CLAIMS), **told}


def _entries(situation: Situation, settings: ScenarioSettings) -> Iterator[str]:
    """The lines of scenario.toml."""
    yield f"name = {quoted(situation.name)}\n"
    yield f"country = {quoted(settings.country)}\n"
    yield f"as_of = {as_cell(situation.as_of)}\n"
    yield f"known_at = {as_cell(situation.known_at)}\n"
    for beginning, told in (
        (TITLE, settings.titles),
        (SYNTHETIC_NOTE, settings.synthetic_notes),
    ):
        for language, text in told:
            yield f"{quoted(beginning + language)} = {quoted(text)}\n"
    yield f"level = {quoted(settings.level)}\n"
    yield f"horizon_days = {settings.horizon_days}\n"
    yield f"quantile = {settings.quantile!r}\n"
    yield f"seed = {settings.seed}\n"
    yield f"basis = {quoted(settings.basis)}\n"
    entries = settings.entries_of(LayerName.SCENARIO)
    if entries:
        yield "\n[parameters]\n"
        for name, value in entries:
            yield f"{quoted(name)} = {value!r}\n"


def quoted(text: str) -> str:
    """Text as a basic string of TOML, whose escapes are those of JSON and one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
