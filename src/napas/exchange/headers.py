"""The header of a table: where its columns stand, and which are strange or absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import LETTERS, Column, Presence, Table

UNITS = frozenset(
    {
        *("t", "ton", "tons", "kg", "g", "m3", "nm3", "l", "kl", "litres"),
        *("t_per_day", "kg_per_day", "g_per_day", "t_per_h", "kg_per_h", "t_per_year"),
        *("m3_per_day", "nm3_per_day", "m3_per_h", "nm3_per_h"),
        *("l_per_min", "l_per_h", "l_per_s", "lpm", "td"),
        *("km", "m", "mi", "miles", "nm", "km_per_h", "mi_per_h", "knots"),
        *("h", "hours", "min", "minutes", "s", "days", "h_per_day"),
        *("deg", "rad", "share", "percent", "pct", "bar", "psi", "kpa"),
    }
)
"""Endings of a header that name a unit, ours and others'."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column of a table stands in its file.

    Attributes:
        width: how many cells a row has.
        places: column and position; -1 where the file has no such column.
        key: positions of the columns that tell rows apart.
        letters: cells before this position stand before the first figure.
    """

    width: int
    places: tuple[tuple[Column, int], ...]
    key: tuple[int, ...]
    letters: int


def lay_out(
    table: Table, header: tuple[str, ...]
) -> tuple[Layout | None, list[Finding]]:
    """Find the columns of a table in a header, or say what is wrong with it.

    A column in a unit other than ours is never converted: its figures are unknown, or
    the table cannot be used where the figure is asked for.

    Returns:
        the layout, None where the table cannot be used; and every fault.
    """
    known = {column.name: column for column in table.columns}
    absent = {name: column for name, column in known.items() if name not in header}
    findings: list[Finding] = []
    meant: set[str] = set()
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            findings.append(_find(Grade.STOP, ExchangeCode.COLUMN_TWICE, table, name))
        if name not in known:
            other = _same_figure(name, absent)
            if other is None:
                findings.append(_unknown(table, name, absent))
            else:
                findings.append(_other_unit(table, name, other))
                meant.add(other.name)
    findings.extend(
        _find(Grade.STOP, ExchangeCode.COLUMN_MISSING, table, name)
        for name, column in absent.items()
        if column.presence is not Presence.OPTIONAL and name not in meant
    )
    if any(finding.grade is Grade.STOP for finding in findings):
        return None, findings
    places = {name: header.index(name) for name in known if name in header}
    figures = (
        position
        for position, name in enumerate(header)
        if name not in known or known[name].kind not in LETTERS
    )
    layout = Layout(
        width=len(header),
        places=tuple((column, places.get(name, -1)) for name, column in known.items()),
        key=tuple(places.get(name, -1) for name in table.key),
        letters=next(figures, len(header)),
    )
    return layout, findings


def _same_figure(name: str, absent: Mapping[str, Column]) -> Column | None:
    """The absent column that a header means in another unit, or without any."""
    for column in absent.values():
        ending = name.lower().removeprefix(f"{column.stem}_")
        if column.stem != column.name and (name == column.stem or ending in UNITS):
            return column
    return None


def _unknown(table: Table, name: str, absent: Mapping[str, Column]) -> Finding:
    near = ", ".join(get_close_matches(name, absent, n=1))
    return find(
        Grade.DOUBTFUL,
        ExchangeCode.COLUMN_UNKNOWN,
        spot=Spot(table.file, 1, shown(name)),
        near=near,
    )


def _other_unit(table: Table, name: str, other: Column) -> Finding:
    optional = other.presence is Presence.OPTIONAL
    return find(
        Grade.SET_ASIDE if optional else Grade.STOP,
        ExchangeCode.COLUMN_UNIT,
        spot=Spot(table.file, 1, shown(name)),
        expected=other.name,
        found=shown(name),
    )


def _find(grade: Grade, code: ExchangeCode, table: Table, name: str) -> Finding:
    return find(grade, code, spot=Spot(table.file, 1, shown(name)))
