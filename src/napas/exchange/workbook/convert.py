"""A scenario folder into a workbook and back, nothing lost on the way.

What is carried over are the cells as they were written, not what was made of them: the
columns that nobody knows come along, and a fault stays the fault it was.
"""

import csv
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from napas.domain.country import Country
from napas.domain.finding import Finding, stops
from napas.errors import ConflictError
from napas.exchange.cells import NUMBER
from napas.exchange.columns import Kind, Table
from napas.exchange.country import read_country
from napas.exchange.entries import Entries, flat_entries, written_entry
from napas.exchange.files import Record, Records
from napas.exchange.headers import lay_out
from napas.exchange.keeper import FolderKeeper, Keeper
from napas.exchange.scenario import read_kept
from napas.exchange.scenario_tables import SCENARIO_TABLES
from napas.exchange.settings import SCENARIO_ENTRIES, SCENARIO_FILE
from napas.exchange.whereabouts import COUNTRIES, country_folder
from napas.exchange.workbook.layout import SHEETS, SheetPlan
from napas.exchange.workbook.page import Body
from napas.exchange.workbook.put import harmless
from napas.exchange.workbook.settings_sheet import PARAMETERS
from napas.exchange.workbook.wording import Wording
from napas.exchange.workbook.write import Contents, write_workbook
from napas.exchange.writing import LONG_END, Lines, quoted, write_text


class CountryFolderTakenError(ConflictError):
    """Where the country of a scenario has to go lies something else."""

    code = "country-folder-taken"


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a conversion.

    Attributes:
        written: whether anything was; not where a finding stops the scenario.
        findings: everything that is wrong with what was converted.
    """

    written: bool
    findings: tuple[Finding, ...]


def folder_to_workbook(folder: Path, file: Path, wording: Wording) -> Converted:
    """Write a scenario folder as one workbook; every table has its sheet.

    Args:
        folder: with scenario.toml.
        file: the workbook; one of the same name is replaced.
        wording: the words it is written in.

    Raises:
        CountryFolderTakenError: the country of the folder does not fit beside the file.
    """
    keeper = FolderKeeper(folder)
    read = read_kept(keeper)
    entries = keeper.entries(SCENARIO_FILE)
    if stops(read.findings) or isinstance(entries, Finding):
        return Converted(written=False, findings=read.findings)
    country = _take_country(keeper, str(entries["country"]), file.parent)
    contents = Contents(
        settings=dict(_settings(entries)),
        bodies={plan.key: _body(keeper, plan) for plan in SHEETS},
        zone=country.time_zone,
    )
    write_workbook(file, contents, SHEETS, country, wording)
    return Converted(written=True, findings=read.findings)


def keeper_to_folder(keeper: Keeper, folder: Path) -> Converted:
    """Write a scenario as a folder, wherever it is kept.

    Args:
        keeper: gives the tables and settings, of a workbook for instance.
        folder: made if need be; files of the same names are replaced.

    Raises:
        CountryFolderTakenError: the country of the scenario does not fit into the
            folder.
    """
    read = read_kept(keeper)
    entries = keeper.entries(SCENARIO_FILE)
    if stops(read.findings) or isinstance(entries, Finding):
        return Converted(written=False, findings=read.findings)
    folder.mkdir(parents=True, exist_ok=True)
    _take_country(keeper, str(entries["country"]), folder)
    write_text(folder / SCENARIO_FILE, "".join(_toml(entries)))
    for table in SCENARIO_TABLES:
        records = keeper.records(table)
        if isinstance(records, Records):
            _write_records(folder / table.file, _ordered(records, table))
        elif table.required:
            names = tuple(column.name for column in table.columns)
            _write_records(folder / table.file, Records(names, ()))
    return Converted(written=True, findings=read.findings)


def _toml(entries: Entries) -> Iterator[str]:
    """The lines of scenario.toml: figures and moments bare, all else quoted."""
    bare = {
        column.name
        for column in SCENARIO_ENTRIES.columns
        if column.kind in (Kind.MOMENT, Kind.NUMBER, Kind.WHOLE)
    }
    told = dict(_settings(entries))
    for name, value in told.items():
        if not name.startswith(f"{PARAMETERS}."):
            yield f"{quoted(name)} = {value if name in bare else quoted(value)}\n"
    parameters = [name for name in told if name.startswith(f"{PARAMETERS}.")]
    if parameters:
        yield f"\n[{PARAMETERS}]\n"
    for name in parameters:
        yield f"{quoted(name.removeprefix(f'{PARAMETERS}.'))} = {told[name]}\n"


def _settings(entries: Entries) -> Iterator[tuple[str, str]]:
    """Every entry of scenario.toml as a text of ours, parameters behind the others."""
    for name, value in entries.items():
        if name != PARAMETERS:
            yield name, written_entry(value)
    told = entries.get(PARAMETERS, {})
    for name, value in flat_entries(told if isinstance(told, dict) else {}):
        yield f"{PARAMETERS}.{name}", repr(value)


def _body(keeper: Keeper, plan: SheetPlan) -> Body:
    """The rows of a table by the names of its columns, as they were written."""
    records = keeper.records(plan.table)
    if not isinstance(records, Records):
        return Body()
    layout, _ = lay_out(plan.table, records.header)
    assert layout is not None, "a table without layout stops its scenario"
    more = tuple(name for name in records.header if name and name not in plan.own)
    rows: list[Mapping[str, str]] = []
    for record in records.rows:
        whole = len(record.cells) == layout.width
        trusted = record.cells if whole else record.cells[: layout.letters]
        rows.append(dict(zip(records.header, trusted, strict=False)))
    return Body(rows, more)


def _write_records(file: Path, records: Records) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(Lines(stream), lineterminator=LONG_END)
        writer.writerow(map(_safe, records.header))
        for record in records.rows:
            writer.writerow(map(_safe, record.cells))


def _copy_country(source: Path, target: Path, name: str) -> None:
    """Copy a country under its name, unless the same lies there already."""
    place = target / name
    if "/" in name or (place.exists() and _files(place) != _files(source)):
        raise CountryFolderTakenError(folder=str(place), country=name)
    if not place.exists():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, place)


def _files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def _ordered(records: Records, table: Table) -> Records:
    """The same rows with the columns in the order of the table, unknown ones last."""
    ours = [each.name for each in table.columns if each.name in records.header]
    order = [records.header.index(name) for name in ours]
    order += [at for at, name in enumerate(records.header) if name not in ours]
    return Records(
        tuple(records.header[at] for at in order),
        tuple(
            Record(record.row, tuple(record.cells[at] for at in order))
            for record in records.rows
        ),
    )


def _safe(cell: str) -> str:
    return cell if NUMBER.fullmatch(cell) else harmless(cell)


def _take_country(keeper: Keeper, name: str, target: Path) -> Country:
    """The country of a scenario; its folder is copied where it cannot be seen."""
    source = keeper.country(name)
    assert isinstance(source, Path), "the scenario was read with its country"
    seen = country_folder(target, name)
    shipped = source.parent == COUNTRIES
    if not shipped and (isinstance(seen, Finding) or not seen.samefile(source)):
        _copy_country(source, target, name)
    country, _ = read_country(source)
    assert country is not None, "the scenario was read with its country"
    return country
