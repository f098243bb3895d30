import pytest

from tests.exchange.texts.tell import asides, told, understood

LIST = """RS\tStok LOX (ton)\tTabung isi\tTabung kosong
RSUD Kota Angsana\t4,2\t35\t12
RST Angsana\t0,85\t9\t21
"""


def by_hospital(text: str) -> dict[str, list[str]]:
    return {
        message.facility.code: [
            f"{item.role.value} {item.value:g} {item.unit}" for item in message.items
        ]
        for message in understood(text).messages
        if message.facility.code
    }


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_a_cell_is_read_with_the_name_of_its_column(separator: str) -> None:
    assert by_hospital(LIST.replace("\t", separator)) == {
        "9902016": ["stock 4.2 t", "full 35 pieces", "empty 12 pieces"],
        "9902049": ["stock 0.85 t", "full 9 pieces", "empty 21 pieces"],
    }


def test_a_cell_is_read_with_the_name_of_its_row() -> None:
    text = "Jenis\tIsi\tKosong\n6m3\t20\t35\n1m3\t8\t2"

    assert told(text) == [
        "full cylinder 20pc 6 m3",
        "empty cylinder 35pc 6 m3 likely",
        "full cylinder 8pc 1 m3",
        "empty cylinder 2pc 1 m3 likely",
    ]


def test_the_numbers_of_rows_are_put_aside() -> None:
    text = (
        "RS\tNo\tStok LOX (ton)\nRSUD Kota Angsana\t1\t4,2\nRST Angsana\tb\t-\n"
        "RSMM\t7\t2"
    )

    assert by_hospital(text)["9902016"] == ["stock 4.2 t"]
    assert by_hospital(text)["9902027"] == ["stock 2 t"]
    assert by_hospital(text)["9902049"] == []
    assert "list_number 7" in asides(text)


def test_a_size_over_a_column_that_counts_nothing_is_not_lost() -> None:
    text = "Stok tabung\tBesar\t6m3\n\t20\t-"

    assert told(text) == ["stock cylinder 20pc besar likely", "? count-missing 6m3"]


@pytest.mark.parametrize(
    "text",
    [
        "RSUD Kota Angsana\t4,2\t35",
        "RSUD Kota Angsana\t4,2\t35\nRST Angsana\t0,8\t9",
        "Laporan 2\tLOX\nRSMM\t4,2",
        "Laporan\nRSMM\t4,2\t35",
    ],
)
def test_a_table_without_names_of_columns_is_asked_about(text: str) -> None:
    assert not [line for line in told(text) if not line.startswith(("?", "!"))]


def test_a_row_may_have_more_cells_than_there_are_names() -> None:
    text = "RS\tStok LOX (ton)\nRSMM\t2\t7"

    assert by_hospital(text) == {"9902027": ["stock 2 t"]}
    assert told(text)[1:] == ["? unit-missing 7"]
