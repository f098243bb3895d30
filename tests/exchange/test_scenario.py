"""What a scenario means: typed values, and unknown wherever something was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from napas.domain.finding import Grade
from napas.domain.need import NeedBasis, NeedSource
from napas.domain.network import Form
from napas.domain.situation import Situation, StockState
from napas.exchange import ExchangeCode, read_country, read_scenario
from napas.parameters import resolve

Lay = Callable[[Mapping[str, str | bytes]], Path]
ONLY_NEEDED = ("scenario.toml", "places.csv", "plants.csv", "negeri")


@pytest.fixture
def situation(folder: Path) -> Situation:
    return read(folder)


def read(folder: Path) -> Situation:
    found = read_scenario(folder).situation
    assert found is not None
    return found


def altered(good: dict[str, str], lay: Lay, file: str, old: str, new: str) -> Situation:
    assert old in good[file]
    return read(lay({**good, file: good[file].replace(old, new, 1)}))


def test_a_good_scenario_has_no_fault(folder: Path) -> None:
    assert read_scenario(folder).findings == ()


def test_the_settings_say_how_to_plan(folder: Path) -> None:
    settings = read_scenario(folder).settings

    assert settings is not None
    assert (settings.level, settings.horizon_days, settings.seed) == ("region", 2, 11)
    assert (settings.quantile, settings.basis) == (0.7, NeedBasis.MEASURED)
    assert dict(settings.titles)["id"] == "Skenario kecil"
    assert resolve(settings.layers)["tanks.heel_share"] == 0.15


def test_settings_that_are_not_written_are_the_usual_ones(
    good: dict[str, str], lay: Lay
) -> None:
    spare = 'name = "kecil"\ncountry = "negeri"\nas_of = "2021-07-10T05:00:00Z"\n'

    settings = read_scenario(lay({**good, "scenario.toml": spare})).settings

    assert settings is not None
    assert (settings.level, settings.basis) == ("region", NeedBasis.NORM)
    assert settings.titles == ()


def test_parameters_may_be_written_by_topic(good: dict[str, str], lay: Lay) -> None:
    toml = good["scenario.toml"].replace('"tanks.heel_share"', "tanks.heel_share")

    settings = read_scenario(lay({**good, "scenario.toml": toml})).settings

    assert settings is not None
    assert resolve(settings.layers)["tanks.heel_share"] == 0.15


def test_the_picture_is_known_at_its_own_moment_unless_said(
    situation: Situation,
) -> None:
    assert situation.known_at == situation.as_of == datetime(2021, 7, 10, 5, tzinfo=UTC)


def test_only_three_files_are_needed(good: dict[str, str], lay: Lay) -> None:
    spare = {name: good[name] for name in good if name.startswith(ONLY_NEEDED)}
    spare["places.csv"] = "territory,need_t_per_day\n1,30.5\n2,\n"

    situation = read(lay(spare))

    assert situation.findings == ()
    assert [place.need_t_per_day for place in situation.places] == [30.5, None]
    assert [place.need_source for place in situation.places] == [
        NeedSource.ESTIMATE,
        NeedSource.ESTIMATE,
    ]


def test_a_country_may_be_given_instead_of_named(folder: Path) -> None:
    country, _ = read_country(folder / "negeri")
    assert country is not None
    other = replace(country, name="Lain")

    situation = read_scenario(folder, other).situation

    assert situation is not None
    assert situation.country.name == "Lain"


def test_the_parameters_of_the_country_lie_below_those_of_the_scenario(
    folder: Path,
) -> None:
    country, _ = read_country(folder / "negeri")
    assert country is not None
    entries = (("tanks.heel_share", 0.1), ("reports.stale_h", 20.0))

    settings = read_scenario(
        folder, replace(country, parameter_entries=entries)
    ).settings

    assert settings is not None
    parameters = resolve(settings.layers)
    assert parameters["tanks.heel_share"] == 0.15
    assert parameters["reports.stale_h"] == 20.0


def test_a_scenario_adds_territories_below_those_of_its_country(
    situation: Situation,
) -> None:
    tree = situation.country.tree

    assert tree.within("11", "1")
    assert tree.landmass("11") == "barat"


@pytest.mark.parametrize(
    ("population", "codes"), [(500, []), (501, [ExchangeCode.TERRITORY_OF_COUNTRY])]
)
def test_a_scenario_may_repeat_a_territory_but_not_change_it(
    population: int, codes: list[ExchangeCode], good: dict[str, str], lay: Lay
) -> None:
    rows = f"""\
