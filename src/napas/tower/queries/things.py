"""One thing by its code, as it stands now; whether one may touch it is asked after."""

from typing import TypeVar

from django.db.models import Q

from napas.domain.network import Form
from napas.errors import InvalidError
from napas.tower.queries.facts import Moment, latest_facts
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.records.batch import FactRow
from napas.tower.records.facilities import WITHIN, FacilityRow
from napas.tower.records.network import PlantRow, VehicleRow
from napas.tower.records.orders import OrderRow

Row = TypeVar("Row", bound=FactRow)


class TankUnclearError(InvalidError):
    """A facility has no such tank, or several and none was named."""

    code = "tank-unclear"


def facility_of(code: str, at: Moment) -> FacilityRow:
    """A facility with all that stands in it.

    Raises:
        SubjectUnknownError: there is none of this code.
    """
    return _only(FacilityRow, code, at, WITHIN)


def vehicle_of(code: str, at: Moment) -> VehicleRow:
    """A vehicle.

    Raises:
        SubjectUnknownError: there is none of this code.
    """
    return _only(VehicleRow, code, at)


def supplier_of(code: str, at: Moment) -> PlantRow | FacilityRow:
    """A plant, or a facility that fills for others.

    Raises:
        SubjectUnknownError: there is neither of this code.
    """
    plants = latest_facts(PlantRow, at, Q(code=code))
    return plants[-1] if plants else facility_of(code, at)


def order_of(code: str) -> OrderRow:
    """An order.

    Raises:
        SubjectUnknownError: there is none of this code.
    """
    row = OrderRow.objects.filter(code=code).order_by("-id").first()
    if row is None:
        raise SubjectUnknownError(subject=code)
    return row


def tank_of(facility: FacilityRow, form: Form, named: str) -> str:
    """The tank that is meant: the one that is named, or the only one.

    Returns:
        its code; empty for cylinders, and for a facility whose tanks nobody listed.

    Raises:
        TankUnclearError: there is no such tank, or several and none was named.
    """
    tanks = [row.code for row in facility.tanks.all()] if form is Form.LIQUID else []
    if named in tanks or (not tanks and not named):
        return named
    if named or len(tanks) > 1:
        raise TankUnclearError(
            facility=facility.code, named=named, known=", ".join(tanks)
        )
    return tanks[0]


def _only(kind: type[Row], code: str, at: Moment, within: tuple[str, ...] = ()) -> Row:
    found = latest_facts(kind, at, Q(code=code), within=within)
    if not found:
        raise SubjectUnknownError(subject=code)
    return found[-1]
