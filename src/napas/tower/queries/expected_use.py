"""What the patients of a facility were expected to use between two moments."""

from datetime import datetime, timedelta

from napas.demand.census import need_of
from napas.domain.need import Span
from napas.domain.network import Facility
from napas.parameters import Parameters
from napas.planning.need import census_of

DAY = timedelta(days=1)


def expected_use(
    facility: Facility, begin: datetime | None, end: datetime, parameters: Parameters
) -> Span | None:
    """The measured use of its patients over the time, in t.

    Args:
        facility: with its last census.
        begin: when its stock was told before; None is never.
        end: when it was told now, later than that.
        parameters: flows of devices, and what to take where nobody tells.

    Returns:
        None where nobody knows who lies there, or there was no word before.
    """
    problem = census_of(facility, None, parameters)
    if begin is None or problem is None:
        return None
    need = need_of(problem, parameters).measured.need_t_per_day
    return need.times(max(0.0, (end - begin) / DAY))
