"""Plants, isotanks and what strikes them, as they were reported."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.situation import EventKind, Situation
from tests.scenarios.indonesia_2021_07.reading import offers_t_per_day, plants_of


def test_plants_offer_what_the_minister_listed(situation: Situation) -> None:
    assert offers_t_per_day(plants_of(situation, 1, 13)) == 1_488
    assert offers_t_per_day(plants_of(situation, 20, 32)) == 271
    listed = [*plants_of(situation, 1, 13), *plants_of(situation, 20, 32)]
    assert offers_t_per_day(listed) == 1_759
    assert len(plants_of(situation, 1, 45)) == 32


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


def test_estimates_of_plants_are_named_in_their_basis(situation: Situation) -> None:
    for plant in situation.plants:
        estimated = plant.store_t is not None or plant.filling_t_per_day > 0.0
        assert ("rule plants (estimate)" in plant.basis) == estimated


def test_isotanks_stand_where_liquid_is_made(situation: Situation) -> None:
    assert len(situation.vehicles) == 132
    assert {vehicle.payload_t for vehicle in situation.vehicles} == {20.0}
    offers = {plant.code: plant.offered_t_per_day for plant in situation.plants}
    assert all(offers[vehicle.base] for vehicle in situation.vehicles)
    assert Counter(vehicle.owner for vehicle in situation.vehicles)["Pertamina"] == 21


def test_restrictions_begin_at_midnight_of_each_province(situation: Situation) -> None:
    first = {
        event.subject: event.begins
        for event in situation.events
        if event.kind is EventKind.RESTRICTION and event.code.startswith("R-0703")
    }
    assert first["31"] == datetime(2021, 7, 2, 17, tzinfo=UTC)
    assert first["51"] == datetime(2021, 7, 2, 16, tzinfo=UTC)
    assert len(first) == 7
