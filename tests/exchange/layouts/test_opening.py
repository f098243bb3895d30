"""A sender's file opened for a scenario."""

from dataclasses import replace
from pathlib import Path

import pytest

from napas.domain.finding import Grade
from napas.domain.identifier import Identifier, SubjectKind, gather_names
from napas.domain.situation import Situation
from napas.exchange.codes import ExchangeCode
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import LayoutKind
from napas.exchange.layouts.opening import context_of, open_rows
from napas.exchange.scenario import read_scenario
from napas.parameters import resolve
from tests.exchange.layouts.table import layout

SCENARIO = Path(__file__).parents[2] / "scenarios/xar-wave"
MESSAGE = layout(kind=LayoutKind.JSON)


@pytest.fixture(scope="module")
def situation() -> Situation:
    """An invented wave in an invented country."""
    read = read_scenario(SCENARIO)
    assert read.situation is not None
    return read.situation


def test_a_table_is_opened_apart_and_a_message_as_text(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Kode,Tanggal,Sisa cair (kg)\nX,10/07/2021,5\n", encoding="utf-8")
    rows, findings = open_rows(table, layout())
    assert (len(rows), findings) == (1, ())
    message = tmp_path / "a.json"
    message.write_text('{"Kode": "X"}', encoding="utf-8")
    rows, findings = open_rows(message, MESSAGE)
    assert (len(rows), findings) == (1, ())


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    rows, (fault,) = open_rows(tmp_path / "none.json", MESSAGE)
    assert (rows, fault.code) == ((), ExchangeCode.FILE_MISSING)
    rows, (fault,) = open_rows(tmp_path / "none.xlsx", layout())
    assert (rows, fault.grade) == ((), Grade.STOP)


def test_a_table_of_other_columns_stops(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    _, findings = open_rows(table, layout())
    assert {fault.code for fault in findings} == {LayoutCode.COLUMN_MISSING}


def test_a_facility_is_known_by_our_code_or_by_a_name_nobody_shares(
    situation: Situation,
) -> None:
    first, second, *rest = situation.facilities
    twin = replace(second, name=first.name)
    alone = context_of(situation, resolve())
    shared = context_of(replace(situation, facilities=(first, twin, *rest)), resolve())
    assert alone.find("", first.code, "") == first.code
    assert alone.find("other", first.code, "") is None
    coded = [
        (SubjectKind.FACILITY, first.code, Identifier("ministry", "007")),
        (SubjectKind.PLANT, "works", Identifier("ministry", "008")),
    ]
    named = context_of(replace(situation, names=gather_names(coded)), resolve())
    assert named.find("ministry", "007", "") == first.code
    assert named.find("ministry", "008", "") is None
    assert alone.find("", "none", first.name) is None
    assert alone.find("", "", first.name.upper()) == first.code
    assert shared.find("", "", first.name) is None
    assert alone.zone_of(first.code)
    assert set(alone.full_kg) == {
        kind.code for kind in situation.country.cylinder_types
    }