code,name,level,parent,latitude_deg,longitude_deg,landmass,population
1,Barat,1,0,-6.0,106.0,barat,{population}
11,Kota Barat,2,1,-6.1,106.1,,
"""

    read = read_scenario(lay({**good, "territories.csv": rows}))

    assert [fault.code for fault in read.findings] == codes
    assert read.situation is not None
    assert read.situation.country.tree["1"].population == 500


def test_a_scenario_cannot_plant_a_second_country(
    good: dict[str, str], lay: Lay
) -> None:
    rows = good["territories.csv"] + "9,Lain,0,,,,,\n"

    read = read_scenario(lay({**good, "territories.csv": rows}))

    assert [fault.code for fault in read.findings] == [
        ExchangeCode.TERRITORY_PARENT_WRONG
    ]
    assert read.situation is not None


def test_what_lies_below_a_territory_that_was_set_aside_is_set_aside_too(
    good: dict[str, str], lay: Lay
) -> None:
    rows = (
        good["territories.csv"] + "7,Tanpa Induk,1,9,,,,\n71,Anak,2,7,,,,\n8,,1,0,,,,\n"
    )
    places = good["places.csv"] + "71,5,reported,,,,,,\n"

    read = read_scenario(lay({**good, "territories.csv": rows, "places.csv": places}))

    assert [(fault.subject, fault.code) for fault in read.findings] == [
        ("8", ExchangeCode.CELL_MISSING),
        ("7", ExchangeCode.TERRITORY_PARENT_WRONG),
        ("71", ExchangeCode.TERRITORY_PARENT_WRONG),
        ("71", ExchangeCode.ROW_ON_SET_ASIDE),
    ]


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


@pytest.mark.parametrize(
    "file", ["facilities.csv", "plants.csv", "links.csv", "vehicles.csv", "claims.csv"]
)
def test_a_table_that_cannot_be_read_is_not_held_against_the_others(
    file: str, good: dict[str, str], lay: Lay
) -> None:
    read = read_scenario(lay({**good, file: b"\xff"}))

    assert [fault.code for fault in read.findings] == [ExchangeCode.FILE_NOT_UTF8]


def test_the_scenario_overrides_a_crossing_of_its_country(
    good: dict[str, str], lay: Lay
) -> None:
    header, row = good["negeri/links.csv"].splitlines()
    own = f"{header}\n{row.replace(',2,1,', ',5,9,')}\n"

    situation = read(lay({**good, "links.csv": own}))

    assert [(link.code, link.travel_h) for link in situation.links] == [("feri", 5.0)]


def test_a_byte_order_mark_is_accepted(good: dict[str, str], lay: Lay) -> None:
    marked = b"\xef\xbb\xbf" + good["places.csv"].encode()

    assert read(lay({**good, "places.csv": marked})) == read(lay(good))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_every_platform_are_accepted(
    end: str, good: dict[str, str], lay: Lay
) -> None:
    other = {name: text.replace("\n", end) for name, text in good.items()}
    tables = {name: other[name] for name in good if name.endswith(".csv")}

    assert read(lay({**good, **tables})) == read(lay(good))


def test_blank_rows_and_blanks_around_cells_are_no_fault(
    good: dict[str, str], lay: Lay
) -> None:
    spaced = good["places.csv"].replace("2,20,", "\n , ,,,,,,,\n 2 , 20 ,")

    assert read(lay({**good, "places.csv": spaced})) == read(lay(good))


def test_a_cell_may_hold_several_lines(good: dict[str, str], lay: Lay) -> None:
    situation = altered(good, lay, "places.csv", "menteri", '"menteri,\ndirjen"')

    assert situation.places[0].need_note == "menteri,\ndirjen"


def test_one_line_with_loose_quotation_marks_spoils_no_other(
    good: dict[str, str], lay: Lay
) -> None:
    situation = altered(good, lay, "places.csv", "1,30.5,reported,menteri", '1,"30.5')

    assert {place.territory for place in situation.places} == {"2", "11"}


def test_a_code_keeps_its_leading_zeros(good: dict[str, str], lay: Lay) -> None:
    files = {
        **good,
        "territories.csv": good["territories.csv"] + "0011,Kota Lain,2,1,,,,\n",
        "places.csv": good["places.csv"] + "0011,,,,,,,,\n",
    }

    assert read(lay(files)).places[-1].territory == "0011"


def test_an_order_may_go_to_a_territory(good: dict[str, str], lay: Lay) -> None:
    assert altered(good, lay, "orders.csv", "P1,H1", "P1,2").findings == ()
