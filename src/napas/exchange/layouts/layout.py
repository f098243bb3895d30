"""How one sender writes its reports: columns, units, and the form of numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.units.number_form import NumberForm

PIECES = "pieces"
"""The unit of cylinders that are counted."""


class LayoutKind(StrEnum):
    """What a sender's file is: a table with a header, or objects with names."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column that holds a figure.

    Attributes:
        column: its header as the sender writes it.
        what: what it tells; of a use the unit counts a day, unless it is a rate.
        units: as `napas.units` spells them, or "pieces"; several where the sender
            does not say which of them it means; empty where the cell itself must.
        cylinder: the type of cylinder that is counted.
    """

    column: str
    what: ReportKind
    form: Form
    units: tuple[str, ...]
    cylinder: str = ""

    @property
    def topic(self) -> tuple[ReportKind, Form]:
        """Columns of one topic add up to one report."""
        return self.what, self.form


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """A version of one sender's form.

    Attributes:
        sender: who writes it.
        version: counts up from 1 with every change.
        confirmed: whether a person has looked through it; else it is a proposal.
        facility_column: empty where a file is of one facility, named beside it.
        facility_system: the system of its codes; empty is our own.
        name_column: the facility's name; empty where there is none.
        moment_column: the day, or the moment, of which a row speaks.
        moment_form: as `datetime.strptime` reads it.
        number_form: None where the sender's number form is not known.
        sheet: of a workbook; empty is the first that is not hidden.
        header_row: from 1.
        valid_from: the first day it is used; None is always.
    """

    name: str
    sender: str
    version: int
    kind: LayoutKind
    figures: tuple[FigureColumn, ...]
    moment_column: str
    moment_form: str
    facility_column: str = ""
    facility_system: str = ""
    name_column: str = ""
    number_form: NumberForm | None = None
    sheet: str = ""
    header_row: int = 1
    confirmed: bool = True
    valid_from: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.name or self.version < 1 or self.header_row < 1:
            message = f"layout {self.name!r} needs a name, a version and a header row"
            raise ValueError(message)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads, each once."""
        named = (
            self.facility_column,
            self.name_column,
            self.moment_column,
            *(figure.column for figure in self.figures),
        )
        return tuple(dict.fromkeys(column for column in named if column))
