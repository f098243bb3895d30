"""A number of a text with what it counts."""

from enum import StrEnum
from typing import NamedTuple

from napas.exchange.texts.lexicon import Concept


class FigureKind(StrEnum):
    """What a figure counts.

    PAIR: two counts of cylinders. BARE: a number whose words do not touch it.
    """

    AMOUNT = "amount"
    COUNT = "count"
    PAIR = "pair"
    HOURS = "hours"
    PERCENT = "percent"
    PATIENTS = "patients"
    BEDS = "beds"
    BARE = "bare"


class Trouble(StrEnum):
    """Why a figure cannot be read as it stands."""

    TORN = "torn"
    RANGE = "range"
    BOUND = "bound"
    MINUS = "minus"


class Figure(NamedTuple):
    """A number with what it counts.

    Attributes:
        begin: first character, that of the number.
        end: character after the last of its unit.
        number: its digits; of a pair the first count.
        second: of a pair the second count, of a range its end.
        unit: as napas.units reads it, without the period; "h", "day", "minute" or
            "week" of hours.
        period: how its period is written; empty is none.
        substance: liquid or gas, if the word touches the unit.
        of_cylinders: the word for a cylinder touches it.
        size: of the cylinders, if it touches.
        lasting: "left" follows.
        more: "lagi" follows: left of what is spoken of, or from now.
    """

    kind: FigureKind
    begin: int
    end: int
    number: str
    second: str = ""
    unit: str = ""
    period: str = ""
    substance: Concept | None = None
    of_cylinders: bool = False
    size: str = ""
    lasting: bool = False
    more: bool = False
    in_words: bool = False
    misspelt: bool = False
    rough: bool = False
    trouble: Trouble | None = None
