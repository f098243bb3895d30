"""A plan into the books: kept as it is, its shipments as drafts of orders."""

from napas.domain.access import Deed
from napas.domain.network import Form, VehicleKind
from napas.domain.order import OrderStatus
from napas.domain.plan import Plan, Shipment
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.actions.orders import keep_draft
from napas.tower.queries.facts import Moment
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.queries.things import facility_of, supplier_of, vehicle_of
from napas.tower.records.orders import OrderRow
from napas.tower.records.plans import PlanRow
from napas.tower.records.territory import root_of_tree
from napas.units.mass import Rounding, g_from_t


@action(Deed.STORE_PLAN)
def store_plan(
    hand: Hand, *, plan: Plan, document: str, picture_hash: str, ground: str = ""
) -> Receipt:
    """Keep a plan, and draft an order for every shipment to a facility.

    A shipment to a territory is left: who receives it there is still to be said.

    Args:
        hand: who keeps it.
        plan: the answer.
        document: what it says, as it was shown.
        picture_hash: of the situation and the parameters on which it rests.
        ground: the territory it is for; empty is the whole country.

    Raises:
        SubjectUnknownError: the territory is not one the viewer knows of.
        DeedForbiddenError: they may not keep plans for it.
    """
    where = ground or root_of_tree()
    hand.require(where, where)
    row = PlanRow.objects.create(
        code=hand.code("P"),
        scenario=plan.scenario,
        as_of=plan.as_of,
        known_at=hand.sent.happened_at,
        recorded_at=hand.sent.recorded_at,
        picture_hash=picture_hash,
        parameters_hash=plan.parameters_hash,
        document=document,
    )
    drafted = sum(
        _draft(hand, row, number, shipment)
        for number, shipment in enumerate(plan.shipments)
    )
    left = len(plan.shipments) - drafted
    return hand.write(row.code, where, drafted=drafted, left=left)


def _draft(hand: Hand, plan: PlanRow, number: int, shipment: Shipment) -> bool:
    """Draft the order of a shipment; whether its target is a facility."""
    now = Moment(hand.sent.recorded_at, hand.sent.recorded_at)
    try:
        facility = facility_of(shipment.target, now)
    except SubjectUnknownError:
        return False
    hand.require(shipment.target, facility.ground_id, (shipment.target,))
    vehicle = vehicle_of(shipment.vehicle, now)
    in_cylinders = vehicle.kind is VehicleKind.CYLINDER_TRUCK
    row = OrderRow(
        code=f"{plan.code}-{number}",
        supplier=shipment.source,
        producer=supplier_of(shipment.source, now).party,
        facility=shipment.target,
        form=Form.CYLINDER if in_cylinders else Form.LIQUID,
        mass_g=g_from_t(shipment.mass_t, rounding=Rounding.HALF_EVEN),
        due=shipment.arrive,
        plan=plan.code,
        created_by=hand.viewer.person,
        ground_id=facility.ground_id,
        status=OrderStatus.DRAFT,
        vehicle=shipment.vehicle,
        arrives_at=shipment.arrive,
    )
    keep_draft(hand, row)
    return True
