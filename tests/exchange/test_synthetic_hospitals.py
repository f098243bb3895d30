from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Form, SourceKind
from napas.domain.situation import StockState
from napas.domain.territory import Point
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_hospitals import (
    RULE_HOSPITAL,
    RULE_SILENT,
    EquippedFacility,
    FilledCylinder,
    HospitalRules,
    Issue,
    Surroundings,
    equip_hospital,
    stock_mean_share,
)
from napas.parameters import Layer, Parameters, resolve

NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)
POINT = Point(-6.2, 106.83)
PARAMETERS = resolve()
NEAR = Surroundings(0.85, 0.75, ("Samator", "Linde"))
LARGE = RegisteredHospital(
    "S31-001", "RS Contoh 31-001", "3171", "x", "31", "A", "", 400
)


def _rules(parameters: Parameters = PARAMETERS, seed: int = 1) -> HospitalRules:
    ward, issued = FilledCylinder("7m3", 0.0095), FilledCylinder("6m3", 0.0081)
    return HospitalRules(parameters, ward, issued, NOON, seed)


def _set(**entries: float) -> Parameters:
    told = tuple((f"synthetic.{name}", value) for name, value in entries.items())
    return resolve([Layer("test", told)])


def _equip(
    hospital: RegisteredHospital = LARGE,
    *,
    surroundings: Surroundings = NEAR,
    issue: Issue = Issue(),  # noqa: B008  frozen
    parameters: Parameters = PARAMETERS,
    seed: int = 1,
) -> EquippedFacility:
    rules = _rules(parameters, seed)
    return equip_hospital(hospital, POINT, surroundings, issue, rules)


def _many(hospital: RegisteredHospital, count: int) -> list[EquippedFacility]:
    return [
        _equip(replace(hospital, code=f"S31-{number:04d}")) for number in range(count)
    ]


@given(
    beds=st.integers(1, 1_500),
    class_code=st.sampled_from(["A", "B", "C", "D", "D Pratama", ""]),
    occupancy=st.floats(0.0, 1.0),
    seed=st.integers(0, 300),
)
def test_a_hospital_never_holds_more_than_fits(
    beds: int, class_code: str, occupancy: float, seed: int
) -> None:
    made = _equip(
        replace(LARGE, beds=beds, class_code=class_code),
        surroundings=Surroundings(occupancy, 0.5, ("Samator",)),
        seed=seed,
    )
    tanks = {tank.code: tank for tank in made.facility.tanks}
    for stock in made.stocks:
        if stock.form is Form.LIQUID and stock.mass_t is not None:
            tank = tanks[stock.tank]
            assert tank.heel_t - 1e-3 <= stock.mass_t <= 0.95 * tank.capacity_t + 1e-3


def test_the_same_seed_makes_the_same_hospital_and_another_does_not() -> None:
    assert _equip() == _equip()
    assert _equip() != _equip(seed=2)


def test_every_row_is_marked_as_invented() -> None:
    made = _equip()
    assert made.facility.synthetic
    assert made.facility.source == RULE_HOSPITAL
    assert all("synthetic" in stock.source for stock in made.stocks)


def test_the_large_always_have_a_tank_and_the_small_never() -> None:
    assert all(made.facility.tanks for made in _many(LARGE, 40))
    small = replace(LARGE, class_code="D", beds=50)
    assert not any(made.facility.tanks for made in _many(small, 40))


def test_the_share_of_the_middle_classes_with_liquid_is_kept() -> None:
    middle = _many(replace(LARGE, class_code="C", beds=80), 600)
    assert abs(sum(bool(made.facility.tanks) for made in middle) / 600 - 0.75) < 0.05


@pytest.mark.parametrize(
    ("class_code", "capacity_t", "flow_l_per_min", "receiving_h"),
    [("A", 20.0, 3000.0, 24.0), ("B", 10.0, 1500.0, 18.0), ("C", 5.0, 1000.0, 12.0)],
)
def test_tank_pipeline_and_hours_follow_the_class(
    class_code: str, capacity_t: float, flow_l_per_min: float, receiving_h: float
) -> None:
    hospital = replace(LARGE, class_code=class_code)
    made = _equip(hospital, surroundings=Surroundings(0.8, 1.0)).facility
    (tank,) = made.tanks
    assert tank.capacity_t == capacity_t
    assert tank.heel_t == pytest.approx(0.2 * capacity_t)
    assert made.pipeline_l_per_min == flow_l_per_min
    assert made.receiving_h_per_day == receiving_h


