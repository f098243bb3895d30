"""From the need of today to the forecast a plan provides for."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.knowledge import NeedKnowledge, NeedRange, range_of
from napas.domain.forecast import Forecast
from napas.domain.need import NeedBasis, NeedSource, Span
from napas.domain.observer import Silence
from napas.parameters import resolve
from napas.planning.need import NeedPicture
from napas.planning.outlook import look_ahead
from napas.planning.place_need import MeasuredUse, PlaceNeed

PARAMETERS = resolve()
REPORT, OCCUPIED, FULL = (range_of(known, PARAMETERS) for known in NeedKnowledge)


def need(
    code: str,
    level: str,
    norm: float | None,
    measured: MeasuredUse | None,
    need_range: NeedRange = REPORT,
) -> PlaceNeed:
    return PlaceNeed(
        code=code,
        name=code,
        level=level,
        source=NeedSource.REPORTED,
        norm_t_per_day=norm,
        verified_t_per_day=norm,
        bound_t_per_day=None,
        critical_share=0.25,
        measured=measured,
        beds=None,
        occupied_beds=None,
        need_range=need_range,
    )


USE = MeasuredUse(Span(0.5, 0.4, 0.7), Span(1.5, 1.0, 2.0))
NORTH = need("01", "province", 8.0, USE)
SOUTH = need("02", "province", None, None)
CLINIC = need("H1", "hospital", 8.0, USE)
PICTURE = NeedPicture("province", (NORTH, SOUTH), (NORTH, SOUTH), (CLINIC,), ())


def ahead(basis: NeedBasis, picture: NeedPicture = PICTURE) -> Forecast:
    return look_ahead(
        picture,
        PARAMETERS,
        Silence(),
        first_day=date(2021, 7, 10),
        horizon_days=3,
        basis=basis,
        seed=1,
    )


def test_the_middle_of_the_forecast_is_the_need_of_today_split_by_severity() -> None:
    forecast = ahead(NeedBasis.NORM)
    assert forecast.places == ("01", "H1")
    assert forecast.at_quantile(0.5)[0, 2].tolist() == pytest.approx([2.0, 6.0])


def test_places_of_unknown_need_are_left_out_of_either_forecast() -> None:
    assert "02" not in ahead(NeedBasis.NORM).places
    assert "02" not in ahead(NeedBasis.MEASURED).places


def test_measured_use_is_forecast_by_its_own_classes_and_range() -> None:
    forecast = ahead(NeedBasis.MEASURED)
    assert forecast.basis is NeedBasis.MEASURED
    assert forecast.at_quantile(0.5)[0, 0].tolist() == pytest.approx([0.5, 1.5])
    first_day_high = forecast.at_quantile(0.95)[0, 0, 0]
    assert first_day_high > 0.6


def grades() -> Forecast:
    """Three places of the same need, each known worse than the one before."""
    needs = tuple(
        need(code, "province", 8.0, None, held)
        for code, held in (("01", REPORT), ("02", OCCUPIED), ("03", FULL))
    )
    return ahead(NeedBasis.NORM, NeedPicture("province", needs, needs, (), ()))


def test_the_first_day_has_the_range_of_what_the_need_rests_on() -> None:
    forecast = grades()
    ends = [
        (
            float(forecast.at_quantile(0.05)[at, 0].sum()) / 8.0,
            float(forecast.at_quantile(0.95)[at, 0].sum()) / 8.0,
        )
        for at in range(3)
    ]
    for (low, high), held in zip(ends, (REPORT, OCCUPIED, FULL), strict=True):
        assert low == pytest.approx(held.low_share)
        assert high == pytest.approx(held.high_share)


def test_however_a_need_is_known_its_middle_is_the_norm_on_every_day() -> None:
    middle = grades().at_quantile(0.5).sum(axis=2)
    np.testing.assert_array_equal(middle, np.full((3, 3), 8.0))


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_a_higher_quantile_never_provides_for_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    forecast = grades()
    assert (forecast.at_quantile(low) <= forecast.at_quantile(high)).all()


@given(st.floats(0.05, 0.95), st.integers(0, 2))
def test_the_quantile_moves_an_estimate_more_than_a_report(
    quantile: float, day: int
) -> None:
    planned = grades().at_quantile(quantile)[:, day].sum(axis=1)
    report, occupied, full = abs(planned - 8.0)
    assert report <= occupied <= full + 1e-12


def test_parts_of_one_figure_add_up_to_it_at_every_quantile() -> None:
    whole = need("01", "province", 8.0, None, OCCUPIED)
    parts = tuple(
        need(code, "hospital", part, None, OCCUPIED)
        for code, part in (("H1", 1.5), ("H2", 6.5))
    )
    picture = NeedPicture("province", (whole,), (whole,), parts, ())
    told = ahead(NeedBasis.NORM, picture).quantiles_t_per_day
    np.testing.assert_allclose(told[1:].sum(axis=0), told[0])
