"""What a table looks like: its file, its columns, and what each cell may hold."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from napas.domain.finding import Code

LARGEST = 1e9
"""Above any figure of oxygen, people or kilometres; sums of it stay finite."""

Value = str | int | float | bool | datetime | date | tuple[str, ...] | None


class Kind(StrEnum):
    """What a cell holds; WORD is one of a closed list, CODE names another row."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"
    FLAG = "flag"
    MOMENT = "moment"
    DAY = "day"
    ZONE = "zone"
    WORD = "word"
    LIST = "list"
    CODE = "code"


LETTERS = frozenset({Kind.TEXT, Kind.CODE, Kind.WORD, Kind.ZONE})
"""Kinds that are read as letters; a row that lost its shape is trusted so far."""


class Presence(StrEnum):
    """How much a column is asked for.

    OPTIONAL: the column may be absent and a cell empty. EXPECTED: the column must be
    there, an empty cell is unknown. REQUIRED: the column must be there and each cell
    filled, else the row cannot be used.
    """

    OPTIONAL = "optional"
    EXPECTED = "expected"
    REQUIRED = "required"


class Reference(StrEnum):
    """Kinds of codes that rows name."""

    TERRITORY = "territory"
    LANDMASS = "landmass"
    CYLINDER_TYPE = "cylinder type"
    RESTRICTION = "restriction"
    AGENCY = "agency"
    PLANT = "plant"
    FACILITY = "facility"
    VEHICLE = "vehicle"
    LINK = "link"
    CLAIM = "claim"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: the header; its last word is the unit where the cell is a figure.
        unit: that unit; empty for what has none.
        low: the least a figure may be.
        high: the most a figure may be.
        words: the closed list of a WORD or LIST; None is any word.
        refers: the kinds of codes a CODE may be, or of which a TEXT is a new one.
        unknown: the fault of a CODE that no row has.
        default: what an empty cell stands for; None is unknown.
    """

    name: str
    kind: Kind = Kind.TEXT
    presence: Presence = Presence.OPTIONAL
    unit: str = ""
    low: float = 0.0
    high: float = LARGEST
    words: type[StrEnum] | None = None
    refers: tuple[Reference, ...] = ()
    unknown: Code | None = None
    default: Value = None

    @property
    def stem(self) -> str:
        """The name without its unit."""
        return self.name.removesuffix(f"_{self.unit}") if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rows.

    Attributes:
        key: the columns that together tell one row from another; empty is none.
        names: the kind of code its key column brings into being; None is none.
        required: whether the folder is of no use without it.
        rows_expected: whether a table without rows is worth a word.
    """

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    names: Reference | None = None
    required: bool = False
    rows_expected: bool = False


def text(name: str, presence: Presence = Presence.OPTIONAL) -> Column:
    """Free text; an empty cell is empty text."""
    return Column(name, Kind.TEXT, presence, default="")


def own_code(
    name: str, brings: Reference, presence: Presence = Presence.REQUIRED
) -> Column:
    """A code of that kind which no other table need know."""
    return Column(name, Kind.TEXT, presence, refers=(brings,), default="")


def number(
    name: str,
    unit: str,
    presence: Presence = Presence.OPTIONAL,
    *,
    default: float | None = None,
    within: tuple[float, float] = (0.0, LARGEST),
) -> Column:
    """A figure with its unit."""
    low, high = within
    return Column(
        name, Kind.NUMBER, presence, unit, low=low, high=high, default=default
    )


def whole(
    name: str, presence: Presence = Presence.OPTIONAL, *, high: float = LARGEST
) -> Column:
    """A count."""
    return Column(name, Kind.WHOLE, presence, high=high)


def share(name: str, *, default: float | None = None) -> Column:
    """A part of one, from 0 to 1."""
    return Column(name, Kind.SHARE, unit="share", high=1.0, default=default)


def flag(name: str, *, default: bool) -> Column:
    """Yes or no, written true or false."""
    return Column(name, Kind.FLAG, default=default)


def moment(name: str, presence: Presence = Presence.OPTIONAL) -> Column:
    """A moment in UTC."""
    return Column(name, Kind.MOMENT, presence)


def day(name: str, presence: Presence = Presence.OPTIONAL) -> Column:
    """A calendar day."""
    return Column(name, Kind.DAY, presence)


def word(
    name: str,
    words: type[StrEnum],
    presence: Presence = Presence.REQUIRED,
    *,
    default: StrEnum | None = None,
) -> Column:
    """One of a closed list."""
    return Column(name, Kind.WORD, presence, words=words, default=default)


def code(
    name: str,
    refers: tuple[Reference, ...],
    unknown: Code,
    presence: Presence = Presence.REQUIRED,
) -> Column:
    """The code of a row of another table."""
    return Column(name, Kind.CODE, presence, refers=refers, unknown=unknown, default="")


def point(
    presence: Presence = Presence.OPTIONAL, prefix: str = ""
) -> tuple[Column, ...]:
    """The two columns of a place on the globe."""
    return (
        number(f"{prefix}latitude_deg", "deg", presence, within=(-90.0, 90.0)),
        number(f"{prefix}longitude_deg", "deg", presence, within=(-180.0, 180.0)),
    )


def zone(name: str, presence: Presence = Presence.OPTIONAL) -> Column:
    """The IANA name of a time zone."""
    return Column(name, Kind.ZONE, presence, default="")


def several(
    name: str,
    words: type[StrEnum] | None = None,
    presence: Presence = Presence.OPTIONAL,
) -> Column:
    """A list of words with blanks between them."""
    return Column(name, Kind.LIST, presence, words=words)
