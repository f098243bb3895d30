from dataclasses import replace

import pytest

from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    VALUED,
    SheetFacts,
    Tally,
)

SMALL = replace(LIMITS, rows=5, columns=4, cells=12)


def facts(*cells: tuple[int, int]) -> SheetFacts:
    made = SheetFacts(SMALL, "Data")
    for row, column in cells:
        made.mark(row, column, VALUED)
    return made


def refusal(made: SheetFacts) -> SpreadsheetCode:
    with pytest.raises(RefusedError) as caught:
        made.finish()
    code = caught.value.finding.code
    assert isinstance(code, SpreadsheetCode)
    return code


def test_marks_gather_on_a_cell() -> None:
    made = facts((2, 3))
    made.mark(2, 3, FORMULA)

    assert made.marks[2] == bytes([0, 0, VALUED | FORMULA])
    assert (made.height, made.width) == (2, 3)


def test_an_area_that_a_formula_fills_marks_cells_that_hold_something() -> None:
    made = facts((1, 1), (2, 2))
    made.filled.append((1, 1, 9, 9))
    made.finish()

    assert made.marks[1] == bytes([VALUED | FORMULA])
    assert made.marks[2] == bytes([0, VALUED | FORMULA])


def test_all_but_the_first_of_merged_cells_are_covered() -> None:
    made = facts((1, 1), (2, 2))
    made.merged.append((1, 1, 2, 2))
    made.finish()

    assert made.covered == {(2, 2)}


def test_merged_areas_that_lie_upon_each_other_are_refused() -> None:
    made = facts((1, 1), (3, 4))
    made.merged += [(1, 1, 3, 4), (1, 1, 3, 4)]

    assert refusal(made) is SpreadsheetCode.CONTRADICTORY


def test_two_corners_far_apart_are_too_many_cells() -> None:
    assert refusal(facts((1, 1), (5, 4))) is SpreadsheetCode.TOO_MANY_CELLS


def test_only_hidden_parts_within_the_table_count() -> None:
    made = facts((2, 2))
    made.hidden_rows |= {1, 9}
    made.hidden_columns += [(2, 16_384), (1, 1), (3, 4)]
    made.finish()

    assert made.hidden_rows == {1}
    assert made.columns_hidden() == (1, 2)


def test_a_tally_keeps_the_first_place_and_counts_the_others() -> None:
    tally = Tally(SpreadsheetCode.WORDED)
    tally.add(2, 3, "kg")
    tally.add(9, 9, "ton")
    finding = tally.finding("Data")

    assert finding.spot.cell == "C2"
    assert dict(finding.params) == {"count": 2, "sample": "kg"}
