from dataclasses import replace
from datetime import UTC, datetime

import pytest

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.country import Country, Currency, CylinderType, Level
from napas.domain.need import NeedSource
from napas.domain.network import (
    Crew,
    Facility,
    FacilityKind,
    Form,
    Plant,
    Vehicle,
    VehicleKind,
)
from napas.domain.order import Order
from napas.domain.situation import (
    Event,
    EventKind,
    Place,
    Situation,
    Stock,
    StockState,
)
from napas.domain.territory import Point, Territory, plant_tree
from napas.exchange.hospital_register import (
    HospitalColumns,
    PointColumns,
    RegisteredHospital,
    RegisterMap,
)
from napas.exchange.register_scenario import (
    CylinderTypeUnknownError,
    NewRegister,
    RegisterWithoutBedsError,
    TerritoryWithoutPointError,
    pools_of,
    put_register,
)
from napas.exchange.synthetic_places import OccupancyUnknownError
from napas.parameters import resolve
from napas.planning.travel import great_circle_km

NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)
PARAMETERS = resolve()
SEAT, COAST, ISLE = Point(-8.58, 116.12), Point(-8.5, 116.3), Point(-8.7, 117.6)
OWN = (
    Territory("ID", "Negeri", 0, ""),
    Territory("52", "Barat", 1, "ID", SEAT, "lombok"),
    Territory("53", "Timur", 1, "ID", Point(-10.2, 123.6), "timor"),
)
COUNTRY = Country(
    code="xxx",
    name="Negeri",
    code_system="2021",
    languages=("id",),
    levels=(Level(0, "country", "x"), Level(1, "province", "x"), Level(2, "city", "x")),
    tree=plant_tree(OWN),
    time_zone="UTC",
    reporting_cut_h=24.0,
    currencies=(Currency("IDR", 2),),
    gas_reference_temperature_c=15.0,
    planning_level="province",
    cylinder_types=(
        CylinderType("6m3", "x", 40.0, 150.0, 0.995),
        CylinderType("7m3", "x", 46.7, 150.0, 0.995),
    ),
)
INVENTED = (
    Territory("5201", "Wilayah contoh 5201", 2, "52", COAST),
    Territory("5202", "Wilayah contoh 5202", 2, "52", ISLE, "sumbawa"),
)
TOLD = RegisterMap(
    columns=HospitalColumns(*"abcdefgh"),
    points=PointColumns(*"abc"),
    classes={},
    ward_cylinder="7m3",
    issued_cylinder="6m3",
)
REAL = RegisteredHospital(
    "5204019", "RS Nyata", "5204", "Kota Nyata", "52", "B", "", 180
)


def _stock(holder: str) -> Stock:
    return Stock(holder, Form.LIQUID, 1.0, NOON, "x", StockState.SYNTHETIC)


def _claim(metric: Metric, value: float | None) -> Claim:
    return Claim(
        code=metric,
        kind=ClaimKind.STOCK,
        metric=metric,
        value=value,
        unit=metric,
        scope="ID",
        as_of=NOON,
        known_at=NOON,
        source="x",
        status=ClaimStatus.CHOSEN,
    )


BASE = Situation(
    name="base",
    as_of=NOON,
    known_at=NOON,
    country=replace(COUNTRY, tree=plant_tree((*OWN, *INVENTED))),
    places=(
        Place("52", 36.0, NeedSource.ESTIMATE, bed_occupancy_share=0.6),
        Place("5201", 6.0, NeedSource.ESTIMATE),
        Place("53", 48.0, NeedSource.REPORTED),
    ),
    facilities=(
        Facility("S52-001", "RS Contoh", "5201", beds=10),
        Facility("F52-01", "Stasiun", "5201", FacilityKind.FILLING_STATION, COAST),
    ),
    plants=(Plant("P1", "P1", "Samator", "52", SEAT, 5.0),),
    vehicles=(
        Vehicle("V1", VehicleKind.ISOTANK, 20.0, "P1"),
        Vehicle("V2", VehicleKind.ISOTANK, 20.0, "5201"),
    ),
    crews=(Crew("C1", "P1", 8.0), Crew("C2", "5201", 8.0)),
    claims=(_claim(Metric.CYLINDERS, 12.0), _claim(Metric.CONCENTRATORS, None)),
    stocks=(_stock("S52-001"), _stock("F52-01"), _stock("P1")),
    events=(
        Event("E1", EventKind.RESTRICTION, "52", NOON, None),
        Event("E2", EventKind.RESTRICTION, "5201", NOON, None),
    ),
    open_orders=(
        Order("O1", "P1", "F52-01", Form.LIQUID, 5.0, NOON, vehicle="V1"),
        Order("O2", "P1", "S52-001", Form.LIQUID, 5.0, NOON),
        Order("O3", "P1", "F52-01", Form.LIQUID, 5.0, NOON, vehicle="V2"),
    ),
)


def _new(*hospitals: RegisteredHospital, **points: Point) -> NewRegister:
    told = {code.removeprefix("at_"): point for code, point in points.items()}
    return NewRegister(hospitals or (REAL,), told, TOLD, "register of August")


def _put(new: NewRegister, base: Situation = BASE, seed: int = 1) -> Situation:
    made, _ = put_register(base, COUNTRY, new, PARAMETERS, seed=seed)
    return made


