"""The packaged tables of parameters, read once and checked whole."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
            raise ParameterTableError(name=self.name, fault="not finite")
        if not self.low <= self.value <= self.high:
            raise ParameterTableError(name=self.name, fault="value outside low..high")
        if not self.unit:
            raise ParameterTableError(name=self.name, fault="no unit")


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
                    raise ParameterTableError(
                        name=parameter.name, fault=f"unknown source {parameter.source}"
                    )
                found[parameter.name] = parameter
    return found


def _read_sources(file: Traversable) -> dict[str, str]:
    entries = tomllib.loads(file.read_text("utf-8"))
    return {key: str(entry["text"]) for key, entry in entries.items()}


def _read_entry(name: str, entry: object) -> Parameter:
    if not isinstance(entry, dict):
        raise ParameterTableError(name=name, fault="not a table")
    strange = sorted(set(entry) - FIELDS)
    missing = sorted(set(REQUIRED) - set(entry))
    if strange or missing:
        fault = f"unknown fields {strange}, missing fields {missing}"
        raise ParameterTableError(name=name, fault=fault)
    figures = {key: entry[key] for key in ("value", "low", "high")}
    for key, figure in figures.items():
        if isinstance(figure, bool) or not isinstance(figure, int | float):
            raise ParameterTableError(name=name, fault=f"{key} is no number")
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
