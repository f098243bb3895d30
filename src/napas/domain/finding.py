"""What is wrong with data given in bulk: every fault, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from napas.errors import Scalar


class Code(StrEnum):
    """Base of every code that has a sentence; each room subclasses it with its own."""


class Grade(StrEnum):
    """How much a fault matters.

    STOP: structural, nothing can be answered. SET_ASIDE: the row is not used and its
    place is shown as unknown. DOUBTFUL: used, and marked wherever it shows.
    """

    STOP = "stop"
    SET_ASIDE = "set-aside"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a fault stands; row counts from 1 with the header as row 1, 0 is none.

    Attributes:
        column: its header as it is written.
        sheet: of a workbook; empty for a file that has none.
        cell: its address in the sheet, such as "F7"; empty for none.
    """

    file: str = ""
    row: int = 0
    column: str = ""
    sheet: str = ""
    cell: str = ""

    def __post_init__(self) -> None:
        if self.row < 0:
            message = f"row {self.row} is before the file"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its grade, its code, whom it concerns, where, and what was read.

    Attributes:
        subject: the facility, plant, claim... concerned, by its code; empty for none.
        params: what the sentence of the code mentions, in the order of their names.
    """

    grade: Grade
    code: Code
    subject: str = ""
    spot: Spot = Spot()
    params: tuple[tuple[str, Scalar], ...] = ()


def find(
    grade: Grade,
    code: Code,
    *,
    subject: str = "",
    spot: Spot | None = None,
    **params: Scalar,
) -> Finding:
    """Make a finding from named parameters, sorted so that equal faults are equal."""
    return Finding(grade, code, subject, spot or Spot(), tuple(sorted(params.items())))


def stops(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings forbids an answer."""
    return any(finding.grade is Grade.STOP for finding in findings)


def all_codes() -> tuple[Code, ...]:
    """Every code that any loaded room can say, sorted."""
    found: set[Code] = set()
    waiting: list[type[Code]] = [Code]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        found.update(kind)
    return tuple(sorted(found))
