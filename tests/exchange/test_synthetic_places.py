from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.need import NeedSource
from napas.exchange.synthetic_places import (
    Occupancy,
    PlaceRules,
    TerritoryFacts,
    between,
    estimate_places,
    occupancy_on,
)

DAY = date(2021, 7, 10)
EARLY = Occupancy(date(2021, 6, 27), 0.4, "first paper")
LATE = Occupancy(date(2021, 7, 23), 0.8, "second paper")
RULES = PlaceRules(
    day=DAY,
    reported_by="the ministry",
    bed_norm_kg_per_day=11.0,
    occupied_beds=300.0,
)
FACTS = (
    TerritoryFacts("31", 1_000, 500, 52.0, (EARLY, LATE), "darurat"),
    TerritoryFacts("12", 1_000, None, None, (EARLY,)),
    TerritoryFacts("73", 1_000, 10, None),
)


def test_between_two_reports_the_share_lies_on_the_straight_line() -> None:
    share, told = occupancy_on(DAY, (EARLY, LATE)) or (0.0, "")
    assert share == 0.6
    assert "first paper" in told
    assert "second paper" in told


def test_before_the_first_and_after_the_last_report_that_one_holds() -> None:
    assert occupancy_on(DAY, (EARLY,)) == (0.4, "occupancy of 2021-06-27 (first paper)")
    assert occupancy_on(DAY, (LATE,)) == (0.8, "occupancy of 2021-07-23 (second paper)")


def test_a_report_of_the_day_itself_is_taken_as_it_is() -> None:
    today = Occupancy(DAY, 0.5, "today")
    assert occupancy_on(DAY, (EARLY, today, LATE)) == (
        0.5,
        "occupancy of 2021-07-10 (today)",
    )


def test_without_a_report_the_share_is_unknown() -> None:
    assert occupancy_on(DAY, ()) is None


@given(part=st.integers(0, 26))
def test_a_figure_between_two_lies_between_them(part: int) -> None:
    day = date.fromordinal(EARLY.day.toordinal() + part)
    assert 0.4 <= between(day, (EARLY.day, 0.4), (LATE.day, 0.8)) <= 0.8


def test_a_reported_need_is_kept_and_another_is_estimated_by_its_rule() -> None:
    places = estimate_places(FACTS, RULES).places
    assert [place.need_t_per_day for place in places] == [52.0, 4.4, 11.0]
    assert [place.need_source for place in places] == [
        NeedSource.REPORTED,
        NeedSource.ESTIMATE,
        NeedSource.ESTIMATE,
    ]
    assert places[0].need_note == "the ministry"
    assert [place.need_note for place in places[1:]] == ["", ""]
    assert [place.beds for place in places] == [None, 1_000, 1_000]
    assert [place.bed_norm_kg_per_day for place in places] == [None, 11.0, 11.0]
    assert [place.bed_occupancy_share for place in places] == [0.6, 0.4, None]


def test_what_is_unknown_stays_unknown() -> None:
    places = estimate_places(FACTS, RULES).places
    assert places[2].bed_occupancy_share is None
    assert places[2].occupied_beds is None
    assert places[1].active_cases is None
    assert all(place.last_share is None for place in places)
    assert estimate_places(FACTS, RULES).sources[2] == "no occupancy known"


def test_beds_in_use_sum_to_the_national_number_with_the_unknown_at_the_middle() -> (
    None
):
    made = estimate_places(FACTS, RULES)
    assert made.occupancy_shares == {"31": 0.6, "12": 0.4, "73": 0.4}
    # 300 in use over 1,000 x (0.6 + 0.4 + 0.4) give 300 / 1,400 of all beds.
    assert made.covid_bed_share == pytest.approx(300 / 1_400)
    assert [place.occupied_beds for place in made.places] == [129, 86, None]


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        Occupancy(DAY, 1.2, "x")
