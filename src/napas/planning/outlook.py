"""The need ahead that a plan provides for, from the need of today."""

from datetime import date

from napas.demand.flat_forecast import ForecastProblem, LastNeed, forecast_flat
from napas.domain.forecast import Forecast
from napas.domain.need import NeedBasis, Severity
from napas.domain.observer import Observer
from napas.parameters import Parameters
from napas.planning.need import NeedPicture
from napas.planning.place_need import PlaceNeed


def look_ahead(
    picture: NeedPicture,
    parameters: Parameters,
    observer: Observer,
    *,
    first_day: date,
    horizon_days: int,
    basis: NeedBasis,
    seed: int,
) -> Forecast:
    """Forecast every place of the picture and every hospital below it, by one basis.

    By norm the first day has the range of how the need is known, by measured use that
    of the flows. Places of unknown need are left out, so that a plan names them instead
    of guessing.
    """
    wanted = {need.code: need for need in (*picture.places, *picture.facilities)}
    needs = [last for need in wanted.values() for last in _last_needs(need, basis)]
    problem = ForecastProblem(
        first_day=first_day,
        horizon_days=horizon_days,
        needs=tuple(needs),
        basis=basis,
        seed=seed,
    )
    return forecast_flat(problem, parameters, observer)


def _last_needs(need: PlaceNeed, basis: NeedBasis) -> tuple[LastNeed, ...]:
    if basis is NeedBasis.MEASURED:
        if need.measured is None:
            return ()
        critical = need.measured.critical_t_per_day
        severe = need.measured.severe_t_per_day
    else:
        if need.verified_t_per_day is None:
            return ()
        grave = need.verified_t_per_day * need.critical_share
        rest = need.verified_t_per_day - grave
        critical = need.need_range.around(grave)
        severe = need.need_range.around(rest)
    return (
        LastNeed(need.code, Severity.CRITICAL, critical),
        LastNeed(need.code, Severity.SEVERE, severe),
    )
