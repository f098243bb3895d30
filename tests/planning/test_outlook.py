"""From the need of today to the forecast a plan provides for."""

from datetime import date

import pytest

from napas.domain.forecast import Forecast
from napas.domain.need import NeedBasis, NeedSource, Span
from napas.domain.observer import Silence
from napas.parameters import resolve
from napas.planning.need import NeedPicture
from napas.planning.outlook import look_ahead
from napas.planning.place_need import MeasuredUse, PlaceNeed


def need(
    code: str, level: str, norm: float | None, measured: MeasuredUse | None
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
    )


USE = MeasuredUse(Span(0.5, 0.4, 0.7), Span(1.5, 1.0, 2.0))
NORTH = need("01", "province", 8.0, USE)
SOUTH = need("02", "province", None, None)
CLINIC = need("H1", "hospital", 8.0, USE)
PICTURE = NeedPicture("province", (NORTH, SOUTH), (NORTH, SOUTH), (CLINIC,), ())


def ahead(basis: NeedBasis) -> Forecast:
    return look_ahead(
        PICTURE,
        resolve(),
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
