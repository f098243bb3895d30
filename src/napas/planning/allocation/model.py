"""An allocation as a linear programme, with the key to its columns and rows."""

from dataclasses import dataclass

from napas.planning.allocation.columns import Columns, add_columns
from napas.planning.allocation.rows import Rows, add_rows
from napas.planning.allocation.sheet import Programme, Sheet
from napas.planning.problem import AllocationProblem


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A programme and where each decision and rule stands in it."""

    problem: AllocationProblem
    programme: Programme
    columns: Columns
    rows: Rows


def build(problem: AllocationProblem) -> Model:
    """Write an allocation down as a linear programme, in one pass over its arrays."""
    sheet = Sheet()
    columns = add_columns(problem, sheet)
    rows = add_rows(problem, columns, sheet)
    return Model(problem, sheet.close(), columns, rows)
