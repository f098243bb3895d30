"""What lying bars show: rows of amounts, their parts and marks."""

from dataclasses import dataclass
from enum import StrEnum

from napas.pictures.frame import Frame
from napas.pictures.palette import Tone
from napas.pictures.values import check_amounts


class Arrangement(StrEnum):
    """How the parts of one row lie."""

    STACKED = "stacked"
    """End to end: parts of one whole."""
    GROUPED = "grouped"
    """One below the other: figures to compare."""


class MarkForm(StrEnum):
    """How a level to compare with is drawn across a bar."""

    TARGET = "target"
    """A heavy upright line with arrow heads: what is wanted or needed."""
    LIMIT = "limit"
    """A dashed upright line: what cannot be passed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of bar: what it is called and what its colour means."""

    label: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark across the bars."""

    label: str
    form: MarkForm


@dataclass(frozen=True, slots=True)
class Row:
    """One place or thing.

    Attributes:
        label: its name.
        amounts: one for each part, from 0 on; None where not known.
        marks: one for each kind of mark, None where there is none; may be left out.
    """

    label: str
    amounts: tuple[float | None, ...]
    marks: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        check_amounts((*self.amounts, *self.marks), f"bar {self.label!r}")


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars from zero on.

    Attributes:
        frame: name, title, description, width.
        value_title: what is counted, with its unit.
        parts: the kinds of bar, in order.
        rows: from top to bottom.
        marks: the kinds of marks.
        arrangement: whether parts add up or stand beside each other.
        unknown_label: for the legend; needed if an amount is unknown.
        decimals: of the written amounts.

    Raises:
        ValueError: nothing to draw, a row does not have one amount for each part (or
            one value for each mark), or unknown amounts without a label for them.
    """

    frame: Frame
    value_title: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...] = ()
    arrangement: Arrangement = Arrangement.STACKED
    unknown_label: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        if not self.rows or not self.parts:
            raise ValueError("bars need a row and a part")
        for row in self.rows:
            if len(row.amounts) != len(self.parts):
                raise ValueError("a bar needs an amount for each part", row.label)
            if row.marks and len(row.marks) != len(self.marks):
                raise ValueError("a bar needs a value for each mark", row.label)
        if self.has_unknown and not self.unknown_label:
            raise ValueError("unknown amounts need a label")

    @property
    def has_unknown(self) -> bool:
        """Whether any amount is unknown."""
        return any(None in row.amounts for row in self.rows)

    @property
    def is_stacked(self) -> bool:
        """Whether the parts of a row lie end to end."""
        return self.arrangement is Arrangement.STACKED
