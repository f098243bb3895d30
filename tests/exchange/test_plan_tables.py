"""A plan as tables: codes with their names, and sentences beside them."""

import csv
from pathlib import Path

import pytest

from napas.domain.finding import Finding
from napas.domain.plan import Reason
from napas.exchange.plan_tables import Labels, write_plan_tables
from tests.exchange.test_plan_document import PLAN


class Echo:
    """Says codes as they are, in capital letters."""

    def because(self, reason: Reason) -> str:
        return reason.code.upper()

    def told(self, finding: Finding) -> str:
        return f"={finding.code.upper()}"


NAMES = ("provinces", "places", "shipments", "unsent", "facilities", "findings")
LABELS = Labels({"H2"}, {"H1": "First, General", "P1": "+Plant"}, {"en": Echo()})


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    write_plan_tables(PLAN, tmp_path, LABELS)
    told = {}
    for file in tmp_path.iterdir():
        with file.open(encoding="utf-8", newline="") as stream:
            told[file.name] = list(csv.DictReader(stream))
    return told


def test_the_tables_of_a_plan_say_what_the_document_says(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    assert tables.keys() == {f"{name}.csv" for name in NAMES}
    known, unknown = tables["provinces.csv"]
    assert (known["code"], known["need_t_per_day"], known["need_basis"]) == (
        *("01", "30.5"),
        "reported",
    )
    assert (unknown["code"], unknown["name"]) == ("'=02", "'=cmd()")
    assert unknown["need_t_per_day"] == ""
    legs = tables["shipments.csv"]
    assert [leg["synthetic"] for leg in legs] == ["true", "false", "false"]
    first, second = tables["facilities.csv"]
    assert (first["cover_h"], first["synthetic"]) == ("12.35", "false")
    assert (second["cover_h"], second["synthetic"]) == ("", "true")


def test_names_stand_beside_the_codes_and_nothing_where_nobody_knows_one(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    leg = tables["shipments.csv"][1]
    assert (leg["from"], leg["from_name"]) == ("P1", "'+Plant")
    assert (leg["to"], leg["to_name"]) == ("H1", "First, General")
    assert tables["shipments.csv"][0]["to_name"] == ""
    assert [row["name"] for row in tables["facilities.csv"]] == ["First, General", ""]


def test_findings_and_reasons_are_said_in_words_and_placed_in_their_sheet(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    (fault,) = tables["findings.csv"]
    assert fault == {
        "grade": "set-aside",
        "code": "cell-negative",
        "subject": "2",
        "file": "places.csv",
        "row": "3",
        "column": "need_t_per_day",
        "sheet": "",
        "cell": "",
        "params": "read=-3",
        "sentence_en": "'=CELL-NEGATIVE",
    }
    (rest,) = tables["unsent.csv"]
    assert (rest["from"], rest["to"], rest["mass_t"]) == ("P1", "H1", "0.457")
    assert (rest["reason"], rest["sentence_en"]) == ("fleet-binds", "FLEET-BINDS")


def test_without_labels_there_are_codes_alone(tmp_path: Path) -> None:
    write_plan_tables(PLAN, tmp_path)

    heads = (tmp_path / "unsent.csv").read_text("utf-8").splitlines()[0]
    assert "sentence" not in heads
