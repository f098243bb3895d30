"""The hours left of every hospital of a picture, from its patients and its stocks."""

from napas.domain.plan import Cover
from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.cover import CoverProblem, FacilityUse, cover_of
from napas.planning.need import NeedPicture


def hours_left(
    situation: Situation, needs: NeedPicture, parameters: Parameters
) -> tuple[Cover, ...]:
    """How long every hospital lasts in every form, from its use by measured flows."""
    synthetic = {known.code for known in situation.facilities if known.synthetic}
    uses = tuple(
        FacilityUse(
            need.code,
            need.measured.critical_t_per_day,
            need.measured.severe_t_per_day,
            need.code in synthetic,
        )
        for need in needs.facilities
        if need.measured is not None
    )
    return cover_of(
        CoverProblem(
            as_of=situation.as_of,
            facilities=situation.facilities,
            stocks=situation.stocks,
            uses=uses,
            cylinder_types=situation.country.cylinder_types,
        ),
        parameters,
    )
