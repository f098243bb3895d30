from collections import Counter
from datetime import UTC, datetime

from napas.domain.network import FacilityKind, Form
from napas.domain.situation import StockState
from napas.domain.territory import Point, Territory
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_hospitals import FilledCylinder, HospitalRules
from napas.exchange.synthetic_register import Lettering
from napas.exchange.synthetic_stations import invent_stations, lay_up_bank
from napas.parameters import resolve

PARAMETERS = resolve()
SMALL = FilledCylinder("1m3", 0.00145)
RULES = HospitalRules(
    PARAMETERS, SMALL, SMALL, datetime(2021, 7, 10, 5, tzinfo=UTC), seed=1
)
HOMES = {
    code: Territory(code, code, 2, code[:2], Point(-6.0, 107.0))
    for code in ("3171", "3172", "9401")
}
HOSPITALS = tuple(
    RegisteredHospital(f"S{number}", "x", home, "x", home[:2], "C", beds=10)
    for number, home in enumerate(["3171"] * 70 + ["3172"] * 60 + ["9401"])
)


def test_every_parent_has_a_station_and_none_too_many() -> None:
    made = invent_stations(
        HOSPITALS, HOMES, {"31": 0.8, "94": 0.5}, Lettering("F", "Stasiun"), RULES
    )
    codes = [each.facility.code for each in made]
    assert codes == ["F31-01", "F31-02", "F31-03", "F94-01"]
    assert Counter(each.facility.territory for each in made) == {
        "3171": 2,
        "3172": 1,
        "9401": 1,
    }


def test_a_station_fills_and_has_a_tank_with_something_in_it() -> None:
    (station, *_) = invent_stations(
        HOSPITALS, HOMES, {"31": 0.8, "94": 0.5}, Lettering("F", "Stasiun"), RULES
    )
    assert station.facility.kind is FacilityKind.FILLING_STATION
    assert station.facility.filling_t_per_day == 6.0
    assert station.facility.synthetic
    (tank,), (stock,) = station.facility.tanks, station.stocks
    assert (stock.form, stock.tank) == (Form.LIQUID, tank.code)
    assert tank.heel_t <= (stock.mass_t or 0.0) <= tank.capacity_t


def test_stations_of_a_crowded_parent_stop_at_the_most() -> None:
    crowd = HOSPITALS[:70] * 6
    made = invent_stations(crowd, HOMES, {"31": 0.8}, Lettering("F", "Stasiun"), RULES)
    assert len(made) == 6


def test_a_bank_holds_every_cylinder_it_was_given() -> None:
    bank = lay_up_bank(Lettering("B31-01", "Bank"), HOMES["3171"], 275, SMALL, RULES)
    (held,), (stock,) = bank.facility.cylinders, bank.stocks
    assert held.full + held.empty == 275
    assert bank.facility.kind is FacilityKind.CYLINDER_BANK
    assert stock.state is StockState.SYNTHETIC
    assert stock.mass_t == round(held.full * SMALL.content_t, 3)
