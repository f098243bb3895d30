"""Where liquid comes from, hour-exactly, and what had to be assumed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form
from napas.domain.order import Order
from napas.domain.situation import Event, EventKind, Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import read_outages
from napas.planning.arrays.sources import Sources, lay_sources

DEFAULTS = resolve()
MILL, FORGE, PORT = 0, 1, 2
Draw = Callable[..., Network]
Happen = Callable[..., Event]
Alter = Callable[..., Situation]


def laid(network: Network) -> tuple[Sources, list[Finding]]:
    situation = network.situation
    tree = situation.country.tree
    outages = read_outages(situation.events, network.grid, tree, DEFAULTS)
    return lay_sources(network, outages, DEFAULTS)


def struck(draw: Draw, picture: Situation, *events: Event) -> Sources:
    return laid(draw(replace(picture, events=events)))[0]


def test_a_plant_offers_its_tonnes_a_day(draw: Draw) -> None:
    sources, _ = laid(draw())

    assert sources.codes == ("mill", "forge", "port")
    assert sources.offer_t[MILL].tolist() == [100, 100, 100, 100, 200, 200, 300, 300]
    assert sources.fill_t[MILL, 0] == 24.0
    assert sources.start_t[MILL] == 60.0
    assert sources.store_t[MILL].tolist() == [300.0] * 8
    assert np.isinf(sources.liquefy_t[MILL]).all()
    assert sources.imports.tolist() == [False, False, True]
    assert not sources.rolling.any()


def test_an_outage_of_16_and_a_half_hours_takes_just_that_mass(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    sources = struck(draw, picture, event(EventKind.PLANT_OUTAGE, "mill", 10.0, 26.5))
    lost_t = 1400.0 - sources.offer_t[MILL].sum()

    assert lost_t == pytest.approx(100.0 * 16.5 / 24.0)
    assert sources.offer_t[MILL, :2] == pytest.approx([1000 / 24, 100 * 21.5 / 24])
    assert sources.fill_t[MILL, 0] == pytest.approx(10.0)
    assert sources.dark_t[MILL].sum() == 0.0


def test_a_cut_darkens_the_offer_until_the_restart_is_over(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    sources = struck(draw, picture, event(EventKind.POWER_CUT, "1", 0.0, 6.0))

    assert sources.dark_t[MILL, 0] == pytest.approx(100.0 * (6.0 + 12.0) / 24.0)
    assert sources.offer_t[MILL, 0] == pytest.approx(25.0)


def test_a_plant_that_starts_again_adds_to_the_offer_from_its_hour(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    restart = event(EventKind.PLANT_RESTART, "mill", 36.0, mass_t=48.0)
    until = replace(restart, ends=restart.begins + timedelta(hours=12))

    assert struck(draw, picture, restart).offer_t[MILL, :3].tolist() == [100, 124, 148]
    assert struck(draw, picture, until).offer_t[MILL, :3].tolist() == [100, 124, 100]
    silent = replace(restart, mass_t=None)
    assert struck(draw, picture, silent).offer_t[MILL, 2] == 100.0


def test_a_ship_arrives_on_its_day_and_stands_in_its_own_tanks(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    ship = event(EventKind.IMPORT_ARRIVAL, "port", 50.0, mass_t=40.0)
    sources = struck(
        draw,
        picture,
        ship,
        replace(ship, begins=ship.begins - timedelta(days=9)),
        replace(ship, begins=ship.begins + timedelta(days=90)),
        replace(ship, mass_t=None),
    )

    assert sources.arrive_t[PORT].tolist() == [0, 0, 40, 0, 0, 0, 0, 0]
    assert sources.store_t[PORT, :4].tolist() == [10, 10, 50, 50]


def test_a_reserve_lost_now_comes_off_the_stock(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    outage = event(EventKind.PLANT_OUTAGE, "mill", 1.0, 2.0, lost_t=50.0)

    assert struck(draw, picture, outage).start_t[MILL] == 10.0
    assert struck(draw, picture, replace(outage, lost_t=90.0)).start_t[MILL] == 0.0
    past = replace(outage, begins=outage.begins - timedelta(hours=5))
    assert struck(draw, picture, past).start_t[MILL] == 60.0


def test_a_reserve_lost_later_bounds_what_may_be_left(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    outage = event(EventKind.PLANT_OUTAGE, "mill", 25.0, 26.0, lost_t=50.0)
    sources = struck(draw, picture, outage)

    assert sources.start_t[MILL] == 60.0
    assert sources.lost_t[MILL, :3].tolist() == [0, 50, 0]
    assert sources.store_t[MILL, :3].tolist() == [300, 250, 300]
    beyond = event(EventKind.PLANT_OUTAGE, "mill", 9_999.0, lost_t=50.0)
    assert struck(draw, picture, beyond).lost_t.sum() == 0.0


def test_industrial_supply_and_liquefaction_follow_the_hours(
    draw: Draw, alter: Alter
) -> None:
    plain = alter("mill", convertible_t_per_day=30.0, liquefaction_t_per_day=80.0)
    sources, _ = laid(draw(plain))

    assert sources.convert_t[MILL, 4] == 60.0
    assert sources.liquefy_t[MILL, 4] == 160.0


def test_an_unknown_store_and_stock_are_assumed_and_named(draw: Draw) -> None:
    sources, findings = laid(draw())
    store_t = 50.0 * DEFAULTS["plants.store_days"]
    stock_t = store_t * DEFAULTS["plants.store_filled_share"]

    assert sources.store_t[FORGE, 0] == store_t
    assert sources.start_t[FORGE] == stock_t
    store, stock = PlanningCode.STORE_ASSUMED, PlanningCode.STORE_STOCK_ASSUMED
    assert findings == [
        find(Grade.DOUBTFUL, store, subject="forge", store_t=store_t),
        find(Grade.DOUBTFUL, stock, subject="forge", stock_t=stock_t),
    ]


def test_an_unknown_offer_is_none_and_nothing_is_assumed_from_it(
    draw: Draw, alter: Alter
) -> None:
    sources, findings = laid(draw(alter("forge", offered_t_per_day=None)))

    assert sources.offer_t[FORGE].sum() == sources.store_t[FORGE, 0] == 0.0
    unknown = PlanningCode.OFFER_UNKNOWN
    assert findings == [find(Grade.SET_ASIDE, unknown, subject="forge")]


def test_a_reading_of_the_store_goes_before_the_plants_row(
    draw: Draw, picture: Situation
) -> None:
    reading = Stock("mill", Form.LIQUID, 310.0, picture.as_of, "", StockState.KNOWN)
    sources, _ = laid(draw(replace(picture, stocks=(reading,))))

    assert sources.start_t[MILL] == sources.store_t[MILL, 0] == 310.0


def test_a_loaded_vehicle_gives_its_load_from_where_it_is(
    draw: Draw, alter: Alter
) -> None:
    there = Point(0, 1)
    sources, _ = laid(
        draw(
            alter(
                "small-truck",
                load_t=4.0,
                owner="b",
                of=alter("big-truck", load_t=9.0, position=there),
            )
        )
    )

    assert sources.codes[3:] == ("big-truck", "small-truck")
    assert sources.start_t[3:].tolist() == [9.0, 4.0]
    assert sources.company[4] == "b"
    assert [site.point for site in sources.sites[3:]] == [there, Point(0, 0)]
    assert sources.rolling[3:].all()


def test_a_load_that_is_spoken_for_or_stands_nowhere_is_no_source(
    draw: Draw, alter: Alter, order: Callable[..., Order]
) -> None:
    ordered = alter("big-truck", load_t=9.0)
    ordered = replace(
        ordered, open_orders=(order("general", 9.0, 5.0, vehicle="big-truck"),)
    )
    stray = alter("small-truck", load_t=9.0, base="?", of=ordered)
    bottles = alter("flatbed", load_t=0.5, of=stray)

    assert laid(draw(bottles))[0].codes == ("mill", "forge", "port")


def test_a_load_of_which_no_point_is_known_is_no_source(
    draw: Draw, alter: Alter
) -> None:
    stray = alter("small-truck", load_t=9.0)
    tree = plant_tree([Territory("0", "Land", 0, ""), Territory("1", "North", 1, "0")])
    country = replace(stray.country, tree=tree)
    blank = replace(stray, country=country, plants=(), facilities=())

    assert laid(draw(blank))[0].codes == ()


def test_an_event_of_nobody_is_set_aside(
    draw: Draw, picture: Situation, event: Happen
) -> None:
    events = (
        event(EventKind.POWER_CUT, "nobody", 0.0),
        event(EventKind.CROSSING_CLOSED, "ferry", 0.0),
        event(EventKind.POWER_CUT, "later", 5.0, known_at=None),
    )
    _, findings = laid(draw(replace(picture, events=events)))

    assert findings[-1] == find(
        Grade.SET_ASIDE,
        PlanningCode.EVENT_WITHOUT_SUBJECT,
        subject="event",
        missing="nobody",
    )
    assert len(findings) == 3
