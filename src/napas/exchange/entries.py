"""Entries of a TOML file, read by the same rules as the cells of a table."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import Fault, shown
from napas.exchange.clerk import Clerk
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.files import Record, read_text
from napas.exchange.headers import Layout
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.parameters import load

Entries = Mapping[str, object]


def read_toml(folder: Path, name: str) -> Entries | Finding:
    """The entries of a TOML file, or why there are none; never raises."""
    written = read_text(folder, name)
    if isinstance(written, Finding):
        return written
    try:
        return tomllib.loads(written)
    except (ValueError, RecursionError) as error:  # a number may be too long to read
        return find(
            Grade.STOP,
            ExchangeCode.FILE_NOT_TOML,
            spot=Spot(name),
            fault=shown(str(error)),
        )


def read_entries(
    entries: Entries,
    table: Table,
    findings: list[Finding],
    *,
    prefix: str = "",
    grade: Grade = Grade.STOP,
) -> Row:
    """Read named entries as one row; strange names are for `strange_entries`.

    An entry may be the fault for which it has no value.
    """
    names = [column.name for column in table.columns]
    told = [entries.get(name) for name in names]
    held = tuple((at, each) for at, each in enumerate(told) if isinstance(each, Fault))
    places = tuple((column, at) for at, column in enumerate(table.columns))
    layout = Layout(width=len(names), places=places, key=(), letters=0)
    clerk = Clerk(table, layout, Register(), findings, grade=grade, prefix=prefix)
    return clerk.read(Record(0, tuple(map(written_entry, told)), held))


def listed_entries(
    entries: Entries,
    name: str,
    table: Table,
    findings: list[Finding],
    *,
    grade: Grade = Grade.SET_ASIDE,
) -> Iterator[Row]:
    """Read every entry of a list of tables, the first with the prefix `name[1].`."""
    listed = entries.get(name, [])
    for number, entry in enumerate(listed if isinstance(listed, list) else [listed], 1):
        prefix = f"{name}[{number}]."
        told = entry if isinstance(entry, dict) else {}
        findings.extend(strange_entries(table.file, told, table, prefix=prefix))
        yield read_entries(told, table, findings, prefix=prefix, grade=grade)


def strange_entries(
    file: str, entries: Entries, *tables: Table, prefix: str = "", also: str = ""
) -> list[Finding]:
    """Entries that no table knows: perhaps a misspelt name.

    Args:
        file: where they stand.
        entries: as read.
        tables: whose columns are known.
        prefix: what stands before their names in a place.
        also: further known names, with blanks between them; a name that ends with an
            underscore stands for all that begin with it.
    """
    known = {column.name for table in tables for column in table.columns}
    known.update(also.split())
    begun = tuple(name for name in known if name.endswith("_"))
    return [
        find(
            Grade.DOUBTFUL,
            ExchangeCode.SETTING_UNKNOWN,
            spot=Spot(file, 0, f"{prefix}{shown(name)}"),
        )
        for name in entries
        if name not in known and not (begun and name.startswith(begun))
    ]


def parameter_entries(
    entries: Entries, file: str, findings: list[Finding]
) -> tuple[tuple[str, float], ...]:
    """The entries of `[parameters]` that name a parameter and stay in its range.

    A parameter may be written as `"tanks.heel_share" = 0.2` or, the dot outside the
    quotation marks, as a table of its topic.
    """
    told = entries.get("parameters", {})
    read: list[tuple[str, float]] = []
    known = load()
    for name, value in flat_entries(
        told if isinstance(told, dict) else {"parameters": told}
    ):
        spot = Spot(file, 0, f"parameters.{shown(name)}")
        parameter = known.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        figure = float(str(value)) if number else math.nan
        if parameter is None:
            findings.append(
                find(Grade.STOP, ExchangeCode.SETTING_PARAMETER_UNKNOWN, spot=spot)
            )
        elif not parameter.low <= figure <= parameter.high:
            findings.append(
                find(
                    Grade.STOP,
                    ExchangeCode.SETTING_PARAMETER_RANGE,
                    spot=spot,
                    read=shown(str(value)),
                    low=parameter.low,
                    high=parameter.high,
                    unit=parameter.unit,
                )
            )
        else:
            read.append((name, figure))
    return tuple(read)


def flat_entries(entries: Entries) -> Iterator[tuple[str, object]]:
    """Entries by their full names, those of a table behind its name and a dot."""
    for name, value in entries.items():
        if isinstance(value, dict):
            for rest, inner in value.items():
                yield f"{name}.{rest}", inner
        else:
            yield name, value


def written_entry(value: object) -> str:
    """An entry as a cell would hold it."""
    if value is None or isinstance(value, Fault):
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return " ".join(map(written_entry, value))
    return str(value).strip()
