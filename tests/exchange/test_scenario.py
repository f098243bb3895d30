"""What a scenario means: typed values, and unknown wherever something was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from napas.domain.need import NeedBasis, NeedSource
from napas.domain.situation import Situation
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
