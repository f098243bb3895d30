"""Hours a hospital lasts: usable stock over use, with its range and its age."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.country import CylinderType
from napas.domain.need import NOTHING, Span
from napas.domain.network import (
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.domain.plan import Cover
from napas.domain.situation import Stock, StockState
from napas.parameters import Layer, resolve
from napas.planning.cover import (
    CoverProblem,
    FacilityUse,
    cover_of,
    drawn_from_stock,
)
from napas.planning.yields import cylinder_usable_t, made_t_per_day

NOW = datetime(2021, 7, 9, 12, 0, tzinfo=UTC)
DEFAULTS = resolve()
STILL = resolve(  # what boils off is left out of the round numbers
    [Layer("test", (("tanks.boiloff_share_per_day", 0.001),))]
)
SIX_M3 = CylinderType("6m3", "six", 40.0, 150.0, 0.995)
SIX_T = cylinder_usable_t(SIX_M3, DEFAULTS)
TANK = Tank("t1", 10.0, 2.0)
HOUSE = Facility("house", "", "31", tanks=(TANK,))
HUT = Facility("hut", "", "31", cylinders=(CylinderHolding("6m3", 10, 5),))
CALM = Span(0.8, 0.4, 1.6)
USE = FacilityUse("house", critical_t_per_day=NOTHING, severe_t_per_day=CALM)


def stock(mass_t: float | None, **parts: object) -> Stock:
    state = StockState.UNKNOWN if mass_t is None else StockState.KNOWN
    liquid = Stock("house", Form.LIQUID, mass_t, NOW, "", state, "t1")
    return replace(liquid, **parts)  # type: ignore[arg-type] # named parts of a stock


def cover(
    *stocks: Stock,
    facility: Facility = HOUSE,
    use: FacilityUse | None = USE,
    types: tuple[CylinderType, ...] = (SIX_M3,),
) -> tuple[Cover, ...]:
    uses = () if use is None else (replace(use, facility=facility.code),)
    return cover_of(CoverProblem(NOW, (facility,), stocks, uses, types), STILL)


def liquid(*stocks: Stock, facility: Facility = HOUSE, use: Span = CALM) -> Cover:
    whole = replace(USE, severe_t_per_day=use)
    (found,) = cover(*stocks, facility=facility, use=whole)
    assert found.form is Form.LIQUID
    return found


def test_liquid_lasts_as_long_as_what_stands_above_the_heel() -> None:
    found = liquid(stock(6.0))
    vented = 10.0 * 0.001
    assert found.cover_h == pytest.approx(24.0 * (6.0 - 2.0) / (0.8 + vented))
    assert found.state is StockState.KNOWN
    assert found.as_of == NOW


def test_the_range_of_hours_follows_the_range_of_use() -> None:
    found = liquid(stock(6.0))
    boiloff = STILL.parameter("tanks.boiloff_share_per_day")
    assert found.cover_low_h == pytest.approx(24 * 4.0 / (1.6 + 10 * boiloff.high))
    assert found.cover_high_h == pytest.approx(24 * 4.0 / (0.4 + 10 * boiloff.low))


def test_a_hospital_that_stands_at_its_heel_lasts_no_time() -> None:
    assert liquid(stock(1.5)).cover_h == 0.0


def test_an_old_report_has_been_used_from_since() -> None:
    then = NOW - timedelta(hours=6)
    fresh, old = liquid(stock(6.0)), liquid(stock(6.0, as_of=then))
    assert fresh.cover_h is not None
    assert old.cover_h == pytest.approx(fresh.cover_h - 6.0)
    assert old.state is StockState.KNOWN
    assert old.as_of == then


def test_a_report_older_than_half_a_day_is_stale() -> None:
    old = stock(6.0, as_of=NOW - timedelta(hours=12, seconds=1))
    assert liquid(old).state is StockState.STALE


def test_a_report_of_a_moment_to_come_is_not_aged() -> None:
    ahead = stock(6.0, as_of=NOW + timedelta(hours=3))
    assert liquid(ahead).cover_h == liquid(stock(6.0)).cover_h


def test_a_report_without_date_is_stale_and_not_aged() -> None:
    found = liquid(stock(6.0, as_of=None))
    assert found.state is StockState.STALE
    assert found.as_of is None
    assert found.cover_h == liquid(stock(6.0)).cover_h


def test_unknown_stock_has_no_hours() -> None:
    for known in (cover(stock(None)), cover()):
        (found,) = known
        assert found.state is StockState.UNKNOWN
        assert (found.cover_low_h, found.cover_h, found.cover_high_h) == (None,) * 3


def test_unknown_use_has_no_hours() -> None:
    (found,) = cover(stock(6.0), use=None)
    assert (found.cover_h, found.state) == (None, StockState.UNKNOWN)


def test_where_one_of_two_tanks_is_unknown_the_house_is() -> None:
    twin = replace(HOUSE, tanks=(TANK, Tank("t2", 5.0, 1.0)))
    (found,) = cover(stock(6.0), facility=twin)
    assert found.cover_h is None


def test_a_stock_told_for_the_house_is_shared_over_its_tanks() -> None:
    twin = replace(HOUSE, tanks=(TANK, Tank("t2", 10.0, 0.0)))
    both = liquid(stock(6.0, tank=""), facility=twin)
    assert both.cover_h == pytest.approx(24 * (3.0 - 2.0 + 3.0) / (0.8 + 0.02))
    mixed = liquid(stock(6.0), stock(6.0, tank=""), facility=twin)
    assert mixed.cover_h == pytest.approx(24 * (6.0 - 2.0 + 3.0) / (0.8 + 0.02))


def test_a_tank_holds_no_more_than_it_can() -> None:
    assert liquid(stock(99.0)).cover_h == liquid(stock(10.0)).cover_h


def test_the_latest_known_report_of_a_tank_counts() -> None:
    older = stock(3.0, as_of=NOW - timedelta(hours=2))
    newer = stock(6.0, as_of=NOW - timedelta(hours=1))
    silent = stock(None)
    assert liquid(older, silent, newer) == liquid(newer)
    assert liquid(newer, older) == liquid(newer)


def test_liquid_outside_any_tank_keeps_a_heel_and_boils_off_faster() -> None:
    flask = stock(5.0, tank="flask")
    dewar = DEFAULTS.parameter("tanks.dewar_boiloff_share_per_day")
    camp = Facility("house", "", "31")
    found = liquid(flask, facility=camp)
    assert found.cover_h == pytest.approx(24 * 4.0 / (0.8 + 5.0 * dewar.value))
    (lost,) = cover(stock(None, tank="flask"), facility=camp)
    assert lost.cover_h is None


def test_the_state_told_is_that_of_the_least_trusted_stock() -> None:
    twin = replace(HOUSE, tanks=(TANK, Tank("t2", 5.0, 1.0)))
    guessed = stock(3.0, tank="t2", state=StockState.ASSUMED)
    assert liquid(stock(6.0), guessed, facility=twin).state is StockState.ASSUMED


def test_of_two_reports_the_low_hours_take_the_older_the_high_ones_the_newer() -> None:
    twin = replace(HOUSE, tanks=(TANK, Tank("t2", 10.0, 2.0)))
    then = NOW - timedelta(hours=8)
    mixed = liquid(stock(6.0), stock(6.0, tank="t2", as_of=then), facility=twin)
    fresh = liquid(stock(6.0), stock(6.0, tank="t2"), facility=twin)
    for early, late, age_h in (
        (mixed.cover_low_h, fresh.cover_low_h, 8.0),
        (mixed.cover_h, fresh.cover_h, 4.0),
        (mixed.cover_high_h, fresh.cover_high_h, 0.0),
    ):
        assert early is not None
        assert late is not None
        assert early == pytest.approx(late - age_h)
    assert mixed.as_of == then


@pytest.mark.parametrize(
    ("facility", "told", "use"),
    [
        (replace(HOUSE, synthetic=True), stock(6.0), USE),
        (HOUSE, stock(6.0, state=StockState.SYNTHETIC), USE),
        (HOUSE, stock(6.0), replace(USE, synthetic=True)),
    ],
)
def test_what_rests_on_invention_says_so(
    facility: Facility, told: Stock, use: FacilityUse
) -> None:
    (found,) = cover(told, facility=facility, use=use)
    assert found.synthetic


def test_what_nobody_draws_on_lasts_as_long_as_is_told_at_most() -> None:
    tank = Tank("t1", 10.0, 0.0)
    found = liquid(
        stock(10.0), facility=replace(HOUSE, tanks=(tank,)), use=Span(0, 0, 0)
    )
    longest_h = STILL["cover.longest_h"]
    assert (found.cover_h, found.cover_high_h) == (longest_h, longest_h)
    (bare,) = cover(facility=HUT, use=replace(USE, severe_t_per_day=NOTHING))
    assert bare.cover_h == longest_h


# Cylinders.


def test_cylinders_last_as_long_as_the_full_ones_give() -> None:
    (found,) = cover(facility=HUT)
    assert found.form is Form.CYLINDER
    assert found.cover_h == pytest.approx(24.0 * 10 * SIX_T / 0.8)
    assert (found.state, found.as_of) == (StockState.ASSUMED, None)


def test_a_dated_stock_of_cylinders_goes_before_the_count() -> None:
    told = stock(0.1, holder="hut", form=Form.CYLINDER, tank="")
    (found,) = cover(told, facility=HUT)
    share = STILL["cover.cylinder_usable_share"]
    assert found.cover_h == pytest.approx(24.0 * 0.1 * share / 0.8)
    assert found.state is StockState.KNOWN
    (silent,) = cover(
        replace(told, mass_t=None, state=StockState.UNKNOWN), facility=HUT
    )
    assert silent.cover_h is None


def test_invented_cylinders_are_synthetic() -> None:
    (found,) = cover(facility=replace(HUT, synthetic=True))
    assert (found.state, found.synthetic) == (StockState.SYNTHETIC, True)


def test_cylinders_of_an_unknown_type_have_no_hours() -> None:
    (found,) = cover(facility=HUT, types=())
    assert found.cover_h is None


def test_a_hospital_of_which_nothing_is_said_is_unknown_not_absent() -> None:
    (found,) = cover(facility=Facility("bare", "", "31"))
    assert (found.form, found.cover_h) == (Form.CYLINDER, None)


def test_liquid_and_cylinders_are_told_apart_and_never_added() -> None:
    both = replace(HOUSE, cylinders=HUT.cylinders)
    first, second = cover(stock(6.0), facility=both)
    assert first == liquid(stock(6.0))
    assert second == replace(cover(facility=HUT)[0], facility="house")


def test_only_hospitals_last() -> None:
    kinds = (FacilityKind.FILLING_STATION, FacilityKind.CYLINDER_BANK)
    assert [cover(facility=replace(HOUSE, kind=kind)) for kind in kinds] == [(), ()]


def test_nobody_asked_for_is_nobody_told() -> None:
    assert cover_of(CoverProblem(NOW, (), (), ()), STILL) == ()


def test_hospitals_are_told_in_their_order() -> None:
    other = replace(HUT, code="other")
    asked = CoverProblem(NOW, (other, HOUSE), (stock(6.0),), (), ())
    assert [found.facility for found in cover_of(asked, STILL)] == ["other", "house"]


# Machines of its own.

PSA = OwnSource(SourceKind.PSA, 1, 300.0)
CONCENTRATORS = OwnSource(SourceKind.CONCENTRATOR, 100, 5.0)
HEAVY = FacilityUse("house", Span(0.5, 0.4, 0.7), Span(1.5, 1.0, 2.0))


def drawn(*sources: OwnSource) -> Span:
    return drawn_from_stock(HEAVY, replace(HOUSE, sources=sources), DEFAULTS)


def test_without_machines_all_use_comes_from_stock() -> None:
    assert drawn() == Span(2.0, 1.4, 2.7)


def test_a_plant_on_site_serves_everybody() -> None:
    made = made_t_per_day(PSA, DEFAULTS)
    assert drawn(PSA) == Span(
        2.0 - made.value, max(0.0, 1.4 - made.high), 2.7 - made.low
    )


def test_concentrators_serve_the_severe_alone() -> None:
    many = replace(CONCENTRATORS, pieces=1_000)
    assert drawn(many) == HEAVY.critical_t_per_day


def test_machines_lengthen_the_hours() -> None:
    alone = cover(stock(6.0), use=HEAVY)[0].cover_h
    helped = cover(stock(6.0), use=HEAVY, facility=replace(HOUSE, sources=(PSA,)))
    assert alone is not None
    assert helped[0].cover_h is not None
    assert helped[0].cover_h > alone


# Laws.

AMOUNTS = st.floats(0.0, 50.0)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, value, high = sorted(draw(st.lists(AMOUNTS, min_size=3, max_size=3)))
    return Span(value, low, high)


def hours(found: Cover) -> tuple[float, float, float]:
    """Low, middle and high hours of a cover that is known."""
    told = (found.cover_low_h, found.cover_h, found.cover_high_h)
    assert None not in told
    return told  # type: ignore[return-value] # none of them is None


@given(mass_t=AMOUNTS, more_t=AMOUNTS, use=spans(), age_h=st.floats(-5, 200))
def test_hours_are_never_negative_in_order_and_grow_with_stock(
    mass_t: float, more_t: float, use: Span, age_h: float
) -> None:
    house = replace(HOUSE, tanks=(TANK, Tank("t2", 30.0, 1.0)))
    old = NOW - timedelta(hours=age_h)
    less, more = (
        hours(
            liquid(
                stock(3.0), stock(mass, tank="t2", as_of=old), facility=house, use=use
            )
        )
        for mass in (mass_t, mass_t + more_t)
    )
    low, middle, high = less
    assert 0.0 <= low <= middle + 1e-9
    assert middle <= high + 1e-9
    assert high <= STILL["cover.longest_h"]
    assert all(after >= before - 1e-9 for before, after in zip(less, more, strict=True))


@given(use=spans(), more=AMOUNTS)
def test_more_use_never_lengthens_the_hours(use: Span, more: float) -> None:
    heavier = use.plus(Span(more, more, more))
    light = hours(liquid(stock(8.0), use=use))
    heavy = hours(liquid(stock(8.0), use=heavier))
    pairs = zip(light, heavy, strict=True)
    assert all(after <= before + 1e-9 for before, after in pairs)


def test_a_held_report_is_told_with_the_oldest_that_stands_in() -> None:
    early, late = NOW - timedelta(hours=30), NOW - timedelta(hours=20)
    two = replace(HOUSE, tanks=(TANK, replace(TANK, code="t2")))
    first = stock(6.0, held_at=late, trusted_at=early)
    second = stock(5.0, tank="t2", held_at=NOW, trusted_at=late)
    plain = stock(5.0, tank="t2")

    both = liquid(first, second, facility=two)
    undated = liquid(first, replace(second, trusted_at=None), facility=two)
    one = liquid(first, plain, facility=two)

    assert (both.held_at, both.trusted_at) == (NOW, early)
    assert (undated.held_at, undated.trusted_at) == (NOW, None)
    assert (one.held_at, one.trusted_at) == (late, early)
    assert liquid(plain).held_at is None


def test_a_held_report_with_nothing_trusted_has_no_hours() -> None:
    found = liquid(stock(None, tank="", held_at=NOW))

    assert (found.cover_h, found.held_at, found.trusted_at) == (None, NOW, None)
