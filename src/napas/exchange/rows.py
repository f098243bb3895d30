"""A row of typed values, as the makers of plants, places and tanks take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar, cast

from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.domain.territory import Point
from napas.errors import Scalar
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Value

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with a value in every column of its table.

    Attributes:
        subject: the code of what the row speaks of; empty where it has none.
        cells: a value for every column; None is unknown.
        bad: columns whose cell was set aside; their value is that of an empty cell.
        usable: whether every required cell has a value.
        spoilt: whether a cell was set aside that cannot be unknown.
        prefix: what stands before the column in a place, for entries of a list.
    """

    file: str
    number: int
    subject: str
    cells: Mapping[str, Value]
    bad: frozenset[str] = frozenset()
    usable: bool = True
    spoilt: bool = False
    prefix: str = ""

    @property
    def sound(self) -> bool:
        """Whether the row can be used as it stands."""
        return self.usable and not self.spoilt

    def text(self, name: str) -> str:
        """Text, a code, or a zone; empty where nothing was written."""
        return cast("str | None", self.cells[name]) or ""

    def figure(self, name: str) -> float | None:
        """A figure; None is unknown."""
        return cast("float | None", self.cells[name])

    def certain(self, name: str) -> float:
        """A figure of a sound row that is required or has a default."""
        return cast("float", self.cells[name])

    def count(self, name: str) -> int | None:
        """A count; None is unknown."""
        return cast("int | None", self.cells[name])

    def pieces(self, name: str) -> int:
        """A count of a sound row that is required."""
        return cast("int", self.cells[name])

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return cast("bool", self.cells[name])

    def moment(self, name: str) -> datetime | None:
        """A moment in UTC; None is unknown."""
        return cast("datetime | None", self.cells[name])

    def instant(self, name: str) -> datetime:
        """A moment of a usable row that is required."""
        return cast("datetime", self.cells[name])

    def day(self, name: str) -> date | None:
        """A calendar day; None is open."""
        return cast("date | None", self.cells[name])

    def certain_day(self, name: str) -> date:
        """A calendar day of a usable row that is required."""
        return cast("date", self.cells[name])

    def word(self, name: str, words: type[Word]) -> Word:
        """One of a closed list."""
        return words(cast("str", self.cells[name]))

    def several(self, name: str) -> tuple[str, ...]:
        """A list of words; empty where nothing was written."""
        return cast("tuple[str, ...] | None", self.cells[name]) or ()

    def place(self, column: str = "") -> Spot:
        """Where a column of this row stands."""
        return Spot(self.file, self.number, f"{self.prefix}{column}" if column else "")

    def fault(
        self, grade: Grade, code: Code, column: str = "", **params: Scalar
    ) -> Finding:
        """A fault of this row."""
        return find(
            grade, code, subject=self.subject, spot=self.place(column), **params
        )

    def doubt(self, code: Code, column: str, **params: Scalar) -> Finding:
        """A fault of a row that is used all the same."""
        return self.fault(Grade.DOUBTFUL, code, column, **params)

    def refusal(self, code: Code, column: str, **params: Scalar) -> Finding:
        """A fault for which a row, or a part of it, is set aside."""
        return self.fault(Grade.SET_ASIDE, code, column, **params)


def point_of(row: Row, findings: list[Finding], prefix: str = "") -> Point | None:
    """The point a row names, if it names both degrees; half a point is set aside."""
    names = (f"{prefix}latitude_deg", f"{prefix}longitude_deg")
    latitude_deg, longitude_deg = (row.figure(name) for name in names)
    if latitude_deg is not None and longitude_deg is not None:
        return Point(latitude_deg, longitude_deg)
    if latitude_deg is not longitude_deg and row.bad.isdisjoint(names):
        absent = names[0] if latitude_deg is None else names[1]
        findings.append(row.refusal(ExchangeCode.POINT_INCOMPLETE, absent))
    return None
