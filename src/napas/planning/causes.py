"""What stops more from reaching each place, once it is known what travels."""

from collections import defaultdict

from napas.domain.finding import Code
from napas.domain.plan import Binding
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.bindings import NOTICED_T, bindings_of
from napas.planning.drops import Undispatched
from napas.planning.settling import Dispatched

OF_UNSENT: dict[Code, Binding] = {
    Undispatched.NO_VEHICLE_FREE: Binding.FLEET,
    Undispatched.NO_CARRIER: Binding.FLEET,
    Undispatched.OUT_OF_REACH: Binding.FLEET,
    Undispatched.NO_ROOM: Binding.TANK_ROOM,
    Undispatched.NO_PRODUCT: Binding.PRODUCTION,
    Undispatched.LOAD_SPENT: Binding.PRODUCTION,
    Undispatched.NOT_FILLED: Binding.FILLING,
    Undispatched.RECEIVING_TOO_SHORT: Binding.RECEIVING,
    Undispatched.NO_ROUTE: Binding.NO_ROUTE,
    Undispatched.SITE_UNKNOWN: Binding.NO_ROUTE,
    Undispatched.STOPPED: Binding.UNEXPLAINED,
}
"""What binds where something is not sent; a drop too small for a stop binds nothing."""


def causes_of(
    wanted: AllocationAnswer, answer: AllocationAnswer, dispatched: Dispatched
) -> tuple[Binding, ...]:
    """What binds at each place in the first 24 h, in the order of places.

    Where the first allocation lacked most of what is lacking, it knows why. Else it is
    why most of what was meant for the place is not sent, or that it comes too late.

    Args:
        wanted: the first allocation.
        answer: the settled one.
        dispatched: what travels, and what does not.
    """
    lacking_t = answer.unmet_t[:, 0].sum(axis=1)
    lacked_t = wanted.unmet_t[:, 0].sum(axis=1)
    unsent = _unsent(dispatched)
    told: list[Binding] = []
    for at, binding in enumerate(bindings_of(wanted, 0)):
        if binding is Binding.NEED_UNKNOWN:
            told.append(binding)
        elif lacking_t[at] < NOTICED_T:
            told.append(Binding.NOTHING)
        elif binding is Binding.NOTHING or lacked_t[at] < lacking_t[at] - lacked_t[at]:
            code = answer.problem.places.codes[at]
            told.append(unsent.get(code, Binding.DISTANCE))
        else:
            told.append(binding)
    return tuple(told)


def _unsent(dispatched: Dispatched) -> dict[str, Binding]:
    """Why most of what was meant for each place in the first 24 h is not sent."""
    within = dispatched.shares.within
    parts: dict[str, dict[Binding, float]] = defaultdict(lambda: defaultdict(float))
    for rest in dispatched.trips.undelivered:
        place = within.get(rest.wanted.target)
        binding = OF_UNSENT.get(rest.reason.code)
        if place is not None and binding is not None and rest.wanted.day == 0:
            parts[place][binding] += rest.mass_t
    return {
        place: min((-mass_t, binding) for binding, mass_t in found.items())[1]
        for place, found in parts.items()
    }
