"""A picture into the books as one batch, and a batch out of sight again."""

from napas.domain.access import Deed
from napas.domain.order import ON_THE_ROAD, WITH_VEHICLE, OrderStatus
from napas.domain.situation import Situation
from napas.errors import ConflictError
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.actions.filing import file_facts
from napas.tower.actions.grounds import Grounds
from napas.tower.actions.intake import Intake
from napas.tower.actions.openings import load_vehicle, open_books
from napas.tower.actions.reversal import take_back
from napas.tower.actions.step import require_free
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.records.batch import BatchRow, WithdrawalRow
from napas.tower.records.fingerprint import fingerprint
from napas.tower.records.ledger import stored_movements
from napas.tower.records.orders import OrderRow, OrderStepRow, standing_orders
from napas.tower.records.territory import root_of_tree, store_tree
from napas.units.mass import Rounding, g_from_t


class FactsStandError(ConflictError):
    """The same facts stand in the books already."""

    code = "facts-stand-already"


class FactsWithdrawnError(ConflictError):
    """The batch was withdrawn before."""

    code = "facts-withdrawn-already"


@action(Deed.IMPORT_FACTS)
def enter_facts(hand: Hand, *, situation: Situation) -> Receipt:
    """Enter a picture: its facts, its open orders, and what is in its tanks.

    The first one plants the tree; before there is one, nobody can be refused by it.

    Raises:
        FactsStandError: the same picture was entered and not withdrawn.
    """
    tree = situation.country.tree
    store_tree(tree)
    hand.require(situation.name, tree.country.code)
    content_hash = fingerprint(situation)
    same = BatchRow.objects.filter(content_hash=content_hash, withdrawal=None)
    if same.exists():
        raise FactsStandError(name=situation.name)
    batch = BatchRow.objects.create(
        code=hand.code(situation.name),
        name=situation.name,
        country=situation.country.code,
        as_of=situation.as_of,
        known_at=situation.known_at,
        recorded_at=hand.sent.recorded_at,
        content_hash=content_hash,
    )
    intake = Intake(hand, batch, situation, Grounds(situation))
    facts = file_facts(intake)
    _enter_orders(intake)
    opened = open_books(intake)
    return hand.write(batch.code, tree.country.code, facts=facts, stocks=opened)


@action(Deed.IMPORT_FACTS)
def withdraw_facts(hand: Hand, *, batch: str) -> Receipt:
    """Take a batch out of sight from now on; what it put into tanks is taken back.

    Its orders are cancelled, as far as they have not moved anything.

    Raises:
        SubjectUnknownError: there is no such batch.
        FactsWithdrawnError: it was withdrawn before.
        OverdraftError: some of what it put into a tank is used already.
    """
    root = root_of_tree()
    hand.require(batch, root)
    row = BatchRow.objects.filter(code=batch).first()
    if row is None:
        raise SubjectUnknownError(subject=batch)
    if WithdrawalRow.objects.filter(batch=row).exists():
        raise FactsWithdrawnError(batch=batch)
    WithdrawalRow.objects.create(
        batch=row, known_at=hand.sent.recorded_at, reason=hand.sent.reason
    )
    OrderRow.objects.filter(batch=row).update(status=OrderStatus.CANCELLED)
    openings = stored_movements().filter(document=batch, reversed_by=None)
    for movement in openings:
        take_back(hand, movement)
    return hand.write(batch, root, reversed=len(openings))


def _enter_orders(intake: Intake) -> None:
    """Orders that were on their way when the picture was taken, where they stood.

    Of an order that stands in the books already, the books know better.
    """
    hand, picture, grounds = intake.hand, intake.picture, intake.grounds
    codes = [order.code for order in picture.open_orders]
    standing = set(
        standing_orders().filter(code__in=codes).values_list("code", flat=True)
    )
    carriers = {each.code: each.owner for each in picture.vehicles}
    rows = [
        OrderRow(
            code=order.code,
            batch=intake.batch,
            supplier=order.supplier,
            producer=grounds.of(order.supplier).party,
            carrier=carriers.get(order.vehicle, ""),
            facility=order.facility,
            form=order.form,
            mass_g=g_from_t(order.mass_t, rounding=Rounding.HALF_EVEN),
            due=order.due,
            created_by=hand.viewer.person,
            content_hash=fingerprint(order),
            ground_id=grounds.of(order.facility).territory,
            status=order.status,
            vehicle=order.vehicle,
            arrives_at=order.arrives_at,
        )
        for order in picture.open_orders
        if order.code not in standing
    ]
    for row in rows:
        if row.status in WITH_VEHICLE:
            require_free(row.vehicle)
    OrderRow.objects.bulk_create(rows)
    OrderStepRow.objects.bulk_create(
        OrderStepRow(
            order=row,
            status=row.status,
            vehicle=row.vehicle,
            arrives_at=row.arrives_at,
            by=hand.viewer.person,
            happened_at=picture.as_of,
            known_at=picture.known_at,
            mass_g=row.mass_g if row.status in ON_THE_ROAD else None,
        )
        for row in rows
    )
    for row in rows:
        if row.status in ON_THE_ROAD:
            load_vehicle(intake, row)
