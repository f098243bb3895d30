"""What provinces need as reported or by rule, and who lies in the beds."""

from collections import Counter
from datetime import date

import pytest

from napas.demand.census import needs_of
from napas.demand.patients import census_from_report
from napas.domain.need import DeviceKind, NeedSource
from napas.domain.network import Facility
from napas.domain.situation import Situation
from napas.exchange.scenario import ScenarioRead
from napas.exchange.synthetic_places import between
from napas.parameters import resolve
from tests.scenarios.indonesia_2021_07.reading import facts_of

JAVA = ("31", "32", "33", "34", "35", "36")


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
    beds = {line["territory"]: int(line["beds"]) for line in facts_of("provinces")}
    for place in situation.places:
        assert place.need_t_per_day is not None
        if place.need_source is NeedSource.ESTIMATE:
            share = place.bed_occupancy_share
            expected = beds[place.territory] * 0.011 * (1.0 if share is None else share)
            assert place.need_t_per_day == pytest.approx(expected, abs=0.06)
            assert (place.beds, place.need_note) == (beds[place.territory], "")
            assert place.bed_norm_kg_per_day == 11.0


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


def test_the_invented_patients_use_what_the_minister_of_health_said(
    read: ScenarioRead, hospitals: list[Facility]
) -> None:
    assert read.settings is not None
    reports = [hospital.census for hospital in hospitals if hospital.census]
    problems = [census_from_report(census) for census in reports]
    answers = needs_of(problems, resolve(read.settings.layers))
    used = sum(answer.measured.need_t_per_day.value for answer in answers)
    assert 800 <= used * len(hospitals) / len(reports) <= 1_000
