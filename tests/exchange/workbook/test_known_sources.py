"""Plants and vehicles of the country, where a workbook asks for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from napas.domain.assumption import AssumptionRule
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.exchange.workbook import known_sources

Read = Callable[..., ScenarioRead]
SETTINGS = (
    ("Nama", "", "uji"),
    ("Negara", "", "idn"),
    ("Keadaan per", "", "2021-07-10 12:00"),
)
ASKED = "Sumber dan kendaraan dari"


def asking(read: Read, asked: str, **sheets: object) -> ScenarioRead:
    return read(sheets, (*SETTINGS, (ASKED, "", asked)))


@pytest.mark.parametrize("asked", ["country", "indonesia-2021-07"])
def test_they_are_taken_from_a_scenario_of_the_country(asked: str, read: Read) -> None:
    found = asking(read, asked)
    founding = read_scenario(founding_scenario()).situation

    assert founding is not None
    assert found.situation is not None
    assert {each.code for each in found.situation.plants} == {
        each.code for each in founding.plants
    }
    assert len(found.situation.vehicles) == len(founding.vehicles)
    assert found.settings is not None


def test_what_they_held_at_another_moment_is_left_behind(read: Read) -> None:
    found = asking(read, "country")

    assert found.situation is not None
    assert {each.stock_t for each in found.situation.plants} == {None}
    assert {each.load_t for each in found.situation.vehicles} == {0.0}
    assert {each.position for each in found.situation.vehicles} == {None}


def test_each_offer_and_the_fleet_are_assumed(read: Read) -> None:
    found = asking(read, "country")

    assert found.situation is not None
    offers = [each for each in found.assumptions if each.rule is AssumptionRule.OFFER]
    known = [each for each in found.situation.plants if each.offered_t_per_day]
    assert {each.subject for each in offers} >= {each.code for each in known}
    assert all(each.low == 0.0 for each in offers)
    (fleet,) = (each for each in found.assumptions if each.rule is AssumptionRule.FLEET)
    assert fleet.value == len(found.situation.vehicles)


def test_those_of_the_workbook_itself_stand(read: Read) -> None:
    plants = (("Nama", "Wilayah", "Pasokan medis"), ("Pabrik", "Banten", 60))
    vehicles = (
        ("Jenis", "Muatan", "Pangkalan", "Banyaknya"),
        ("isotank", 18, "Pabrik", 2),
    )
    found = asking(read, "country", Sumber=plants, Kendaraan=vehicles)

    assert found.situation is not None
    assert [each.name for each in found.situation.plants] == ["Pabrik"]
    assert len(found.situation.vehicles) == 2


def test_vehicles_without_a_base_in_the_workbook_stay_away(read: Read) -> None:
    plants = (("Nama", "Wilayah", "Pasokan medis"), ("Pabrik", "Banten", 60))
    found = asking(read, "country", Sumber=plants)

    assert found.situation is not None
    assert found.situation.vehicles == ()
    assert AssumptionRule.FLEET not in {each.rule for each in found.assumptions}


def test_a_name_that_is_none_of_ours_is_doubted(read: Read) -> None:
    found = asking(read, "java-2022")

    (fault,) = found.findings
    assert fault.code == "workbook-sources-unknown"
    assert fault.spot.cell == "C4"
    assert dict(fault.params)["known"] == "country, indonesia-2021-07"


def test_a_country_without_any_scenario_has_none(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(known_sources, "shipped_scenarios", lambda: ())
    del tmp_path
    found = asking(read, "country")

    (fault,) = found.findings
    assert fault.code == "workbook-sources-absent"


def test_a_vehicle_of_a_territory_is_stationed_in_the_nearest_known(
    read: Read, monkeypatch: pytest.MonkeyPatch, lay_founding: Path
) -> None:
    monkeypatch.setattr(known_sources, "scenarios_folder", lambda: lay_founding)
    found = asking(read, "country")

    assert found.situation is not None
    bases = {each.code: each.base for each in found.situation.vehicles}
    assert bases["V-REGENCY"] == "11"
    assert "V-HOSPITAL" not in bases


@pytest.fixture
def lay_founding(tmp_path: Path) -> Path:
    """The founding scenario with a vehicle in a regency and one at a hospital."""
    source = founding_scenario()
    folder = tmp_path / "scenarios" / source.name
    folder.mkdir(parents=True)
    for file in source.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    vehicles = folder / "vehicles.csv"
    header = vehicles.read_text("utf-8").splitlines()[0].split(",")
    rows = (("V-REGENCY", "1171"), ("V-HOSPITAL", "S11-001"))
    for code, base in rows:
        told = {"code": code, "kind": "tanker", "payload_t": "10", "base": base}
        line = ",".join(told.get(name, "") for name in header)
        with vehicles.open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")
    return folder.parent
