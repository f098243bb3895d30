from pathlib import Path

from napas.domain.choice import Written
from napas.domain.finding import stops
from napas.domain.identifier import SubjectKind
from napas.domain.territory import Point
from napas.exchange.matching.answer import Asked, MatchCode
from napas.exchange.matching.name_list import read_names

F = SubjectKind.FACILITY


def test_a_list_is_read_row_by_row_with_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text(
        "Bemerkung,name,code,territory,latitude_deg,longitude_deg\n"
        "x,RS Satu,,1371,-0.9,100.4\n,,00417,,,\n,RS Dua,7,Padang,,\ny,,,z,,\n",
        encoding="utf-8",
    )

    listed = read_names(file, F, "RS Online")

    assert listed.asked == (
        (
            2,
            Asked(
                Written(F, "RS Satu", "", "1371", "RS Online"), "", Point(-0.9, 100.4)
            ),
        ),
        (3, Asked(Written(F, "", "00417", "", "RS Online"))),
        (4, Asked(Written(F, "RS Dua", "7", "Padang", "RS Online"))),
    )
    assert [(fault.code, fault.spot.row) for fault in listed.findings] == [
        (MatchCode.NAMELESS, 5)
    ]


def test_a_list_of_names_alone_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("name\nRS Satu\nRS Satu\n", encoding="utf-8")

    assert [row for row, _ in read_names(file, F).asked] == [2, 3]


def test_a_list_without_names_stops(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("nama\nRS Satu\n", encoding="utf-8")

    assert stops(read_names(file, F).findings)