def _hospitals(made: Situation) -> list[Facility]:
    return [each for each in made.facilities if each.kind is FacilityKind.HOSPITAL]


def test_the_hospitals_of_the_register_stand_in_place_of_the_invented() -> None:
    (hospital,) = _hospitals(_put(_new()))
    assert (hospital.code, hospital.beds, hospital.class_code) == ("5204019", 180, "B")
    assert hospital.synthetic
    assert hospital.source.startswith("register of August")
    assert "synthetic" in hospital.source


def test_a_real_name_never_stands_beside_an_invented_stock_unless_asked() -> None:
    assert _hospitals(_put(_new()))[0].name == "5204019"
    asked = replace(_new(), keep_names=True)
    assert _hospitals(_put(asked))[0].name == "RS Nyata"


def test_territories_of_the_register_replace_the_invented() -> None:
    tree = _put(_new()).country.tree
    assert [each.code for each in tree.at_level(2)] == ["5204"]
    assert tree["5204"].name == "Kota Nyata"


def test_a_point_that_was_told_is_used_with_the_landmass_of_its_neighbour() -> None:
    near_isle = Point(-8.6, 117.4)
    tree = _put(_new(at_5204=near_isle)).country.tree
    assert tree["5204"].point == near_isle
    assert tree.landmass("5204") == "sumbawa"
    (hospital,) = _hospitals(_put(_new(at_5204=near_isle)))
    assert hospital.point is not None
    assert great_circle_km([hospital.point], [near_isle])[0, 0] < 7.0


def test_without_a_point_the_territory_is_set_near_the_point_above() -> None:
    point = _put(_new()).country.tree["5204"].point
    assert point is not None
    assert great_circle_km([point], [SEAT])[0, 0] < 31.0
    assert _put(_new()) == _put(_new())
    assert _put(_new(), seed=2).country.tree["5204"].point != point


def test_without_any_neighbour_the_landmass_is_that_of_the_parent() -> None:
    there = replace(REAL, code="5371", territory="5371", parent="53")
    tree = _put(_new(there)).country.tree
    assert tree["5371"].landmass == ""
    assert tree.landmass("5371") == "timor"


def test_stations_stay_in_the_territory_above_with_their_stock() -> None:
    made = _put(_new())
    (station,) = (each for each in made.facilities if each.code == "F52-01")
    assert station.territory == "52"
    holders = {stock.holder for stock in made.stocks}
    assert {"F52-01", "P1", "5204019"} == holders


def test_what_hangs_on_the_gone_is_left_out() -> None:
    made = _put(_new())
    assert [each.territory for each in made.places] == ["52", "53"]
    assert [each.code for each in made.vehicles] == ["V1"]
    assert [each.code for each in made.crews] == ["C1"]
    assert [each.code for each in made.events] == ["E1"]
    assert [each.code for each in made.open_orders] == ["O1"]


def test_what_the_claims_count_is_handed_out() -> None:
    (hospital,) = _hospitals(_put(_new()))
    issued = {held.type_code: held.full + held.empty for held in hospital.cylinders}
    assert issued["6m3"] == 12
    pools = pools_of(BASE)
    assert (pools.cylinders, pools.concentrators, pools.systems) == (12, 0, 0)


def test_hospitals_of_strange_parents_are_set_aside_and_said() -> None:
    strange = replace(REAL, code="9", territory="9971", parent="99")
    made, (finding,) = put_register(
        BASE, COUNTRY, _new(REAL, strange), PARAMETERS, seed=1
    )
    assert len(_hospitals(made)) == 1
    assert finding.subject == "9"


def test_a_register_without_any_known_bed_is_refused() -> None:
    with pytest.raises(RegisterWithoutBedsError):
        _put(_new(replace(REAL, beds=None)))


def test_a_cylinder_the_country_has_not_is_refused() -> None:
    told = replace(TOLD, ward_cylinder="letter J")
    with pytest.raises(CylinderTypeUnknownError) as refused:
        _put(replace(_new(), told=told))
    assert refused.value.params == {"read": "letter J", "known": "6m3, 7m3"}


def test_without_any_occupancy_nothing_is_invented() -> None:
    places = tuple(replace(each, bed_occupancy_share=None) for each in BASE.places)
    with pytest.raises(OccupancyUnknownError):
        _put(_new(), replace(BASE, places=places))


def test_a_territory_that_can_be_put_nowhere_is_refused() -> None:
    bare = plant_tree([replace(each, point=None) for each in OWN])
    country = replace(COUNTRY, tree=bare)
    base = replace(BASE, country=country, facilities=())
    with pytest.raises(TerritoryWithoutPointError):
        put_register(base, country, _new(), PARAMETERS, seed=1)


def test_a_hospital_may_stand_in_a_territory_of_the_country() -> None:
    told = replace(REAL, code="53", territory="53", parent="ID")
    made = _put(_new(REAL, told))
    assert [each.territory for each in made.facilities[:2]] == ["5204", "53"]


def test_a_territory_of_the_country_without_any_point_is_refused() -> None:
    bare = plant_tree([replace(each, point=None) for each in OWN])
    country = replace(COUNTRY, tree=bare)
    base = replace(BASE, country=country, facilities=())
    told = replace(REAL, territory="53", parent="ID")
    with pytest.raises(TerritoryWithoutPointError):
        put_register(base, country, _new(told), PARAMETERS, seed=1)
