"""The founding scenario says what was reported, and marks all it invents."""

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from napas.demand.census import needs_of
from napas.demand.patients import census_from_report
from napas.domain.claim import ClaimKind, ClaimStatus, Metric, chosen
from napas.domain.finding import Grade
from napas.domain.headline import headline
from napas.domain.need import DeviceKind, NeedSource
from napas.domain.network import Facility, FacilityKind, Form, Plant, SourceKind
from napas.domain.situation import EventKind, Situation, StockState
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.exchange.synthetic_places import between
from napas.parameters import resolve

FOLDER = founding_scenario()
MORNING = datetime(2021, 7, 8, 5, tzinfo=UTC)
EVENING = datetime(2021, 7, 8, 12, tzinfo=UTC)
JAVA = ("31", "32", "33", "34", "35", "36")
HEADLINE_PIECES = {
    Metric.ISOTANKS: (92, 132),
    Metric.CYLINDERS: (8_906, 15_906),
    Metric.CONCENTRATORS: (5_609, 8_100),
    Metric.DEPLOYABLE_SYSTEMS: (None, 9),
}


@pytest.fixture(scope="module")
def read() -> ScenarioRead:
    return read_scenario(FOLDER)


@pytest.fixture(scope="module")
def situation(read: ScenarioRead) -> Situation:
    assert read.situation is not None
    return read.situation


@pytest.fixture(scope="module")
def hospitals(situation: Situation) -> list[Facility]:
    found = situation.facilities
    return [each for each in found if each.kind is FacilityKind.HOSPITAL]


def _plants(situation: Situation, first: int, last: int) -> list[Plant]:
    wanted = {f"P{number:02d}" for number in range(first, last + 1)}
    return [plant for plant in situation.plants if plant.code in wanted]


def _offers(plants: list[Plant]) -> float:
    return sum(plant.offered_t_per_day or 0.0 for plant in plants)


