"""The packaged tables of parameters, read once and checked whole."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from napas.errors import InvalidError

SOURCES_FILE = "sources.toml"
FIELDS = frozenset(
    {
        "value",
        "low",
        "high",
        "unit",
        "source",
        "applies_to",
        "note",
        "valid_from",
        "valid_to",
    }
)
REQUIRED = ("value", "low", "high", "unit", "source")


class TableFault(StrEnum):
    """What is not in order with an entry of a table."""

    NOT_FINITE = "not_finite"
    OUTSIDE_RANGE = "outside_range"
    NO_UNIT = "no_unit"
    SOURCE_UNKNOWN = "source_unknown"
    NOT_A_TABLE = "not_a_table"
    FIELDS_UNKNOWN = "fields_unknown"
    FIELDS_MISSING = "fields_missing"
    NOT_A_NUMBER = "not_a_number"
    NO_TEXT = "no_text"


class ParameterTableError(InvalidError):
    """A table of parameters is not in order."""

    code = "parameter-table-invalid"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number with its range, unit and source.

    Attributes:
        name: topic, dot, what it is; the topic is the name of its file.
        source: key into the bibliography.
        applies_to: where the number holds, in words; empty is everywhere.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    applies_to: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        figures = (self.value, self.low, self.high)
        if not all(math.isfinite(figure) for figure in figures):
            raise _faulty(self.name, TableFault.NOT_FINITE)
        if not self.low <= self.value <= self.high:
            raise _faulty(self.name, TableFault.OUTSIDE_RANGE)
        if not self.unit:
            raise _faulty(self.name, TableFault.NO_UNIT)


@cache
def load() -> Mapping[str, Parameter]:
    """Read all packaged parameters, by name.

    Raises:
        ParameterTableError: a table misses a field, a source or its range.
    """
    folder = files("napas.parameters")
    return read_tables(folder)


def load_sources() -> Mapping[str, str]:
    """Read the bibliography: what each source key stands for."""
    return _read_sources(files("napas.parameters") / SOURCES_FILE)


def read_tables(folder: Traversable) -> dict[str, Parameter]:
    """Read every TOML table of a folder, by full parameter name.

    Raises:
        ParameterTableError: a table misses a field, a source or its range.
    """
    sources = _read_sources(folder / SOURCES_FILE)
    found: dict[str, Parameter] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name != SOURCES_FILE:
            topic = file.name.removesuffix(".toml")
            for key, entry in tomllib.loads(file.read_text("utf-8")).items():
                parameter = _read_entry(f"{topic}.{key}", entry)
                if parameter.source not in sources:
                    raise _faulty(
                        parameter.name, TableFault.SOURCE_UNKNOWN, parameter.source
                    )
                found[parameter.name] = parameter
    return found


def _read_sources(file: Traversable) -> dict[str, str]:
    entries = tomllib.loads(file.read_text("utf-8"))
    for key, entry in entries.items():
        if not isinstance(entry, dict) or not entry.get("text"):
            name = f"sources.{key}"
            raise _faulty(name, TableFault.NO_TEXT)
    return {key: str(entry["text"]) for key, entry in entries.items()}


def _read_entry(name: str, entry: object) -> Parameter:
    if not isinstance(entry, dict):
        raise _faulty(name, TableFault.NOT_A_TABLE)
    strange = sorted(set(entry) - FIELDS)
    if strange:
        raise _faulty(name, TableFault.FIELDS_UNKNOWN, ", ".join(strange))
    missing = sorted(set(REQUIRED) - set(entry))
    if missing:
        raise _faulty(name, TableFault.FIELDS_MISSING, ", ".join(missing))
    figures = {key: entry[key] for key in ("value", "low", "high")}
    for key, figure in figures.items():
        if isinstance(figure, bool) or not isinstance(figure, int | float):
            raise _faulty(name, TableFault.NOT_A_NUMBER, key)
    return Parameter(
        name=name,
        value=float(figures["value"]),
        low=float(figures["low"]),
        high=float(figures["high"]),
        unit=entry["unit"],
        source=entry["source"],
        applies_to=entry.get("applies_to", ""),
        note=entry.get("note", ""),
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
    )


def _faulty(name: str, fault: TableFault, detail: str = "") -> ParameterTableError:
    return ParameterTableError(name=name, fault=fault, detail=detail)