def test_some_tanks_belong_to_a_producer_and_some_of_those_are_closed() -> None:
    tanks = [made.facility.tanks[0] for made in _many(LARGE, 400)]
    leased = [tank for tank in tanks if tank.owner]
    closed = [tank for tank in tanks if not tank.open_to_others]
    assert {tank.owner for tank in leased} == {"Samator", "Linde"}
    assert abs(len(leased) / 400 - 0.6) < 0.08
    assert abs(len(closed) / len(leased) - 0.5) < 0.1
    assert all(tank.owner for tank in closed)


def test_where_no_producer_is_near_tanks_are_the_hospitals_own_and_open() -> None:
    (tank,) = _equip(surroundings=Surroundings(0.5, 1.0)).facility.tanks
    assert tank.owner == ""
    assert tank.open_to_others


def test_a_hospital_without_liquid_has_more_cylinders() -> None:
    dry = _equip(replace(LARGE, class_code="D")).facility.cylinders[0]
    wet = _equip().facility.cylinders[0]
    assert dry.full + dry.empty == 400
    assert wet.full + wet.empty in (120, 121)


def test_what_was_handed_out_arrives() -> None:
    made = _equip(issue=Issue(cylinders=30, concentrators=7, systems=1)).facility
    issued = {held.type_code: held.full + held.empty for held in made.cylinders}
    assert issued["6m3"] == 30
    pieces = {source.kind: source.pieces for source in made.sources}
    assert pieces == {SourceKind.CONCENTRATOR: 7, SourceKind.DEPLOYABLE_SYSTEM: 1}
    assert made.sources[0].nameplate_l_per_min == 10.0
    assert made.sources[0].working_share == 0.9


def test_the_mass_in_cylinders_is_that_of_the_full_ones() -> None:
    parameters = _set(silent_share=0.0)
    made = _equip(issue=Issue(cylinders=30), parameters=parameters)
    held = {each.type_code: each.full for each in made.facility.cylinders}
    (stock,) = (stock for stock in made.stocks if stock.form is Form.CYLINDER)
    mass_t = held["7m3"] * 0.0095 + held["6m3"] * 0.0081
    assert stock.mass_t == pytest.approx(mass_t, abs=1e-3)


def test_the_fuller_the_beds_the_emptier_the_stores() -> None:
    assert stock_mean_share(0.9, PARAMETERS) < stock_mean_share(0.3, PARAMETERS)


def test_a_silent_hospital_is_unknown_and_not_empty() -> None:
    made = _equip(
        parameters=_set(silent_share=0.3), seed=_first_seed(StockState.UNKNOWN)
    )
    assert all(stock.state is StockState.UNKNOWN for stock in made.stocks)
    assert all(stock.mass_t is None for stock in made.stocks)
    assert all(stock.as_of is None for stock in made.stocks)
    assert all(stock.source == RULE_SILENT for stock in made.stocks)
    assert made.facility.census is None


def _first_seed(state: StockState) -> int:
    parameters = _set(silent_share=0.3)
    return next(
        seed
        for seed in range(100)
        if _equip(parameters=parameters, seed=seed).stocks[0].state is state
    )


def test_a_report_is_at_most_as_old_as_the_oldest_and_stale_past_the_limit() -> None:
    known = [
        stock for made in _many(LARGE, 300) for stock in made.stocks if stock.as_of
    ]
    ages = {stock: NOON - stock.as_of for stock in known if stock.as_of}
    assert max(ages.values()) <= timedelta(hours=36)
    assert min(ages.values()) == timedelta(0)
    for stock, age in ages.items():
        assert (age > timedelta(hours=12)) == (stock.state is StockState.STALE)
    assert StockState.STALE in {stock.state for stock in known}


def test_a_hospital_whose_beds_are_unknown_keeps_its_tank_and_nothing_is_guessed() -> (
    None
):
    made = _equip(replace(LARGE, beds=None))
    assert made.facility.beds is None
    assert made.facility.census is None
    assert made.facility.cylinders == ()
    (stock,) = made.stocks
    assert stock.state is StockState.UNKNOWN


def test_a_share_outside_zero_to_one_is_refused() -> None:
    with pytest.raises(ValueError, match="occupancy_share"):
        Surroundings(1.5, 0.5)
