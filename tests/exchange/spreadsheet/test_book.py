import pytest

from napas.exchange.spreadsheet.book import address


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(1, 1, "A1"), (7, 6, "F7"), (2, 26, "Z2"), (2, 27, "AA2"), (9, 703, "AAA9")],
)
def test_a_cell_is_named_as_office_programs_name_it(
    row: int, column: int, name: str
) -> None:
    assert address(row, column) == name
