"""What was wrong stands as unknown, and everything else is planned with."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from napas.domain.finding import Grade
from napas.domain.network import Form
from napas.domain.situation import Situation, StockState
from napas.exchange import ExchangeCode, read_scenario

Lay = Callable[[Mapping[str, str | bytes]], Path]


def read(folder: Path) -> Situation:
    found = read_scenario(folder).situation
    assert found is not None
    return found


def altered(good: dict[str, str], lay: Lay, file: str, old: str, new: str) -> Situation:
    assert old in good[file]
    return read(lay({**good, file: good[file].replace(old, new, 1)}))


@pytest.mark.parametrize("wrong", ["NaN", "x", "-3", '"20,5"', "1e12"])
def test_a_need_that_cannot_be_read_is_unknown_and_never_zero(
    wrong: str, good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "places.csv", "2,20", f"2,{wrong}")

    needs = {place.territory: place.need_t_per_day for place in situation.places}
    assert needs == {"1": 30.5, "2": None, "11": 30.5}


def test_a_need_of_which_nobody_can_say_who_stated_it_is_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "places.csv", "estimate", "guess")

    assert situation.places[1].need_t_per_day is None
    assert situation.places[1].last_share == 0.4


def test_of_two_rows_that_contradict_each_other_only_what_differs_is_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    row = "2,20,estimate,11 kg,,,,0.4,\n"
    other = "2,25,estimate,12 kg,,,,0.4,\n"

    situation = altered(good, lay, "places.csv", row, row + other)

    assert len(situation.places) == 3
    assert situation.places[1].need_t_per_day is None
    assert situation.places[1].last_share == 0.4
    assert situation.places[1].need_note == "11 kg"


def test_a_row_that_lost_its_shape_still_shows_its_place(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "places.csv", "2,20,est", "2,20,5,est")

    assert situation.places[1].territory == "2"
    assert situation.places[1].need_t_per_day is None


def test_a_stock_that_cannot_be_read_stands_as_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "T1,6.5", "T1,NaN")

    (stock, *_) = situation.stocks
    assert (stock.holder, stock.tank) == ("H1", "T1")
    assert (stock.mass_t, stock.state) == (None, StockState.UNKNOWN)


@pytest.mark.parametrize("state", ["good", "unknown"])
def test_a_stock_whose_state_cannot_be_trusted_is_unknown(
    state: str, good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "00Z,known", f"00Z,{state}")

    assert situation.stocks[0].state is StockState.UNKNOWN


def test_a_stock_in_a_form_that_cannot_be_read_stands_as_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "H1,liquid,T1", "H1,air,T1")

    assert situation.stocks[0].form is Form.LIQUID
    assert situation.stocks[0].state is StockState.UNKNOWN


def test_a_stock_row_that_lost_its_shape_stands_as_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "H2,cylinder,,0.3", "H2,cylinder,,0,3")

    assert situation.stocks[2].form is Form.CYLINDER
    assert situation.stocks[2].state is StockState.UNKNOWN


def test_an_old_report_is_stale_and_a_fresh_one_is_known(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "10T04", "09T04")

    assert situation.stocks[0].state is StockState.STALE
    assert situation.stocks[0].mass_t == 6.5
    assert situation.stocks[2].state is StockState.KNOWN


def test_a_stock_without_a_readable_moment_is_stale(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "stocks.csv", "0.3,2021-07-10T02:00:00Z", "0.3,x")

    assert situation.stocks[2].state is StockState.STALE


def test_an_assumed_stock_needs_no_moment(good: dict[str, str], lay: Lay) -> None:
    situation = altered(
        good, lay, "stocks.csv", "0.3,2021-07-10T02:00:00Z,", "0.3,,assumed"
    )

    assert situation.stocks[2].state is StockState.ASSUMED
    assert situation.findings == ()


def test_the_stock_of_a_tank_that_was_set_aside_is_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "tanks.csv", "T1,10,2", "T1,-10,2")

    stock = next(stock for stock in situation.stocks if stock.tank == "T1")
    assert stock.state is StockState.UNKNOWN
    assert [tank.code for tank in situation.facilities[0].tanks] == ["T2"]
    assert [fault.code for fault in situation.findings] == [
        ExchangeCode.CELL_NEGATIVE,
        ExchangeCode.ROW_ON_SET_ASIDE,
    ]


def test_a_tank_that_was_set_aside_makes_the_stock_unknown_that_nobody_reported(
    good: dict[str, str], lay: Lay
) -> None:
    rows = "H1,T8,x,1,,true\nH1,T8,y,1,,true\n"

    situation = altered(good, lay, "tanks.csv", "H1,T1", f"{rows}H1,T1")

    (stock,) = [stock for stock in situation.stocks if stock.tank == "T8"]
    assert (stock.holder, stock.form) == ("H1", Form.LIQUID)
    assert (stock.mass_t, stock.state) == (None, StockState.UNKNOWN)


def test_a_stock_of_all_tanks_is_not_held_against_those_that_were_set_aside(
    good: dict[str, str], lay: Lay
) -> None:
    files = {
        **good,
        "tanks.csv": good["tanks.csv"].replace("T1,10", "T1,x"),
        "stocks.csv": "holder,form,mass_t,as_of\nH1,liquid,9,2021-07-10T04:00:00Z\n",
    }

    assert read(lay(files)).stocks[0].mass_t == 9.0


def test_cylinders_that_cannot_be_counted_make_an_unknown_stock(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "cylinders.csv", "H1,besar,20", "H1,besar,dua")

    (lost,) = [stock for stock in situation.stocks if stock.holder == "H1"][2:]
    assert (lost.form, lost.state) == (Form.CYLINDER, StockState.UNKNOWN)
    assert situation.facilities[0].cylinders == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("census.csv", "H1,2021-07-10T03:00:00Z", "H1,today"),
        ("patients.csv", "imv,adult,3", "imv,adult,three"),
        ("patients.csv", "imv,adult,3", "imv,elders,3"),
    ],
)
def test_a_census_that_is_not_whole_is_unknown(
    file: str, old: str, new: str, good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, file, old, new)

    first, second = situation.facilities
    assert first.census is None
    assert second.census is not None


def test_patients_without_a_census_are_pointed_out_once(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(
        good, lay, "census.csv", "H1,2021-07-10T03:00:00Z,100,2.5\n", ""
    )

    assert [fault.subject for fault in situation.findings] == ["H1"]


def test_rows_without_a_facility_touch_no_facility(
    good: dict[str, str], lay: Lay
) -> None:
    files = {
        **good,
        "tanks.csv": good["tanks.csv"] + ",T9,5,1,,true\n",
        "cylinders.csv": good["cylinders.csv"] + ",besar,1,1\n",
        "own_sources.csv": good["own_sources.csv"] + ",psa,1,10,1\n",
        "stocks.csv": good["stocks.csv"] + ",liquid,,1,,,\n",
    }

    whole, broken = read(lay(good)), read(lay(files))

    assert broken.facilities == whole.facilities
    assert broken.stocks == whole.stocks
    assert len(broken.findings) == 4


def test_a_plant_with_a_figure_that_cannot_be_unknown_is_wholly_unknown(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "plants.csv", "40,50,5,", "40,50,x,")

    plant = situation.plants[0]
    assert plant.code == "P1"
    assert (plant.offered_t_per_day, plant.design_t_per_day) == (None, None)


def test_a_plant_without_a_point_stands_at_that_of_its_territory(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "plants.csv", "1,-6.0,106.0,40", "11,,,40")

    assert situation.plants[0].point == situation.country.tree.point("11")
    assert situation.findings == ()


def test_a_plant_that_stands_nowhere_is_set_aside(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "plants.csv", "Udara,2,-8.0,112.0", "Udara,0,,")

    assert [plant.code for plant in situation.plants] == ["P1"]
    assert [fault.code for fault in situation.findings] == [
        ExchangeCode.PLANT_WITHOUT_POINT
    ]


def test_a_facility_with_a_figure_that_cannot_be_unknown_keeps_its_place(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "facilities.csv", "120,1500,0,12", "120,1500,x,12")

    facility = situation.facilities[0]
    assert (facility.code, facility.beds) == ("H1", None)
    assert facility.pipeline_l_per_min is None
    assert len(facility.tanks) == 2


def test_what_may_have_been_invented_is_taken_as_invented(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "facilities.csv", "0,12,false", "0,12,perhaps")

    assert situation.facilities[0].synthetic


def test_an_invented_tank_makes_its_facility_synthetic(
    good: dict[str, str], lay: Lay
) -> None:
    tanks = (
        good["tanks.csv"]
        .replace("others\n", "others,synthetic\n")
        .replace("false\n", "false,true\n")
        .replace("true\nH1,T2", "true\nH1,T2")
        .replace(",1,,true\n", ",1,,true,false\n")
    )

    situation = read(lay({**good, "tanks.csv": tanks}))

    assert situation.facilities[0].synthetic


def test_a_facility_in_no_territory_is_set_aside_with_all_that_rests_on_it(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "facilities.csv", "H1,RS Satu,11", "H1,RS Satu,99")

    assert [facility.code for facility in situation.facilities] == ["H2"]
    codes = {fault.code for fault in situation.findings}
    assert codes == {ExchangeCode.TERRITORY_UNKNOWN, ExchangeCode.ROW_ON_SET_ASIDE}
    assert {fault.grade for fault in situation.findings} == {Grade.SET_ASIDE}
