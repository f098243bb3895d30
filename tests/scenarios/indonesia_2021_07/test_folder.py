"""The folder of the founding scenario: read whole, dated, sourced, and small."""

from datetime import UTC, datetime

from napas.domain.finding import Grade
from napas.domain.situation import Situation
from napas.exchange.scenario import ScenarioRead
from tests.scenarios.indonesia_2021_07.reading import FOLDER, rows_of


def test_the_folder_is_read_and_only_the_offer_above_design_is_doubted(
    read: ScenarioRead,
) -> None:
    told = [(each.grade, each.code, each.subject) for each in read.findings]
    assert told == [(Grade.DOUBTFUL, "plant-offers-above-design", "P06")]


def test_the_picture_is_of_noon_in_jakarta(situation: Situation) -> None:
    assert situation.as_of == situation.known_at == datetime(2021, 7, 10, 5, tzinfo=UTC)
    assert situation.country.tree.time_zone("31") == "Asia/Jakarta"


def test_every_row_has_a_source_and_every_invented_one_says_so(
    situation: Situation,
) -> None:
    for name in ("places", "plants", "facilities", "stocks", "vehicles", "claims"):
        assert all(row["source"] for row in rows_of(FOLDER / f"{name}.csv")), name
    for name in ("tanks", "cylinders", "own_sources", "census", "patients"):
        rows = rows_of(FOLDER / f"{name}.csv")
        assert all(row["synthetic"] == "true" for row in rows), name
    assert all(event.source for event in situation.events)
    assert all(facility.synthetic for facility in situation.facilities)
    assert all(vehicle.synthetic for vehicle in situation.vehicles)
    for name in ("territories", "facilities", "stocks", "vehicles"):
        rows = rows_of(FOLDER / f"{name}.csv")
        assert all("synthetic" in row["source"] for row in rows), name


def test_the_invented_are_told_in_both_languages(read: ScenarioRead) -> None:
    assert read.settings is not None
    assert {language for language, _ in read.settings.synthetic_notes} == {"id", "en"}


def test_the_tables_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*.csv")) < 1.6e6


def test_the_second_level_has_the_514_real_numbers_and_no_real_name(
    situation: Situation,
) -> None:
    second = situation.country.tree.at_level(2)
    assert len(second) == 514
    assert all(each.name == f"Wilayah contoh {each.code}" for each in second)
    assert len({each.code for each in second}) == 514
    landmasses = {situation.country.tree.landmass(each.code) for each in second}
    assert "" not in landmasses
    assert {"sumbawa", "flores", "batam"} <= landmasses
