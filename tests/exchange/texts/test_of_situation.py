from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from napas.domain.choice import Choice, Decision, Written
from napas.domain.identifier import SubjectKind
from napas.domain.network import Form, Tank
from napas.domain.report import Report, ReportKind
from napas.domain.situation import Situation
from napas.exchange import read_scenario
from napas.exchange.texts import (
    FacilityFacts,
    FacilityNames,
    Listed,
    UsualRange,
    facility_facts,
    facility_names_of,
    understand,
)
from napas.exchange.texts.readings import ItemRole

AT = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def situation() -> Situation:
    """A wave in an invented country; Hospital Faro is also the Lighthouse Hospital."""
    read = read_scenario(Path("tests/scenarios/xar-wave"))
    assert read.situation is not None
    return read.situation


def meant(text: str, names: FacilityNames) -> str:
    return understand(text, names).messages[0].facility.code


def choice(
    name: str, subject: str, *, sender: str = "", territory: str = "", code: str = ""
) -> Choice:
    written = Written(SubjectKind.FACILITY, name, code, territory, sender)
    decision = Decision.CHOSEN if subject else Decision.NOBODY
    return Choice(written, decision, "Dewi", AT, subject)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hospital Faro stock 12 cylinders", "H-004"),
        ("Lighthouse Hospital stock 12 cylinders", "H-004"),
        ("Hospital Santa Rosa stock 12 cylinders", ""),
        ("O2 00417 TB 4/5", "H-001"),
        ("kode 00042 stok 12 tabung", "H-002"),
        ("stok 00042 tabung", ""),
    ],
)
def test_a_text_may_use_any_name_or_code_that_holds(
    situation: Situation, text: str, code: str
) -> None:
    assert meant(text, facility_names_of(situation)) == code


def test_names_and_codes_hold_on_their_days(situation: Situation) -> None:
    early = replace(situation, as_of=datetime(2014, 1, 1, tzinfo=UTC))
    names = facility_names_of(early)

    assert early.as_of.date() < date(2015, 6, 1)
    assert meant("Hospital Santa Rosa stock 12 cylinders", names) == "H-002"
    assert meant("kode 00042 stok 12 tabung", names) == "H-003"


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ((choice("Faro Lama", "H-001"),), "H-001"),
        ((choice("Faro Lama", "H-001", sender="dinas"),), "H-001"),
        ((choice("Faro Lama", "H-001", sender="lain"),), ""),
        ((choice("Faro Lama", "H-001", territory="Utara"),), ""),
        ((choice("Faro Lama", "H-001", code="77"),), ""),
        ((choice("Faro Lama", "H-999"),), ""),
        (
            (
                choice("Faro Lama", "H-001"),
                choice("Faro Lama", "H-002", sender="dinas"),
            ),
            "H-002",
        ),
    ],
)
def test_a_choice_that_was_made_is_remembered(
    situation: Situation, choices: tuple[Choice, ...], code: str
) -> None:
    names = facility_names_of(situation, choices, "dinas")

    assert meant("Faro Lama stock 12 cylinders", names) == code


def test_a_choice_goes_before_a_name(situation: Situation) -> None:
    text = "Hospital Faro stock 12 cylinders"
    other = facility_names_of(situation, [choice("Hospital Faro", "H-001")])
    nobody = facility_names_of(situation, [choice("Hospital Faro", "")])

    assert meant(text, other) == "H-001"
    assert meant(text, nobody) == ""


def test_a_writing_without_a_letter_means_nobody() -> None:
    names = FacilityNames((Listed("A1", ("RS Satu",)),), (("!!", "A1"),))

    assert meant("RS Satu stok 2 ton", names) == "A1"


def ranges(facts: tuple[FacilityFacts, ...], code: str) -> dict[str, UsualRange]:
    usual = next(each.usual for each in facts if each.code == code)
    return {f"{each.role} {each.form or 'any'}": each for each in usual}


def test_the_usual_is_told_by_stocks_needs_and_beds(situation: Situation) -> None:
    facts = facility_facts(situation)
    mine, cruces = ranges(facts, "H-001"), ranges(facts, "H-002")

    assert mine["stock cylinder"] == UsualRange(
        ItemRole.STOCK, Form.CYLINDER, 750.0 / 4, 3000.0
    )
    assert mine["use any"] == UsualRange(ItemRole.USE, None, 350.0, 5600.0)
    assert mine["need any"] == UsualRange(ItemRole.NEED, None, 350.0, 39200.0)
    assert mine["received any"].high_kg == 39200.0
    # 70 beds at 9.5 kg a day.
    assert cruces["use any"].high_kg == pytest.approx(4 * 70 * 9.5)
    assert "stock liquid" not in mine
    assert ranges(facts, "F-001") == {}


def test_beds_tell_the_use_where_nobody_was_counted(situation: Situation) -> None:
    mine = replace(situation.facilities[0], census=None)
    without = replace(mine, code="H-9", beds=None)
    facts = facility_facts(replace(situation, facilities=(mine, without)))

    assert ranges(facts, "H-001")["use any"].high_kg == pytest.approx(4 * 140 * 9.5)
    assert ranges(facts, "H-9") == {}


def test_tanks_tell_the_usual_stock_and_one_tank_what_is_full(
    situation: Situation,
) -> None:
    one = replace(situation.facilities[0], tanks=(Tank("T1", 10.0, 1.0),))
    two = replace(one, code="H-9", tanks=(*one.tanks, Tank("T2", 5.0, 0.5)))
    facts = facility_facts(replace(situation, facilities=(one, two)))

    assert [each.tank_full_kg for each in facts] == [10_000.0, None]
    assert ranges(facts, "H-9")["stock liquid"] == UsualRange(
        ItemRole.STOCK, Form.LIQUID, 1500.0, 15_000.0
    )


def test_reports_widen_what_is_usual(situation: Situation) -> None:
    def report(what: ReportKind, mass_kg: float | None, code: str = "H-001") -> Report:
        return Report(code, Form.LIQUID, what, 1.0, "t", AT, AT, mass_kg)

    reports = (
        report(ReportKind.STOCK, 2000.0),
        report(ReportKind.STOCK, 6000.0),
        report(ReportKind.STOCK, None),
        report(ReportKind.STOCK, 0.0),
        report(ReportKind.STOCK, 90_000.0, "H-002"),
        report(ReportKind.USE, 100.0),
    )
    mine = ranges(facility_facts(situation, reports), "H-001")

    assert (mine["stock liquid"].low_kg, mine["stock liquid"].high_kg) == (500, 24_000)
    assert (mine["use any"].low_kg, mine["use any"].high_kg) == (25.0, 5600.0)