def _facts(name: str) -> list[dict[str, str]]:
    with (FOLDER / "facts" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_folder_is_read_and_only_the_offer_above_design_is_doubted(
    read: ScenarioRead,
) -> None:
    told = [(each.grade, each.code, each.subject) for each in read.findings]
    assert told == [(Grade.DOUBTFUL, "plant-offers-above-design", "P06")]


def test_the_picture_is_of_noon_in_jakarta(situation: Situation) -> None:
    assert situation.as_of == situation.known_at == datetime(2021, 7, 10, 5, tzinfo=UTC)
    assert situation.country.tree.time_zone("31") == "Asia/Jakarta"


def test_plants_offer_what_the_minister_listed(situation: Situation) -> None:
    assert _offers(_plants(situation, 1, 13)) == 1_488
    assert _offers(_plants(situation, 20, 32)) == 271
    listed = [*_plants(situation, 1, 13), *_plants(situation, 20, 32)]
    assert _offers(listed) == 1_759
    assert len(_plants(situation, 1, 45)) == 32


def test_an_offer_nobody_knows_is_unknown_and_not_zero(situation: Situation) -> None:
    unknown = {
        plant.code for plant in situation.plants if plant.offered_t_per_day is None
    }
    ports = {plant.code for plant in situation.plants if plant.imports}
    assert unknown - ports == {"P03", "P41", "P42", "P43", "P44", "P45"}
    assert ports == {"I01", "I02", "I03"}
    assert ports <= unknown
    assert not [plant for plant in situation.plants if plant.offered_t_per_day == 0.0]


def test_plants_of_gas_liquefy_nothing(situation: Situation) -> None:
    gas = {
        plant.code for plant in situation.plants if plant.liquefaction_t_per_day == 0.0
    }
    assert gas == {"P25", "P29", "P30", "P31", "P32", "P40"}


def test_what_can_be_converted_is_the_middle_of_the_ministers_range(
    situation: Situation,
) -> None:
    total = sum(plant.convertible_t_per_day for plant in situation.plants)
    assert total == pytest.approx(245.0)
    for plant in situation.plants:
        if plant.convertible_t_per_day and plant.design_t_per_day is not None:
            offered = plant.offered_t_per_day or 0.0
            assert offered + plant.convertible_t_per_day <= plant.design_t_per_day


def test_the_reserve_lost_at_kendal_stood_there(situation: Situation) -> None:
    (kendal,) = (plant for plant in situation.plants if plant.code == "P09")
    (outage,) = (
        event for event in situation.events if event.kind is EventKind.PLANT_OUTAGE
    )
    assert outage.subject == kendal.code
    assert kendal.stock_t == outage.lost_t == 60.0
    assert outage.ends is not None
    assert outage.ends - outage.begins == timedelta(hours=6, minutes=32)
    assert outage.restart_h == 10.0


def test_the_seven_provinces_of_java_and_bali_need_what_was_reported(
    situation: Situation,
) -> None:
    needs = {place.territory: place for place in situation.places}
    assert len(needs) == 34
    reported = {
        code for code in needs if needs[code].need_source is NeedSource.REPORTED
    }
    assert reported == {*JAVA, "51"}
    assert sum(needs[code].need_t_per_day or 0.0 for code in reported) == 2_033
    assert needs["31"].need_t_per_day == 524
    assert needs["31"].restriction == "darurat"
    assert all(needs[code].restriction == "" for code in set(needs) - reported)


def test_every_other_need_is_beds_by_norm_by_occupancy(situation: Situation) -> None:
    beds = {line["territory"]: int(line["beds"]) for line in _facts("provinces")}
    for place in situation.places:
        assert place.need_t_per_day is not None
        if place.need_source is NeedSource.ESTIMATE:
            share = place.bed_occupancy_share
            expected = beds[place.territory] * 0.011 * (1.0 if share is None else share)
            assert place.need_t_per_day == pytest.approx(expected, abs=0.06)
            assert " beds x 11 kg/day" in place.need_note
            assert ("upper figure" in place.need_note) == (share is None)


def test_unknown_occupancy_and_last_shares_stay_unknown(situation: Situation) -> None:
    unknown = {
        place.territory
        for place in situation.places
        if place.bed_occupancy_share is None
    }
    assert len(unknown) == 9
    assert all(
        (place.occupied_beds is None) == (place.territory in unknown)
        for place in situation.places
    )
    assert all(place.last_share is None for place in situation.places)


def test_the_morning_release_and_the_evening_one_stand_at_their_own_times(
    situation: Situation,
) -> None:
    for metric, (before, after) in HEADLINE_PIECES.items():
        for known_at, expected in ((MORNING, before), (EVENING, after)):
            claim = chosen(situation.claims, metric, ClaimKind.STOCK, known_at=known_at)
            assert (None if claim is None else claim.value) == expected
    for known_at, expected_t_per_day in ((MORNING, 1_764), (EVENING, 2_622.9)):
        total = chosen(
            situation.claims, Metric.SUPPLY, ClaimKind.TOTAL, known_at=known_at
        )
        assert total is not None
        assert total.value == expected_t_per_day


def test_the_evening_total_is_made_of_its_three_parts(situation: Situation) -> None:
    parts = {
        (claim.metric, claim.kind): claim.value
        for claim in situation.claims
        if claim.part_of == "0708b-supply"
    }
    assert parts == {
        (Metric.PRODUCTION, ClaimKind.CAPACITY): 1_700,
        (Metric.IMPORTS, ClaimKind.PLEDGE): 650,
        (Metric.DOMESTIC_ADDITION, ClaimKind.PLEDGE): 272.9,
    }
    line = headline(situation.claims, known_at=EVENING)
    assert line.secured_t_per_day == 2_622.9
    assert line.parts_make_total
    assert line.isotanks.inventory == 265
    assert line.cylinders.potential == 31_236


def test_nothing_is_said_to_be_delivered_and_use_is_known_from_the_ninth(
    situation: Situation,
) -> None:
    assert not [c for c in situation.claims if c.kind is ClaimKind.DELIVERED]
    line = headline(situation.claims, known_at=situation.known_at)
    assert line.delivering is None
    assert line.use is not None
    assert (line.use.low, line.use.value, line.use.high) == (800, 900, 1_000)
    assert headline(situation.claims, known_at=EVENING).use is None


def test_every_claim_has_a_source_and_a_kept_one_a_reason(situation: Situation) -> None:
    assert all(claim.source for claim in situation.claims)
    kept = [c for c in situation.claims if c.status is not ClaimStatus.CHOSEN]
    assert {tuple(dict(claim.reasons)) for claim in kept} == {("en", "id")}
    assert {920.5, 541.8, 420} <= {claim.value for claim in kept}


def test_pledged_imports_are_no_flow(situation: Situation) -> None:
    arrivals = [
        event for event in situation.events if event.kind is EventKind.IMPORT_ARRIVAL
    ]
    assert {event.subject for event in arrivals} == {"I01"}
    shuttle = [event for event in arrivals if event.mass_t == 80]
    assert shuttle[0].begins.date() == date(2021, 7, 19)
    gaps = {later.begins - earlier.begins for earlier, later in pairwise(shuttle)}
    assert gaps == {timedelta(days=7)}
    assert sum(event.mass_t or 0.0 for event in shuttle) >= 500


def test_restrictions_begin_at_midnight_of_each_province(situation: Situation) -> None:
    first = {
        event.subject: event.begins
        for event in situation.events
        if event.kind is EventKind.RESTRICTION and event.code.startswith("R-0703")
    }
    assert first["31"] == datetime(2021, 7, 2, 17, tzinfo=UTC)
    assert first["51"] == datetime(2021, 7, 2, 16, tzinfo=UTC)
    assert len(first) == 7


def test_isotanks_stand_where_liquid_is_made(situation: Situation) -> None:
    assert len(situation.vehicles) == 132
    assert {vehicle.payload_t for vehicle in situation.vehicles} == {20.0}
    offers = {plant.code: plant.offered_t_per_day for plant in situation.plants}
    assert all(offers[vehicle.base] for vehicle in situation.vehicles)
    assert Counter(vehicle.owner for vehicle in situation.vehicles)["Pertamina"] == 21


def test_hospitals_and_beds_are_those_of_the_register_by_province(
    situation: Situation, hospitals: list[Facility]
) -> None:
    tree = situation.country.tree
    count: Counter[str] = Counter()
    beds: Counter[str] = Counter()
    for hospital in hospitals:
        province = tree.ancestor_at(hospital.territory, 1).code
        count[province] += 1
        beds[province] += hospital.beds or 0
    facts = _facts("provinces")
    assert count == {line["territory"]: int(line["hospitals"]) for line in facts}
    assert beds == {line["territory"]: int(line["beds"]) for line in facts}
    assert (sum(count.values()), sum(beds.values())) == (2_925, 271_859)


def test_classes_are_those_of_the_country(hospitals: list[Facility]) -> None:
    assert Counter(hospital.class_code for hospital in hospitals) == {
        "A": 60,
        "B": 430,
        "C": 1_524,
        "D": 816,
        "D Pratama": 42,
        "": 53,
    }


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


def test_what_the_nation_handed_out_is_all_there(
    situation: Situation, hospitals: list[Facility]
) -> None:
    cylinders: Counter[str] = Counter()
    sources: Counter[SourceKind] = Counter()
    for facility in situation.facilities:
        for held in facility.cylinders:
            cylinders[held.type_code] += held.full + held.empty
        for source in facility.sources:
            sources[source.kind] += source.pieces
    assert cylinders["6m3"] == 15_906
    assert cylinders["1m3"] == 275
    assert sources[SourceKind.CONCENTRATOR] == 8_100
    assert sources[SourceKind.DEPLOYABLE_SYSTEM] == 9
    with_system = [
        hospital
        for hospital in hospitals
        if any(s.kind is SourceKind.DEPLOYABLE_SYSTEM for s in hospital.sources)
    ]
    assert len(with_system) == 9


def test_beds_in_use_lie_on_the_line_between_two_reports(
    situation: Situation, hospitals: list[Facility]
) -> None:
    reported = between(
        situation.as_of.date(), (date(2021, 6, 25), 60_000), (date(2021, 7, 21), 91_787)
    )
    assert 60_000 < reported < 91_787
    censuses = [hospital.census for hospital in hospitals if hospital.census]
    on_oxygen = sum(c.patients for census in censuses for c in census.patients)
    answering = len(censuses) / len(hospitals)
    assert on_oxygen / 0.667 / answering == pytest.approx(reported, rel=0.03)
    known = sum(place.occupied_beds or 0 for place in situation.places)
    assert known < reported


def test_the_critical_are_eight_to_ten_in_a_hundred_of_covid_patients(
    hospitals: list[Facility],
) -> None:
    counts: Counter[DeviceKind] = Counter()
    for hospital in hospitals:
        for count in hospital.census.patients if hospital.census else ():
            counts[count.device] += count.patients
    critical = sum(counts[d] for d in (DeviceKind.IMV, DeviceKind.NIV, DeviceKind.HFNC))
    assert 0.08 <= critical / (sum(counts.values()) / 0.667) <= 0.10


def test_liquid_is_had_by_three_in_four_of_javas_middle_hospitals(
    situation: Situation, hospitals: list[Facility]
) -> None:
    tree = situation.country.tree
    middle = [
        hospital
        for hospital in hospitals
        if hospital.class_code in ("B", "C")
        and tree.landmass(hospital.territory) == "java"
    ]
    assert 0.7 <= sum(bool(each.tanks) for each in middle) / len(middle) <= 0.8


def test_stocks_are_known_stale_or_unknown_and_never_made_up_as_zero(
    situation: Situation,
) -> None:
    states = Counter(stock.state for stock in situation.stocks)
    assert set(states) == {
        StockState.SYNTHETIC,
        StockState.STALE,
        StockState.UNKNOWN,
    }
    dated = [stock.as_of for stock in situation.stocks if stock.as_of]
    assert situation.as_of - min(dated) <= timedelta(hours=36)
    assert max(dated) <= situation.as_of
    liquid = [stock for stock in situation.stocks if stock.form is Form.LIQUID]
    assert min(stock.mass_t for stock in liquid if stock.mass_t is not None) > 0.0


def test_every_row_has_a_source_and_every_invented_one_says_so(
    situation: Situation,
) -> None:
    for name in ("places", "plants", "facilities", "stocks", "vehicles", "claims"):
        assert all(row["source"] for row in _rows(FOLDER / f"{name}.csv")), name
    for name in ("tanks", "cylinders", "own_sources", "census", "patients"):
        rows = _rows(FOLDER / f"{name}.csv")
        assert all(row["synthetic"] == "true" for row in rows), name
    assert all(event.source for event in situation.events)
    assert all(facility.synthetic for facility in situation.facilities)
    assert all(vehicle.synthetic for vehicle in situation.vehicles)
    for name in ("territories", "facilities", "stocks", "vehicles"):
        rows = _rows(FOLDER / f"{name}.csv")
        assert all("synthetic" in row["source"] for row in rows), name


def test_estimates_of_plants_are_named_in_their_basis(situation: Situation) -> None:
    for plant in situation.plants:
        estimated = plant.store_t is not None or plant.filling_t_per_day > 0.0
        assert ("rule plants (estimate)" in plant.basis) == estimated


def test_the_invented_are_told_in_both_languages(read: ScenarioRead) -> None:
    assert read.settings is not None
    assert {language for language, _ in read.settings.synthetic_notes} == {"id", "en"}


def test_the_tables_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*.csv")) < 1.6e6


def test_the_invented_patients_use_what_the_minister_of_health_said(
    read: ScenarioRead, hospitals: list[Facility]
) -> None:
    assert read.settings is not None
    reports = [hospital.census for hospital in hospitals if hospital.census]
    problems = [census_from_report(census) for census in reports]
    answers = needs_of(problems, resolve(read.settings.layers))
    used = sum(answer.measured.need_t_per_day.value for answer in answers)
    assert 800 <= used * len(hospitals) / len(reports) <= 1_000
